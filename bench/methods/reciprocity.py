"""Give and take: how near the share comes to the truth, and who is taken for somebody who only takes.

Run: python -m bench.methods.reciprocity [--members N]      Figures and their reading: docs/methods/reciprocity.md.

Made-up members: 12 of 100 take (true share near .15), 20 give much (near .7), the others are fair (near .5); their
counts are negative binomial, so that some are busy and many are not.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betainc

from bench.methods.measures import Row, asked_for, show
from grapevine.domain.insights.rules import reciprocity as rule

MEMBERS = 200_000
MEANS = (4, 12, 48)
TAKERS, GIVERS = 0.12, 0.20
#: Mean and firmness of the true share by kind: taker, giver, fair.
SHARES = ((0.15, 25.0), (0.70, 25.0), (0.50, 25.0))
#: Spread of the counts: variance = mean + mean^2 / this.
SPREAD = 2.0
NAIVE_BELOW = 0.3
#: Who gives nearly as much as they get, or more; those between them and the takers are told apart by no rule.
FAIR_FROM = 0.45
PRECISION, WRONG = 0.80, 0.001


def members(mean: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(kind, true share, given, received) of so many members."""
    chance = np.random.default_rng(mean)
    kind = chance.choice(3, count, p=(TAKERS, GIVERS, 1.0 - TAKERS - GIVERS))
    middle, firm = np.array(SHARES).T
    true = chance.beta(middle[kind] * firm[kind], (1.0 - middle[kind]) * firm[kind])
    events = chance.negative_binomial(SPREAD, SPREAD / (SPREAD + mean), count)
    given = chance.binomial(events, true)
    return kind, true, given, events - given


def only_takes(given: np.ndarray, received: np.ndarray) -> np.ndarray:
    """The rule, for all at once; ``_same`` holds it to the product's own."""
    sure = betainc(given + rule.PRIOR, received + rule.PRIOR, rule.TAKES_BELOW) >= rule.TAKES_SURE
    return sure & (received >= rule.TAKES_FROM)


def rows(count: int = MEMBERS) -> list[Row]:
    """A row of the table for each mean, and that it is the product's rule."""
    found = []
    for mean in MEANS:
        kind, true, given, received = members(mean, count)
        raw = np.where(given + received > 0, given / np.maximum(1, given + received), 0.5)
        ours = (given + rule.PRIOR) / (given + received + 2.0 * rule.PRIOR)
        flagged, naive, taker = only_takes(given, received), raw < NAIVE_BELOW, kind == 0
        fair = ~taker & (true >= FAIR_FROM)
        name = f"mean {mean} events"
        found += [
            Row(f"{name}: error of the share, raw", _error(raw, true)),
            Row(f"{name}: error of the share, ours", _error(ours, true), _error(raw, true), highest=True),
            Row(f"{name}: takers, precision, share < .3", float(taker[naive].mean())),
            Row(f"{name}: takers, recall, share < .3", float(naive[taker].mean())),
            Row(f"{name}: takers, precision, ours", float(taker[flagged].mean()), PRECISION),
            Row(f"{name}: takers, recall, ours", float(flagged[taker].mean())),
            Row(f"{name}: givers and fair ones flagged, share < .3", float(naive[fair].mean())),
            Row(f"{name}: givers and fair ones flagged, ours", float(flagged[fair].mean()), WRONG, highest=True),
            Row(f"{name}: anybody else flagged, ours", float(flagged[~taker & ~fair].mean())),
        ]
    return [*found, Row("the same as the product's rule", _same(), 1.0)]


def _error(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.sqrt(((found - true) ** 2).mean()))


def _same() -> float:
    """Share of 200 members for whom the rule of the product says the same."""
    _, _, given, received = members(MEANS[-1], 200)
    both = zip(given, received, only_takes(given, received), strict=True)
    return float(np.mean([rule.only_takes(g, r, rule.TAKES_DAYS) == said for g, r, said in both]))


def main() -> None:
    """Print the table."""
    show(rows(asked_for(__doc__, members=MEMBERS)["members"]))


if __name__ == "__main__":
    main()
