"""No more letters from this member: asked by whoever reads the address, with one click and without an account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.letters.models import Letter, Stop
from grapevine.domain.letters.queries.stops import Asked, asked
from grapevine.domain.letters.rules.letter import address_key
from grapevine.domain.letters.rules.states import State


@transaction.atomic
def stop(*, now: datetime, token: str) -> Asked:
    """Nothing more goes from this member to this address; what waits is called back. Harmless twice.

    Raises NotFound.
    """
    found = asked(token)
    waiting = [
        letter
        for letter in Letter.objects.select_for_update().filter(owner=found.owner, state=State.QUEUED)
        if address_key(letter.to_address) == found.key
    ]
    Letter.objects.filter(pk__in=[letter.pk for letter in waiting]).update(state=State.STOPPED, sealed="")
    person_id = _person_of(found)
    _, new = Stop.objects.get_or_create(
        owner=found.owner, key=found.key, defaults={"at": now, "person_id": person_id}
    )
    if new:
        audit_log.record(Verb.LETTERS_STOPPED, now=now, member_id=found.owner.pk, called_back=len(waiting))
    return found


@transaction.atomic
def undo_stop(*, now: datetime, token: str) -> Asked:
    """Letters may come again. Harmless where none were stopped. Raises NotFound."""
    found = asked(token)
    if Stop.objects.filter(owner=found.owner, key=found.key).delete()[0]:
        audit_log.record(Verb.LETTERS_ALLOWED, now=now, member_id=found.owner.pk)
    return found


def _person_of(found: Asked) -> int | None:
    """Whom of the book this address was written to last."""
    sent = Letter.objects.filter(owner=found.owner, person__isnull=False).order_by("-created_at")
    for address, person_id in sent.values_list("to_address", "person_id")[:1000]:
        if address_key(address) == found.key:
            return person_id
    return None
