"""One look at an account of contacts at a time: taken, kept hold of, ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.imports.rules.in_step import Phase, next_look
from grapevine.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Ending:
    """How a look ended: in step, or ``failed`` for this reason, or to go on ``again`` at once.

    ``phase`` is in which to wait for the member, ``asked`` what needs a yes, ``after`` how long the server asked us to
    stay away.
    """

    failed: str = ""
    again: bool = False
    phase: str = ""
    asked: Mapping[str, int] = field(default_factory=dict)
    after: timedelta = timedelta(0)


@transaction.atomic
def lease(*, account_id: int, now: datetime, until: datetime) -> ContactAccount | None:
    """Take the account for oneself until then. None while somebody else has it, or it is gone or paused."""
    free = ContactAccount.objects.filter(Q(busy_until=None) | Q(busy_until__lte=now), pk=account_id)
    if not free.filter(phase=Phase.READY, owner__is_active=True).update(busy_until=until):
        return None
    return ContactAccount.objects.select_related("owner").get(pk=account_id)


@transaction.atomic
def progress(*, account: ContactAccount, now: datetime, seconds: int, done: int, total: int) -> None:
    """How far the look is; the account stays ours for so long. Raises NotFound when it was disconnected or paused."""
    account.done, account.total = done, total
    ours = ContactAccount.objects.filter(pk=account.pk, phase=Phase.READY)
    if not ours.update(done=done, total=total, busy_until=now + timedelta(seconds=seconds)):
        raise NotFound("The account was disconnected or paused meanwhile.")


@transaction.atomic
def ended(*, account: ContactAccount, now: datetime, counts: Mapping[str, int], how: Ending) -> None:
    """Note how a look ended, let go of the account, and say when the next one is due."""
    row = ContactAccount.objects.select_for_update().filter(pk=account.pk).first()
    if row is None:
        return
    row.busy_until, row.message, row.counts = None, how.failed, {**counts}
    row.failures = row.failures + 1 if how.failed else 0
    row.next_at = now if how.again else now + next_look(row.failures, how.after)
    if how.phase and row.phase == Phase.READY:
        row.phase, row.asked = how.phase, dict(how.asked)
    if not (how.failed or how.again):
        row.looked_at, row.done, row.total, row.allowed = now, 0, 0, {}
    row.save()
    if any(counts.values()):
        audit_log.record(
            Verb.CONTACTS_COMPARED, now=now, member_id=row.owner_id, thing_id=row.uid, counts={**counts}
        )
