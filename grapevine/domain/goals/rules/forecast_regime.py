"""Whether the last two months are like the year before: no forecast survives a change of regime, so we say so.

Two standard errors between the share won lately and before. Where no losses are written down, between the wins that
came and those the year's table lets expect of what stood open, since then a share of the closed says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grapevine.domain.goals.rules import forecast_timing as timing
from grapevine.domain.goals.rules.deals import LOST, OPEN, WON, Deals, Floats

#: Days that count as lately, and as the year.
LATELY, YEAR = 60.0, 365.0
#: Standard errors past which it is said.
MANY = 2.0
#: Deals closed lately and before, below which chance alone could do it.
FEW, FEW_BEFORE = 5, 10


@dataclass(frozen=True, slots=True)
class Change:
    """What was won lately against before: shares of the closed; or against what was expected, and `before` is 1."""

    changed: bool
    lately: float | None = None
    before: float | None = None
    closed_lately: int = 0


def change(deals: Deals, at: float) -> Change:
    """Whether the conversion of the last LATELY days differs from the rest of the year's by more than MANY errors."""
    recent = (deals.closed > at - LATELY) & (deals.closed <= at)
    earlier = (deals.closed > at - YEAR) & ~recent & (deals.closed <= at)
    won, lost = (int((recent & (deals.outcome == end)).sum()) for end in (WON, LOST))
    won_before, lost_before = (int((earlier & (deals.outcome == end)).sum()) for end in (WON, LOST))
    if lost + lost_before == 0:
        return _against_expected(deals, at, won)
    if won + lost < FEW or won_before + lost_before < FEW_BEFORE:
        return Change(False)
    now, then = won / (won + lost), won_before / (won_before + lost_before)
    whole = (won + won_before) / (won + lost + won_before + lost_before)
    error = (whole * (1.0 - whole) * (1.0 / (won + lost) + 1.0 / (won_before + lost_before))) ** 0.5
    return Change(abs(now - then) > MANY * error, now, then, won + lost)


def _against_expected(deals: Deals, at: float, won: int) -> Change:
    """The wins of the last days against what the table of the days before lets expect of the same deals."""
    since = at - LATELY
    past = deals.as_of(since)
    if int((past.outcome == WON).sum()) + won < FEW or len(past) == 0:
        return Change(False)
    then = timing.table(past, since, LATELY)
    hazard = np.concatenate([[0.0], np.cumsum(then.win)])
    until = np.minimum(deals.closed, at) - deals.opened
    ready = (until > 0.0) & ((deals.closed > since) | (deals.outcome == OPEN))
    start = np.maximum(since - deals.opened, 0.0)
    expected = float((_at(hazard, until) - _at(hazard, start))[ready].sum())
    # The table rests on wins as well: their own chance counts, besides that of the wins to come.
    seen = max(1.0, float((past.outcome == WON).sum()))
    error = (expected + expected**2 / seen) ** 0.5
    return Change(abs(won - expected) > MANY * max(error, 1.0), won / max(expected, 1.0), 1.0, won)


def _at(hazard: Floats, age: Floats) -> Floats:
    return np.interp(age, timing.WEEK * np.arange(len(hazard)), hazard)
