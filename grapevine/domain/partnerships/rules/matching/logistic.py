"""Logistic regression by Newton's method: few features, many pairs."""

from __future__ import annotations

import numpy as np

from grapevine.domain.partnerships.rules.matching.network import Floats

#: Strength of the pull towards 0 (L2, C = 1): half the sum of squares of the weights, the constant left free.
C = 1.0
_ROUNDS, _CLOSE = 50, 1e-9


def chance(odds: Floats) -> Floats:
    """1/(1 + e^-odds)."""
    return 1.0 / (1.0 + np.exp(-np.clip(odds, -500.0, 500.0)))


def fit(features: Floats, truth: Floats, counts: Floats) -> Floats:
    """Weights of the columns and, last, the constant, that make the truth (0 or 1, each ``counts`` times) likeliest."""
    rows = np.column_stack([features, np.ones(len(features))])
    pull = np.eye(rows.shape[1]) / C
    pull[-1, -1] = 1e-6
    weights = np.zeros(rows.shape[1])
    share = float(np.clip((truth * counts).sum() / counts.sum(), 1e-6, 1.0 - 1e-6))
    weights[-1] = np.log(share / (1.0 - share))
    best = _cost(rows, truth, counts, pull, weights)
    for _ in range(_ROUNDS):
        p = chance(rows @ weights)
        slope = rows.T @ (counts * (p - truth)) + pull @ weights
        bend = (rows.T * (counts * p * (1.0 - p))) @ rows + pull
        step, length = np.linalg.solve(bend, slope), 1.0
        # Newton may leap too far where the truth is nearly certain: half the step until it helps.
        while (cost := _cost(rows, truth, counts, pull, weights - length * step)) > best + 1e-12 and length > 1e-6:
            length /= 2.0
        weights, best = weights - length * step, min(best, cost)
        if float(np.abs(length * step).max()) < _CLOSE:
            break
    return weights


def _cost(rows: Floats, truth: Floats, counts: Floats, pull: Floats, weights: Floats) -> float:
    odds = rows @ weights
    return float((counts * (np.logaddexp(0.0, odds) - truth * odds)).sum() + weights @ pull @ weights / 2.0)
