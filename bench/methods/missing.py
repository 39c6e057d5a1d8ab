"""Which ingredient is missing: how often the truly best one is named, under four laws of how referrals come.

Run: python -m bench.methods.missing [--runs N]      Figures and their reading: docs/methods/missing-ingredient.md.

Members are made up: each has 25 to 60 relationships with five true shares, rates them 1 to 5 with noise, and receives a
quarter's referrals by a law that the rule does not know. The truly best ingredient is the one whose rise by .25 brings
the most under that law.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bench.methods.measures import Row, asked_for, show
from grapevine.domain.insights.rules import missing, missing_fit

Floats = NDArray[np.float64]
Law = Callable[[Floats], Floats]

RUNS, FIVE = 300, 5
SIZES = (25, 60)
NOISES = (0.1, 0.2)
#: Between 1 and 5.
STEPS = 4.0
#: The mean of referrals a relationship and quarter.
BUSY = 0.5
BELOW, TOP_TWO = -0.03, 0.75
#: The table of the top two is read here.
TWO_SIZE, TWO_NOISE = 30, 0.15
#: Exponents of the unequal geometric law, shuffled anew for each member.
UNEQUAL = np.array([0.2, 0.3, 0.4, 0.55, 0.75])
SOFTNESS, SLOPES = -4.0, np.array([1.0, 1.5, 2.0, 2.5, 3.0])


def minimum(x: Floats) -> Floats:
    """Only the shortest counts."""
    return x.min(axis=1)


def soft_minimum(x: Floats) -> Floats:
    """The shortest counts most: a power mean of -4."""
    return (x**SOFTNESS).mean(axis=1) ** (1.0 / SOFTNESS)


def geometric(weights: Floats) -> Law:
    """The product of powers."""
    return lambda x: np.exp(np.log(x) @ weights)


def additive(slopes: Floats) -> Law:
    """Each adds to the log-odds, whatever the others are."""
    return lambda x: 1.0 / (1.0 + np.exp(-(x @ slopes - slopes.sum() / 2.0 - 1.0)))


def laws(chance: np.random.Generator) -> dict[str, Law]:
    """The four truths; weights that are unequal fall anew for each member."""
    return {
        "minimum": minimum,
        "soft minimum": soft_minimum,
        "geometric": geometric(chance.permutation(UNEQUAL)),
        "additive": additive(chance.permutation(SLOPES)),
    }


def truly_best(law: Law, x: Floats) -> NDArray[np.int64]:
    """Which rise brings the most, a place 0..4 for each relationship."""
    rises = []
    for place in range(FIVE):
        more = x.copy()
        more[:, place] = np.minimum(more[:, place] + missing.STEP, 1.0)
        rises.append(law(more))
    return np.argmax(np.column_stack(rises), axis=1)


def additive_fit(x: Floats, y: Floats) -> Floats:
    """The rival: referrals as a ridge regression on the five; the same order for everybody, as far as room is left."""
    centred = x - x.mean(axis=0)
    slopes = np.linalg.solve(centred.T @ centred + np.eye(FIVE), centred.T @ (y - y.mean()))
    return slopes * (np.minimum(x + missing.STEP, 1.0) - x)


def _names(x: Floats, y: Floats, chance: np.random.Generator) -> dict[str, Floats]:
    """What each way thinks of each ingredient: (n, 5), the higher the sooner named."""
    fitted = missing_fit.fit(x, y)
    return {
        "random": chance.random(x.shape),
        "lowest rating": -x,
        "additive fit": additive_fit(x, y),
        "ours": missing.shown(x, np.ones(x.shape, bool), fitted.weights),
    }


def member(
    name: str, size: int, noise: float, chance: np.random.Generator
) -> tuple[dict[str, Floats], NDArray[np.int64]]:
    """One made-up member: (what each way thinks, the truth)."""
    truth = chance.uniform(missing.LOWEST, 1.0, (size, FIVE))
    law = laws(chance)[name]
    expected = law(truth)
    counts = chance.poisson(BUSY * expected / expected.mean()).astype(float)
    # Rated as people rate: with noise, in five steps.
    felt = np.rint(STEPS * (truth + noise * chance.standard_normal(truth.shape))) / STEPS
    rated = np.clip(felt, missing.LOWEST, 1.0)
    return _names(rated, counts, chance), truly_best(law, truth)


def hits(name: str, noise: float, runs: int, sizes: tuple[int, int] = SIZES, top: int = 1) -> dict[str, float]:
    """Share of relationships whose truly best ingredient stands among the first `top` of each way, and how sure."""
    chance = np.random.default_rng(6)
    right: dict[str, list[float]] = {}
    for _ in range(runs):
        thoughts, best = member(name, int(chance.integers(sizes[0], sizes[1] + 1)), noise, chance)
        for way, thought in thoughts.items():
            first = np.argsort(-thought, axis=1, kind="stable")[:, :top]
            right.setdefault(way, []).append(float((first == best[:, None]).any(axis=1).mean()))
        right.setdefault("stated", []).append(float(thoughts["ours"].max(axis=1).mean()))
    return {way: float(np.mean(found)) for way, found in right.items()}


def rows(runs: int = RUNS) -> list[Row]:
    """The table of four laws and two noises; bars only where the bottleneck holds."""
    found = []
    for name in ("minimum", "soft minimum", "geometric", "additive"):
        bottleneck = name != "additive"
        for noise in NOISES:
            reached = hits(name, noise, runs)
            for way in ("random", "lowest rating", "additive fit", "ours"):
                found.append(Row(f"{name}, noise {noise}: {way} names the best", reached[way]))
            ahead = reached["ours"] - reached["lowest rating"]
            found.append(Row(f"{name}, noise {noise}: ours above lowest rating", ahead, BELOW if bottleneck else None))
        two = hits(name, TWO_NOISE, runs, (TWO_SIZE, TWO_SIZE), top=2)
        found.append(Row(f"{name}, n 30, noise .15: top two", two["ours"], TOP_TWO if bottleneck else None))
        one = hits(name, TWO_NOISE, runs, (TWO_SIZE, TWO_SIZE))
        found.append(Row(f"{name}, n 30, noise .15: right", one["ours"]))
        found.append(Row(f"{name}, n 30, noise .15: said", one["stated"]))
    return found


def main() -> None:
    """Print the table."""
    show(rows(**asked_for(__doc__, runs=RUNS)))


if __name__ == "__main__":
    main()
