"""Links for who has no account: one referral, one purpose, an end, and a way to take them back."""

from __future__ import annotations

from datetime import datetime, timedelta

PROSPECT, RECEIVER = "prospect", "receiver"
PURPOSES = (PROSPECT, RECEIVER)
#: How long a link works, in days: unless said otherwise, and at most. A referral takes months, its answer days.
DAYS, MOST_DAYS = 30, 180


def ends(now: datetime, days: int) -> datetime | None:
    """When a link of so many days ends; None when that is no possible number of days."""
    return now + timedelta(days=days) if 1 <= days <= MOST_DAYS else None


def works(expires_at: datetime, revoked: bool, now: datetime) -> bool:
    """Can it still be used?"""
    return not revoked and now < expires_at


def kept_until(expires_at: datetime, now: datetime) -> datetime:
    """When the link of somebody who said yes ends: a yes can be taken back for as long as a link can last."""
    return max(expires_at, now + timedelta(days=MOST_DAYS))
