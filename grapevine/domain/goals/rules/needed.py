"""From a goal back to the week: how many referrals, partners, talks and hours it takes to reach it how surely.

The number of referrals is the smallest with which the goal is reached with a given probability. At 50 and at 80 in 100,
always beside each other: the gap between them is what planning by averages hides. docs/methods/forecast.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from grapevine.domain.goals.rules.aim import Kind
from grapevine.domain.goals.rules.rates import Rates

#: How sure: as likely as not, and four times in five.
LIKELY, SURE = 0.5, 0.8
#: Above this many referrals no number is told.
MOST = 1_000_000
#: Up to this many clients the binomial is summed, above it is normal.
_EXACT = 300
_WEEKS_A_QUARTER = 13.0


@dataclass(frozen=True, slots=True)
class Needed:
    """What a goal takes with one confidence: referrals in all, partners who send them, talks, hours a week."""

    confidence: float
    referrals: int
    partners: int
    talks: int
    hours_a_week: float


def chain(kind: Kind, missing: float, weeks: float, rates: Rates, confidence: float) -> Needed:
    """What it takes to bring what is still missing (clients or value) within so many weeks (above 0)."""
    referrals = referrals_for(kind, missing, rates, confidence)
    each_sends = rates.sent.value * weeks / _WEEKS_A_QUARTER
    talks = math.ceil(referrals * rates.talks.value)
    return Needed(
        confidence=confidence, referrals=referrals, partners=math.ceil(referrals / max(each_sends, 1e-9)),
        talks=talks, hours_a_week=talks * rates.minutes.value / 60.0 / weeks,
    )  # fmt: skip


def referrals_for(kind: Kind, missing: float, rates: Rates, confidence: float) -> int:
    """The smallest number of referrals that brings it with this probability; 0 when nothing is missing."""
    if missing <= 0:
        return 0
    won = min(max(rates.won.value, 1e-6), 1.0)
    if kind is Kind.CLIENTS:
        return _smallest(lambda number: at_least(math.ceil(missing), number, won), confidence)
    worth, spread = rates.worth.value, rates.spread.value
    return _smallest(lambda number: reaches(missing, number, won, worth, spread), confidence)


def _smallest(chance: Callable[[int], float], confidence: float) -> int:
    """The smallest number whose chance is high enough; chances grow with it. MOST when none below is."""
    low, high = 0, 1
    while chance(high) < confidence:
        low, high = high, high * 2
        if high > MOST:
            return MOST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if chance(middle) >= confidence else (middle, high)
    return high


def reaches(goal: float, number: int, won: float, worth: float, spread: float) -> float:
    """Chance that so many referrals come to a value: their sum is taken as lognormal with its mean and variance.

    ``worth``: the median of one won; ``spread``: of its logarithm. Never more than the chance that one is won at all.
    """
    # Variance over squared mean: the worth falls out, so that no worth is too small or too large to be squared.
    relative = (math.exp(spread**2) / won - 1.0) / number
    width = math.sqrt(math.log1p(max(relative, 0.0)))
    middle = math.log(number * won) + math.log(worth) + spread**2 / 2.0 - width**2 / 2.0
    above = math.log(goal) - middle
    reached = 0.5 * math.erfc(above / (width * math.sqrt(2.0))) if width > 0.0 else float(above <= 0.0)
    return min(reached, 1.0 - (1.0 - won) ** number)


def at_least(clients: int, number: int, won: float) -> float:
    """Chance that of so many referrals at least so many are won: the binomial's upper tail."""
    if number < clients:
        return 0.0
    if won >= 1.0:
        return 1.0
    if clients > _EXACT:
        return 0.5 * math.erfc((clients - 0.5 - number * won) / math.sqrt(2.0 * number * won * (1.0 - won)))
    logs = [
        math.lgamma(number + 1) - math.lgamma(k + 1) - math.lgamma(number - k + 1)
        + k * math.log(won) + (number - k) * math.log1p(-won)
        for k in range(clients)
    ]  # fmt: skip
    return max(0.0, 1.0 - sum(map(math.exp, logs)))
