"""Staging what the readers hand over, in chunks: a chunk and the place where it ends are written together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.begin import held
from grapevine.domain.imports.models import Batch, BatchFile, Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.records import Item
from grapevine.domain.imports.rules.states import State, Verdict
from grapevine.domain.people.rules.card import Card
from grapevine.kit.bulk import append_objects

NOBODY = "The record names nobody: it has no name, no mail and no phone number."


@transaction.atomic
def found_kind(
    *, actor: Actor, file: BatchFile, kind: str, reason: str = "", guesses: Sequence[dict] = (), waits: bool = False
) -> BatchFile:
    """Note what a file is. A reason refuses it whole; with ``waits`` it stays until the guesses at its columns are
    answered, without it is read as guessed."""
    held(actor, file.batch.uid)
    file.kind, file.reason, file.guesses = kind, reason, list(guesses)
    file.state = "refused" if reason else "mapping" if waits else "reading"
    file.save(update_fields=["kind", "reason", "guesses", "state"])
    return file


@transaction.atomic
def stage(*, actor: Actor, file: BatchFile, items: Sequence[Item], last: bool) -> None:
    """Keep these items, which follow the ``file.items`` already kept; ``last`` ends the file."""
    held(actor, file.batch.uid)
    rows = [row for item in items for row in _rows(file, item)]
    _number(file.batch_id, rows)
    append_objects(rows)
    file.items += len(items)
    file.state = "read" if last else file.state
    file.save(update_fields=["items", "state"])
    Batch.objects.filter(pk=file.batch_id).update(done=file.items)


@transaction.atomic
def all_read(*, actor: Actor, now: datetime, batch_uid: object) -> Batch:
    """Every file has been read or refused: wait for columns, or go on to judging (or straight to applying)."""
    batch = held(actor, batch_uid)
    if batch.state != State.READING:
        return batch
    if batch.files.filter(state="mapping").exists():
        batch.state = State.MAPPING
    else:
        batch.state = State.APPLYING if batch.direct else State.JUDGING
        batch.total, batch.done = batch.records.exclude(kind__in=payload.LEFT_OUT).count(), 0
    batch.save(update_fields=["state", "total", "done"])
    return batch


def _number(batch_id: int, rows: Sequence[Staged]) -> None:
    """Several records of a batch under one key (one person in several files) keep apart as ``key``, ``key#2``, ...

    So the same files again find each record's own past, whichever of them spoke last. However many share the last
    ending, they are not read again: the other endings, each there once at most, tell all there is to know.
    """
    people = [row for row in rows if row.kind == payload.PERSON]
    seen: Counter[str] = Counter()
    wanted = {f"{row.origin_key}{end}" for row in people for end in payload.ENDINGS[:-1]}
    there = Staged.objects.filter(batch_id=batch_id, origin_key__among=list(wanted))
    for key in there.values_list("origin_key", flat=True):
        seen[payload.base_key(key)] += 1
    for row in people:
        seen[row.origin_key] += 1
        row.origin_key = payload.numbered(row.origin_key, seen[row.origin_key])


def _rows(file: BatchFile, item: Item) -> list[Staged]:
    rows = []
    if item.refused or item.skipped or not item.records:
        verdict = Verdict.REFUSED if item.refused else Verdict.SKIPPED
        reason = item.refused or item.skipped or "nothing in it"
        rows.append(_row(file, item, payload.ITEM, verdict=verdict, reason=reason[:2000]))
    for record in item.records:
        kind = payload.kind_of(record)
        said = payload.dump(record)
        tidied = payload.load(kind, said)
        if isinstance(tidied, Card) and not tidied.name:
            return [_row(file, item, payload.ITEM, verdict=Verdict.REFUSED, reason=NOBODY)]
        key = payload.origin_key(tidied) if isinstance(tidied, Card) else tidied.key[:254]
        rows.append(_row(file, item, kind, said=said, origin_key=key))
    return rows


def _row(file: BatchFile, item: Item, kind: str, **values: object) -> Staged:
    return Staged(batch_id=file.batch_id, file=file, turn=payload.TURN[kind], line=item.where.line, kind=kind, **values)
