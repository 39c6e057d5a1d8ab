"""What a forecast looks at: referrals received as deals, each with where it came from, when it opened and how it ended.

Kept as columns, so that a million of them are folded in seconds. Times are days, from any day on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: How a deal ended; ENDED: it is no longer open and was neither won nor lost (withdrawn), so it tells nothing more.
OPEN, WON, LOST, ENDED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Deal:
    """One: who sent it (any key), the day it opened, the day it closed or None, how, and its value or None."""

    source: str
    opened: float
    closed: float | None = None
    outcome: int = OPEN
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Deals:
    """Many as columns: `source` numbers into `sources`; `closed` is inf while open; `value` is nan when unknown."""

    sources: tuple[str, ...]
    source: NDArray[np.int64]
    opened: Floats
    closed: Floats
    outcome: NDArray[np.int64]
    value: Floats

    def __len__(self) -> int:
        return len(self.source)

    def picked(self, which: NDArray[np.bool_]) -> Deals:
        """Those that are wanted, with the same sources."""
        return Deals(
            self.sources, self.source[which], self.opened[which], self.closed[which], self.outcome[which],
            self.value[which],
        )  # fmt: skip

    def as_of(self, at: float) -> Deals:
        """What was known at a time: nothing that opened later, and open what closed later."""
        known = self.picked(self.opened <= at)
        later = known.closed > at
        return Deals(
            known.sources, known.source, known.opened, np.where(later, np.inf, known.closed),
            np.where(later, OPEN, known.outcome), known.value,
        )  # fmt: skip

    def count(self, which: NDArray[np.bool_], weights: Floats | None = None) -> Floats:
        """How many of those there are per source, or the sum of their weights."""
        chosen = None if weights is None else weights[which]
        return np.bincount(self.source[which], chosen, minlength=len(self.sources)).astype(float)


def columns(deals: Iterable[Deal], sources: Sequence[str] = ()) -> Deals:
    """Deals as columns. `sources`: named first, also those that sent nothing yet. What closes early closes at once."""
    number = {name: place for place, name in enumerate(dict.fromkeys(sources))}
    rows = [
        (
            number.setdefault(deal.source, len(number)),
            deal.opened,
            np.inf if deal.closed is None or deal.outcome == OPEN else max(deal.closed, deal.opened),
            OPEN if deal.closed is None else deal.outcome,
            np.nan if deal.value is None else deal.value,
        )
        for deal in deals
    ]
    table = np.array(rows, dtype=float).reshape(len(rows), 5).T
    return Deals(tuple(number), table[0].astype(int), table[1], table[2], table[3].astype(int), table[4])
