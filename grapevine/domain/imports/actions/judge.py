"""Judging a batch before anything is written: what would be new, joined, updated, unchanged; what is doubtful."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.begin import held
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.rules import merge, payload
from grapevine.domain.imports.rules.judge import Decision, card_of_party
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.states import State, Verdict
from grapevine.domain.people.rules.card import Card

CHUNK = 500


def judge(*, actor: Actor, now: datetime, batch_uid: object) -> Batch:
    """Judge every record of a batch, a chunk a transaction; begun again after an interruption it says the same."""
    desk, after = Desk(actor), (0, 0)
    while True:
        with transaction.atomic():
            batch = held(actor, batch_uid)
            if batch.state != State.JUDGING:
                return batch
            chunk = next_chunk(batch, after)
            if not chunk:
                batch.state, batch.done = State.READY, 0
                batch.save(update_fields=["state", "done"])
                return batch
            records = loaded(chunk)
            desk.lay_out(records)
            for staged, record in records:
                note(staged, _judge(desk, staged, record))
            save(chunk)
            after = (chunk[-1].turn, chunk[-1].pk)
            batch.done += len(chunk)
            batch.save(update_fields=["done"])


def next_chunk(batch: Batch, after: tuple[int, int]) -> list[Staged]:
    """The records that follow, all of one kind, people first. ``after`` is (turn, id) of the last one seen."""
    rows = batch.records.filter(applied_at=None).select_related("file").order_by("pk")
    turn, pk = after
    found = list(rows.filter(turn=turn, pk__gt=pk)[:CHUNK])
    while not found and turn < payload.LAST_TURN:
        turn += 1
        found = list(rows.filter(turn=turn)[:CHUNK])
    return found


def loaded(chunk: list[Staged]) -> list[tuple[Staged, Record]]:
    """Each staged record with what it says."""
    return [(staged, payload.load(staged.kind, staged.said)) for staged in chunk]


def note(staged: Staged, decision: Decision) -> None:
    """Put a decision on a record (not saved)."""
    staged.verdict = decision.verdict
    staged.reason = decision.reason
    staged.person_id = decision.person if decision.person is not None and decision.person > 0 else None
    staged.candidates = [person for person in decision.candidates if person > 0]


def save(chunk: list[Staged]) -> None:
    """Write what was noted on these records, in one statement."""
    Staged.objects.bulk_create(
        chunk,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["verdict", "reason", "person", "candidates", "effects", "applied_at"],
        batch_size=250,
    )


def _judge(desk: Desk, staged: Staged, record: Record) -> Decision:
    source = staged.file.kind
    decision = desk.judge(staged, record)
    card = record if isinstance(record, Card) else card_of_party(record.who)
    if decision.verdict is Verdict.NEW:
        person = desk.add(card)
    elif decision.person is not None and decision.verdict is Verdict.JOINED and isinstance(record, Card):
        person = decision.person
        desk.know(person, merge.join(desk.cards[person], card))
    else:
        return decision
    if isinstance(record, Card):
        desk.origins[(source, payload.base_key(staged.origin_key))] = person
    return decision
