"""From a job title to guesses: the occupation, how sure, and the profession of our catalogue it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from grapevine.domain.professions.rules.naming import profession_named
from grapevine.domain.professions.rules.reading import PROFESSIONS
from grapevine.domain.professions.rules.shapes import Profession
from grapevine.domain.professions.rules.titles.matcher import Matcher
from grapevine.domain.professions.rules.titles.occupations import occupations
from grapevine.domain.professions.rules.titles.words import plain_words

#: Less alike than this (0..1) is no guess.
FLOOR = 0.15


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading of a title: O*NET-SOC ``code``, its ``name``, ``confidence`` 0..1, our profession's key or ""."""

    code: str
    name: str
    confidence: float
    profession: str


def recognise(title: str, limit: int = 5) -> list[Guess]:
    """The likeliest occupations of a title, best first, at most ``limit``; none when nothing is known of it."""
    return list(_recognised(" ".join(title.split())[:200])[:limit])


@lru_cache(maxsize=4096)
def _recognised(title: str) -> tuple[Guess, ...]:
    named = profession_named(title)
    matcher = _matcher()
    scores = matcher.scores(title)
    order = [number for number in np.argsort(-scores, kind="stable")[:10] if scores[number] >= FLOOR]
    guesses = [_guess(matcher.codes[number], float(scores[number]), title) for number in order]
    if named and named.soc:
        first = Guess(named.soc[0], occupations()[named.soc[0]].name, 1.0, named.key)
        guesses = [first, *(guess for guess in guesses if guess.code != first.code)]
    return tuple(guesses)


def _guess(code: str, alike: float, title: str) -> Guess:
    return Guess(code, occupations()[code].name, round(min(alike, 1.0) * 0.9, 4), _profession(code, title))


def _profession(code: str, title: str) -> str:
    """The profession of the code whose name or alias has most words in common with the title."""
    said = set(plain_words(title))
    candidates = _by_code().get(code, ())
    best = max(candidates, key=lambda one: _in_common(one, said), default=None)
    if best is None or (len(candidates) > 1 and not _in_common(best, said)):
        return ""
    return best.key


def _in_common(profession: Profession, said: set[str]) -> float:
    names = [set(plain_words(name)) for name in (profession.name, *profession.aliases)]
    return max((len(name & said) / len(name | said) for name in names if name), default=0.0)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, tuple[Profession, ...]]:
    found: dict[str, tuple[Profession, ...]] = {}
    for one in PROFESSIONS.values():
        for code in one.soc:
            found[code] = (*found.get(code, ()), one)
    return found


@lru_cache(maxsize=1)
def _matcher() -> Matcher:
    known = []
    for one in occupations().values():
        known.append((one.code, one.name))
        known.extend((one.code, title) for title in one.titles)
    return Matcher(known)
