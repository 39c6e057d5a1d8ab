"""How often a job title is recognised: on titles that people reported to O*NET, none of which the recogniser was given.

Run: python -m bench.methods.titles        What it knows are the lists of titles written for this project.
Beside it the nearest title by character n-grams, which is given four fifths of the reported titles and asked the rest.
"""

from __future__ import annotations

import csv
import hashlib
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from bench.methods.measures import Row, show
from tests.shared_data import SHARED

FOLDS = 5
TOP_1, TOP_5 = 0.60, 0.80
Pair = tuple[str, str]


def main() -> None:
    """Print the table."""
    show(rows())


def rows() -> list[Row]:
    """The rows of the table."""
    from grapevine.domain.professions.rules import recognise
    from grapevine.domain.professions.rules.titles.recognising import _matcher

    started = time.process_time()
    _matcher()
    load = time.process_time() - started
    pairs = reported()
    started = time.process_time()
    guesses = [recognise(title, 5) for _, title in pairs]
    spent = time.process_time() - started
    named = [[guess.code for guess in found] for found in guesses]
    first, five = _shares(pairs, named)
    base_first, base_five = baseline(pairs)
    sure = [
        (found[0].confidence, found[0].code == code) for (code, _), found in zip(pairs, guesses, strict=True) if found
    ]
    return [
        Row("titles reported", len(pairs)),
        Row("the most that can be right, one code a title", ceiling(pairs)),
        Row("recognised, first guess", first, TOP_1),
        Row("recognised, first five", five, TOP_5),
        Row("character n-grams, first guess", base_first),
        Row("character n-grams, first five", base_five),
        *calibration(sure),
        Row("ms a title", spent / len(pairs) * 1000),
        Row("loading, ms, once", load * 1000),
    ]


def reported() -> list[Pair]:
    """(code, title) of the shared file."""
    path = SHARED / "occupations" / "onet_reported_titles_60pct.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["soc_code"], row["reported_title"]) for row in csv.DictReader(file)]


def ceiling(pairs: Sequence[Pair]) -> float:
    """Some titles were reported for several occupations: only one of them can be the first guess."""
    codes: dict[str, set[str]] = defaultdict(set)
    for code, title in pairs:
        codes[title.casefold()].add(code)
    return sum(1 / len(codes[title.casefold()]) for _, title in pairs) / len(pairs)


def calibration(sure: Sequence[tuple[float, bool]]) -> Iterator[Row]:
    """Of the guesses that say so sure, how many are right."""
    for low in (0.3, 0.5, 0.7, 0.9):
        inside = [right for confidence, right in sure if low <= confidence < low + 0.2]
        if inside:
            yield Row(f"right of {len(inside)} guesses {low:.1f} to {low + 0.2:.1f} sure", sum(inside) / len(inside))


def baseline(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Nearest title by character n-grams, asked each fold with the others known."""
    right = [0, 0]
    for fold in range(FOLDS):
        known = [pair for pair in pairs if _fold(pair[1]) != fold]
        ask = nearest(known)
        for code, title in (pair for pair in pairs if _fold(pair[1]) == fold):
            found = ask(title)
            right[0] += found[:1] == [code]
            right[1] += code in found
    return right[0] / len(pairs), right[1] / len(pairs)


def nearest(known: Sequence[Pair]) -> Callable[[str], list[str]]:
    """A function from a title to the five codes with the nearest known titles."""
    features = [_grams(title) for _, title in known]
    seen = Counter(one for each in features for one in each)
    weight = {one: math.log(1 + len(known) / count) for one, count in seen.items()}
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, each in enumerate(features):
        length = math.sqrt(sum(weight[one] ** 2 for one in each)) or 1.0
        for one in each:
            postings[one].append((at, weight[one] / length))

    def ask(title: str) -> list[str]:
        alike: Counter[int] = Counter()
        for one in _grams(title):
            for at, value in postings.get(one, ()):
                alike[at] += value * weight[one]
        best: dict[str, float] = {}
        for at, value in alike.items():
            best[known[at][0]] = max(best.get(known[at][0], 0.0), value)
        return sorted(best, key=lambda code: -best[code])[:5]

    return ask


def _grams(title: str) -> set[str]:
    text = f" {title.casefold()} "
    return {text[at : at + size] for size in (3, 4) for at in range(len(text) - size + 1)}


def _fold(title: str) -> int:
    return int(hashlib.md5(title.casefold().encode()).hexdigest(), 16) % FOLDS


def _shares(pairs: Sequence[Pair], named: Sequence[Sequence[str]]) -> tuple[float, float]:
    first = sum(found[:1] == [code] for (code, _), found in zip(pairs, named, strict=True))
    five = sum(code in found for (code, _), found in zip(pairs, named, strict=True))
    return first / len(pairs), five / len(pairs)


if __name__ == "__main__":
    main()
