"""2,000 futures: how many deals are won in the days ahead, and what they are worth.

A future is one draw of everything that is not known: the flow of each partner, the shares won, a common shock, chance.
Sums over partners and over open deals are drawn by their mean and variance, so a page's forecast takes milliseconds
whatever the size of the book. The seed is fixed: the same deals give the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grapevine.domain.goals.rules.deals import WON, Deals, Floats

DRAWS, SEED = 2_000, 20_261_122
#: One's own values are drawn with probability n / (n + OWN), anyone's otherwise.
OWN = 10.0
#: Above this many values in all they are summed by the normal law instead of one by one.
ONE_BY_ONE = 400_000
#: Above this many they are looked up in a table of so many equally likely values, instead of searched for each.
SEARCHED, EQUALLY_LIKELY = 20_000, 1 << 14


@dataclass(frozen=True, slots=True)
class Flow:
    """What is expected to be won: of the open deals and of new ones, each by source, with the variance of its mean.

    `alike`: the sum of the squared chances of the open deals (how far their count is from Poisson).
    `doubt`: relative variance of everybody's share won, which all have in common.
    """

    open: Floats
    new: Floats
    open_variance: float
    new_variance: float
    alike: float
    doubt: float


def counts(flow: Flow, sigma: float, chance: np.random.Generator) -> Floats:
    """Deals won in each future, shape (DRAWS,). `sigma`: of the common shock."""
    shock = np.exp(chance.normal(-(sigma**2) / 2.0, sigma, DRAWS)) if sigma > 0.0 else np.ones(DRAWS)
    common = shock * gamma(1.0, flow.doubt, chance)
    due = float(flow.open.sum())
    won = np.zeros(DRAWS)
    if due > 0.0:
        # The binomial with the mean and variance of many unequal chances.
        tries = max(1, round(due**2 / flow.alike))
        each = np.minimum(1.0, gamma(due, flow.open_variance, chance) * common / tries)
        won = chance.binomial(tries, each).astype(float)
    fresh = float(flow.new.sum())
    if fresh > 0.0:
        won += chance.poisson(gamma(fresh, flow.new_variance, chance) * common)
    return won


def gamma(mean: float, variance: float, chance: np.random.Generator) -> Floats:
    """Draws of a positive number with this mean and variance."""
    if variance <= 0.0:
        return np.full(DRAWS, mean)
    return chance.gamma(mean**2 / variance, variance / mean, DRAWS)


@dataclass(frozen=True, slots=True)
class Worths:
    """Values that a won deal may have, and how likely each is (cumulated to 1). Empty: no value is known."""

    values: Floats
    likely: Floats


def worths(deals: Deals, by_source: Floats) -> Worths:
    """Known values of won deals, weighted by which source the wins will come from (`by_source`: expected wins)."""
    known = (deals.outcome == WON) & ~np.isnan(deals.value)
    if not known.any():
        known = ~np.isnan(deals.value)
    values, source = deals.value[known], deals.source[known]
    if not len(values):
        return Worths(values, values)
    have = np.bincount(source, minlength=len(deals.sources)).astype(float)
    share = by_source / by_source.sum() if by_source.sum() > 0.0 else np.full(len(have), 1.0 / len(have))
    own = share / (have + OWN)
    anyone = 1.0 - float((own * have).sum())
    return Worths(values, np.cumsum(own[source] + anyone / len(values)))


def sums(worth: Worths, won: Floats, chance: np.random.Generator) -> Floats:
    """What the deals won in each future come to; zeros when no value is known."""
    if not len(worth.values):
        return np.zeros(len(won))
    total = int(won.sum())
    if total > ONE_BY_ONE:
        weights = np.diff(worth.likely, prepend=0.0)
        mean = float((worth.values * weights).sum())
        spread = float(((worth.values - mean) ** 2 * weights).sum()) ** 0.5
        return np.maximum(0.0, won * mean + np.sqrt(won) * spread * chance.standard_normal(len(won)))
    if total > SEARCHED:
        table = _found(worth, (np.arange(EQUALLY_LIKELY) + 0.5) / EQUALLY_LIKELY)
        drawn = table[chance.integers(0, EQUALLY_LIKELY, total)]
    else:
        drawn = _found(worth, chance.random(total))
    whole: Floats = np.bincount(np.repeat(np.arange(len(won)), won.astype(int)), drawn, minlength=len(won)).astype(
        float
    )
    return whole


def _found(worth: Worths, at: Floats) -> Floats:
    """The values at these points, 0 to 1, of how likely they are."""
    places = np.searchsorted(worth.likely, at * worth.likely[-1], side="right")
    found: Floats = worth.values[np.minimum(places, len(worth.values) - 1)]
    return found
