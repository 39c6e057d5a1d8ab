"""How near the made-up world comes to what is published of real chapters, and how long it takes to live it.

Run: python -m bench.methods.simulator [--members N --weeks W --seed S]
Each row of the table of docs/methods/simulator.md may lie a quarter off, a rank correlation a tenth.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.methods.measures import Row, asked_for, show, spearman
from grapevine.domain.simulation.rules.world import WEEK, Region, World

MEMBERS, WEEKS, SEED = 31_000, 78, 1
#: Half a year is looked at, month by month.
HALF, MONTHS = 26, 6
#: What the table asks: the middle of the column "simulated".
ASKED = {
    "referrals given a member-year": 46.0,
    "closed value a referral": 1500.0,
    "closed value a member-year": 69_500.0,
    "one-to-ones a member-month": 4.9,
    "given a month: variance/mean": 3.45,
    "given a month: share with none": 0.09,
    "received a month: variance/mean": 7.05,
    "received a month: share with none": 0.14,
    "ordered pairs with a referral in a month": 0.052,
    "of these returned the same month": 0.16,
    "rho of these": 0.11,
    "referral in a month given a one-to-one": 0.10,
    "referral in a month without one": 0.046,
    "the first over the second": 2.2,
    "half-year, given: lower quartile/median": 0.58,
    "half-year, given: upper quartile/median": 1.6,
    "half-year, received: lower quartile/median": 0.5,
    "half-year, received: upper quartile/median": 1.9,
    "half-year, one-to-ones: lower quartile/median": 0.8,
    "half-year, one-to-ones: upper quartile/median": 1.3,
}
#: Rank correlations over a half-year.
TOGETHER = {"given and received": 0.53, "one-to-ones and given": 0.40, "one-to-ones and received": 0.47}
OFF, OFF_TOGETHER = 0.25, 0.1
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """Of some regions: members x months; and of ordered pairs of a chapter x months whether it happened."""

    given: Counts
    received: Counts
    met: Counts
    referred: NDArray[np.bool_]
    returned: NDArray[np.bool_]
    sat_together: NDArray[np.bool_]
    value: float


def main() -> None:
    """The table."""
    show(rows(**asked_for(__doc__, members=MEMBERS, weeks=WEEKS, seed=SEED)))


def rows(members: int = MEMBERS, weeks: int = WEEKS, seed: int = SEED) -> list[Row]:
    """Every figure, each with how far off it may be; the last half-year is looked at."""
    start, events, counted = time.process_time(), 0, []
    for region in World(members, weeks, seed).regions():
        events += len(region.referrals.at) + len(region.one_to_ones.at)
        counted.append(count(region, weeks))
    spent = time.process_time() - start
    found = figures(counted)
    out = [Row("members", float(members)), Row("weeks", float(weeks)), Row("referrals and one-to-ones", float(events))]
    out.append(Row("seconds of processor time", spent, 15.0 * members * weeks / (MEMBERS * WEEKS), highest=True))
    for name, asked in ASKED.items():
        out.append(Row(f"{name} (asked {asked:.5g})", found[name]))
        out.append(Row(f"{name}: off by", abs(found[name] / asked - 1.0), OFF, highest=True))
    for name, asked in TOGETHER.items():
        out.append(Row(f"half-year, rank correlation of {name} (asked {asked})", found[name]))
        out.append(Row(f"rank correlation of {name}: off by", abs(found[name] - asked), OFF_TOGETHER, highest=True))
    return out


def count(region: Region, weeks: int) -> Counted:
    """What the members of a region did in each month of the last half-year."""
    since = max(0, weeks - HALF) * WEEK
    length = (weeks * WEEK - since) / MONTHS
    there, first = region.members.there, int(region.numbers[0, 0])
    chapter = np.nonzero(there)[0]
    size = len(chapter)
    seat = np.nonzero(there)[1]

    def pick(events, *sides):
        lately = events.at >= since
        month = ((events.at[lately] - since) // length).astype(int)
        return month, *(getattr(events, side)[lately] - first for side in sides)

    month, giver, receiver = pick(region.referrals, "giver", "receiver")
    met_month, began, other = pick(region.one_to_ones, "began", "other")
    inside = chapter[giver] == chapter[receiver]
    shape = (MONTHS, *there.shape, there.shape[1])
    referred, together = np.zeros(shape, bool), np.zeros(shape, bool)
    referred[month[inside], chapter[giver[inside]], seat[giver[inside]], seat[receiver[inside]]] = True
    for one, two in ((began, other), (other, began)):
        together[met_month, chapter[one], seat[one], seat[two]] = True
    pairs = there[:, :, None] & there[:, None, :] & ~np.eye(there.shape[1], dtype=bool)
    return Counted(
        _each(giver, month, size),
        _each(receiver, month, size),
        _each(began, met_month, size) + _each(other, met_month, size),
        referred[:, pairs],
        referred.transpose(0, 1, 3, 2)[:, pairs],
        together[:, pairs],
        float(region.referrals.value[region.referrals.at >= since].sum()),
    )


def figures(counted: list[Counted]) -> dict[str, float]:
    """Each figure of the table."""
    given, received, met = (
        np.concatenate([getattr(one, name) for one in counted]).astype(float) for name in ("given", "received", "met")
    )
    referred, returned, together = (
        np.concatenate([getattr(one, name).reshape(-1) for one in counted])
        for name in ("referred", "returned", "sat_together")
    )
    value, density, back = sum(one.value for one in counted), referred.mean(), returned[referred].mean()
    after, without = referred[together].mean(), referred[~together].mean()
    found = {
        "referrals given a member-year": given.mean() * 12,
        "closed value a referral": value / given.sum(),
        "closed value a member-year": value / len(given) * 2,
        "one-to-ones a member-month": met.mean(),
        "ordered pairs with a referral in a month": density,
        "of these returned the same month": back,
        "rho of these": (back - density) / (1 - density),
        "referral in a month given a one-to-one": after,
        "referral in a month without one": without,
        "the first over the second": after / without,
    }
    for name, months in (("given", given), ("received", received), ("one-to-ones", met)):
        low, middle, high = np.percentile(months.sum(axis=1), (25, 50, 75))
        found |= {
            f"{name} a month: variance/mean": months.var() / months.mean(),
            f"{name} a month: share with none": (months == 0).mean(),
            f"half-year, {name}: lower quartile/median": low / middle,
            f"half-year, {name}: upper quartile/median": high / middle,
        }
    halves = {"given": given.sum(axis=1), "received": received.sum(axis=1), "one-to-ones": met.sum(axis=1)}
    for name in TOGETHER:
        one, other = name.split(" and ")
        found[name] = spearman(halves[one], halves[other])
    return {name: float(one) for name, one in found.items()}


def _each(who: Counts, month: Counts, size: int) -> Counts:
    return np.bincount(who * MONTHS + month, minlength=size * MONTHS).reshape(size, MONTHS)


if __name__ == "__main__":
    main()
