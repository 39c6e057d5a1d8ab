"""Writing what an archive says of the five questions: the member's corrections, and who would rather not be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grapevine.domain.depth.actions import corrections, questions
from grapevine.domain.depth.models import Correction
from grapevine.domain.imports.actions.bringing import wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.records import CorrectionRecord, Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.kit.errors import NotDone

WHOM = "the archive does not say whom this is about"


def write_corrections(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply corrections; one that stands in the book already is left as it is."""
    for staged, record, person in about_somebody(desk, now, records, _wrong_correction, WHOM):
        same = Correction.objects.filter(person=person, side=record.side, part=record.part, at=record.at)
        if same.exists():
            staged.verdict = Verdict.UNCHANGED
            continue
        made = corrections.add_correction(
            actor=desk.actor, person_id=person, side=record.side, part=record.part, value=record.value, at=record.at,
            reason=record.reason,
        )  # fmt: skip
        staged.verdict = Verdict.NEW
        staged.effects = [{"did": "corrected", "id": made.pk, "person": person}]


def write_declined(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Keep that somebody would rather not be asked."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        made = questions.note_declined(actor=desk.actor, person_id=person, at=record.at)
        staged.verdict = Verdict.NEW if made else Verdict.UNCHANGED
        staged.effects = [{"did": "declined", "id": made.pk, "person": person}] if made else []


def _wrong_correction(record: CorrectionRecord, now: datetime) -> str:
    try:
        corrections.check(record.side, record.part, record.value)
    except NotDone as refusal:
        return refusal.reason
    return wrong_time(record, now)
