"""The weights of the five ingredients, learned from the referrals that came: a penalised Poisson fit.

    y_i ~ Poisson(q_i exp(a + sum_k w_k ln x_ik)),   a ~ N(0, 2),   ln w_k ~ N(ln 0.4, 0.25)

q_i: quarters the relationship was looked at. The priors are strong on purpose: a member has dozens of relationships and
few referrals, so the weights move only when the records insist. Six numbers, found by Fisher scoring with halved steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grapevine.domain.insights.rules.missing import HIGHEST, LOWEST, WEIGHT, WEIGHT_SPREAD, Floats

INTERCEPT_SPREAD = 2.0
#: Enough for any data met; it ends sooner when a step changes nothing.
ROUNDS, HALVINGS, STILL = 40, 30, 1e-10
#: No expectation beyond exp of this: a first step too long must not overflow.
CEILING = 30.0


@dataclass(frozen=True, slots=True)
class Law:
    """The fitted law: `intercept` a (any size) and five `weights` > 0, in the order of INGREDIENTS."""

    intercept: float
    weights: tuple[float, ...]


def fit(xs: ArrayLike, referrals: ArrayLike, quarters: ArrayLike | float = 1.0) -> Law:
    """The law that best explains `referrals` (n counts >= 0) by `xs` (n, 5 shares) over `quarters` (> 0 each).

    With no relationship it is the prior: equal weights of 0.4.
    """
    logs = np.log(np.clip(np.asarray(xs, float).reshape(-1, 5), LOWEST, HIGHEST))
    counts = np.asarray(referrals, float)
    offset = np.log(np.broadcast_to(np.asarray(quarters, float), counts.shape))
    at = np.array([0.0, *[np.log(WEIGHT)] * 5])
    middle, spread = at.copy(), np.array([INTERCEPT_SPREAD, *[WEIGHT_SPREAD] * 5])
    worth = _worth(at, logs, counts, offset, middle, spread)
    for _ in range(ROUNDS):
        weights = np.exp(at[1:])
        expected = np.exp(np.minimum(at[0] + logs @ weights + offset, CEILING))
        slopes = np.column_stack([np.ones(len(counts)), logs * weights])
        push = slopes.T @ (counts - expected) - (at - middle) / spread**2
        firm = slopes.T @ (slopes * expected[:, None]) + np.diag(spread**-2)
        at, gained = _stepped(at, np.linalg.solve(firm, push), worth, (logs, counts, offset, middle, spread))
        worth += gained
        if gained < STILL:
            break
    return Law(float(at[0]), tuple(float(weight) for weight in np.exp(at[1:])))


def _worth(at: Floats, logs: Floats, counts: Floats, offset: Floats, middle: Floats, spread: Floats) -> float:
    """The penalised log likelihood, but for what does not depend on `at`."""
    height = np.minimum(at[0] + logs @ np.exp(at[1:]) + offset, CEILING)
    return float(counts @ height - np.exp(height).sum() - 0.5 * (((at - middle) / spread) ** 2).sum())


def _stepped(at: Floats, step: Floats, worth: float, data: tuple[Floats, ...]) -> tuple[Floats, float]:
    """(where the step leads, what it gains), the step halved until it gains; nowhere and 0.0 when it never does."""
    for _ in range(HALVINGS):
        there = at + step
        gained = _worth(there, *data) - worth
        if gained >= 0.0:
            return there, gained
        step = step / 2.0
    return at, 0.0
