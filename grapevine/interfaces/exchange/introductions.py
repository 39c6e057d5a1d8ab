"""Wishes, ways and requests: as plain data for the API and the command line, and as records of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.records import (
    AcquaintedRecord,
    AskedRecord,
    Party,
    Record,
    StandingRecord,
    StepRecord,
    WishRecord,
)
from grapevine.domain.network.models import Acquaintance, Introduction, Standing, Wish
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.queries.drafting import go_between_name, wished_name
from grapevine.domain.network.queries.introductions import Stands
from grapevine.domain.network.queries.ways import Found, GoBetween
from grapevine.domain.network.rules.introductions.requests import ASKER, DRAFTED, GO_BETWEEN, steps
from grapevine.domain.people.models import Person
from grapevine.kit.source_keys import key_of

_CHUNK = 500
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


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive: what is the actor's own, and no request of another member."""
    requests = queries.requests(actor).prefetch_related("steps")
    return {
        "wishes": _each(queries.wishes(actor), _wished),
        "acquaintances": _each(queries.acquaintances(actor), _acquainted),
        "introductions": _each(requests, _asked),
        "standings": _each(queries.standings(actor), _standing),
    }


def _each(rows: QuerySet, make: Callable[[Any], Record]) -> Iterator[Record]:
    return (make(row) for row in rows.order_by("pk").iterator(_CHUNK))


def _party(person: Person | None, name: str = "") -> Party:
    return Party(name=name) if person is None else Party(name=person.name, uid=str(person.uid))


def _wished(row: Wish) -> WishRecord:
    given_up = row.given_up_at.isoformat() if row.given_up_at else ""
    said = {name: getattr(row, name) for name in ("firm", "title", "email", "why")}
    who = _party(row.person, row.name)
    return WishRecord(key=key_of(row.source_key, row.uid), who=who, at=row.since, given_up=given_up, **said)


def _acquainted(row: Acquaintance) -> AcquaintedRecord:
    wish = key_of(row.wish.source_key, row.wish.uid) if row.wish is not None else ""
    return AcquaintedRecord(
        key=key_of(row.source_key, row.uid), who=_party(row.one), at=row.at, other=_party(row.other), wish=wish,
        how_well=row.how_well, how_sure=row.how_sure,
    )  # fmt: skip


def _asked(row: Introduction) -> AskedRecord:
    said = sorted(row.steps.all(), key=lambda step: step.pk)
    return AskedRecord(
        key=key_of(row.source_key, row.uid), who=_party(row.person, go_between_name(row)), at=row.at,
        wish=key_of(row.wish.source_key, row.wish.uid), state=row.state, letter=row.letter,
        steps=tuple(StepRecord(step.state, step.at.isoformat(), step.by, step.note) for step in said),
    )  # fmt: skip


def _standing(row: Standing) -> StandingRecord:
    key = row.source_key or f"standing:{row.pk}"
    return StandingRecord(key=key, who=_party(row.person), at=row.at, standing=row.standing)
