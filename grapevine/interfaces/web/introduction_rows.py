"""Wishes, ways and requests as the pages of warm introductions show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from grapevine.domain.depth.rules.ready import Verdict
from grapevine.domain.network.models import Acquaintance, Introduction, Step, Wish
from grapevine.domain.network.queries.drafting import go_between_name, wished_name, wished_work
from grapevine.domain.network.queries.introductions import Stands
from grapevine.domain.network.queries.ways import Found, GoBetween
from grapevine.domain.network.rules.introductions.knows import why
from grapevine.domain.network.rules.introductions.letters import first, without_blanks
from grapevine.domain.network.rules.introductions.requests import (
    AGREED,
    ASKED,
    ASKER,
    CONSENTED,
    DECLINED,
    DRAFTED,
    GO_BETWEEN,
    IN_VAIN,
    INTRODUCED,
    LOOKING,
    MET,
    STATES,
    WAITS,
    WISH_STATES,
    told,
)
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.when import day_text
from grapevine.interfaces.web.words import initials

#: States, of wishes and requests, that last.
LASTING = frozenset({LOOKING, DRAFTED, ASKED, AGREED, CONSENTED})
#: What a button says: (state, who says it, whether a member is asked) -> words; {name} the other side, {target} whom.
BUTTONS = {
    "asked": "I have asked {name}",
    "agreed": "{name} is willing",
    "not_now": "{name} said: not now",
    "declined": "It is a no",
    "consented": "{target} said yes, too",
    "introduced": "We were introduced",
    "met": "We met",
    "withdrawn": "Take it back",
}
MINE = {
    "agreed": "Yes, I will ask {target}",
    "not_now": "Not now",
    "declined": "No",
    "consented": "{target} said yes",
    "introduced": "I have introduced you two",
}


def wish(found: Wish, stands: Stands, request: MemberRequest) -> dict[str, Any]:
    """One wish."""
    name = wished_name(found)
    return {
        "name": name,
        "short": first(name),
        "initials": initials(name),
        "role": wished_work(found),
        "why": found.why,
        "link": reverse("wish", args=[found.uid]),
        "person": reverse("person", args=[found.person.uid]) if found.person is not None else "",
        "state": stands.state,
        "state_label": WISH_STATES[stands.state],
        "since": _since(stands.state, stands.at, request),
        "requests": [mine(one, request) for one in stands.requests if one.state not in (DRAFTED, *IN_VAIN)],
    }


def way(
    found: Found, to: Wish, judged: Mapping[int, Verdict], newest: Mapping[tuple[int | None, int | None], Introduction]
) -> dict[str, Any]:
    """One way, with its picture and its sentences."""
    one, target = found.go_betweens[0], wished_name(to)
    request = newest.get((one.person.pk, None) if one.person is not None else (None, one.member))
    in_vain = request is not None and request.state in IN_VAIN
    names = [("You", "you"), *((_letters(each), first(each.name)) for each in found.go_betweens)]
    return {
        "through": " and ".join(each.name for each in found.go_betweens),
        "ask": one.name,
        "person": str(one.person.uid) if one.person is not None else "",
        "person_link": reverse("person", args=[one.person.uid]) if one.person is not None else "",
        "member": one.member_uid,
        "is_member": one.member is not None,
        "said": found.said,
        "of_100": None if found.value is None else max(1, round(100 * found.value)),
        "lines": found.lines,
        "picture": ([*names, (initials(target), first(target))], found.strengths),
        "ready": judged.get(one.person.pk) if one.person is not None else None,
        "request": reverse("introduction", args=[request.uid]) if request is not None and not in_vain else "",
        "said_no": in_vain and request is not None and request.state == DECLINED,
    }


def _letters(one: GoBetween) -> str:
    return initials(one.name) if one.person is not None or one.member is not None else "?"


def mine(row: Introduction, request: MemberRequest) -> dict[str, Any]:
    """A request of one's own, in a list."""
    return {
        "link": reverse("introduction", args=[row.uid]),
        "name": go_between_name(row),
        "state_label": STATES[row.state],
        "since": _since(row.state, row.at, request),
    }


def to_me(row: Introduction, request: MemberRequest) -> dict[str, Any]:
    """A request of another member, in a list."""
    waits = WAITS.get(row.state, "")
    return {
        "link": reverse("introduction", args=[row.uid]),
        "asker": row.owner.name,
        "target": row.wish.name,
        "waits": waits.format(target=first(row.wish.name)),
        "state_label": told(row.state, GO_BETWEEN),
        "since": _since(row.state, row.at, request),
    }


def _since(state: str, at: datetime, request: MemberRequest) -> str:
    """What happened once did so on a day; what lasts, has done so since."""
    day = day_text(at, request.actor.time_zone)
    return f"since {day}" if state in LASTING else f"on {day}"


def buttons(steps: tuple[str, ...], by: str, name: str, target: str) -> list[tuple[str, str]]:
    """(State, words) of what can be said next; what ends it last."""
    words = MINE if by == GO_BETWEEN else BUTTONS
    order = sorted(steps, key=lambda step: step in ("not_now", "declined", "withdrawn"))
    return [(step, words[step].format(name=first(name), target=first(target))) for step in order]


def step(found: Step, row: Introduction, request: MemberRequest) -> dict[str, str]:
    """One thing that was said."""
    who = go_between_name(row) if found.by == GO_BETWEEN else row.owner.name
    mine_too = (row.owner_id == request.actor.member_id) == (found.by != GO_BETWEEN)
    return {
        "label": told(found.state, ASKER if row.owner_id == request.actor.member_id else GO_BETWEEN),
        "who": "you" if mine_too else who,
        "day": day_text(found.at, request.actor.time_zone),
        "note": found.note,
    }


def known(row: Acquaintance, person_id: int, zone: str) -> dict[str, Any]:
    """Whom a person knows, in a list."""
    other = row.other if row.one_id == person_id else row.one
    if other is not None:
        name, link = other.name, reverse("person", args=[other.uid])
    else:
        assert row.wish is not None
        name, link = row.wish.name, reverse("wish", args=[row.wish.uid])
    return {
        "name": name,
        "link": link,
        "how": f"{why(row.how_well, row.how_sure)}; {day_text(row.at, zone)}",
        "delete": reverse("acquaintance_delete", args=[row.uid]),
    }


def after(row: Introduction) -> dict[str, str] | None:
    """Where it goes on once the two were introduced: into the book, and into the log. Else None."""
    if row.state not in (INTRODUCED, MET):
        return None
    person = row.wish.person
    return {
        "take": reverse("wish_take", args=[row.wish.uid]) if person is None else "",
        "log": f"{reverse('log')}?person={person.uid}" if person is not None else "",
    }


def mail_link(row: Introduction) -> str:
    """A link that opens the letter in a mail program; "" without an address."""
    emails = row.person.details.filter(kind="email").order_by("position") if row.person is not None else ()
    to = next((one.value for one in emails), "")
    subject = quote(f"An introduction to {wished_name(row.wish)}?")
    return f"mailto:{quote(to, safe='@')}?subject={subject}&body={quote(without_blanks(row.letter))}" if to else ""
