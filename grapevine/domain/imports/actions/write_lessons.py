"""Writing what an archive holds of lessons and teach-backs, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions import brought_lessons
from grapevine.domain.imports.actions.bringing import bring_in, brought_by, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.records import Record

WHOM = "the archive does not say who was taught"
_DID = {"lesson": "lessons", "teach_back": "teach_backs", "refreshers": "refreshers"}


def write_lessons(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply lessons."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        said = {name: getattr(record, name) for name in ("key", "part", "how", "at")}
        bring = partial(brought_lessons.bring_lesson, actor=desk.actor, person_id=person, **said)
        bring_in(staged, "", bring, "lesson", person)


def write_teach_backs(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply what was shown."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        names = ("key", "how", "at", "asked", "answers", "answered", "declined")
        said = {name: getattr(record, name) for name in names}
        bring = partial(brought_lessons.bring_teach_back, actor=desk.actor, person_id=person, **said)
        bring_in(staged, "", bring, "teach_back", person)


def write_refreshers(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply the choices about refreshers."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        bring = partial(
            brought_lessons.bring_refreshers, actor=desk.actor, person_id=person, chosen=record.chosen
        )
        bring_in(staged, "", bring, "refreshers", person)


def lessons_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take lessons and teach-backs of these records back."""
    made = {_DID[kind]: ids for kind, ids in brought_by(chunk, _DID).items()}
    if any(made.values()):
        brought_lessons.take_back(actor=actor, **made)
