"""Writing what an archive holds of requests by the public page and of letters wished for, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.bringing import bring_in, brought_by, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.incoming_records import IncomingRecord, LettersWishedRecord
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.referrals.actions import brought_in
from grapevine.domain.referrals.models import Incoming, LettersWished

_REQUEST, _WISHED = "incoming", "letters_wished"


def write_incoming(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply requests that wait, and which letters are wished for; neither is about anybody of the book."""
    for staged, record in records:
        assert isinstance(record, (IncomingRecord, LettersWishedRecord))
        did = _REQUEST if isinstance(record, IncomingRecord) else _WISHED
        bring_in(staged, wrong_time(record, now), partial(_made, desk.actor, now, record), did, None)


def _made(actor: Actor, now: datetime, record: IncomingRecord | LettersWishedRecord) -> Incoming | LettersWished | None:
    if isinstance(record, LettersWishedRecord):
        return brought_in.bring_wish(
            actor=actor, now=now, moves=record.moves, reminders=record.reminders, intake=not record.closed
        )
    return brought_in.bring_incoming(
        actor=actor, now=now, key=record.key, at=record.at, sender_name=record.who.name, sender_email=record.who.email,
        self_sent=record.me, name=record.name, email=record.email, phone=record.phone, need=record.need,
        about=record.about,
    )  # fmt: skip


def incoming_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take back what these records brought."""
    made = brought_by(chunk, (_REQUEST, _WISHED))
    if any(made.values()):
        brought_in.take_back(actor=actor, requests=made[_REQUEST], wished=bool(made[_WISHED]))
