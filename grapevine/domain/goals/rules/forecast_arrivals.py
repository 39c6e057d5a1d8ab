"""How many referrals each partner sends a day: a gamma prior shared by all, learned from all of them.

Many partners have sent two or three; what the others do says more of them than their own count. Empirical Bayes,
docs/methods/forecast.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from grapevine.domain.goals.rules.deals import Deals, Floats
from grapevine.domain.goals.rules.likelihood import likeliest, log_gamma

#: Days after which what happened counts half.
HALF_LIFE = 120.0
#: A young partnership reaches 1 - 2^(-days / RAMP) of its later flow. An assumption: no public data tell. It is the
#: half-life, and `ramped` relies on that.
RAMP = HALF_LIFE
#: Below this many partners the prior is not learned; a gamma of SHAPE around their mean stands in.
ENOUGH, SHAPE = 5, 0.8
#: Referrals a day of a partner of whom nothing at all is known: 4 a year.
ANYONE = 4.0 / 365.0
_PENALTY = 0.05
#: Log of a shape past which all partners are as good as alike.
_ALIKE = 7.0
_DECAY = math.log(2.0) / HALF_LIFE


@dataclass(frozen=True, slots=True)
class Rates:
    """Referrals a day by source, once past the ramp: a gamma with these shapes and scales (days seen, decayed)."""

    shape: Floats
    days: Floats

    @property
    def mean(self) -> Floats:
        return self.shape / self.days

    @property
    def variance(self) -> Floats:
        return self.shape / self.days**2


def rates(deals: Deals, at: float, begins: Floats, young: Mapping[int, float]) -> Rates:
    """The posterior of each source. `begins`: since when each could send; `young`: source -> when its ramp began."""
    counts = deals.count(np.ones(len(deals), bool), np.exp(-_DECAY * (at - deals.opened)))
    seen = np.maximum(at - begins, 0.0)
    exposure = (1.0 - np.exp(-_DECAY * seen)) / _DECAY
    for source, began in young.items():
        exposure[source] = ramped(max(0.0, at - began))
    shape, days = prior(counts, exposure)
    return Rates(shape + counts, days + exposure)


def ramped(age: float) -> float:
    """Decayed days that a partnership of this age has been sending at its full flow: the ramp taken into account.

    The integral of (1 - 2^(-s/RAMP)) 2^(-(age-s)/HALF_LIFE) over its life, for equal speeds.
    """
    fading = math.exp(-_DECAY * age)
    return (1.0 - fading) / _DECAY - age * fading


def ramp(age: Floats | float) -> Floats | float:
    """The share of its later flow that a partnership of this age (days) sends."""
    return 1.0 - np.exp(-_DECAY * np.maximum(age, 0.0))


def prior(counts: Floats, exposure: Floats) -> tuple[float, float]:
    """Shape and days of the gamma that all sources share: by marginal likelihood, or the stand-in for few."""
    total, seen = float(counts.sum()), float(exposure.sum())
    mean = total / seen if total > 0.0 and seen > 0.0 else ANYONE
    if len(counts) < ENOUGH or total == 0.0:
        return SHAPE, SHAPE / mean

    def told(log_shape: float, log_mean: float) -> float:
        shape = math.exp(min(log_shape, _ALIKE))
        days = shape / math.exp(log_mean)
        of_each = log_gamma(shape + counts) - (shape + counts) * np.log(days + exposure)
        prior = len(counts) * (shape * math.log(days) - math.lgamma(shape))
        return float(of_each.sum()) + prior - _PENALTY * log_shape**2

    log_shape, log_mean = likeliest(told, (math.log(SHAPE), math.log(mean)))
    shape = math.exp(min(log_shape, _ALIKE))
    return shape, shape / math.exp(log_mean)
