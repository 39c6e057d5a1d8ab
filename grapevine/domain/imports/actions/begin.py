"""Beginning a batch, answering what its columns mean, letting it go ahead or dropping it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.models import Batch, BatchFile, Subscription
from grapevine.domain.imports.queries import batch as batch_of
from grapevine.domain.imports.rules.states import ENDED, State
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean

FILES_MAX = 2_000


@transaction.atomic
def begin(
    *, actor: Actor, now: datetime, files: Sequence[tuple[str, str]], direct: bool = False, bodies: bool = False,
    subscription: Subscription | None = None,
) -> Batch:
    """A new batch of ``(name, path below the uploads folder)``. Raises Refused for none or too many."""
    require(actor, Permission.IMPORTS_WRITE)
    if not files:
        raise Refused("Choose at least one file.", "files")
    if len(files) > FILES_MAX:
        raise Refused(f"At most {FILES_MAX} files at once.", "files")
    batch = Batch.objects.create(
        owner_id=actor.member_id, state=State.READING, direct=direct, bodies=bodies, created_at=now,
        subscription=subscription,
    )  # fmt: skip
    BatchFile.objects.bulk_create(
        BatchFile(batch=batch, name=clean(name, 300) or "file", path=path, position=position)
        for position, (name, path) in enumerate(files)
    )
    audit_log.record(
        Verb.IMPORT_BEGUN, now=now, member_id=actor.member_id, thing_id=batch.uid, files=len(files), direct=direct
    )
    return batch


def held(actor: Actor, batch_uid: object) -> Batch:
    """A batch of the actor's, locked until the end of the transaction. Raises NotFound, NotAllowed."""
    require(actor, Permission.IMPORTS_WRITE)
    return Batch.objects.select_for_update().get(pk=batch_of(actor, batch_uid).pk)


@transaction.atomic
def map_columns(*, actor: Actor, now: datetime, batch_uid: object, columns: dict[int, dict[str, str]]) -> Batch:
    """Say what the columns of unknown tables mean: position of the file -> {heading: target}; reading goes on.

    Raises Refused when the batch does not wait for that.
    """
    batch = held(actor, batch_uid)
    if batch.state != State.MAPPING:
        raise Refused("This import does not wait for columns.")
    for file in batch.files.filter(state="mapping"):
        file.columns = columns.get(file.position) or {guess["heading"]: guess["target"] for guess in file.guesses}
        file.state = "waiting"
        file.save(update_fields=["columns", "state"])
    batch.state = State.READING
    batch.save(update_fields=["state"])
    audit_log.record(Verb.IMPORT_MAPPED, now=now, member_id=actor.member_id, thing_id=batch.uid)
    return batch


@transaction.atomic
def name_columns(*, actor: Actor, file: BatchFile, columns: dict[str, str]) -> None:
    """Say what columns (heading -> target) mean before the file is read. Raises Refused once it has been."""
    held(actor, file.batch.uid)
    if file.state != "waiting":
        raise Refused("This file has been read already.")
    file.columns = columns
    file.save(update_fields=["columns"])


@transaction.atomic
def go(*, actor: Actor, now: datetime, batch_uid: object) -> Batch:
    """Bring it in. Raises Refused when it is not ready; asking twice is no harm."""
    batch = held(actor, batch_uid)
    if batch.state == State.READY:
        batch.state, batch.done, batch.turn, batch.after = State.APPLYING, 0, 0, 0
        batch.save(update_fields=["state", "done", "turn", "after"])
    elif batch.state not in (State.APPLYING, State.DONE):
        raise Refused("This import is not ready to be brought in.")
    return batch


@transaction.atomic
def discard(*, actor: Actor, now: datetime, batch_uid: object) -> Batch:
    """Drop a batch before it changed anything; its records are forgotten. Raises Refused once it has begun to."""
    batch = held(actor, batch_uid)
    if batch.state in (State.APPLYING, State.DONE, State.UNDOING):
        raise Refused("People have been brought in already: undo the import instead.")
    if batch.state not in ENDED:
        batch.records.all().delete()
        batch.state, batch.finished_at = State.DISCARDED, now
        batch.save(update_fields=["state", "finished_at"])
        audit_log.record(Verb.IMPORT_DISCARDED, now=now, member_id=actor.member_id, thing_id=batch.uid)
    return batch


@transaction.atomic
def fail(*, actor: Actor, now: datetime, batch_uid: object, reason: str) -> Batch:
    """Note that a batch cannot go on, and why. What was brought in stays, and can be undone."""
    batch = held(actor, batch_uid)
    batch.state = State.DONE if batch.state in (State.APPLYING, State.DONE) else State.FAILED
    batch.message, batch.finished_at = reason, now
    batch.save(update_fields=["state", "message", "finished_at"])
    return batch
