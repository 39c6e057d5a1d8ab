"""What the coach keeps, as records of a complete archive: put aside, practised, overruled, answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.models import Aside, Overrule, PlannedAction, Practice
from grapevine.domain.coach.queries import asides, planned
from grapevine.domain.coach.queries.guard import overrules
from grapevine.domain.coach.queries.practice import practices
from grapevine.domain.imports.rules.records import (
    AsideRecord,
    OverruledRecord,
    Party,
    PlannedRecord,
    PractisedRecord,
    Record,
)
from grapevine.domain.people.models import Person
from grapevine.kit.source_keys import key_of

_CHUNK = 500


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    mine = Party(name=actor.name)
    return {
        "asides": _each(asides.visible_to(actor).select_related("person", "promise"), _aside),
        "practice": _each(practices(actor), lambda row: _practised(row, mine)),
        "overruled": _each(overrules(actor), _overruled),
        "planned": _each(planned.visible_to(actor), _planned),
    }


def _each(rows: QuerySet, make: Callable[[Any], Record]) -> Iterator[Record]:
    return (make(row) for row in rows.order_by("pk").iterator(_CHUNK))


def _who(person: Person) -> Party:
    return Party(name=person.name, uid=str(person.uid))


def _aside(aside: Aside) -> Record:
    return AsideRecord(
        key=key_of(None, aside.uid),
        who=_who(aside.person),
        at=aside.said_at,
        kind=aside.kind,
        until=aside.until.isoformat() if aside.until else "",
        promise=key_of(aside.promise.source_key, aside.promise.uid) if aside.promise else "",
    )


def _practised(row: Practice, mine: Party) -> Record:
    return PractisedRecord(
        key=key_of(None, row.uid), who=_who(row.person) if row.person else mine, at=row.chosen_at,
        technique=row.technique, tried=row.tried_at.isoformat() if row.tried_at else "", went=row.went, note=row.note,
    )  # fmt: skip


def _overruled(row: Overrule) -> Record:
    return OverruledRecord(
        key=key_of(None, row.uid), who=_who(row.person), at=row.said_at, p=repr(row.p),
        families=tuple(row.families.split()),
    )  # fmt: skip


def _planned(row: PlannedAction) -> Record:
    return PlannedRecord(
        key=key_of(None, row.uid), who=_who(row.person), at=row.said_at, week=row.week.isoformat(),
        technique=row.technique, act=row.kind, minutes=row.minutes, state=row.state,
    )  # fmt: skip
