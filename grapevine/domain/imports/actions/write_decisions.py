"""Writing what an archive holds of the member's own word: fields written by hand, people told apart or put off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.records import ApartRecord, HandRecord, LaterRecord, Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.people.actions import mark_by_hand, mark_work, tell_many_apart
from grapevine.domain.people.actions.bulk import put_off
from grapevine.domain.people.actions.rows import WORK
from grapevine.domain.people.actions.work import NONE
from grapevine.domain.people.rules.card import FIELDS, LISTS
from grapevine.domain.professions.rules import PROFESSIONS

WHOSE = "the archive does not say whose fields these are"
WHOM_LATER = "the archive does not say whom you put off"
WHOM = "the archive does not say who the two are"


def write_hand(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply what was written by hand; a field that was so before stays so."""
    for staged, record, pk in about_somebody(desk, now, records, _wrong_fields, WHOSE):
        person = desk.people[pk]
        before = {"before": list(person.hand_edited), "work": [getattr(person, name) for name in WORK]}
        staged.verdict, staged.effects = Verdict.UNCHANGED, []
        wrote = mark_by_hand(actor=desk.actor, person=person, fields=record.fields)
        if mark_work(actor=desk.actor, person=person, key=record.work) or wrote:
            staged.verdict = Verdict.NEW
            staged.effects = [{"did": "by_hand", "person": pk, **before, "revision": person.revision}]


def write_apart(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply the member's word that two are not one."""
    for staged, record, person in about_somebody(desk, now, records, _wrong_time, WHOM):
        other = desk.whom(staged.file.kind, record.other)
        if other is None or other == person:
            staged.verdict, staged.reason = Verdict.REFUSED, WHOM
            continue
        made = tell_many_apart(actor=desk.actor, pairs=[(person, other, record.at)])
        staged.verdict = Verdict.NEW if made else Verdict.UNCHANGED
        staged.effects = [{"did": "apart", "id": apart.pk} for apart in made]


def write_later(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply whom the member put off while sorting; whoever is put off here already keeps their place."""
    for staged, record, pk in about_somebody(desk, now, records, _wrong_time, WHOM_LATER):
        put = put_off(actor=desk.actor, person_id=pk, at=record.at)
        staged.verdict = Verdict.NEW if put else Verdict.UNCHANGED
        staged.effects = [{"did": "later", "person": pk, "at": record.at.isoformat()}] if put else []


def _wrong_fields(record: HandRecord, now: datetime) -> str:
    unknown = set(record.fields) - {*FIELDS, *LISTS}
    if record.work not in ("", NONE, *PROFESSIONS):
        return f"our catalogue has no profession “{record.work}”"
    return f"a person has no “{min(unknown)}”" if unknown else ""


def _wrong_time(record: LaterRecord | ApartRecord, now: datetime) -> str:
    return "" if record.at.tzinfo else "the time needs its zone"
