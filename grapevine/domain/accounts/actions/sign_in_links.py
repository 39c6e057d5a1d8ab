"""Writes of one-time links, by which a member signs in without a password."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from grapevine.domain.accounts.models import Member, SignInLink
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.kit import tokens
from grapevine.kit.errors import NotFound

LINK_LIVES = timedelta(minutes=10)


@transaction.atomic
def make_sign_in_link(*, now: datetime, member: Member, lives: timedelta = LINK_LIVES) -> str:
    """A secret that signs the member in once, within ``lives``. Old ones are swept away."""
    SignInLink.objects.filter(member=member).filter(Q(expires_at__lt=now) | Q(used_at__isnull=False)).delete()
    secret = tokens.make()
    SignInLink.objects.create(member=member, digest=tokens.digest(secret), expires_at=now + lives)
    audit_log.record(Verb.SIGN_IN_LINK_MADE, now=now, member_id=member.pk)
    return secret


@transaction.atomic
def use_sign_in_link(*, now: datetime, secret: str) -> Member:
    """The member whose link this is; the link is spent. Raises NotFound when it is unknown, used or too old."""
    spent = SignInLink.objects.filter(digest=tokens.digest(secret), used_at=None, expires_at__gt=now)
    link = spent.select_related("member").first()
    if link is None or not link.member.is_active or not spent.update(used_at=now):
        raise NotFound("This link has been used already, or it is too old. Ask for a new one.")
    audit_log.record(Verb.SIGN_IN_LINK_USED, now=now, member_id=link.member_id)
    return link.member
