"""Who is in a region of the made-up world: every member's work and nature, drawn once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grapevine.domain.simulation.rules.laws import Laws
from grapevine.domain.simulation.rules.trades import Trades

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Members:
    """Tables of chapters x seats. ``there``: whether somebody sits there; all else is drawn for empty seats too.

    ``generosity``: referrals given, as a multiple of the usual. ``pull``: how easily one is referred. ``attention``:
    one-to-ones begun a week.
    """

    there: Flags
    trade: Numbers
    engagement: Table
    generosity: Table
    taker: Flags
    pull: Table
    attention: Table


def members(sizes: Numbers, trades: Trades, laws: Laws, chance: np.random.Generator) -> Members:
    """The members of chapters of these sizes (at most ``laws.seats``); no work twice in a chapter."""
    shape = (len(sizes), laws.seats)
    order = chance.random((len(sizes), len(trades.keys))).argsort(axis=1)
    engagement = _lognormal(laws.engagement_sd, shape, chance)
    taker = chance.random(shape) < laws.takers
    generosity = chance.gamma(laws.generosity_shape, 1.0 / laws.generosity_shape, shape) * engagement
    pull = chance.gamma(laws.pull_shape, 1.0 / laws.pull_shape, shape) * engagement**laws.pull_engagement
    attention = engagement**laws.attention_engagement * _lognormal(laws.attention_sd, shape, chance)
    return Members(
        there=np.arange(laws.seats)[None, :] < sizes[:, None],
        trade=order[:, : laws.seats],
        engagement=engagement,
        generosity=np.where(taker, laws.taker_gives * generosity, generosity),
        taker=taker,
        pull=pull,
        attention=laws.one_to_ones * attention,
    )


def _lognormal(sd: float, shape: tuple[int, int], chance: np.random.Generator) -> Table:
    """Of median 1."""
    return np.exp(chance.normal(0.0, sd, shape))
