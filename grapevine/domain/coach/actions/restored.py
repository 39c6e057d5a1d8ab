"""Rows of the coach as an archive tells them: what cannot be is no row, and what stands already is known again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.actions.practising import NOTE_MAX
from grapevine.domain.coach.models import Aside, Overrule, PlannedAction, Practice
from grapevine.domain.coach.rules import items
from grapevine.domain.coach.rules.plan.valuing import STATES
from grapevine.domain.coach.rules.techniques.reading import KINDS
from grapevine.domain.coach.rules.techniques.skill import WENT
from grapevine.domain.gives.models import Promise
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.records import (
    AsideRecord,
    OverruledRecord,
    PlannedRecord,
    PractisedRecord,
    Record,
)
from grapevine.kit.errors import NotDone
from grapevine.kit.moments import moment_of, must_have_happened
from grapevine.kit.text import clean_lines

Row = Aside | Practice | Overrule | PlannedAction
#: Kind of record -> why one was refused.
WRONG = {
    payload.ASIDE: "this is no reminder that could have been put aside",
    payload.PRACTISED: "this is no technique as one is practised",
    payload.OVERRULED: "this is no draft that could have been sent against the guard",
    payload.PLANNED: "this is no answer to a plan",
}
#: A technique of another version may be unknown here; its key still has the shape of one.
_KEY = re.compile(r"[a-z0-9-]{1,40}")
_FAMILIES_MAX, _MINUTES_MAX = 200, 600


def made_of(
    actor: Actor, record: Record, person: int | None, promises: Mapping[str, Promise], now: datetime
) -> Row | None:
    """The row, not saved; None for what cannot be. ``person``: inner id; None where it was practised with nobody."""
    try:
        if isinstance(record, PractisedRecord):
            return _practice(actor, record, person, now)
        if person is None:
            return None
        if isinstance(record, AsideRecord):
            return _aside(actor, record, person, promises.get(record.promise), now)
        if isinstance(record, OverruledRecord):
            return _overrule(actor, record, person, now)
        assert isinstance(record, PlannedRecord)
        return _planned(actor, record, person, now)
    except (NotDone, ValueError, OverflowError):
        return None


def same_as(row: Row) -> tuple:
    """Equal for two rows of which a book holds only one."""
    if isinstance(row, Aside):
        return ("aside", row.kind, row.person_id, row.said_at, row.promise_id)
    if isinstance(row, Practice):
        # One technique at most is chosen and not tried: whichever stands here, stays.
        return ("practice", row.technique, row.chosen_at, row.tried_at) if row.tried_at else ("practice",)
    if isinstance(row, Overrule):
        return ("overrule", row.person_id, row.said_at)
    return ("planned", row.week, row.person_id, row.technique)


def _aside(actor: Actor, record: AsideRecord, person: int, promise: Promise | None, now: datetime) -> Aside | None:
    about_promise = record.kind in items.OF_PROMISES
    if record.kind not in items.KINDS or about_promise != (promise is not None):
        return None
    must_have_happened(record.at, now, WRONG[payload.ASIDE])
    until = moment_of(record.until, WRONG[payload.ASIDE])
    return Aside(owner_id=actor.member_id, person_id=person, promise=promise, kind=record.kind, until=until,
                 said_at=record.at)  # fmt: skip


def _practice(actor: Actor, record: PractisedRecord, person: int | None, now: datetime) -> Practice | None:
    must_have_happened(record.at, now, WRONG[payload.PRACTISED])
    tried = moment_of(record.tried, WRONG[payload.PRACTISED])
    if tried is not None:
        must_have_happened(tried, now, WRONG[payload.PRACTISED])
    whole = record.went in WENT if tried else not (record.went or record.note or person)
    if not whole or not _KEY.fullmatch(record.technique) or len(record.note) > NOTE_MAX:
        return None
    return Practice(owner_id=actor.member_id, person_id=person, technique=record.technique, chosen_at=record.at,
                    tried_at=tried, went=record.went, note=clean_lines(record.note))  # fmt: skip


def _overrule(actor: Actor, record: OverruledRecord, person: int, now: datetime) -> Overrule | None:
    must_have_happened(record.at, now, WRONG[payload.OVERRULED])
    p, families = float(record.p), " ".join(record.families)
    if not 0 <= p <= 1 or len(families) > _FAMILIES_MAX or not all(map(_KEY.fullmatch, record.families)):
        return None
    return Overrule(owner_id=actor.member_id, person_id=person, p=p, families=families, said_at=record.at)


def _planned(actor: Actor, record: PlannedRecord, person: int, now: datetime) -> PlannedAction | None:
    must_have_happened(record.at, now, WRONG[payload.PLANNED])
    week = date.fromisoformat(record.week)
    # A day of grace on both sides: the answer was given in the member's zone then.
    in_its_week = -1 <= (record.at.date() - week) / timedelta(days=1) <= 7
    if week.isoweekday() != 1 or not in_its_week or record.state not in STATES:
        return None
    if not _KEY.fullmatch(record.technique) or record.act not in KINDS:
        return None
    if record.minutes is None or not 0 <= record.minutes <= _MINUTES_MAX:
        return None
    return PlannedAction(owner_id=actor.member_id, person_id=person, week=week, technique=record.technique,
                         kind=record.act, minutes=record.minutes, state=record.state, said_at=record.at)  # fmt: skip
