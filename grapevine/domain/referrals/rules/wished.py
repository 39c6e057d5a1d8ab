"""Letters about referrals that a member wished for: how often moves are told, and when a reminder has fallen due."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from grapevine.domain.referrals.rules.turn import reminders_due

#: A letter of the day or the week goes out from this hour on, where the member lives.
MORNING = 7


class Often(StrEnum):
    """How often a member is written to about moves that others made."""

    NEVER = "never"
    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"


#: How far back a letter looks at most, in days: longer than its turn, so that a night without the worker loses nothing.
BACK: dict[Often, int] = {Often.EACH: 3, Often.DAILY: 8, Often.WEEKLY: 22}


def is_due(often: Often, told: datetime, now: datetime) -> bool:
    """Is it time for the next letter? Both times as they are where the member lives; a week begins on Monday."""
    if often is Often.NEVER:
        return False
    if often is Often.EACH:
        return True
    if now.hour < MORNING:
        return False
    last, today = told.date(), now.date()
    if often is Often.WEEKLY:
        last, today = (day - timedelta(days=day.weekday()) for day in (last, today))
    return last < today


def reminder_due(moved_at: datetime, told: datetime, now: datetime, allowed: int) -> bool:
    """Has a reminder fallen due since they were last told? Counted from the last move, and no more than so many."""
    return reminders_due(moved_at, now, allowed) > reminders_due(moved_at, max(told, moved_at), allowed)
