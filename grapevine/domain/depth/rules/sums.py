"""What is kept of a pair: a fast and a slow fading sum for each side, and the time of the last change.

The exponentially weighted counter: a value and the time it was last written, rescaled only when written again. One
update costs the same however long the history is, events may come in any order, and nothing runs at night.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from grapevine.domain.depth.rules.tempo import Tempo
from grapevine.kit.half_life import left_after

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS_A_DAY = 86_400.0
#: What an undo leaves below this is rounding, not evidence.
NOTHING = 1e-9


class Side(NamedTuple):
    """Fading sums of one direction, in units of one message, never negative."""

    fast: float = 0.0
    slow: float = 0.0


class Sums(NamedTuple):
    """Both directions at one time. `at` is None as long as nothing ever happened."""

    mine: Side = Side()
    theirs: Side = Side()
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What one happening adds to each side, and when (days)."""

    at: float
    mine: float = 0.0
    theirs: float = 0.0


def days(moment: datetime) -> float:
    """The clock of the sums: days since 1970-01-01 UTC. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone has no place on the clock: give it one, for instance UTC")
    return moment.timestamp() / _SECONDS_A_DAY


def moment(day: float) -> datetime:
    """The instant at which the clock of the sums shows this; the inverse of :func:`days`."""
    return _EPOCH + timedelta(days=day)


def brought_to(sums: Sums, at: float, tempo: Tempo) -> Sums:
    """The same history seen from `at`: every sum has faded by then (or grown back, when `at` is earlier)."""
    if sums.at is None:
        return Sums(at=at)
    elapsed = at - sums.at
    if elapsed == 0.0:
        return sums
    fast, slow = left_after(elapsed, tempo.fast_days), left_after(elapsed, tempo.slow_days)
    return Sums(
        Side(sums.mine.fast * fast, sums.mine.slow * slow),
        Side(sums.theirs.fast * fast, sums.theirs.slow * slow),
        at,
    )


def add(sums: Sums, *, at: float, mine: float, theirs: float, tempo: Tempo) -> Sums:
    """Sums after one more event of these weights at `at`; back-dated events give the same result in any order.

    A negative weight undoes an event of that weight at that time; what remains below rounding becomes zero.
    """
    last = at if sums.at is None else sums.at
    apart = abs(at - last)
    fast, slow = left_after(apart, tempo.fast_days), left_after(apart, tempo.slow_days)
    if at > last:
        kept, new = (fast, slow), (1.0, 1.0)
    else:
        kept, new = (1.0, 1.0), (fast, slow)
    return Sums(_credited(sums.mine, mine, kept, new), _credited(sums.theirs, theirs, kept, new), max(at, last))


def fold(events: Iterable[Event], tempo: Tempo) -> Sums:
    """Sums of a whole history, from nothing."""
    sums = Sums()
    for event in events:
        sums = add(sums, at=event.at, mine=event.mine, theirs=event.theirs, tempo=tempo)
    return sums


def _credited(side: Side, weight: float, kept: tuple[float, float], new: tuple[float, float]) -> Side:
    """A side of which the share `kept` is left, with `weight` of which the share `new` is left; as (fast, slow)."""
    fast, slow = side.fast * kept[0] + weight * new[0], side.slow * kept[1] + weight * new[1]
    return Side(fast, slow) if weight >= 0.0 else Side(swept(fast), swept(slow))


def swept(value: float) -> float:
    """The value, or nothing where only rounding is left."""
    return value if value >= NOTHING else 0.0
