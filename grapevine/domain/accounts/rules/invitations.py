"""Pure rules of invitations: who may invite, whether an invitation still lives, who may come in by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed

#: How long an invitation lives, in days: unless said otherwise, and at most.
DAYS, MOST_DAYS = 14, 90
WAYS = ("open", "invite", "closed")


@dataclass(frozen=True, slots=True)
class InvitationFact:
    """What counts about an invitation; ``email`` is "" when anyone may use it."""

    email: str
    expires_at: datetime
    used: bool
    revoked: bool


def may_invite(
    actor: Actor, *, organisations: int, chapter_id: int | None = None, organisation_id: int | None = None
) -> bool:
    """May they invite (to the chapter named)? Officers and organisers; and anybody while there is no organisation."""
    if actor.scopes is not None:
        return False
    if chapter_id is not None:
        return allowed(actor, Permission.MEMBERS_INVITE, chapter_id=chapter_id, organisation_id=organisation_id)
    seated = any(
        allowed(actor, Permission.MEMBERS_INVITE, chapter_id=seat.chapter_id, organisation_id=seat.organisation_id)
        for seat in actor.seats
    )
    return seated or organisations == 0


def ends(now: datetime, days: int) -> datetime | None:
    """When an invitation of so many days ends; None when that is no possible number of days."""
    return now + timedelta(days=days) if 1 <= days <= MOST_DAYS else None


def lives(fact: InvitationFact, now: datetime) -> bool:
    """Can it still be used?"""
    return not fact.used and not fact.revoked and now < fact.expires_at


def is_for(fact: InvitationFact, email: str) -> bool:
    """May somebody with this address use it?"""
    return not fact.email or fact.email.lower() == email.strip().lower()


def may_sign_up(way: str, *, invited: bool) -> bool:
    """Is the door open, with GRAPEVINE_SIGNUP set to ``way``? Whatever is not known is closed."""
    return way == "open" or (way == "invite" and invited)
