"""When two members may be linked, and what becomes of a request to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: How long a request can be agreed to, in days.
DAYS = 30

WAITING = "waiting"
LINKED = "linked"
ENDED = "ended"
EXPIRED = "expired"
DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class LinkFact:
    """What counts about a request to be linked."""

    expires_at: datetime
    accepted: bool = False
    declined: bool = False
    ended: bool = False


def ends(now: datetime) -> datetime:
    """When a request made now runs out."""
    return now + timedelta(days=DAYS)


def state(fact: LinkFact, now: datetime, *, for_asker: bool) -> str:
    """What one side is told of it.

    Who asked never hears of a no: it would tell them that this person is a member. To them the request waits, and then
    runs out.
    """
    if fact.ended:
        return ENDED
    if fact.accepted:
        return LINKED
    if fact.declined and not for_asker:
        return DECLINED
    return EXPIRED if now >= fact.expires_at else WAITING


def can_be_agreed(fact: LinkFact, now: datetime) -> bool:
    """May it be agreed to? A no can be thought over as long as the request has not run out."""
    return not fact.ended and not fact.accepted and now < fact.expires_at
