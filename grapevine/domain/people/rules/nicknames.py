"""Which given names are said for which: Beth for Elizabeth, Paco for Francisco. Our own list, in twelve languages.

``nicknames.csv`` stands beside this file and is as much a part of the code as a table of constants: a given name, the
short and familiar forms of it, and the language in which they are heard.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from grapevine.kit.text import fold

_DATA = "nicknames.csv"


@lru_cache(maxsize=1)
def pairs() -> frozenset[tuple[str, str]]:
    """Every (given name, short form) of the list, folded."""
    lines = files(__package__).joinpath(_DATA).read_text(encoding="utf-8").splitlines()
    return frozenset(
        (fold(row["given"]), fold(short)) for row in csv.DictReader(lines) for short in row["short"].split()
    )


@lru_cache(maxsize=1)
def _full() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for given, short in pairs():
        found.setdefault(short, set()).add(given)
    return {short: frozenset(given) for short, given in found.items()}


@lru_cache(maxsize=1)
def _short() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for given, short in pairs():
        found.setdefault(given, set()).add(short)
    return {given: frozenset(each) for given, each in found.items()}


def stands_for(name: str) -> frozenset[str]:
    """The names that a folded name may stand for, itself among them: ``"beth"`` -> ``{"beth", "elizabeth"}``."""
    return _full().get(name, frozenset()) | {name}


def shorts(name: str) -> frozenset[str]:
    """The familiar forms of a folded given name: ``"elizabeth"`` -> ``{"beth", "liz", ...}``."""
    return _short().get(name, frozenset())


def related(one: str, other: str) -> str:
    """The full name that two different folded names may both be said for; "" when the list knows none.

    Of several the first in the alphabet, the two names themselves before any third: Bob and Rob are both Robert.
    """
    if one == other:
        return ""
    common = stands_for(one) & stands_for(other)
    return min(common, key=lambda name: (name not in (one, other), name), default="")
