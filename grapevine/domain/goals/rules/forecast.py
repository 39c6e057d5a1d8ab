"""What the days ahead will bring: referrals won and what they are worth, as a median with its ranges.

Open deals by their age, new ones by what each partner usually sends, both by how long it takes and how often it is won.
The formula, its sources and what it cannot do: docs/methods/forecast.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from grapevine.domain.goals.rules import forecast_arrivals as arrivals
from grapevine.domain.goals.rules import forecast_conversion as conversion
from grapevine.domain.goals.rules import forecast_draws as draws
from grapevine.domain.goals.rules import forecast_timing as timing
from grapevine.domain.goals.rules.deals import LOST, OPEN, WON, Deals, Floats
from grapevine.domain.goals.rules.forecast_regime import Change, change

#: Of the common shock that hits all partners alike. Source: docs/methods/forecast.md; set anew once a year.
SIGMA = 0.25
#: Steps in which the days ahead are looked at.
_STEPS = 30
_POINTS = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, slots=True)
class Range:
    """Where a number will lie: 5 in 10 times within p25..p75, 8 in 10 within p10..p90."""

    p10: float
    p25: float
    median: float
    p75: float
    p90: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Won deals and their value in the days ahead; `of_open`, `of_new`: expected wins by source, to say why."""

    days: float
    won: Range
    value: Range
    change: Change
    of_open: Mapping[str, float] = field(default_factory=dict)
    of_new: Mapping[str, float] = field(default_factory=dict)
    known: int = 0
    closed: int = 0
    with_value: bool = True


@dataclass(frozen=True, slots=True)
class Fit:
    """All that is learned from the deals known at a time, for the days ahead."""

    deals: Deals
    at: float
    days: float
    rates: arrivals.Rates
    shares: conversion.Shares
    table: timing.Table
    young: Mapping[int, float]


def fit(deals: Deals, at: float, days: float, began: Mapping[str, float] | None = None) -> Fit:
    """Learn from what was known at `at`, for `days` ahead (above 0). `began`: source -> the day its agreement began.

    A partnership whose agreement began before its first deal, and after the records, is on the ramp.
    """
    known = deals.as_of(at)
    first = float(known.opened.min()) if len(known) else at
    begins = np.full(len(known.sources), first)
    number = {name: place for place, name in enumerate(known.sources)}
    earliest = np.full(len(known.sources), np.inf)
    np.minimum.at(earliest, known.source, known.opened)
    young = {
        number[name]: day
        for name, day in (began or {}).items()
        if name in number and first < day <= at and day <= earliest[number[name]]
    }
    won, lost = (known.count(known.outcome == end) for end in (WON, LOST))
    return Fit(
        known, at, days, arrivals.rates(known, at, begins, young), conversion.shares(won, lost),
        timing.table(known, at, days), young,
    )  # fmt: skip


def flow(model: Fit, only: frozenset[int] | None = None) -> draws.Flow:
    """What is expected to be won, of all sources or of some."""
    wanted = np.ones(len(model.deals.sources), bool)
    if only is not None:
        wanted = np.isin(np.arange(len(wanted)), list(only))
    mean, variance = model.shares.mean, model.shares.variance
    chance, slope, source = _open_chances(model)
    mine = wanted[source]
    chance, source = chance[mine], source[mine]
    due = np.bincount(source, chance, minlength=len(wanted)).astype(float)
    slopes = np.bincount(source, slope[mine], minlength=len(wanted))
    window = _window(model)
    rate = model.rates.mean
    new = np.where(wanted, rate * mean * window, 0.0)
    spread = ((rate**2 + model.rates.variance) * (mean**2 + variance) - (rate * mean) ** 2) * window**2
    shares = model.shares
    doubt = (1.0 - shares.pooled) / (max(shares.pooled, 1e-6) * (shares.closed + conversion.ANYONE_COUNTS + 1.0))
    return draws.Flow(
        open=due, new=new, open_variance=float((slopes**2 * variance).sum()),
        new_variance=float(spread[wanted].sum()), alike=float((chance**2).sum()), doubt=float(doubt),
    )  # fmt: skip


def _open_chances(model: Fit) -> tuple[Floats, Floats, Floats]:
    """(chance to be won in the days ahead, how much it grows with the source's share won, source) of each open deal."""
    deals, times = model.deals, model.table
    still = deals.outcome == OPEN
    source, age = deals.source[still], model.at - deals.opened[still]
    p = model.shares.mean[source]
    closes = 1.0 - times.tail
    before, within = times.won_by(age), times.won_by(age + model.days)
    win_left, loss_left = closes * (1.0 - before), closes * (1.0 - times.lost_by(age))
    alive = np.maximum(p * win_left + (1.0 - p) * loss_left + times.tail, 1e-12)
    soon = closes * (within - before)
    return p * soon / alive, soon * (loss_left + times.tail) / alive**2, source


def _window(model: Fit) -> Floats:
    """Days of full flow by source whose deals would be won within the days ahead, if all that close were won."""
    left = model.days * (1.0 - (np.arange(_STEPS) + 0.5) / _STEPS)
    won = model.table.won_by(left) * (1.0 - model.table.tail) * model.days / _STEPS
    window = np.full(len(model.deals.sources), won.sum())
    for source, began in model.young.items():
        window[source] = float((won * arrivals.ramp(model.at - began + model.days - left)).sum())
    return window


def futures(model: Fit, sigma: float = SIGMA, only: frozenset[int] | None = None) -> tuple[Floats, Floats]:
    """(deals won, their value) in each of the drawn futures, of all sources or of some."""
    return _drawn(model, flow(model, only), sigma)


def _drawn(model: Fit, ahead: draws.Flow, sigma: float) -> tuple[Floats, Floats]:
    chance = np.random.default_rng(draws.SEED)
    won = draws.counts(ahead, sigma, chance)
    return won, draws.sums(draws.worths(model.deals, ahead.open + ahead.new), won, chance)


def clients(model: Fit, sigma: float = SIGMA) -> Floats:
    """Deals won in each of the drawn futures, without their values: the first half of `futures`."""
    return draws.counts(flow(model), sigma, np.random.default_rng(draws.SEED))


def forecast(
    deals: Deals, at: float, days: float, *, began: Mapping[str, float] | None = None, sigma: float = SIGMA
) -> Forecast:
    """The forecast of all sources together from what was known at `at`, for `days` ahead."""
    return told(fit(deals, at, days, began), sigma)


def told(model: Fit, sigma: float = SIGMA) -> Forecast:
    """The forecast of a fit; what was learned for many days ahead serves for fewer, with another ``days``."""
    ahead = flow(model)
    won, value = _drawn(model, ahead, sigma)
    names = model.deals.sources
    return Forecast(
        days=model.days, won=range_of(won), value=range_of(value, whole=False), change=change(model.deals, model.at),
        of_open={name: float(due) for name, due in zip(names, ahead.open, strict=True) if due > 0.0},
        of_new={name: float(due) for name, due in zip(names, ahead.new, strict=True) if due > 0.0},
        known=len(model.deals), closed=int(model.shares.closed),
        with_value=bool((~np.isnan(model.deals.value)).any()),
    )  # fmt: skip


def range_of(drawn: Floats, *, whole: bool = True) -> Range:
    """The points of what was drawn; ``whole``: of numbers that are counted."""
    points = np.quantile(drawn, _POINTS, method="inverted_cdf" if whole else "linear")
    return Range(*(float(point) for point in points))
