"""When the plan of a week is told outside of its page: on which day an action stands, and when the letter goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from grapevine.domain.education.rules.asks import week_of

#: The Monday letter goes out from this hour on, where the member lives.
MORNING = 7
_FRIDAY, _SUNDAY = 4, 6


def days_of(due: Sequence[date | None], today: date) -> list[date]:
    """The day of each action of this week, in the order of the plan.

    What was promised for a day (``due``) stands on it, at the latest on Sunday; the others are spread over what is
    left until Friday (or, at the weekend, until Sunday). What was not done yet moves on with today.
    """
    monday = week_of(today)
    last = monday + timedelta(days=_FRIDAY if today.weekday() <= _FRIDAY else _SUNDAY)
    left = (last - today).days + 1
    free = sum(day is None for day in due)
    found, number = [], 0
    for day in due:
        if day is None:
            found.append(today + timedelta(days=number * left // free))
            number += 1
        else:
            found.append(min(max(day, today), monday + timedelta(days=_SUNDAY)))
    return found


def letter_due(told: date | None, now: datetime) -> bool:
    """Is it Monday morning, and this week not told yet? ``now`` as it is where the member lives."""
    return now.weekday() == 0 and now.hour >= MORNING and told != now.date()
