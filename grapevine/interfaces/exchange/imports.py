"""Bringing files in, from the upload to the last row: every interface begins here, and the worker goes on here.

Long work is cut into steps. A step reads or applies for a while, and queues the next one in the same transaction that
keeps what it did; a step that dies is given out again and finds the batch as the last whole transaction left it.
"""

from __future__ import annotations

import errno
import shutil
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import structlog
from django.db import OperationalError, transaction

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.actions import restore, withdraw
from grapevine.domain.imports import actions, queries
from grapevine.domain.imports.models import Batch, Subscription
from grapevine.domain.imports.rules.records import Item
from grapevine.domain.imports.rules.states import AT_WORK, ENDED, State
from grapevine.kit import clock, ids
from grapevine.kit.errors import NotDone, Refused
from grapevine.kit.jobs import enqueue

from . import kinds, reading
from .reading import read_batch
from .uploads import drop, keep
from .uploads import uploads_folder as uploads_folder  # named here too: whoever imports keeps files there

JOB = "grapevine.interfaces.exchange.imports.continue_import"
STOPPED = "Something went wrong ({}). What came in until then can be undone; the files can be brought in once more."
log = structlog.get_logger(__name__)
FULL = "There is no room left on the disk. Nothing was brought in: free some space and try again."

UNREADABLE = "The file could not be kept: {why}. Nothing was brought in."


def begin_import(
    *,
    actor: Actor,
    now: datetime,
    uploads: Iterable[tuple[str, BinaryIO | Path]],
    direct: bool = False,
    bodies: bool = False,
    queue: bool = True,
) -> Batch:
    """Keep the files, open archives among them, and begin. Raises Refused for none, too large ones, or a full disk."""
    require(actor, Permission.IMPORTS_WRITE)
    folder = uploads_folder() / str(ids.new())
    try:
        folder.mkdir(parents=True)
        files = [file for name, upload in uploads for file in keep(folder, name, upload)]
        with transaction.atomic():
            batch = actions.begin(
                actor=actor, now=now, files=[(n, p) for n, p, _ in files], direct=direct, bodies=bodies
            )
            for file, (_, _, reason) in zip(queries.files(batch), files, strict=True):
                if reason:
                    actions.found_kind(actor=actor, file=file, kind=kinds.REFUSED, reason=reason)
            _queue(batch, queue)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Refused(FULL if full else UNREADABLE.format(why=error.strerror or error), "files") from error
    except Exception:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return batch


@transaction.atomic
def begin_read(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    kind: str,
    items: Sequence[Item],
    subscription: Subscription | None = None,
    queue: bool = True,
) -> Batch:
    """Begin with what was read already (a calendar that was asked, a letter that was dropped); no file is kept."""
    batch = actions.begin(actor=actor, now=now, files=[(name, "")], direct=True, subscription=subscription)
    (file,) = queries.files(batch)
    actions.found_kind(actor=actor, file=file, kind=kind)
    actions.stage(actor=actor, file=file, items=items, last=True)
    batch = actions.all_read(actor=actor, now=now, batch_uid=batch.uid)
    _queue(batch, queue)
    return batch


def map_columns(
    *, actor: Actor, now: datetime, batch_uid: object, columns: dict[int, dict[str, str]], queue: bool = True
) -> Batch:
    """Say what unknown columns mean and read on. Raises Refused."""
    with transaction.atomic():
        batch = actions.map_columns(actor=actor, now=now, batch_uid=batch_uid, columns=columns)
        _queue(batch, queue)
    return batch


def go(*, actor: Actor, now: datetime, batch_uid: object, queue: bool = True) -> Batch:
    """Bring a batch in that has been looked at. Raises Refused."""
    with transaction.atomic():
        batch = actions.go(actor=actor, now=now, batch_uid=batch_uid)
        _queue(batch, queue)
    return batch


def undo(*, actor: Actor, now: datetime, batch_uid: object, queue: bool = True) -> Batch:
    """Take a batch back. Raises Refused."""
    with transaction.atomic():
        batch = actions.begin_undo(actor=actor, now=now, batch_uid=batch_uid)
        withdraw(actor=actor, batch=batch)
        _queue(batch, queue)
    return batch


def discard(*, actor: Actor, now: datetime, batch_uid: object) -> Batch:
    """Drop a batch that changed nothing yet, with its files. Raises Refused."""
    batch = actions.discard(actor=actor, now=now, batch_uid=batch_uid)
    drop(queries.files(batch))
    return batch


def continue_import(member_id: int, batch_uid: str) -> None:
    """The worker's job: one step, and the next one queued as long as there is one."""
    member = Member.objects.filter(pk=member_id, is_active=True).first()
    if member is None:
        return
    actor = account_queries.actor_of(member)
    batch = _step_or_fail(actor, queries.batch(actor, batch_uid))
    if batch.state in ENDED:
        drop(queries.files(batch))


def _step_or_fail(actor: Actor, batch: Batch) -> Batch:
    """One step. A database that is busy or away is tried again later; anything else ends the batch, and says so.

    Without that a step that cannot succeed would be given out again and again, and the batch never be over.
    """
    try:
        return _step(actor, batch, queue=True)
    except OperationalError:
        raise
    except Exception as error:
        log.exception("import_stopped", batch=str(batch.uid))
        reason = error.reason if isinstance(error, NotDone) else STOPPED.format(type(error).__name__)
        return actions.fail(actor=actor, now=clock.now(), batch_uid=batch.uid, reason=reason)


def finish(actor: Actor, batch_uid: object) -> Batch:
    """All steps, here and now, until the batch is through or waits for the member."""
    batch = queries.batch(actor, batch_uid)
    while batch.state in AT_WORK:
        batch = _step(actor, batch, queue=False)
    if batch.state in ENDED:
        drop(queries.files(batch))
    return batch


def _step(actor: Actor, batch: Batch, *, queue: bool) -> Batch:
    now = clock.now()
    if batch.state == State.READING:
        through = read_batch(actor, batch, uploads_folder(), now)
        with transaction.atomic():
            if through:
                batch = actions.all_read(actor=actor, now=now, batch_uid=batch.uid)
            _queue(batch, queue)
        return batch
    if batch.state == State.JUDGING:
        until = time.monotonic() + reading.SECONDS
        batch = actions.judge(
            actor=actor, now=now, batch_uid=batch.uid, goes_on=lambda: time.monotonic() < until
        )
        _queue(batch, queue)
        return batch
    step = {State.APPLYING: actions.apply_some, State.UNDOING: actions.undo_some}.get(State(batch.state))
    if step is None:
        return batch
    with transaction.atomic():
        batch = step(actor=actor, now=now, batch_uid=batch.uid)
        if batch.state == State.DONE:
            restore(actor=actor, now=now, batch=batch)
        _queue(batch, queue)
    return batch


def _queue(batch: Batch, queue: bool) -> None:
    if queue and batch.state in AT_WORK:
        enqueue(JOB, batch.owner_id, str(batch.uid))
