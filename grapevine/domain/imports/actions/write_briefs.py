"""Writing what an archive holds of briefs and of the last ten clients, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions import brought
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.education.rules.last_ten import ClientFact
from grapevine.domain.imports.actions.bringing import bring_in, brought_by, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.brief_records import BriefRecord, ClientRecord
from grapevine.domain.imports.rules.records import Record

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
        bring_in(staged, wrong_time(record, now), bring, "brief", None)


def write_readers(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply for whom a brief is."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        bring = partial(
            brought.bring_reader, actor=desk.actor, key=record.brief, person_id=person, at=record.at
        )
        bring_in(staged, "", bring, "brief_reader", person)


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
        bring_in(staged, wrong_time(record, now), bring, "client", person)


def briefs_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take the briefs and lines of these records back, as far as nobody wrote on since."""
    made = brought_by(chunk, ("brief", "brief_reader", "client"))
    if any(made.values()):
        brought.take_back(
            actor=actor, versions=made["brief"], readers=made["brief_reader"], clients=made["client"]
        )
