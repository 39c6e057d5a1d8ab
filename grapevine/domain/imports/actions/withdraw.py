"""Meetings that a calendar no longer knows: what they brought is taken back, as if that part of it were undone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.actions.calendars import held
from grapevine.domain.imports.actions.undo import take_back
from grapevine.domain.imports.models import Batch, Heard, Staged, Subscription
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.calendars import key_of
from grapevine.domain.imports.rules.states import State, Verdict
from grapevine.domain.people.queries import lock_book

GONE = "it is no longer in the calendar"
_CHUNK = 300


def remember(batch: Batch) -> None:
    """Keep what the calendar of this batch said, once all of it is brought in. Called inside its transaction."""
    rows = batch.records.filter(kind=payload.TOUCH, said__isnull=False).values_list("origin_key", "said")
    heard = {
        key_of(key): Heard(
            subscription_id=batch.subscription_id, key=key_of(key), digest=payload.digest(said),
            at=datetime.fromisoformat(said["at"]),
        )
        for key, said in rows.iterator()
    }  # fmt: skip
    Heard.objects.bulk_create(
        heard.values(), update_conflicts=True, unique_fields=["subscription", "key"],
        update_fields=["digest", "at"], batch_size=500,
    )  # fmt: skip


@transaction.atomic
def withdraw(*, actor: Actor, now: datetime, uid: object, gone: frozenset[str]) -> int:
    """Take back the touches of these meetings; returns how many records that were.

    A touch stays that was changed by hand, that came from somewhere else first, or that another source speaks of too.
    Whom only such a meeting had brought into the book leaves again, unless something else is known of them.
    """
    found = held(actor, uid)
    Heard.objects.filter(subscription=found, key__in=gone).delete()
    keys = _only_from(found, _keys(found, gone))
    rows = Staged.objects.filter(batch__subscription=found, kind=payload.TOUCH, origin_key__in=keys)
    rows.filter(verdict=Verdict.DOUBTFUL, applied_at=None).update(
        verdict=Verdict.SKIPPED, reason=GONE, said=None, candidates=[], answer=None
    )
    applied = rows.filter(applied_at__isnull=False, batch__state=State.DONE).order_by("-turn", "-id")
    chunk = list(applied)
    if chunk:
        lock_book(actor)
    for start in range(0, len(chunk), _CHUNK):
        take_back(actor, now, chunk[start : start + _CHUNK])
    if keys:
        audit_log.record(
            Verb.TOUCHES_WITHDRAWN, now=now, member_id=actor.member_id, thing_id=found.uid, count=len(keys)
        )
    return len(keys)


def _keys(found: Subscription, gone: frozenset[str]) -> set[str]:
    """The keys of the records behind these digests."""
    rows = Staged.objects.filter(batch__subscription=found, kind=payload.TOUCH).exclude(origin_key="")
    return {key for key in rows.values_list("origin_key", flat=True).distinct().iterator() if key_of(key) in gone}


def _only_from(found: Subscription, keys: set[str]) -> set[str]:
    """Those of which no file, and no other calendar, speaks as well."""
    elsewhere = Staged.objects.filter(
        batch__owner_id=found.owner_id, kind=payload.TOUCH, origin_key__in=keys, said__isnull=False
    ).exclude(batch__subscription=found)
    others = Heard.objects.filter(
        subscription__owner_id=found.owner_id, key__in=[key_of(key) for key in keys]
    ).exclude(subscription=found)
    heard = set(others.values_list("key", flat=True))
    spoken = set(elsewhere.values_list("origin_key", flat=True))
    return {key for key in keys if key not in spoken and key_of(key) not in heard}
