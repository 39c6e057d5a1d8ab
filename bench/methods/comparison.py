"""The comparison of two groups: false alarms, coverage, power, and a paradox that only strata see through.

Run: python -m bench.methods.comparison [--runs N]      Figures and their reading: docs/methods/comparison.md.

Outcomes are scores of 1 to 5, cut from a bell curve, so that ties abound. In the null the labels are drawn at random.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.methods.measures import Row, asked_for, show
from grapevine.domain.insights.rules import comparison as rule

Floats = NDArray[np.float64]
RUNS = 1000
#: The bar is asked of so many.
BAR_RUNS = 300
FALSE_ALARMS, COVERAGE, POWER = 0.07, 0.93, 0.80
CUTS = np.array([-1.2, -0.3, 0.4, 1.2])


def scores(chance: np.random.Generator, count: int, shift: float = 0.0) -> Floats:
    """Scores 1..5 of a group."""
    return 1.0 + np.searchsorted(CUTS, chance.standard_normal(count) + shift).astype(float)


def truth(shift: float) -> float:
    """The A of two such groups, from a sample so large that it does not matter."""
    chance = np.random.default_rng(99)
    return rule.superiority(scores(chance, 400_000, shift), scores(chance, 400_000))[0]


def shares(count: int, shift: float, runs: int, seed: int) -> tuple[float, float]:
    """(share of runs that find a difference, share whose interval holds the truth) with ``count`` a side."""
    chance, right = np.random.default_rng(seed), truth(shift) if shift else 0.5
    found = held = 0
    for _ in range(runs):
        one = rule.compared(scores(chance, count, shift), scores(chance, count))
        assert one is not None
        found += one.p < rule.LEVEL
        held += one.low <= right <= one.high
    return found / runs, held / runs


def paradox(runs: int) -> tuple[float, float, float]:
    """(mean crude A, share of crude below a half, mean stratified A) where two professions differ in style and luck.

    Within each profession relationship-first members do better; in the profession with less luck they are many.
    """
    chance, crude, within = np.random.default_rng(4), [], []
    for _ in range(runs):
        lucky = chance.random(400) < 0.5
        first = chance.random(400) < np.where(lucky, 0.25, 0.75)
        values = np.array([scores(chance, 1, 0.45 * f + l_)[0] for f, l_ in zip(first, lucky, strict=True)])
        whole, parted = rule.compared(values[first], values[~first]), rule.stratified(values, first, lucky.tolist())
        assert whole is not None and parted is not None
        crude.append(whole.a)
        within.append(parted.a)
    return float(np.mean(crude)), float(np.mean(np.array(crude) < 0.5)), float(np.mean(within))


def random_labels(runs: int) -> float:
    """False alarms of the stratified headline when style is drawn at random among 300 members of five strata."""
    chance, alarms = np.random.default_rng(8), 0
    for _ in range(runs):
        strata = chance.integers(0, 5, 300)
        values = scores(chance, 300) + strata
        one = rule.stratified(values, chance.random(300) < 0.5, strata.tolist())
        alarms += one is not None and one.p < rule.LEVEL
    return alarms / runs


def engagement(runs: int) -> float:
    """Mean crude A when style only goes along with engagement, which is what brings the referrals: the warning."""
    chance, found = np.random.default_rng(5), []
    for _ in range(runs):
        zeal = chance.standard_normal(300)
        first = zeal + chance.standard_normal(300) > 0.0
        values = chance.poisson(np.exp(0.5 + 0.45 * zeal)).astype(float)
        found.append(rule.superiority(values[first], values[~first])[0])
    return float(np.mean(found))


def rows(runs: int = RUNS) -> list[Row]:
    """The table."""
    found = []
    for count in (20, 60, 200):
        alarms, held = shares(count, 0.0, runs, count)
        found.append(Row(f"no difference, {count} a side: false alarms", alarms, FALSE_ALARMS, highest=True))
        found.append(Row(f"no difference, {count} a side: coverage", held, COVERAGE))
    for count, shift in ((200, 0.3), (400, 0.2)):
        power, held = shares(count, shift, runs, count)
        found.append(Row(f"difference {shift}, {count} a side: found", power))
        found.append(Row(f"difference {shift}, {count} a side: coverage", held, COVERAGE))
    found.append(Row("labels at random, strata, 300 runs: false alarms", random_labels(BAR_RUNS), FALSE_ALARMS, True))
    crude, worse, within = paradox(min(runs, 100))
    found += [
        Row("paradox: crude A", crude, 0.5, highest=True),
        Row("paradox: crude says worse, share of samples", worse),
        Row("paradox: stratified A", within, 0.55),
        Row("style goes with engagement: crude A (a false effect)", engagement(min(runs, 200)), 0.55),
    ]
    return found


def main() -> None:
    """Print the table."""
    show(rows(**asked_for(__doc__, runs=RUNS)))


if __name__ == "__main__":
    main()
