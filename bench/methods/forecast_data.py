"""The shared sets of the forecast's bench as deals, and simulated partners with known flow."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from grapevine.domain.goals.rules.deals import LOST, OPEN, WON, Deal, Deals, columns
from tests.shared_data import SHARED

PIPELINE = SHARED / "pipeline"
_ENDS = {"Won": WON, "Lost": LOST}


def day(text: str) -> float | None:
    """An ISO date as a number of days; None for an empty text."""
    return float(date.fromisoformat(text).toordinal()) if text else None


def _rows(name: str) -> list[dict[str, str]]:
    with (PIPELINE / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def maven() -> Deals:
    """The practice set of a made-up firm: 30 sellers, won and lost."""
    return columns(
        Deal(row["sales_agent"], opened, day(row["close_date"]), _ENDS.get(row["deal_stage"], OPEN),
             float(row["close_value"]) if row["close_value"] else None)
        for row in _rows("maven_crm_pipeline_8800.csv")
        if (opened := day(row["engage_date"])) is not None
    )  # fmt: skip


def olist() -> Deals:
    """Leads of a marketplace as known on 28 February 2018: no loss is ever written down."""
    return columns(
        Deal(row["origin"], opened, day(row["won_date"]), WON if row["won_date"] else OPEN)
        for row in _rows("olist_leads_as_of_2018-02-28.csv")
        if (opened := day(row["first_contact"])) is not None
    )


def client_sources() -> list[tuple[str, bool]]:
    """(client and source, won) of each deal of the B2B set, equal rows once."""
    rows = {tuple(row.values()): row for row in _rows("b2b_salvirt_448.csv")}
    return [(f"{row['Client']}, {row['Source']}", row["Status"] == "Won") for row in rows.values()]


@dataclass(frozen=True, slots=True)
class World:
    """A made-up network of partners: how much they send, how unevenly, and how it changes.

    rate: referrals a partner-year; drift: standard deviation of the log rate's change in a year; bursts: share of the
    referrals that bring a second one within two weeks; sigma: of the log value.
    """

    name: str
    partners: int = 30
    rate: float = 12.0
    uneven: float = 1.0
    drift: float = 0.5
    bursts: float = 0.0
    sigma: float = 0.8


WORLDS = (
    World("base"),
    World("no drift", drift=0.0),
    World("bursts", bursts=0.35),
    World("heavy tail", sigma=1.48),
    World("strong drift", drift=1.2),
    World("sparse", rate=4.0),
    World("solo with 8 partners", partners=8),
)
#: Of the simulator's calibration: share won, days to close (median, sd of the log), median value, share never closed.
WON_SHARE, CLOSE_DAYS, CLOSE_SPREAD, VALUE, NEVER = 0.34, 35.0, 0.9, 1_494.0, 0.05
HISTORY, AHEAD = 730.0, 90.0


def simulated(world: World, seed: int) -> Deals:
    """Two years and the 90 days after: every deal with its end, also what lies after the cut at HISTORY."""
    chance = np.random.default_rng(seed)
    end = HISTORY + AHEAD
    weeks = int(end // 7) + 1
    level = chance.gamma(1.0 / world.uneven, world.uneven * world.rate / 365.0, world.partners)
    steps = chance.normal(0.0, world.drift / 52**0.5, (world.partners, weeks))
    walk = np.exp(np.cumsum(steps, axis=1) - world.drift**2 / 2.0 * np.arange(weeks) / 52.0)
    many = chance.poisson(level[:, None] * walk * 7.0 / (1.0 + world.bursts))
    source = np.repeat(np.arange(world.partners), many.sum(axis=1))
    opened = np.repeat(np.tile(np.arange(weeks), world.partners), many.ravel()) * 7.0
    opened = opened + chance.uniform(0.0, 7.0, len(opened))
    again = chance.random(len(opened)) < world.bursts
    source = np.concatenate([source, source[again]])
    opened = np.concatenate([opened, opened[again] + chance.uniform(0.0, 14.0, again.sum())])
    share = chance.beta(WON_SHARE * 20.0, (1.0 - WON_SHARE) * 20.0, world.partners)
    won = chance.random(len(source)) < share[source]
    closed = opened + np.exp(chance.normal(np.log(CLOSE_DAYS), CLOSE_SPREAD, len(source)))
    closed[chance.random(len(source)) < NEVER] = np.inf
    outcome = np.where(np.isinf(closed), OPEN, np.where(won, WON, LOST))
    value = np.exp(chance.normal(np.log(VALUE), world.sigma, len(source)))
    names = tuple(f"partner {number}" for number in range(world.partners))
    return Deals(names, source, opened, closed, outcome, np.where(outcome == WON, value, np.nan))


def exists() -> bool:
    """Whether the shared sets lie where they are looked for."""
    return Path(PIPELINE).is_dir()
