"""From a job title to guesses: the occupation, how sure, and the profession of our catalogue it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from grapevine.domain.professions.rules.naming import profession_named
from grapevine.domain.professions.rules.reading import PROFESSIONS
from grapevine.domain.professions.rules.shapes import Profession
from grapevine.domain.professions.rules.titles.matcher import Matcher, Scores
from grapevine.domain.professions.rules.titles.occupations import occupations
from grapevine.domain.professions.rules.titles.words import plain_words

#: Less likely than this (0..1) is no guess: nothing known of 1,016 occupations makes each about .001 likely.
FLOOR = 0.004
#: A whole title at least this likely is not taken apart.
ENOUGH = 0.5
#: Where a title has parts: "Partner | Family Law", "Broker - Hale Homes", "Owner at Bright Dental".
_PARTS = re.compile(r"\s*(?:[,;|/•·:]|\s[-–—@]\s|\s(?:at|of|with|for)\s)\s*")


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
    likely = _likely(title)
    order = [number for number in np.argsort(-likely, kind="stable")[:10] if likely[number] >= FLOOR]
    guesses = [_guess(matcher.codes[number], float(likely[number]), title) for number in order]
    if named and named.soc:
        place = {code: number for number, code in enumerate(matcher.codes)}
        code = max(named.soc, key=lambda code: float(likely[place[code]]))  # of equals the closest, which is first
        first = Guess(code, occupations()[code].name, 1.0, named.key)
        guesses = [first, *(guess for guess in guesses if guess.code != first.code)]
    return tuple(guesses)


def _likely(title: str) -> Scores:
    """The whole title; where it says little, averaged with the part of it that says most ("Owner, Bright Dental")."""
    whole = _matcher().likely(title)
    parts = [part for part in _PARTS.split(title) if part and part.strip() != title.strip()]
    if whole.max() >= ENOUGH or not parts:
        return whole
    best = max((_matcher().likely(part) for part in parts), key=lambda one: float(one.max()))
    return (whole + best) / 2.0


def _guess(code: str, confidence: float, title: str) -> Guess:
    return Guess(code, occupations()[code].name, round(confidence, 4), _profession(code, title))


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
