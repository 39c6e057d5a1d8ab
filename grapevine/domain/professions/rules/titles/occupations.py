"""The occupations of O*NET-SOC with the titles people use for them: ``lexicon/``, a file a major group.

The files are as much a part of the code as a table of constants. They are read once, at the first question.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation: its code ("23-1011.00"), its official name and our own list of titles that people use for it.

    ``size``: how often one meets somebody who does it, 1 (hardly ever) to 5 (all the time); our own judgement.
    """

    code: str
    name: str
    size: int
    titles: tuple[str, ...]


@lru_cache(maxsize=1)
def occupations() -> Mapping[str, Occupation]:
    """Every occupation by its code, in the order of the codes."""
    found = {}
    places = files(__package__).joinpath("lexicon").iterdir()
    for place in sorted(places, key=lambda one: one.name):
        lines = place.read_text(encoding="utf-8").splitlines()
        for code, name, size, titles in csv.reader(line for line in lines if not line.startswith("#")):
            found[code] = Occupation(code, name, int(size), tuple(titles.split("; ")) if titles else ())
    return found
