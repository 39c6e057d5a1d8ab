"""Which letters about referrals a member wishes for, and what is new since the last one."""

from __future__ import annotations

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.referrals.models import LettersWished


def wished_of(actor: Actor) -> LettersWished:
    """The actor's choice; the defaults where nothing was chosen (not saved)."""
    require(actor, Permission.REFERRALS_READ)
    return LettersWished.objects.filter(owner_id=actor.member_id).first() or LettersWished(owner_id=actor.member_id)
