"""How the page of today says what it found, and what was done about it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from grapevine.domain.coach.actions import Done
from grapevine.domain.coach.models import Aside
from grapevine.domain.coach.queries.today import Request, Today
from grapevine.domain.coach.rules import items
from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.partnerships.queries.waiting import Matter
from grapevine.domain.referrals.queries.waiting import Waiting
from grapevine.domain.referrals.rules.reminding import ANSWER
from grapevine.interfaces.web.introduction_rows import WAITS
from grapevine.interfaces.web.timeline import KINDS

#: Part of the page -> the kinds of items in it.
SECTIONS = {
    "promised": (items.PROMISED,),
    "waiting": (items.ANSWER, items.THANK),
    "cooling": (items.COOLING,),
    "awaited": (items.AWAITED,),
    "dormant": (items.DORMANT,),
}
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


def requested(one: Request) -> dict[str, str]:
    """What another member asks for: title, why, link."""
    if not one.state:
        return {
            "title": f"{one.asker} asks to link your ledgers",
            "why": "What exactly is shared stands there, before you say yes or no.",
            "link": reverse("link_brought", args=[one.uid]),
        }
    said = WAITS[one.state].format(target=first(one.target))
    return {
        "title": f"{one.asker} asks for an introduction to {one.target}",
        "why": f"{said[:1].upper()}{said[1:]}.",
        "link": reverse("introduction", args=[one.uid]),
    }


def agreed_line(one: Matter, on: date) -> dict[str, str]:
    """What an agreement asks today: title, why, link."""
    return {"title": one.title(), "why": one.why(on), "link": f"/partners/{one.uid}"}


def referred_line(one: Waiting, on: date) -> dict[str, str]:
    """What a referral asks today: title, why, link."""
    return {"title": one.title(), "why": one.why(on), "link": f"/referrals/{one.uid}"}


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
