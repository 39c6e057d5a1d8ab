"""Writing what an archive holds of lessons and teach-backs, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions import brought_lessons
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import note
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.judge import Decision
from grapevine.domain.imports.rules.lesson_records import LessonRecord, RefreshersRecord, TeachBackRecord
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened

WHOM = "the archive does not say who was taught"
_DID = {"lesson": "lessons", "teach_back": "teach_backs", "refreshers": "refreshers"}


def write_lessons(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply lessons."""
    for staged, record, person in about_somebody(desk, now, records, _wrong_time, WHOM):
        said = {name: getattr(record, name) for name in ("key", "part", "how", "at")}
        bring = partial(brought_lessons.bring_lesson, actor=desk.actor, person_id=person, **said)
        _write(staged, bring, "lesson", person)


def write_teach_backs(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply what was shown."""
    for staged, record, person in about_somebody(desk, now, records, _wrong_time, WHOM):
        names = ("key", "how", "at", "asked", "answers", "answered", "declined")
        said = {name: getattr(record, name) for name in names}
        bring = partial(brought_lessons.bring_teach_back, actor=desk.actor, person_id=person, **said)
        _write(staged, bring, "teach_back", person)


def write_refreshers(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply the choices about refreshers."""
    for staged, record, person in about_somebody(desk, now, records, _wrong_time, WHOM):
        bring = partial(
            brought_lessons.bring_refreshers, actor=desk.actor, person_id=person, chosen=record.chosen
        )
        _write(staged, bring, "refreshers", person)


def lessons_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take lessons and teach-backs of these records back."""
    made: dict[str, list[int]] = {name: [] for name in _DID.values()}
    for effect in (effect for staged in chunk for effect in staged.effects):
        if effect["did"] in _DID:
            made[_DID[effect["did"]]].append(effect["id"])
    if any(made.values()):
        brought_lessons.take_back(actor=actor, **made)


def _write(staged: Staged, bring: Callable[[], Any], did: str, person: int) -> None:
    staged.effects = []
    try:
        made = bring()
    except Refused as refusal:
        note(staged, Decision(Verdict.REFUSED, reason=refusal.reason))
        return
    note(staged, Decision(Verdict.NEW if made else Verdict.UNCHANGED, person))
    staged.effects = [{"did": did, "id": made.pk}] if made else []


def _wrong_time(record: LessonRecord | TeachBackRecord | RefreshersRecord, now: datetime) -> str:
    try:
        must_have_happened(record.at, now, "it lies in the past, and its time has a zone")
    except Refused as refusal:
        return refusal.reason
    return ""
