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
ROUNDS, STILL = 40, 1e-3
#: Shares are told apart to one in so many.
STEPS = 20
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
    logs, counts, offset = _gathered(np.asarray(xs, float).reshape(-1, 5), np.asarray(referrals, float), quarters)
    middle = np.array([0.0, *[np.log(WEIGHT)] * 5])
    spread = np.array([INTERCEPT_SPREAD, *[WEIGHT_SPREAD] * 5])
    at = middle.copy()
    if counts.sum() > 0.0:  # begin where the law expects as many as came: it ends sooner
        at[0] = np.log(counts.sum() / np.exp(_heights(logs, np.exp(at[1:])) + offset).sum())
    worth = _worth(at, logs, counts, offset, middle, spread)
    for _ in range(ROUNDS):
        weights = np.exp(at[1:])
        expected = np.exp(np.minimum(at[0] + _heights(logs, weights) + offset, CEILING))
        slopes = np.column_stack([np.ones(len(counts)), logs * weights])
        push = np.einsum("ni,n->i", slopes, counts - expected) - (at - middle) / spread**2
        firm = np.einsum("ni,nj->ij", slopes, slopes * expected[:, None]) + np.diag(spread**-2)
        at, gained = _stepped(at, np.linalg.solve(firm, push), worth, (logs, counts, offset, middle, spread))
        worth += gained
        if gained < STILL:
            break
    return Law(float(at[0]), tuple(float(weight) for weight in np.exp(at[1:])))


def _gathered(xs: Floats, counts: Floats, quarters: ArrayLike | float) -> tuple[Floats, Floats, Floats]:
    """(ln x, counts, ln quarters) of those who are alike to a twentieth, taken as one: Poisson counts add up."""
    steps = np.rint(np.clip(xs, LOWEST, HIGHEST) * STEPS).astype(np.int64)
    alike, back = np.unique(steps @ (STEPS + 1) ** np.arange(5), return_inverse=True)
    back, places = back.reshape(-1), len(alike)
    time = np.broadcast_to(np.asarray(quarters, float), counts.shape)
    together = np.bincount(back, minlength=places)
    logs = np.stack([np.bincount(back, np.log(steps[:, k] / STEPS), places) / together for k in range(5)], axis=1)
    summed = np.bincount(back, counts, places).astype(float)
    return logs, summed, np.log(np.bincount(back, time, places).astype(float))


def _heights(logs: Floats, weights: Floats) -> Floats:
    """sum_k w_k ln x_k of each row; not by the matrix library, whose threads cost more than they save here."""
    found: Floats = np.einsum("nk,k->n", logs, weights)
    return found


def _worth(at: Floats, logs: Floats, counts: Floats, offset: Floats, middle: Floats, spread: Floats) -> float:
    """The penalised log likelihood, but for what does not depend on `at`."""
    height = np.minimum(at[0] + _heights(logs, np.exp(at[1:])) + offset, CEILING)
    return float((counts * height).sum() - np.exp(height).sum() - 0.5 * (((at - middle) / spread) ** 2).sum())


def _stepped(at: Floats, step: Floats, worth: float, data: tuple[Floats, ...]) -> tuple[Floats, float]:
    """(where the step leads, what it gains), the step halved until it loses nothing; at last it is too short to."""
    gained = _worth(at + step, *data) - worth
    while gained < 0.0:
        step = step / 2.0
        gained = _worth(at + step, *data) - worth
    return at + step, gained
