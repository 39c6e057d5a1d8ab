"""Do people who put the relationship first do better? Two groups compared, honestly.

    A = P(one of the first group scores higher) + half of the ties = Mann-Whitney U / (n1 n0);  Cliff's delta = 2 A - 1
    interval: DeLong's variance of A, carried to the logit scale, 95 of 100
    stratified: strata with at least 5 a side, weighted by n1 n0 / (n1 + n0 + 1): the headline; the crude A beside it
    several outcomes: Holm.  At least 20 a side for an interval, 185 a side for a verdict

Source, and what it cannot show: docs/methods/comparison.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
#: An exposure needs so many first asks.
FIRST_ASKS = 5
#: From this depth on a first ask was relationship-first (the same as "ready to ask").
DEEP_FROM = 35.0
A_SIDE_FROM, INTERVAL_FROM, VERDICT_FROM = 5, 20, 185
Z95, LEVEL = 1.959964, 0.05
#: Keeps the logit finite where one group wins every time: half of one member.
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Comparison:
    """``a`` 0..1 (a half: no difference), its ``low`` and ``high`` (95 of 100) and ``p``; ``first`` and ``other``: how
    many in each group."""

    a: float
    low: float
    high: float
    p: float
    first: int
    other: int

    @property
    def delta(self) -> float:
        """Cliff's delta, -1..1."""
        return 2.0 * self.a - 1.0

    @property
    def shows_interval(self) -> bool:
        """Enough to be shown at all."""
        return min(self.first, self.other) >= INTERVAL_FROM

    @property
    def shows_verdict(self) -> bool:
        """Enough for "more" or "less"."""
        return min(self.first, self.other) >= VERDICT_FROM


def superiority(first: ArrayLike, other: ArrayLike) -> tuple[float, float]:
    """(A, DeLong's variance of it) of two groups of at least two scores each."""
    x, y = np.sort(np.asarray(first, float)), np.sort(np.asarray(other, float))
    beats = _placed(x, y)
    beaten = 1.0 - _placed(y, x)
    variance = beats.var(ddof=1) / len(x) + beaten.var(ddof=1) / len(y)
    return float(beats.mean()), float(variance)


def _placed(of: Floats, among: Floats) -> Floats:
    """The share of ``among`` (sorted) that each of ``of`` lies above, ties half."""
    below, upto = np.searchsorted(among, of, "left"), np.searchsorted(among, of, "right")
    placed: Floats = (below + upto) / (2.0 * len(among))
    return placed


def compared(first: ArrayLike, other: ArrayLike) -> Comparison | None:
    """Two groups as they are; None with fewer than two in either."""
    n1, n0 = len(np.asarray(first)), len(np.asarray(other))
    if min(n1, n0) < 2:
        return None
    a, variance = superiority(first, other)
    return _told(a, variance, n1, n0)


def stratified(scores: ArrayLike, is_first: ArrayLike, strata: Sequence[Hashable]) -> Comparison | None:
    """The same within strata, so that what these differ in does not count; None when no stratum is large enough."""
    values, marks = np.asarray(scores, float), np.asarray(is_first, bool)
    keys = {key: place for place, key in enumerate(dict.fromkeys(strata))}
    of = np.array([keys[key] for key in strata], int)
    top = bottom = spread = 0.0
    counts = [0, 0]
    for place in keys.values():
        x, y = values[(of == place) & marks], values[(of == place) & ~marks]
        if min(len(x), len(y)) < A_SIDE_FROM:
            continue
        a, variance = superiority(x, y)
        weight = len(x) * len(y) / (len(x) + len(y) + 1.0)
        top, bottom, spread = top + weight * a, bottom + weight, spread + weight**2 * variance
        counts = [counts[0] + len(x), counts[1] + len(y)]
    if not bottom:
        return None
    return _told(top / bottom, spread / bottom**2, *counts)


def _told(a: float, variance: float, n1: int, n0: int) -> Comparison:
    edge = _HALF / min(n1, n0)
    inner = min(1.0 - edge, max(edge, a))
    # Where every pair says the same the variance comes out as zero, which no sample can mean.
    error = sqrt(max(variance, edge * (1.0 - edge) / (n1 + n0))) / (inner * (1.0 - inner))
    middle = log(inner / (1.0 - inner))
    low, high = (1.0 / (1.0 + exp(-(middle + sign * Z95 * error))) for sign in (-1.0, 1.0))
    return Comparison(a, low, high, erfc(abs(middle / error) / sqrt(2.0)), n1, n0)


def holm(p: Mapping[str, float]) -> dict[str, float]:
    """p values of several outcomes, adjusted: as they stand they may be read against one level."""
    adjusted, highest = {}, 0.0
    for rank, (name, value) in enumerate(sorted(p.items(), key=lambda pair: pair[1])):
        highest = max(highest, min(1.0, (len(p) - rank) * value))
        adjusted[name] = highest
    return adjusted


def exposure(first_asks: Sequence[float]) -> float | None:
    """The share of a member's relationships whose first ask came at depth 35 or more; None for too few.

    first_asks: the depth, 0..100, at the first ask of each relationship.
    """
    if len(first_asks) < FIRST_ASKS:
        return None
    return sum(depth >= DEEP_FROM for depth in first_asks) / len(first_asks)


def above_median(exposures: Sequence[float]) -> NDArray[np.bool_]:
    """Who is in the first group: above the median; those at the median belong to the other."""
    values = np.asarray(exposures, float)
    found: NDArray[np.bool_] = values > np.median(values) if len(values) else np.zeros(0, bool)
    return found


def slope(exposures: ArrayLike, scores: ArrayLike) -> float | None:
    """Spearman's rank correlation, -1..1, without cutting into two groups; None when either does not vary."""
    x, y = _ranks(np.asarray(exposures, float)), _ranks(np.asarray(scores, float))
    if len(x) < 3 or not x.std() or not y.std():
        return None
    return float(np.corrcoef(x, y)[0, 1])


def _ranks(values: Floats) -> Floats:
    _, back, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2.0)[back.reshape(-1)]
    return ranks
