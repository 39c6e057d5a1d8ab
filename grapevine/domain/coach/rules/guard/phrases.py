"""The cues of the guard: families of phrases with what each weighs, read from ``cues/`` beside this file.

A phrase is a regular expression with three things made easier: a space stands for any space or comma, ``..`` between
two spaces for up to four words of the same sentence, ``...`` for up to nine, and ``{trade}`` for any word of that
class in ``cues/classes.toml``.
Phrases begin and end at the ends of words, in any case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

TRANSACTIONAL, RELATIONAL, NEUTRAL = "transactional", "relational", "neutral"
_GAP = re.compile(r" (\.{2,3}) ")
_CLASS = re.compile(r"\{([a-z]+)\}")
_REACH = {"..": 4, "...": 9}
_BETWEEN = r"(?:[\s,]+)"


@dataclass(frozen=True, slots=True)
class Family:
    """A thing a message does. side: transactional, relational, or neutral (which weighs nothing, and hides cues)."""

    name: str
    side: str
    says: str
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording, with what it weighs: usually what its family does, less for what often strays."""

    family: Family
    found: re.Pattern[str]
    weight: float


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """Every family, transactional ones first, in the order of the files."""
    return tuple(family for family, _ in _read())


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """Every phrase of every family, ready to search with."""
    return tuple(
        Phrase(family, _pattern(_spelled_out(phrase)), weight)
        for family, table in _read()
        for weight, phrase in _weighed(family, table)
    )


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    """Name of each class of words -> any of them, as a regular expression."""
    return {name: f"(?:{'|'.join(table['words'])})" for name, table in tomllib.loads(_text("classes")).items()}


def _spelled_out(phrase: str) -> str:
    return _CLASS.sub(lambda name: _classes()[name[1]], phrase)


def _read() -> list[tuple[Family, dict[str, Any]]]:
    found = []
    for side in (TRANSACTIONAL, RELATIONAL):
        for name, table in tomllib.loads(_text(side)).items():
            family = Family(name, NEUTRAL if name == NEUTRAL else side, table["says"], table["weight"])
            found.append((family, table))
    return found


def _text(name: str) -> str:
    return files(__package__).joinpath("cues", f"{name}.toml").read_text(encoding="utf-8")


def _weighed(family: Family, table: dict[str, Any]) -> Iterator[tuple[float, str]]:
    yield from ((family.weight, phrase) for phrase in table["phrases"])
    for light in table.get("light", ()):
        yield from ((light["weight"], phrase) for phrase in light["phrases"])


def _pattern(phrase: str) -> re.Pattern[str]:
    gapped = _GAP.sub(lambda dots: f" (?:[^\\s.!?;:]+ ){{0,{_REACH[dots[1]]}}}?", phrase)
    return re.compile(rf"(?<!\w)(?:{gapped.replace(' ', _BETWEEN)})(?!\w)", re.IGNORECASE)
