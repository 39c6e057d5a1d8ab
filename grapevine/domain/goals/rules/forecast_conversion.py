"""How many of those that close are won, by source: each source's own share, drawn towards everybody's."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from grapevine.domain.goals.rules.deals import Floats
from grapevine.domain.goals.rules.likelihood import log_gamma

#: Share won when nobody has closed anything yet, and how many closed deals that counts for.
#: Source: docs/methods/forecast.md, the simulator's calibration.
ANYONE, ANYONE_COUNTS = 0.34, 2.0
#: How many deals everybody's share counts for in each source's: fitted, within bounds, near the middle one.
WEAKEST, USUAL, STRONGEST = 2.0, 20.0, 500.0
#: Sources with something closed, below which the strength is not fitted.
ENOUGH = 5
_PENALTY = 0.05


@dataclass(frozen=True, slots=True)
class Shares:
    """Share won by source: a beta with these two counts. `pooled` of `closed` deals: everybody's."""

    won: Floats
    lost: Floats
    pooled: float
    closed: float
    strength: float

    @property
    def mean(self) -> Floats:
        return self.won / (self.won + self.lost)

    @property
    def variance(self) -> Floats:
        mean = self.mean
        return mean * (1.0 - mean) / (self.won + self.lost + 1.0)


def shares(won: Floats, lost: Floats) -> Shares:
    """The posterior of each source from its won and lost deals."""
    closed = float(won.sum() + lost.sum())
    # Where nobody writes down a loss, all that closes is won, and the table of times holds what never closes.
    some = ANYONE_COUNTS if float(lost.sum()) > 0.0 or float(won.sum()) == 0.0 else 0.0
    pooled = (float(won.sum()) + ANYONE * some) / (closed + some)
    strength = _strength(won, lost, pooled)
    return Shares(won + pooled * strength, lost + (1.0 - pooled) * strength, pooled, closed, strength)


def _strength(won: Floats, lost: Floats, pooled: float) -> float:
    """By marginal likelihood of the beta-binomial on a grid, lightly held at USUAL."""
    some = (won + lost) > 0
    if some.sum() < ENOUGH or not 0.0 < pooled < 1.0:
        return USUAL
    pairs, times = np.unique(np.stack([won[some], lost[some]]), axis=1, return_counts=True)
    grid = np.exp(np.linspace(math.log(WEAKEST), math.log(STRONGEST), 45))
    a, b = (pooled * grid)[:, None], ((1.0 - pooled) * grid)[:, None]
    told = ((_log_beta(a + pairs[0], b + pairs[1]) - _log_beta(a, b)) * times).sum(axis=1)
    return float(grid[np.argmax(told - _PENALTY * np.log(grid / USUAL) ** 2)])


def _log_beta(a: Floats, b: Floats) -> Floats:
    return log_gamma(a) + log_gamma(b) - log_gamma(a + b)
