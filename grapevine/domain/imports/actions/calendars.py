"""Calendars that are asked again and again: add, change, pause, resume, refresh, remove, and note what a look found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.actions.undo import begin_undo
from grapevine.domain.imports.models import Batch, Subscription
from grapevine.domain.imports.queries.calendars import subscription as subscription_of
from grapevine.domain.imports.rules import calendars
from grapevine.domain.imports.rules.states import AT_WORK, State
from grapevine.kit.errors import Refused
from grapevine.kit.sealing import seal
from grapevine.kit.text import clean

CALENDARS_MAX = 20
ADDRESS_MAX = 2_000
TOO_MANY = f"At most {CALENDARS_MAX} calendars: remove one first."
TWICE = "This calendar is here already."
BUSY = "What it brought is still coming in. Try again in a moment."


@dataclass(frozen=True, slots=True)
class Look:
    """What came of asking: the answer's ``digest``, ``etag`` and ``modified``, when it is ``stale_at``, ``counts``."""

    counts: dict[str, Any]
    digest: str = ""
    etag: str = ""
    modified: str = ""
    stale_at: datetime | None = None


@transaction.atomic
def add_calendar(*, actor: Actor, now: datetime, name: str, host: str, address: str) -> Subscription:
    """Keep a calendar's address; it is due at once. Raises Refused for one that is here already, or too many."""
    require(actor, Permission.IMPORTS_WRITE)
    own = Subscription.objects.filter(owner_id=actor.member_id)
    if own.count() >= CALENDARS_MAX:
        raise Refused(TOO_MANY, "address")
    found = Subscription(owner_id=actor.member_id, created_at=now)
    _set_address(found, now, host, address)
    found.name = clean(name, 100) or host[:100]
    found.asked_at = now
    found.save()
    audit_log.record(Verb.CALENDAR_ADDED, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found


@transaction.atomic
def change_calendar(
    *, actor: Actor, now: datetime, uid: object, name: str | None = None, host: str = "", address: str = ""
) -> Subscription:
    """Another name, or another address (of the same calendar: what is known of it stays). Raises NotFound, Refused."""
    found = held(actor, uid)
    changed = []
    if name is not None and clean(name, 100) not in ("", found.name):
        found.name = clean(name, 100)
        changed.append("name")
    if address:
        _set_address(found, now, host, address)
        found.failures, found.lasting, found.message = 0, False, ""
        found.asked_at = now
        changed.append("address")
    if changed:
        found.save()
        audit_log.record(
            Verb.CALENDAR_CHANGED, now=now, member_id=actor.member_id, thing_id=found.uid, fields=changed
        )
    return found


@transaction.atomic
def pause_calendar(*, actor: Actor, now: datetime, uid: object, paused: bool) -> Subscription:
    """Ask it no more for now, or again from now on. Raises NotFound."""
    found = held(actor, uid)
    if found.paused != paused:
        found.paused, found.due_at = paused, now
        found.asked_at = found.asked_at if paused else now
        found.save()
        verb = Verb.CALENDAR_PAUSED if paused else Verb.CALENDAR_RESUMED
        audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found


@transaction.atomic
def refresh_calendar(*, actor: Actor, now: datetime, uid: object) -> Subscription:
    """Note that the member wants it looked at now. Raises NotFound, Refused for a paused one."""
    found = held(actor, uid)
    if found.paused:
        raise Refused("This calendar is paused: let it go on first.")
    found.asked_at = found.due_at = now
    found.stale_at = None
    found.save(update_fields=["asked_at", "due_at", "stale_at"])
    audit_log.record(Verb.CALENDAR_REFRESHED, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found


@transaction.atomic
def remove_calendar(*, actor: Actor, now: datetime, uid: object, take_back: bool = False) -> list[Batch]:
    """Forget a calendar and its address. With ``take_back`` what it brought is undone: those imports are returned,
    newest first, as begun. Raises NotFound, Refused while something of it is coming in."""
    found = held(actor, uid)
    if found.batches.filter(state__in=AT_WORK - {State.UNDOING}).exists():
        raise Refused(BUSY)
    undone = []
    if take_back:
        for batch in found.batches.filter(state=State.DONE).order_by("-created_at", "-pk"):
            undone.append(begin_undo(actor=actor, now=now, batch_uid=batch.uid))
    audit_log.record(
        Verb.CALENDAR_REMOVED, now=now, member_id=actor.member_id, thing_id=found.uid, undone=len(undone)
    )
    found.delete()
    return undone


@transaction.atomic
def note_look(*, actor: Actor, now: datetime, uid: object, every: timedelta, look: Look | None) -> Subscription:
    """It could be asked, and this came of it; None: it says the same as before."""
    found = held(actor, uid)
    found.looked_at = found.fresh_at = now
    found.failures, found.lasting, found.message = 0, False, ""
    found.due_at = calendars.next_look(now, every, 0)
    if look is not None:
        found.etag, found.modified, found.stale_at = look.etag[:300], look.modified[:100], look.stale_at
        found.digest, found.counts = look.digest, look.counts
    found.save()
    return found


@transaction.atomic
def note_failure(
    *, actor: Actor, now: datetime, uid: object, every: timedelta, reason: str, lasting: bool = False,
    after: timedelta = timedelta(0),
) -> Subscription:  # fmt: skip
    """It could not be asked, or made no sense: what is known of it stays, and it is asked less often, not before
    ``after``."""
    found = held(actor, uid)
    found.failures += 1
    found.looked_at, found.message, found.lasting = now, reason[:1000], lasting
    found.due_at = calendars.next_look(now, every, found.failures, after)
    found.save(update_fields=["failures", "looked_at", "message", "lasting", "due_at"])
    return found


def held(actor: Actor, uid: object) -> Subscription:
    """A calendar of the actor's, locked until the end of the transaction. Raises NotFound, NotAllowed."""
    require(actor, Permission.IMPORTS_WRITE)
    return Subscription.objects.select_for_update().get(pk=subscription_of(actor, uid).pk)


def _set_address(found: Subscription, now: datetime, host: str, address: str) -> None:
    if len(address) > ADDRESS_MAX:
        raise Refused(f"An address has at most {ADDRESS_MAX} characters.", "address")
    key = calendars.key_of(address)
    others = Subscription.objects.filter(owner_id=found.owner_id, address_key=key).exclude(pk=found.pk)
    if others.exists():
        raise Refused(TWICE, "address")
    found.host, found.sealed, found.address_key = host[:254], seal(address), key
    found.etag = found.modified = found.digest = ""
    found.stale_at, found.due_at = None, now
