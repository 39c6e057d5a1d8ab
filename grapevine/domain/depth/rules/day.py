"""A day counts once per direction for touches, at its strongest touch. Gives and ratings are not capped.

Ten messages on one day say hardly more than one, while ten days with a message say much more. The credit of a day sits
at its beginning (00:00 UTC), whatever hour each touch had: so the day's credit depends only on which touches it
holds, never on the order in which they were written down, and it never lies ahead of the reader's clock. All a
caller must keep of a day is its number and one weight a direction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from grapevine.domain.depth.rules.sums import Event


def day_of(at: float) -> int:
    """Number of the UTC day that `at` (days) lies in."""
    return math.floor(at)


def credit_at(day: int) -> float:
    """When a day's credit counts: at its beginning."""
    return float(day)


def day_weight(touches_of_that_day: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """(my side, their side) of one day: the strongest touch of each direction; (0, 0) for a day without touches."""
    mine = theirs = 0.0
    for my_weight, their_weight in touches_of_that_day:
        mine, theirs = max(mine, my_weight), max(theirs, their_weight)
    return mine, theirs


def difference(before: tuple[float, float], after: tuple[float, float]) -> tuple[float, float]:
    """What to add to the sums when a day's weight changes; negative when a touch was taken back."""
    return after[0] - before[0], after[1] - before[1]


def day_events(touches: Iterable[Event]) -> list[Event]:
    """Touches of any days, in any order, as one event a day."""
    weights: dict[int, tuple[float, float]] = {}
    for touch in touches:
        day = day_of(touch.at)
        weights[day] = day_weight((weights.get(day, (0.0, 0.0)), (touch.mine, touch.theirs)))
    return [Event(credit_at(day), mine, theirs) for day, (mine, theirs) in weights.items()]
