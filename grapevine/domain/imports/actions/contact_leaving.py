"""Disconnecting an account of contacts: what stays, and what is taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.actions.contact_accounts import held, record
from grapevine.domain.imports.actions.undo import begin_undo
from grapevine.domain.imports.models import Batch, ServerCard
from grapevine.domain.imports.queries import contacts
from grapevine.domain.imports.rules.in_step import CardState
from grapevine.domain.imports.rules.states import State
from grapevine.domain.people.models import Origin


@transaction.atomic
def disconnect(*, actor: Actor, now: datetime, account_uid: object, take_back: bool = False) -> list[Batch]:
    """Forget the account and its password; nothing changes on the server.

    The people stay, or (``take_back``) those who came only from there and were not used since go again: the batches
    that are returned are then to be undone, step by step, as any import is.
    """
    account = held(actor, account_uid)
    batches: list[Batch] = []
    if take_back:
        cards = ServerCard.objects.filter(book__account=account)
        brought = list(Batch.objects.filter(pk__in=cards.values("batch"), state=State.DONE).order_by("-pk"))
        linked = cards.filter(state__in=(CardState.LINKED, CardState.GONE)).exclude(origin_key="")
        keys = list(linked.values_list("origin_key", flat=True))
        for start in range(0, len(keys), 500):
            own = Origin.objects.filter(owner_id=actor.member_id, source=contacts.SOURCE)
            own.filter(key__in=keys[start : start + 500]).delete()
        batches = [begin_undo(actor=actor, now=now, batch_uid=batch.uid) for batch in brought]
    record(Verb.CONTACTS_DISCONNECTED, actor, now, account, take_back=take_back)
    account.delete()
    return batches
