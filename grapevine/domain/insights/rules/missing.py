"""Which of the five ingredients is missing: how many more referrals a little more of each would bring.

    E y = exp(a + sum_k w_k ln x_k)            y referrals a quarter, x_1..x_5 in .05..1 in the order of INGREDIENTS
    gain_k = E y(x_k + .25, at most 1) - E y
    P_k = share of 200 draws (x + N(0, .12), w * exp N(0, .25)) in which k has the largest gain
    shown P_k = .8 P_k + .04

It assumes that each ingredient is necessary: a little of what is short is worth more than much of what is plenty. With
equal weights and no referrals this is "the lowest first". The draws are the same for everybody and each run (a fixed
seed), so nothing on a page flickers. Source: docs/methods/missing-ingredient.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grapevine.domain.depth.rules.parts import INGREDIENTS

Floats = NDArray[np.float64]

#: No ingredient is ever quite nothing, nor more than all.
LOWEST, HIGHEST = 0.05, 1.0
#: The exponents before any referral: equal, their logarithm spread by WEIGHT_SPREAD.
WEIGHT, WEIGHT_SPREAD = 0.4, 0.25
DEFAULT_WEIGHTS: tuple[float, ...] = (WEIGHT,) * len(INGREDIENTS)
#: "A little more" of an ingredient.
STEP = 0.25
#: How far a measured ingredient may be off, and one that nobody rated or saw (a guess over the scale).
NOISE, NOISE_UNKNOWN = 0.12, 0.25
DRAWS, SEED = 200, 20
#: What is shown is drawn towards "any of the five", because a stated confidence was found to be too high.
SHOWN_SLOPE, SHOWN_FLOOR = 0.8, 0.04
#: Ingredients are looked up on this many steps between 0 and 1 (one step is a twelfth of the noise).
LEVELS = 101


def gains(x: Sequence[float], weights: Sequence[float] = DEFAULT_WEIGHTS, intercept: float = 0.0) -> tuple[float, ...]:
    """How many more referrals a quarter a little more of each would bring, in the order of INGREDIENTS; each >= 0.

    x: five shares, cut to .05..1. intercept: a of the law; without one the gains compare only among themselves.
    Raises ValueError when there are not five.
    """
    if len(x) != len(INGREDIENTS) or len(weights) != len(INGREDIENTS):
        raise ValueError(f"five ingredients, not {len(x)}, and five weights, not {len(weights)}")
    now, w = np.clip(np.asarray(x, float), LOWEST, HIGHEST), np.asarray(weights, float)
    expected = float(np.exp(intercept + w @ np.log(now)))
    more = (np.minimum(now + STEP, HIGHEST) / now) ** w
    return tuple(float(gain) for gain in expected * (more - 1.0))


def probabilities(
    x: Sequence[float],
    seed: int = SEED,
    weights: Sequence[float] = DEFAULT_WEIGHTS,
    known: Sequence[bool] | None = None,
) -> tuple[float, ...]:
    """How likely each is the one whose rise would bring most: five shown P, which together make 1.

    known: which were rated or seen; the others are uncertain over most of the scale. None: all.
    """
    marks = np.ones((1, len(INGREDIENTS)), bool) if known is None else np.asarray([known], bool)
    return tuple(float(p) for p in shown(np.asarray([x], float), marks, weights, seed)[0])


def shown(xs: ArrayLike, known: ArrayLike, weights: Sequence[float] = DEFAULT_WEIGHTS, seed: int = SEED) -> Floats:
    """`probabilities` of many at once: (n, 5) shares and marks in, (n, 5) shown P out.

    A draw's gain depends on one ingredient alone, so it is worked out once for each level and looked up for everybody.
    """
    shares, marks = np.asarray(xs, float), np.asarray(known, bool)
    if shares.ndim != 2 or shares.shape != marks.shape or shares.shape[1] != len(INGREDIENTS):
        raise ValueError(f"one row of five for each, not {shares.shape} with {marks.shape}")
    levels = np.rint(np.clip(shares, 0.0, HIGHEST) * (LEVELS - 1)).astype(np.int64)
    codes = levels + np.where(marks, 0, LEVELS)
    # People without a word about them are all alike: each different row is drawn once.
    flat = codes @ (2 * LEVELS) ** np.arange(len(INGREDIENTS))
    _, firsts, back = np.unique(flat, return_index=True, return_inverse=True)
    rows = codes[firsts]
    rises = _rises(seed) * np.asarray(weights, np.float32)[:, None, None]
    best, top = np.zeros((len(rows), DRAWS), np.int8), rises[0][rows[:, 0]]
    rise = np.empty_like(top)
    for place in range(1, len(INGREDIENTS)):
        np.take(rises[place], rows[:, place], axis=0, out=rise)
        np.copyto(best, place, where=rise > top)
        np.maximum(top, rise, out=top)
    counts = np.stack([np.count_nonzero(best == place, axis=1) for place in range(len(INGREDIENTS))], axis=1)
    found: Floats = (SHOWN_SLOPE * counts / DRAWS + SHOWN_FLOOR)[back.reshape(-1)]
    return found


@lru_cache(maxsize=4)
def _rises(seed: int) -> NDArray[np.float32]:
    """(five, 2 * LEVELS, DRAWS): by how much ln E y rises with a little more, for a weight of 1; known levels first."""
    chance = np.random.default_rng(seed)
    off = chance.standard_normal((len(INGREDIENTS), 1, DRAWS))
    spread = np.exp(WEIGHT_SPREAD * chance.standard_normal((len(INGREDIENTS), 1, DRAWS)))
    grid = np.linspace(0.0, 1.0, LEVELS)[None, :, None]
    drawn = np.concatenate([grid + NOISE * off, grid + NOISE_UNKNOWN * off], axis=1)
    now = np.clip(drawn, LOWEST, HIGHEST)
    return (spread * np.log(np.minimum(now + STEP, HIGHEST) / now)).astype(np.float32)
