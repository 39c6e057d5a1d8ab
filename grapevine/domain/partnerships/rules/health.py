"""How a partnership does: produced against hoped, honest while there is little to count.

    share     s = (G + 2) / (G + R + 4),  the interval is the 10 and the 90 % point of Beta(G + 2, R + 2)
    turn      yours when P(s < e) >= .8, theirs when P(s > e) >= .8, else even, where e is the share that was hoped for:
              e = (H + 2) / (H + K + 4) with H and K what either side hoped to send so far; 1/2 where nothing was said.
              That is P(my kept part < theirs) when both are Gamma(2 + sent, 2 + hoped): the mean of the prior is a
              promise just kept, and it weighs as much as two hoped referrals.
    kept      (n + 2) / (hoped * quarters + 2), at most 1: a hope of two is not broken by one slow month

Nobody is in debt: a turn says whose step would do most good now, and nothing is summed up into a balance to be paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log

QUARTER_DAYS = 91.3
PRIOR = 2.0
#: How sure we want to be before we say whose turn it is. Judgement.
SURE = 0.8
#: Younger than this and with fewer referrals than that it is too early to say anything.
EARLY_DAYS, EARLY_REFERRALS = 90.0, 3
#: Without a referral for this long and without a word for that long it goes quiet. Judgement.
QUIET_REFERRAL_DAYS, QUIET_TOUCH_DAYS = 180.0, 60.0
_STEPS = 400


class Health(StrEnum):
    """In one word."""

    EARLY = "early"
    EVEN = "even"
    YOUR_TURN = "your_turn"
    THEIR_TURN = "their_turn"
    QUIET = "quiet"


#: As it is said on screens.
WORDS = {
    Health.EARLY: "Too early to say",
    Health.EVEN: "Even",
    Health.YOUR_TURN: "Your turn",
    Health.THEIR_TURN: "Their turn",
    Health.QUIET: "Going quiet",
}


@dataclass(frozen=True, slots=True)
class Produced:
    """What came of it so far, seen from one side: referrals given and received since it is in force, of those the
    ones of the last quarter and of the last year.

    Days are counted back from now; None: never. ``days`` is how long it is in force. ``hoped`` and ``hoped_back``: how
    many referrals this side and the other hoped to send in that time; 0 where the agreement names no number.
    """

    days: float
    given: int = 0
    received: int = 0
    given_now: int = 0
    received_now: int = 0
    given_year: int = 0
    received_year: int = 0
    since_referral: float | None = None
    since_touch: float | None = None
    hoped: float = 0.0
    hoped_back: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the referrals between the two that this side gave: middle, and the 10 and 90 % points, all 0..1."""

    middle: float
    low: float
    high: float


def share(given: int, received: int) -> Share:
    """With so few to count, the range says more than the middle."""
    a, b = given + PRIOR, received + PRIOR
    return Share(a / (a + b), _point(a, b, 0.1), _point(a, b, 0.9))


def health(found: Produced) -> Health:
    """The state in one word."""
    both = found.given + found.received
    if found.days < EARLY_DAYS and both < EARLY_REFERRALS:
        return Health.EARLY
    last = found.days if found.since_referral is None else found.since_referral
    touched = found.days if found.since_touch is None else found.since_touch
    if last >= QUIET_REFERRAL_DAYS and touched >= QUIET_TOUCH_DAYS:
        return Health.QUIET
    even = (found.hoped + PRIOR) / (found.hoped + found.hoped_back + 2 * PRIOR)
    below = _below(found.given + PRIOR, found.received + PRIOR, even)
    if below >= SURE:
        return Health.YOUR_TURN
    return Health.THEIR_TURN if 1.0 - below >= SURE else Health.EVEN


def kept(count: int, hoped: int, in_force_days: float) -> float:
    """How far a hope (referrals a quarter, >= 1) was met over the time in force, 0..1, gently while there is little."""
    quarters = max(in_force_days, 0.0) / QUARTER_DAYS
    return min(1.0, (count + PRIOR) / (hoped * quarters + PRIOR))


def _below(a: float, b: float, x: float) -> float:
    """P(s < x) for s ~ Beta(a, b): the sum of a grid, exact enough for words (error below .002 for a, b >= 2)."""
    grid = _grid(a, b)
    full = int(x * _STEPS)
    return sum(grid[:full]) / sum(grid)


def _point(a: float, b: float, probability: float) -> float:
    """The value below which s ~ Beta(a, b) lies with this probability, to a four-hundredth."""
    grid = _grid(a, b)
    wanted = probability * sum(grid)
    return next((at + 0.5) / _STEPS for at, reached in enumerate(accumulate(grid)) if reached >= wanted)


@lru_cache(maxsize=512)
def _grid(a: float, b: float) -> tuple[float, ...]:
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    middles = ((at + 0.5) / _STEPS for at in range(_STEPS))
    return tuple(exp(scale + (a - 1) * log(x) + (b - 1) * log(1 - x)) / _STEPS for x in middles)
