"""Writing what an archive holds of briefs and of the last ten clients, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions import brought
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.education.rules.last_ten import ClientFact
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import note
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.brief_records import BriefReaderRecord, BriefRecord, ClientRecord
from grapevine.domain.imports.rules.judge import Decision
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened

WHOM = "the archive does not say for whom this brief is"
_TEXT = tuple(field.name for field in fields(BriefText))
_WORTH = {"": None, "yes": True, "no": False}


def write_briefs(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply the versions of briefs, in the order in which they were saved; nothing becomes public."""
    for staged, record in records:
        assert isinstance(record, BriefRecord)
        said = {name: getattr(record, name) for name in ("number", "called", "main", "note", "at")}
        text = BriefText(**{name: getattr(record, name) for name in _TEXT})
        bring = partial(brought.bring_version, actor=desk.actor, key=record.brief, text=text, **said)
        _write(staged, _wrong_time(record, now), bring, "brief", None)


def write_readers(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply for whom a brief is."""
    for staged, record, person in about_somebody(desk, now, records, _wrong_time, WHOM):
        bring = partial(
            brought.bring_reader, actor=desk.actor, key=record.brief, person_id=person, at=record.at
        )
        _write(staged, "", bring, "brief_reader", person)


def write_clients(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply the lines of the worksheet; who sent somebody may be unknown."""
    for staged, record in records:
        assert isinstance(record, ClientRecord)
        person = desk.whom(staged.file.kind, record.who) if record.who.uid else None
        fact = ClientFact(
            record.client, record.came, record.profession, record.problem, record.moment, _WORTH.get(record.worth)
        )
        bring = partial(
            brought.bring_client, actor=desk.actor, key=record.key, number=record.number, referrer_id=person,
            fact=fact, at=record.at,
        )  # fmt: skip
        _write(staged, _wrong_time(record, now), bring, "client", person)


def briefs_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take the briefs and lines of these records back, as far as nobody wrote on since."""
    made: dict[str, list[int]] = {"brief": [], "brief_reader": [], "client": []}
    for effect in (effect for staged in chunk for effect in staged.effects):
        if effect["did"] in made:
            made[effect["did"]].append(effect["id"])
    if any(made.values()):
        brought.take_back(
            actor=actor, versions=made["brief"], readers=made["brief_reader"], clients=made["client"]
        )


def _write(staged: Staged, reason: str, bring: Callable[[], Any], did: str, person: int | None) -> None:
    """Bring one in and note what takes it back; what cannot be is refused with the reason."""
    staged.effects = []
    try:
        if reason:
            raise Refused(reason)
        made = bring()
    except Refused as refusal:
        note(staged, Decision(Verdict.REFUSED, reason=refusal.reason))
        return
    note(staged, Decision(Verdict.NEW if made else Verdict.UNCHANGED, person))
    staged.effects = [{"did": did, "id": made.pk}] if made else []


def _wrong_time(record: BriefRecord | BriefReaderRecord | ClientRecord, now: datetime) -> str:
    try:
        must_have_happened(record.at, now, "it lies in the past, and its time has a zone")
    except Refused as refusal:
        return refusal.reason
    return ""
