"""Wishes, ways and requests as plain data, for the API and for the command line."""

from __future__ import annotations

from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.network.models import Acquaintance, Introduction, Wish
from grapevine.domain.network.queries.drafting import go_between_name, wished_name
from grapevine.domain.network.queries.introductions import Stands
from grapevine.domain.network.queries.ways import Found, GoBetween
from grapevine.domain.network.rules.introductions.requests import ASKER, DRAFTED, GO_BETWEEN, steps

#: Decimal places of a value that is told.
_PLACES = 4


def wish(row: Wish, stands: Stands) -> dict[str, Any]:
    """A wish. ``person`` is null for somebody who is not in the book."""
    return {
        "id": row.uid,
        "person": row.person.uid if row.person is not None else None,
        "name": wished_name(row),
        **{name: getattr(row, name) for name in ("firm", "title", "email", "why", "since")},
        "state": stands.state,
        "state_since": stands.at,
    }


def way(found: Found) -> dict[str, Any]:
    """A way. ``value`` is null where part of it rests on the word of another member."""
    value = None if found.value is None else round(found.value, _PLACES)
    between = [_between(one) for one in found.go_betweens]
    return {"go_betweens": between, "value": value, "said": found.said, "lines": list(found.lines)}


def _between(one: GoBetween) -> dict[str, Any]:
    return {
        "name": one.name,
        "person": one.person.uid if one.person is not None else None,
        "member": one.member_uid or None,
    }


def introduction(row: Introduction, actor: Actor) -> dict[str, Any]:
    """A request, as the one who asks sees it, or the member who is asked."""
    mine = row.owner_id == actor.member_id
    by = ASKER if mine else GO_BETWEEN
    return {
        "id": row.uid,
        "wish": row.wish.uid if mine else None,
        "asker": row.owner.name,
        "target": wished_name(row.wish) if mine else row.wish.name,
        "go_between": go_between_name(row),
        "person": row.person.uid if mine and row.person is not None else None,
        "member": row.member_id is not None,
        "mine": mine,
        "state": row.state,
        "at": row.at,
        "letter": row.letter,
        "next": list(steps(row.state, by, member=row.member_id is not None)),
        "steps": [
            {"state": step.state, "at": step.at, "by": step.by, "note": step.note}
            for step in row.steps.order_by("pk")
            if mine or step.state != DRAFTED
        ],
    }


def acquaintance(row: Acquaintance) -> dict[str, Any]:
    """Who knows whom: one person, and another or a wish."""
    other = row.other if row.other is not None else row.wish
    return {
        "id": row.uid,
        "one": row.one.uid,
        "one_name": row.one.name,
        "other": row.other.uid if row.other is not None else None,
        "wish": row.wish.uid if row.wish is not None else None,
        "other_name": other.name if other is not None else "",
        **{name: getattr(row, name) for name in ("how_well", "how_sure", "at")},
    }
