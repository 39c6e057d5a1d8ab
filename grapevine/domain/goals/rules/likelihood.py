"""Two small tools of the fits: the logarithm of the gamma function over a column, and a climb to the likeliest point.

By hand, because scipy's special functions and optimiser cost half a second of the first page that needs them, and forty
to sixty evaluations over some hundred partners need neither.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from grapevine.domain.goals.rules.deals import Floats

_SHIFT = 7


def log_gamma(x: Floats) -> Floats:
    """ln Gamma of numbers above 0, to ten digits: Stirling's series seven steps on, and back by the recurrence."""
    product = x.copy()
    for step in range(1, _SHIFT):
        product *= x + step
    y = x + _SHIFT
    series = 1.0 / (12.0 * y) - 1.0 / (360.0 * y**3) + 1.0 / (1_260.0 * y**5) - 1.0 / (1_680.0 * y**7)
    whole: Floats = (y - 0.5) * np.log(y) - y + 0.5 * math.log(2.0 * math.pi) + series - np.log(product)
    return whole


def likeliest(
    told: Callable[[float, float], float], start: tuple[float, float], until: float = 0.01
) -> tuple[float, float]:
    """The point of a plane where a smooth hill is highest: steps to the best neighbour, halved when there is none."""
    at, step = start, 1.0
    best = told(*at)
    while step > until:
        around = [(at[0] + dx * step, at[1] + dy * step) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
        heights = [told(*point) for point in around]
        highest = max(heights)
        if highest > best:
            at, best = around[heights.index(highest)], highest
        else:
            step /= 2.0
    return at
