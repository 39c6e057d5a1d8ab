"""Writes of API tokens: made, revoked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.models import ApiToken
from grapevine.domain.accounts.rules.access import SCOPES, Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.kit import tokens
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean


@transaction.atomic
def make_token(
    *, actor: Actor, now: datetime, name: str, scopes: list[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new API token and its secret, which is never shown again. Raises Refused for an unknown scope or no name."""
    require(actor, Permission.ACCOUNT_WRITE)
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown:
        raise Refused(f"Unknown scope: {', '.join(unknown)}. There are: {', '.join(SCOPES)}.", "scopes")
    if not scopes:
        raise Refused("Choose at least one scope.", "scopes")
    if not clean(name):
        raise Refused("Give the token a name, so that you know it again.", "name")
    secret = tokens.make("gv_")
    token = ApiToken.objects.create(
        member_id=actor.member_id,
        name=clean(name, 100),
        digest=tokens.digest(secret),
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=expires_at,
    )
    audit_log.record(Verb.TOKEN_MADE, now=now, member_id=actor.member_id, thing_id=token.uid, scopes=token.scopes)
    return token, secret


@transaction.atomic
def revoke_token(*, actor: Actor, now: datetime, uid: object) -> None:
    """End a token of one's own. Raises NotFound."""
    require(actor, Permission.ACCOUNT_WRITE)
    if not ApiToken.objects.filter(member_id=actor.member_id, uid=uid, revoked_at=None).update(revoked_at=now):
        raise NotFound("There is no such token.")
    audit_log.record(Verb.TOKEN_REVOKED, now=now, member_id=actor.member_id, thing_id=uid)
