"""Letters dropped by mail: the secret address of a member, and what became of each letter that came there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.models import Batch, DropAddress, DroppedLetter, DropPlace
from grapevine.domain.imports.rules import dropping
from grapevine.domain.imports.rules.calendars import key_of
from grapevine.kit.sealing import seal


@transaction.atomic
def renew_drop_address(*, actor: Actor, now: datetime) -> DropAddress:
    """A new secret address; the one before it stops working at once."""
    require(actor, Permission.IMPORTS_WRITE)
    secret = dropping.new_secret()
    made, _ = DropAddress.objects.update_or_create(
        owner_id=actor.member_id, defaults={"sealed": seal(secret), "secret_key": key_of(secret), "made_at": now}
    )
    audit_log.record(Verb.DROP_ADDRESS_MADE, now=now, member_id=actor.member_id)
    return made


@transaction.atomic
def revoke_drop_address(*, actor: Actor, now: datetime) -> None:
    """No address any more: letters to it are left alone. Harmless where there was none."""
    require(actor, Permission.IMPORTS_WRITE)
    if DropAddress.objects.filter(owner_id=actor.member_id).delete()[0]:
        audit_log.record(Verb.DROP_ADDRESS_REVOKED, now=now, member_id=actor.member_id)


@transaction.atomic
def note_letter(
    *, actor: Actor, now: datetime, key: str, touches: int = 0, reason: str = "", batch: Batch | None = None
) -> bool:
    """Keep what became of a letter. False where it was taken before; then nothing else may be done with it."""
    require(actor, Permission.IMPORTS_WRITE)
    values = {"at": now, "touches": touches, "reason": reason[:1000], "batch": batch}
    _, fresh = DroppedLetter.objects.get_or_create(owner_id=actor.member_id, key=key, defaults=values)
    if fresh:
        audit_log.record(Verb.LETTER_TAKEN, now=now, member_id=actor.member_id, touches=touches)
    return fresh


def place_of(mailbox: str) -> DropPlace | None:
    """How far a mailbox was read; None: never."""
    return DropPlace.objects.filter(place=key_of(mailbox)).first()


def note_place(*, mailbox: str, validity: int, uid: int) -> None:
    """Every letter up to this UID has been dealt with."""
    DropPlace.objects.update_or_create(place=key_of(mailbox), defaults={"validity": validity, "uid": uid})


def note_drop_look(*, mailbox: str, now: datetime, reason: str = "") -> None:
    """The mailbox was read to its end, or could not be read, and why."""
    values = {"message": reason[:1000]} if reason else {"message": "", "looked_at": now}
    DropPlace.objects.update_or_create(place=key_of(mailbox), defaults=values)
