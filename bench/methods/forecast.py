"""How well the forecast does on what then came: coverage of its ranges and error, against simple rules of thumb.

Run: python -m bench.methods.forecast [--runs N]      Figures and their reading: docs/methods/forecast.md.

Coverage counts a value by a randomised probability transform: where the drawn futures hold the very value (0, mostly),
its place among them is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from bench.methods import forecast_data as data
from bench.methods.measures import Row, asked_for, show
from grapevine.domain.goals.rules import forecast_conversion as conversion
from grapevine.domain.goals.rules.deals import LOST, OPEN, WON, Deals, Floats
from grapevine.domain.goals.rules.forecast import SIGMA, fit, futures
from grapevine.domain.goals.rules.forecast_regime import change
from grapevine.domain.goals.rules.forecast_sigma import sigma_of

RUNS, AHEAD = 40, 90.0
LOW, HIGH, ERROR_BAR, LOSS_BAR = 0.75, 0.85, 0.80, 0.57
CUTS = 12


@dataclass
class Tally:
    """What was forecast and what came, over many cuts."""

    inside: list[bool] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    quarter: list[float] = field(default_factory=list)
    year: list[float] = field(default_factory=list)
    pipeline: list[float] = field(default_factory=list)

    @property
    def coverage(self) -> float:
        return float(np.mean(self.inside))

    def error(self, of: str) -> float:
        return float(np.mean(getattr(self, of)))


def came(deals: Deals, since: float, until: float, only: int | None = None) -> float:
    """The value won in a time."""
    mine = (deals.outcome == WON) & (deals.closed > since) & (deals.closed <= until)
    if only is not None:
        mine &= deals.source == only
    return float(np.nansum(deals.value[mine]))


def usual(deals: Deals, at: float, only: int | None = None) -> float:
    """Open deals x share won x mean value: the weighted pipeline of the textbooks."""
    known = deals.as_of(at)
    known = known.picked(known.source == only) if only is not None else known
    won = known.outcome == WON
    closed = won | (known.outcome == LOST)
    if not won.any():
        return 0.0
    return float((known.outcome == OPEN).sum() * won.sum() / closed.sum() * np.nanmean(known.value[won]))


def judged(tally: Tally, deals: Deals, at: float, drawn: Floats, only: int | None, chance: np.random.Generator) -> None:
    """One forecast against what came, and the rules of thumb against the same."""
    truth = came(deals, at, at + AHEAD, only)
    place = (drawn < truth).mean() + chance.random() * (drawn == truth).mean()
    tally.inside.append(bool(0.1 <= place <= 0.9))
    tally.ours.append(abs(float(np.median(drawn)) - truth))
    tally.quarter.append(abs(came(deals, at - AHEAD, at, only) - truth))
    tally.year.append(abs(came(deals, at - 365.0, at, only) * AHEAD / 365.0 - truth))
    tally.pipeline.append(abs(usual(deals, at, only) - truth))


def sellers(sigma: float = SIGMA, cuts: int = CUTS) -> Tally:
    """Each seller of the practice set at each cut; a cut has 90 days of wins before it and after it."""
    deals, tally, chance = data.maven(), Tally(), np.random.default_rng(7)
    first, last = data.day("2017-05-30"), data.day("2017-10-02")
    for at in np.linspace(first or 0.0, last or 0.0, cuts).round():
        model = fit(deals, float(at), AHEAD)
        for seller in range(len(deals.sources)):
            judged(tally, deals, at, futures(model, sigma, frozenset([seller]))[1], seller, chance)
    return tally


def partners(world: data.World, runs: int = RUNS) -> tuple[Tally, Tally]:
    """(each partner of a made-up network, the whole of it) at one cut a run; the whole with its own yearly sigma."""
    each, whole, chance = Tally(), Tally(), np.random.default_rng(11)
    for seed in range(runs):
        deals = data.simulated(world, seed)
        model = fit(deals, data.HISTORY, AHEAD)
        for partner in range(world.partners):
            judged(each, deals, data.HISTORY, futures(model, SIGMA, frozenset([partner]))[1], partner, chance)
        sigma = sigma_of(deals, data.HISTORY, AHEAD)
        judged(whole, deals, data.HISTORY, futures(model, sigma)[1], None, chance)
    return each, whole


def source_loss() -> tuple[float, float]:
    """(log loss, that of the pooled share) of the B2B set, each deal judged by all the others."""
    rows = data.client_sources()
    names = sorted({name for name, _ in rows})
    won, lost = (
        np.array([float(sum(1 for name, good in rows if name == each and good is end)) for each in names])
        for end in (True, False)
    )
    ours = pooled = 0.0
    for place in range(len(names)):
        for end, count in ((True, won[place]), (False, lost[place])):
            if count == 0:
                continue
            less = np.zeros(len(names))
            less[place] = 1.0
            others = conversion.shares(won - less * end, lost - less * (not end))
            mean, all_of_them = float(others.mean[place]), others.pooled
            ours -= count * np.log(mean if end else 1.0 - mean)
            pooled -= count * np.log(all_of_them if end else 1.0 - all_of_them)
    return float(ours / len(rows)), float(pooled / len(rows))


def _covered(name: str, tally: Tally, bar: bool = True) -> list[Row]:
    """The coverage as two rows, a floor and a ceiling."""
    goal = f"{name}: share of what came within the 80 % range"
    if not bar:
        return [Row(goal, tally.coverage)]
    return [Row(goal, tally.coverage, LOW), Row(f"{goal}, at most", tally.coverage, HIGH, highest=True)]


def world_rows(runs: int = RUNS) -> list[Row]:
    """The made-up networks: the bars are those of a partner's flow, the whole book stands beside."""
    found = []
    for world in data.WORLDS:
        each, whole = partners(world, runs)
        name = f"sim {world.name}"
        found += _covered(name, each)
        error = each.error("ours")
        found.append(
            Row(f"{name}: error / last 90 days repeated", error / each.error("quarter"), ERROR_BAR, highest=True)
        )
        found.append(Row(f"{name}: error / a quarter of last year", error / each.error("year")))
        found.append(Row(f"{name}: error / weighted pipeline", error / each.error("pipeline")))
        found += _covered(f"{name}, whole book", whole, bar=False)
        ratio = whole.error("ours") / whole.error("quarter")
        found.append(Row(f"{name}, whole book: error / last 90 days repeated", ratio))
    return found


def shared_rows() -> list[Row]:
    """The shared sets."""
    tally = sellers()
    ours = tally.error("ours")
    loss, pooled = source_loss()
    olist = data.olist()
    moved = change(olist, data.day("2018-02-28") or 0.0)
    return [
        *_covered("Maven, 30 sellers x 12 cuts", tally),
        Row("Maven: error, thousands", ours / 1e3),
        Row("Maven: error / error of the last 90 days", ours / tally.error("quarter")),
        Row("Maven: error / error of the weighted pipeline", ours / tally.error("pipeline")),
        Row("Olist, February 2018: a change of regime is seen", float(moved.changed), 1.0),
        Row("B2B sources, log loss", loss, LOSS_BAR, highest=True),
        Row("B2B sources, log loss of the pooled share", pooled),
    ]


def rows(runs: int = RUNS) -> list[Row]:
    """Everything; the shared sets only where they lie beside the checkout."""
    return world_rows(runs) + (shared_rows() if data.exists() else [])


def main() -> None:
    """Print the table."""
    show(rows(**asked_for(__doc__, runs=RUNS)))


if __name__ == "__main__":
    main()
