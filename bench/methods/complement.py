"""Whether the catalogue tells partners from competitors and from strangers.

Run: python -m bench.methods.complement      needs the shared data sets beside the checkout (tests/shared_data.py).
Figures and their reading: docs/methods/complement.md.
"""

from __future__ import annotations

import csv
import itertools
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.methods.measures import Row, auc, show
from grapevine.domain.professions.rules.occupations import occupation_of
from grapevine.domain.professions.rules.pairing import pair
from tests.shared_data import SHARED

OCCUPATIONS = SHARED / "occupations"
#: Sixty pairs of trades known to refer each other, written down before any score was looked at.
OWN = Path(__file__).with_name("partner_pairs.csv")
RANDOM, BAR = 4000, 0.90
Pair = tuple[str, str]


def rows() -> list[Row]:
    """Every figure of the bench."""
    spheres = _spheres()
    partners = [two for names in spheres.values() for two in itertools.combinations(names, 2)]
    own = [(row["a"], row["b"]) for row in _read(OWN)]
    rivals = [(row["soc_code"], row["related_soc_code"]) for row in _read(OCCUPATIONS / "onet_related_70pct.csv")]
    strangers = _strangers({frozenset(two) for two in rivals})
    ours = [two for two in rivals if all(occupation_of(code).keys for code in two)]
    across = [
        (a, b) for one, other in itertools.combinations(spheres.values(), 2) for a, b in itertools.product(one, other)
    ]
    found = [Row("pairs inside a contact sphere", float(len(partners))), Row("our own list of pairs", float(len(own)))]
    for name, pairs in (("spheres", partners), ("own list", own)):
        scores = _scores(pairs)
        found += [
            Row(f"{name} above competitors ({len(rivals)})", _above(scores, _scores(rivals)), BAR),
            Row(f"{name} above random pairs ({RANDOM})", _above(scores, _scores(strangers)), BAR),
            Row(f"{name} above both", _above(scores, _scores([*rivals, *strangers])), BAR),
            Row(f"{name} above competitors that are both ours ({len(ours)})", _above(scores, _scores(ours))),
            Row(f"{name} above pairs across spheres ({len(across)})", _above(scores, _scores(across))),
        ]
    return found


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _spheres() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in _read(OCCUPATIONS / "contact_spheres.csv"):
        found.setdefault(row["sphere"], []).append(row["profession"])
    return found


def _strangers(similar: set[frozenset[str]]) -> list[Pair]:
    """Random pairs of occupations that are not listed as similar."""
    codes = [row["soc_code"] for row in _read(OCCUPATIONS / "onet_occupations.csv")]
    chance, found = random.Random(1), []
    while len(found) < RANDOM:
        a, b = chance.sample(codes, 2)
        if frozenset((a, b)) not in similar:
            found.append((a, b))
    return found


def _scores(pairs: Iterable[Pair]) -> list[float]:
    return [pair(a, b).score for a, b in pairs]


def _above(good: Sequence[float], bad: Sequence[float]) -> float:
    return auc([*good, *bad], [True] * len(good) + [False] * len(bad))


if __name__ == "__main__":
    show(rows())
