"""Agreements as plain data, seen from one side: the same for programs on the API and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from grapevine.domain.partnerships.models import CheckIn, PartnerLink, Partnership
from grapevine.domain.partnerships.queries.agreements import Agreed
from grapevine.domain.partnerships.rules.health import WORDS, share
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Side, Terms, from_data

#: What both say in the same words.
_SHARED = ("introduce", "cadence", "review_on", "note", "disclosure")


def agreement(one: Agreed) -> dict[str, Any]:
    """One agreement as this side sees it. ``person``: of one's own book, null when it stands in the other's."""
    row, mine = one.partnership, one.side is Side.OWNER
    waits_for = one.standing.waits_for()
    return {
        "id": str(row.uid),
        "person": str(row.person.uid) if mine else None,
        "name": one.other_name,
        "state": str(one.standing.state),
        "version": one.standing.version,
        "waits_for": "" if waits_for is None else "you" if waits_for is one.side else "them",
        "regulated": row.regulated,
        "terms": terms(one.terms, one.side),
        "in_force": terms(one.in_force, one.side) if one.in_force else None,
        "started_on": _day(row.started_on),
        "paused_until": _day(one.standing.paused_until),
        "check_in_on": _day(row.check_in_on),
        "check_in_due": one.check_in_due,
        "review_on": _day(row.review_on),
        "produced": {
            "you": one.produced.given, "they": one.produced.received,
            "you_this_quarter": one.produced.given_now, "they_this_quarter": one.produced.received_now,
        },
        "health": _health(one),
    }  # fmt: skip


def _health(one: Agreed) -> dict[str, Any]:
    found = share(one.produced.given, one.produced.received)
    return {
        "state": str(one.health), "words": WORDS[one.health], "share": round(found.middle, 4),
        "low": round(found.low, 4), "high": round(found.high, 4),
    }  # fmt: skip


def terms(said: Terms, side: Side) -> dict[str, Any]:
    """A wording from one side: what you hope to send and whom you serve, and they."""
    yours, theirs = f"{side}_", f"{side.other}_"
    return {
        "you_hope": said.hopes(side),
        "they_hope": said.hopes(side.other),
        "your_moments": list(getattr(said, f"{yours}moments")),
        "their_moments": list(getattr(said, f"{theirs}moments")),
        **{name: getattr(said, name) for name in _SHARED if name != "review_on"},
        "review_on": _day(said.review_on),
    }


def called(side: Side) -> dict[str, str]:
    """Field of the rule -> what this side calls it: a refusal names what was sent."""
    return {
        f"{side}_hopes": "you_hope", f"{side.other}_hopes": "they_hope",
        f"{side}_moments": "your_moments", f"{side.other}_moments": "their_moments",
    }  # fmt: skip


def wording(said: Mapping[str, Any], side: Side, base: Terms | None = None, *, regulated: bool = False) -> Terms:
    """A wording out of what one side said; what was left out (or is None) stays as in ``base``.

    ``you_hope`` and ``they_hope``: 0 takes the number out. A regulated agreement gets the usual disclosure.
    """
    found = base or Terms()
    names = {sent: field for field, sent in called(side).items()}
    changes: dict[str, Any] = {}
    for name, value in said.items():
        if value is None:
            continue
        if name.endswith("_hope"):
            value = value or None
        changes[names.get(name, name)] = tuple(value) if name.endswith("_moments") else value
    found = replace(found, **changes)
    return replace(found, disclosure=DISCLOSURE) if regulated and not found.disclosure.strip() else found


def history(row: Partnership, side: Side) -> list[dict[str, Any]]:
    """Every step, the oldest first: who, by which way, what, about which wording, with the wording where it is new."""
    wordings = {each.version: each.said for each in row.wordings.all()}
    told = {"propose", "change"}
    return [
        {
            "at": move.at.isoformat(),
            "by": "you" if move.by == side else "them",
            "how": move.how,
            "move": move.move,
            "version": move.version,
            "note": move.note,
            "terms": terms(from_data(wordings[move.version]), side) if move.move in told else None,
        }
        for move in row.moves.order_by("at", "pk")
    ]


def check_in(row: CheckIn, side: Side) -> dict[str, Any]:
    """One look together: what you said and what they said, null while nothing was said."""
    return {
        "due_on": _day(row.due_on),
        "you": getattr(row, f"{side}_said"),
        "they": getattr(row, f"{side.other}_said"),
    }


def link(row: PartnerLink) -> dict[str, Any]:
    """One of the partner's links; where it leads is not kept."""
    return {
        "id": str(row.uid),
        "created_at": row.created_at.isoformat(),
        "expires_at": row.expires_at.isoformat(),
        "used_at": row.used_at.isoformat() if row.used_at else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
