"""The relationship-first comparison of a chapter or organisation, from the numbers members let be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grapevine.domain.insights.rules.comparison import (
    FIRST_ASKS,
    INTERVAL_FROM,
    Comparison,
    above_median,
    compared,
    holm,
    slope,
    stratified,
)

RECEIVED, VALUE = "received", "value"


@dataclass(frozen=True, slots=True)
class Numbers:
    """One member's: first asks, how many of them at depth, both outcomes, and the stratum."""

    asks: int
    deep_asks: int
    received: float
    value: float
    stratum: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: ``within`` strata (the headline, None with fewer than twenty a side in strata large enough),
    ``crude``, ``p`` adjusted for several outcomes, and the ``slope`` without cutting into groups."""

    name: str
    within: Comparison | None
    crude: Comparison
    p: float
    slope: float | None


@dataclass(frozen=True, slots=True)
class Headline:
    """``members`` counted, ``fit`` of them with enough first asks, ``wanted`` more until anything is shown."""

    members: int
    fit: int
    wanted: int
    outcomes: tuple[Outcome, ...] = ()


def headline(rows: Sequence[Numbers]) -> Headline:
    """What can be said. With fewer than twenty on either side nothing is, for privacy and for honesty."""
    fit = [row for row in rows if row.asks >= FIRST_ASKS]
    first = above_median([row.deep_asks / row.asks for row in fit])
    least = min(int(first.sum()), int((~first).sum()))
    if least < INTERVAL_FROM:
        return Headline(len(rows), len(fit), max(2 * INTERVAL_FROM - len(fit), INTERVAL_FROM - least))
    found = [_outcome(name, fit, first) for name in (RECEIVED, VALUE)]
    adjusted = holm({one.name: one.p for one in found})
    outcomes = tuple(Outcome(one.name, one.within, one.crude, adjusted[one.name], one.slope) for one in found)
    return Headline(len(rows), len(fit), 0, outcomes)


def _outcome(name: str, fit: Sequence[Numbers], first: np.ndarray) -> Outcome:
    values = np.array([getattr(row, name) for row in fit], float)
    crude = compared(values[first], values[~first])
    assert crude is not None
    parted = stratified(values, first, [row.stratum for row in fit])
    within = parted if parted and parted.shows_interval else None
    exposures = [row.deep_asks / row.asks for row in fit]
    return Outcome(name, within, crude, (within or crude).p, slope(exposures, values))
