"""What a member may do about a letter of theirs: call it back while it waits, send once more what failed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.letters.actions.queueing import JOB
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.queries.going import is_stopped
from grapevine.domain.letters.queries.letters import letter as letter_of
from grapevine.domain.letters.rules.states import CANCELLABLE, RETRIABLE, State
from grapevine.kit.errors import Refused
from grapevine.kit.jobs import enqueue

GOING = "It is going out right now. Look again in a moment."
GONE = "It is through: there is nothing left to call back."
NOT_FAILED = "Only a letter that did not go out can be sent once more."
NO_WORDS = "Its words are not kept any more: write it anew."
STOPPED = "Its reader asked for no more letters from you."


@transaction.atomic
def cancel(*, actor: Actor, now: datetime, uid: object) -> Letter:
    """Call a letter back that waits, or let go of one that failed. Raises NotFound, Refused when it is too late."""
    found = _held(actor, uid)
    if found.state not in CANCELLABLE:
        raise Refused(GOING if found.state == State.SENDING else GONE)
    found.state, found.sealed = State.STOPPED, ""
    found.save(update_fields=["state", "sealed"])
    audit_log.record(Verb.LETTER_CANCELLED, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found


@transaction.atomic
def retry(*, actor: Actor, now: datetime, uid: object) -> Letter:
    """Send once more what failed, or what may have been cut off, with the same Message-ID. Raises NotFound, Refused."""
    found = _held(actor, uid)
    if found.state not in RETRIABLE:
        raise Refused(NOT_FAILED)
    if not found.sealed:
        raise Refused(NO_WORDS)
    if is_stopped(actor.member_id, found.to_address):
        raise Refused(STOPPED)
    found.state, found.attempts, found.next_try_at, found.last_error = State.QUEUED, 0, now, ""
    found.save(update_fields=["state", "attempts", "next_try_at", "last_error"])
    audit_log.record(Verb.LETTER_RETRIED, now=now, member_id=actor.member_id, thing_id=found.uid)
    enqueue(JOB)
    return found


def _held(actor: Actor, uid: object) -> Letter:
    """A letter of the actor's, locked until the end of the transaction. Raises NotFound, NotAllowed."""
    require(actor, Permission.LETTERS_WRITE)
    return Letter.objects.select_for_update().get(pk=letter_of(actor, uid).pk)
