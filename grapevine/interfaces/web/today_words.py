"""How the page of today says what it found, and what was done about it."""

from __future__ import annotations

from django.urls import reverse

from grapevine.domain.coach.actions import Done
from grapevine.domain.coach.models import Aside
from grapevine.domain.coach.queries import reminders
from grapevine.domain.coach.queries.reminders import Reminder
from grapevine.domain.coach.queries.today import Today
from grapevine.domain.coach.rules import items
from grapevine.domain.referrals.rules.reminding import ANSWER
from grapevine.interfaces.web.timeline import KINDS

#: Part of the page -> the kinds of items in it.
SECTIONS = {
    "promised": (items.PROMISED,),
    "waiting": (items.ANSWER, items.THANK),
    "cooling": (items.COOLING,),
    "awaited": (items.AWAITED,),
    "dormant": (items.DORMANT,),
}
_PAGE_OF = {
    reminders.INTRODUCTION: "introduction", reminders.LINK: "link_brought", reminders.REFERRAL: "referral",
    reminders.AGREEMENT: "partnership", reminders.REFRESHER: "teach_person",
}  # fmt: skip
_ABOUT = {
    items.ANSWER: "Answering {name}",
    items.THANK: "Thanking {name}",
    items.COOLING: "Getting in touch with {name}",
    items.DORMANT: "Picking up again with {name}",
    items.STEP: "A small step with {name}",
}


def lede(found: Today) -> str:
    """What comes first today, in a sentence or two."""
    counted = {name: sum(item.kind in kinds for item in found.items) for name, kinds in SECTIONS.items()}
    waiting = counted["waiting"] + len(found.requests) + sum(one.asks == ANSWER for one in found.referrals)
    parts = [
        _count(counted["promised"], "thing you promised is due", "things you promised are due"),
        _count(waiting, "person waits for a word from you", "people wait for a word from you"),
        _count(counted["cooling"], "tie is getting quiet", "ties are getting quiet"),
    ]
    said = [part for part in parts if part]
    if not said:
        return "Nothing is promised, nobody waits, and nobody is drifting away. A good day to give something."
    joined = said[0] if len(said) == 1 else f"{', '.join(said[:-1])}, and {said[-1]}"
    return f"{joined[:1].upper()}{joined[1:]}. If you have five minutes only, take the step below."


def _count(count: int, one: str, many: str) -> str:
    return "" if not count else f"one {one}" if count == 1 else f"{count} {many}"


def reminded(one: Reminder) -> dict[str, str]:
    """What others, referrals and agreements wait for: title, why, link."""
    return {"title": one.title, "why": one.why, "link": reverse(_PAGE_OF[one.kind], args=[one.uid])}


def put_text(aside: Aside) -> str:
    """What was put off or set aside."""
    if aside.promise is not None:
        return f"“{aside.promise.what}” with {aside.person.name}"
    return _ABOUT[aside.kind].format(name=aside.person.name)


def logged(done: Done) -> str:
    """What was kept of what was done."""
    name = done.person.name
    if done.promise is not None:
        kept = f"Kept: “{done.promise.what}”."
        return f"{kept} It stands as a give between you and {name}." if done.give else f"{kept} A word that was kept."
    if done.give is not None:
        return f"Thanked: it stands between you and {name}."
    kind = KINDS[done.touch.kind].lower() if done.touch else ""
    return f"Kept: {kind} with {name}. The reminder starts anew from here."
