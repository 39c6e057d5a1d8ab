"""The width of the common shock, learned from what past forecasts of the same book would have said.

At cuts a month apart we forecast what is known by now. What the misses vary beyond the chance that the forecast already
allows for is the shock's variance; the usual one counts as much as PRIOR independent cuts.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from grapevine.domain.goals.rules.deals import WON, Deals
from grapevine.domain.goals.rules.forecast import SIGMA, fit, futures

#: Bounds. Source: docs/methods/forecast.md.
LEAST, MOST = 0.15, 0.6
#: Days between cuts, days that must lie before the first, and how many cuts at most (the last ones).
APART, BEFORE, CUTS = 30.0, 365.0, 24
#: Independent cuts for which the usual sigma counts.
PRIOR = 4.0
#: Deals above which it is not looked for: of so many partners the shock is not common.
MANY = 50_000
#: Expected wins below which a cut tells nothing.
FEW = 3.0


def sigma_of(deals: Deals, at: float, days: float, began: Mapping[str, float] | None = None) -> float:
    """The sigma for forecasts `days` ahead from what is known at `at`; the usual one when the past is too short."""
    known = deals.as_of(at)
    first = float(known.opened.min()) if len(known) else at
    cuts = np.arange(at - days, first + BEFORE, -APART)[: CUTS if len(known) <= MANY else 0]
    excess, used = 0.0, 0
    for cut in cuts:
        won = futures(fit(known, float(cut), days, began), 0.0)[0]
        expected = float(won.mean())
        if expected < FEW:
            continue
        came = int(((known.outcome == WON) & (known.closed > cut) & (known.closed <= cut + days)).sum())
        excess += ((came - expected) ** 2 - float(won.var())) / expected**2
        used += 1
    # Windows overlap: so many cuts tell no more than this many apart.
    told = used * min(1.0, APART / days)
    variance = (max(0.0, excess / used) * told + SIGMA**2 * PRIOR) / (told + PRIOR) if used else SIGMA**2
    return float(np.clip(np.sqrt(variance), LEAST, MOST))
