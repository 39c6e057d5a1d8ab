"""How long it takes until a deal is won or lost: a weekly life table with two ends, by calendar period.

What is open still is censored, not ignored, and what happened lately counts more than what happened long ago: each week
a deal stood open counts by how long ago *that week* was.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from grapevine.domain.goals.rules import forecast_conversion as conversion
from grapevine.domain.goals.rules.deals import LOST, WON, Deals, Floats

WEEK = 7.0
#: Days after which a week of a deal counts half.
HALF_LIFE = 120.0
#: Deals at the mean pace (of the weeks from half that age on) that are added to each week of the table.
PRIOR = 2.0
#: The table is no longer than this many weeks; what is open longer hardly ever closes.
LONGEST = 156
#: Share of open deals that close in a week when nothing has closed yet (median 35 days), and how many weeks of a deal
#: it counts for.
ANYONE, ANYONE_COUNTS = math.log(2.0) / 5.0, 4.0


@dataclass(frozen=True, slots=True)
class Table:
    """Days from the opening to a win and to a loss, and the share that never closes.

    `to_win`, `to_loss`: share of all that will be won (lost) that is so at the end of week 0, 1, 2 ...
    `win`, `loss`: chances a week, as rates.
    """

    win: Floats
    loss: Floats
    to_win: Floats
    to_loss: Floats
    tail: float

    def won_by(self, age: Floats) -> Floats:
        """Share of the wins that come within this many days."""
        return _read(self.to_win, age)

    def lost_by(self, age: Floats) -> Floats:
        """Share of the losses that come within this many days."""
        return _read(self.to_loss, age)


def _read(cumulative: Floats, age: Floats) -> Floats:
    return np.interp(age, WEEK * np.arange(len(cumulative)), cumulative)


def table(deals: Deals, at: float, days: float) -> Table:
    """The table of what is known at a time, long enough to look `days` ahead."""
    lived = np.minimum(deals.closed, at) - deals.opened
    oldest = float(lived.max()) if len(lived) else 0.0
    weeks = min(LONGEST, int(oldest // WEEK) + 1) + int(days // WEEK) + 1
    exposure = exposed(deals.opened, lived, at, weeks)
    ends = [_events(deals, lived, at, weeks, outcome) for outcome in (WON, LOST)]
    lost = 1.0 - conversion.ANYONE if _losses_are_told(ends) else 0.0
    usual = (ANYONE * conversion.ANYONE, ANYONE * lost)
    win, loss = (_pace(end, exposure, anyone) for end, anyone in zip(ends, usual, strict=True))
    alive = np.exp(-np.concatenate([[0.0], np.cumsum(win + loss)]))
    closing = alive[:-1] - alive[1:]
    both = np.maximum(win + loss, 1e-300)
    to_win, to_loss = (np.concatenate([[0.0], np.cumsum(closing * pace / both)]) for pace in (win, loss))
    return Table(win, loss, _share(to_win), _share(to_loss), float(alive[-1]))


def _losses_are_told(ends: list[Floats]) -> bool:
    """Whether anybody writes losses down: not when there are wins and never a loss."""
    return bool(ends[1].sum() > 0.0 or ends[0].sum() == 0.0)


def _share(cumulative: Floats) -> Floats:
    return cumulative / cumulative[-1] if cumulative[-1] > 0.0 else cumulative


def exposed(opened: Floats, lived: Floats, at: float, weeks: int) -> Floats:
    """Deals that stood open in each week of their life, each counted by how long ago that week was.

    2^-((at - opened - age) / half-life) falls apart into a factor of the deal and one of the week: one pass is enough.
    """
    whole = np.minimum(lived // WEEK, weeks).astype(int)
    weight = 2.0 ** (-(at - opened) / HALF_LIFE)
    ended = np.bincount(whole, weight, minlength=weeks + 1)
    through = ended[::-1].cumsum()[::-1][1:]
    part = np.bincount(whole, weight * np.clip(lived / WEEK - whole, 0.0, 1.0), minlength=weeks + 1)[:weeks]
    middle = 2.0 ** (WEEK * (np.arange(weeks) + 0.5) / HALF_LIFE)
    return (through + part) * middle


def _events(deals: Deals, lived: Floats, at: float, weeks: int, outcome: int) -> Floats:
    ended = deals.outcome == outcome
    when = np.minimum(lived[ended] // WEEK, weeks - 1).astype(int)
    return np.bincount(when, 2.0 ** (-(at - deals.closed[ended]) / HALF_LIFE), minlength=weeks).astype(float)


def _pace(events: Floats, exposure: Floats, anyone: float) -> Floats:
    """The chance of the end in each week: its own, with PRIOR deals at the mean pace of the weeks from half its age on.

    The mean of all weeks would let deals that nobody closes any more close after all.
    """
    half = np.arange(len(events)) // 2
    late, stood = (column[::-1].cumsum()[::-1][half] for column in (events, exposure))
    mean = (late + ANYONE_COUNTS * anyone) / (stood + ANYONE_COUNTS)
    return (events + PRIOR * mean) / (exposure + PRIOR)
