"""Judging a batch before anything is written: what would be new, joined, updated, unchanged; what is doubtful."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.imports.actions.begin import held
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.queries import batch as batch_of
from grapevine.domain.imports.rules import merge, payload
from grapevine.domain.imports.rules.judge import Decision, card_of_party
from grapevine.domain.imports.rules.own_records import OwnRecord
from grapevine.domain.imports.rules.records import (
    AskedRecord,
    AskHeardRecord,
    AskRecord,
    BriefRecord,
    ClientRecord,
    GiveRecord,
    GoalRecord,
    IncomingRecord,
    LetterRecord,
    LettersWishedRecord,
    PastForecastRecord,
    Record,
    StopRecord,
    StoryRecord,
    TouchRecord,
    WishRecord,
)
from grapevine.domain.imports.rules.states import State, Verdict
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.details import from_json, tidy
from grapevine.domain.touches import queries as touch_queries
from grapevine.kit.bulk import change

CHUNK = 500
#: Records that need not be about somebody of the book.
NAMELESS = (
    WishRecord, AskedRecord, BriefRecord, ClientRecord, LetterRecord, StopRecord, AskRecord, AskHeardRecord,
    StoryRecord, GoalRecord, PastForecastRecord, IncomingRecord, LettersWishedRecord,
    OwnRecord,
)  # fmt: skip


def judge(*, actor: Actor, now: datetime, batch_uid: object, goes_on: Callable[[], bool] = lambda: True) -> Batch:
    """Judge the records of a batch, a chunk a transaction, as long as ``goes_on`` says so (one chunk at least).

    The batch is ready once every record has been judged. What was judged before a stop or an interruption is not
    judged again: whom it means is laid on the desk as it was decided.
    """
    desk = _desk_so_far(actor, batch_of(actor, batch_uid))
    while True:
        with transaction.atomic():
            batch = held(actor, batch_uid)
            if batch.state != State.JUDGING:
                return batch
            chunk = next_chunk(batch, (batch.turn, batch.after))
            if not chunk:
                batch.state, batch.done, batch.turn, batch.after = State.READY, 0, 0, 0
                batch.save(update_fields=["state", "done", "turn", "after"])
                return batch
            for staged, record in _laid_out(desk, loaded(chunk)):
                note(staged, _judge(desk, staged, record))
            save(chunk)
            batch.turn, batch.after = chunk[-1].turn, chunk[-1].pk
            batch.done += len(chunk)
            batch.save(update_fields=["done", "turn", "after"])
        if not goes_on():
            return batch


def _desk_so_far(actor: Actor, batch: Batch) -> Desk:
    """The desk as the records judged so far left it. Who was new is new; whom the others mean is looked up again."""
    desk, after = Desk(actor), (0, 0)
    while batch.state == State.JUDGING and after < (batch.turn, batch.after):
        found = next_chunk(batch, after)
        after = (found[-1].turn, found[-1].pk) if found else (batch.turn, batch.after)
        with transaction.atomic():
            _lay_again(desk, [each for each in found if (each.turn, each.pk) <= (batch.turn, batch.after)])
    return desk


def _lay_again(desk: Desk, chunk: list[Staged]) -> None:
    records = loaded(chunk)
    fresh = {staged.pk for staged, card in records if staged.verdict == Verdict.NEW and isinstance(card, Card)}
    _laid_out(desk, [pair for pair in records if pair[0].pk not in fresh])
    for staged, record in records:
        if staged.pk in fresh and isinstance(record, Card):
            desk.origins[(staged.file.kind, payload.base_key(staged.origin_key))] = desk.add(record)
        else:
            _judge(desk, staged, record)


def _laid_out(desk: Desk, records: list[tuple[Staged, Record]]) -> list[tuple[Staged, Record]]:
    if records:
        desk.lay_out(records)
        desk.written |= _written(desk.actor, records[0][0].kind, records)
    return records


def _written(actor: Actor, kind: str, records: list[tuple[Staged, Record]]) -> set[str]:
    """Keys of these records that stand in a ledger already."""
    keys = [record.key for _, record in records if isinstance(record, TouchRecord | GiveRecord)]
    if kind == payload.TOUCH:
        return set(touch_queries.by_source_keys(actor, keys))
    return set(give_queries.by_source_keys(actor, keys)) if kind == payload.GIVE else set()


def next_chunk(batch: Batch, after: tuple[int, int]) -> list[Staged]:
    """The records that follow, all of one kind, people first. ``after`` is (turn, id) of the last one seen."""
    rows = batch.records.filter(applied_at=None).select_related("file").order_by("pk")
    turn, pk = after
    found = list(rows.filter(turn=turn, pk__gt=pk)[:CHUNK])
    if not found:  # most batches hold a few of the many kinds: only the next one that there is is asked for
        left = rows.filter(turn__gt=turn, turn__lte=payload.LAST_TURN).order_by("turn", "pk")
        coming = left.values_list("turn", flat=True).first()
        found = [] if coming is None else list(rows.filter(turn=coming)[:CHUNK])
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
    """Write what was noted on these records, and nothing else of them."""
    change(chunk, ("verdict", "reason", "person_id", "candidates", "answer", "effects", "applied_at"))


def _judge(desk: Desk, staged: Staged, record: Record) -> Decision:
    if not isinstance(record, Card):
        if isinstance(record, TouchRecord | GiveRecord) and record.key in desk.written:
            return Decision(Verdict.UNCHANGED)
        if isinstance(record, NAMELESS) and not record.who.uid:
            return Decision(Verdict.NEW)  # somebody who is not in the book, and does not come into it
        decision = desk.judge(staged, record)
        if decision.verdict is Verdict.NEW:
            desk.add(card_of_party(record.who))
        return decision
    decision = desk.judge(staged, record)
    person = decision.person
    if decision.verdict is Verdict.NEW:
        person = desk.add(record)
    elif person is not None and decision.verdict in (Verdict.JOINED, Verdict.UPDATED):
        after = merged(desk, staged, record, person)
        if after == desk.cards[person]:
            decision = replace(decision, verdict=Verdict.UNCHANGED)
        desk.know(person, after)
    else:
        return decision
    desk.origins[(staged.file.kind, payload.base_key(staged.origin_key))] = person
    return decision


def merged(desk: Desk, staged: Staged, card: Card, person: int) -> Card:
    """The card of a person after what this record says of them: news of a source known, or another source's word.

    What stands in the book is tidied first: what was kept before a rule of tidying came is no news of the source.
    """
    before = tidy(desk.cards[person])
    hand = desk.people[person].hand_edited if person in desk.people else ()
    origin = desk.known_origin(staged.file.kind, staged.origin_key)
    if origin is not None and origin.person_id == person:
        after = merge.update(before, tidy(from_json(origin.said)), card, hand, drop=_drops(staged))
    else:
        after = merge.join(before, card, hand)
    return desk.cards[person] if after == before else after


def _drops(staged: Staged) -> bool:
    """Is what is missing from this record gone at its source? A card without an id may simply be another client's."""
    return payload.is_sure(staged.origin_key) or staged.file.kind != "vcard"
