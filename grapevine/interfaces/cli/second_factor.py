"""Taking a member's second step away, for who lost phone, key and codes. For whoever sits at the machine."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from grapevine.domain.accounts.models import Member
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb


@transaction.atomic
def remove(member: Member, now: datetime) -> int:
    """How many passkeys, apps and sets of codes were removed; the member's log tells them."""
    removed, _ = Authenticator.objects.filter(user=member).delete()
    if removed:
        audit_log.record(Verb.SECOND_FACTOR_REMOVED, now=now, member_id=member.pk, thing_id=member.uid, removed=removed)
    return removed
