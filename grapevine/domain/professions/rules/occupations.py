"""Any of the 1,016 occupations of O*NET, or anybody's words: which professions of ours they mean, if any.

What stands outside the catalogue is judged by its group of the SOC and the sphere that group works in: that is
little, so such a pair never passes what a shared moment would make it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from grapevine.domain.professions.rules.naming import plain, profession_named, trade_named
from grapevine.domain.professions.rules.reading import PROFESSIONS
from grapevine.domain.professions.rules.titles import recognise
from grapevine.domain.professions.rules.titles.occupations import occupations

_CODE = re.compile(r"(\d\d)-?(\d{4})(?:\.(\d\d))?")
#: Less sure than this (0..1), and a title is nobody's. Judgement.
LEAST_SURE = 0.3

#: Which sphere (a key of shapes.SPHERES) a group of the SOC works in: the longest beginning that fits.
GROUPS: Mapping[str, str] = {
    "11": "business-services", "11-3031": "money-and-law", "11-9021": "trades", "11-903": "family", "11-9051": "events",
    "11-907": "events", "11-9081": "events", "11-9111": "health", "11-9141": "property", "11-917": "personal",
    "13-1": "business-services", "13-103": "money-and-law", "13-2": "money-and-law", "15": "business-services",
    "17-1": "trades", "17-2": "business-services", "17-3": "business-services", "19-303": "health", "21": "family",
    "21-1014": "health", "21-1022": "health", "21-1023": "health", "23": "money-and-law", "25": "family",
    "27-1": "business-services", "27-2": "events", "27-3": "business-services", "27-4": "events", "29": "health",
    "31": "health", "33": "family", "35": "events", "37": "trades", "39-2": "personal", "39-4": "family",
    "39-5": "personal", "39-7": "events", "39-901": "family", "39-903": "health", "41-2": "personal",
    "41-3": "business-services", "41-302": "money-and-law", "41-303": "money-and-law", "41-304": "events",
    "41-4": "business-services", "41-902": "property", "43": "business-services", "47": "trades",
    "49-2": "business-services", "49-3": "personal", "49-9": "trades", "51-3": "events", "51-5": "business-services",
    "51-7": "trades", "53": "business-services",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occupation:
    """What some words mean: ``keys`` of our professions (several for a code that holds several trades), the O*NET-SOC
    ``code`` ("" when nothing is known of them) and the ``sphere`` ("" when none)."""

    said: str
    keys: tuple[str, ...] = ()
    code: str = ""
    sphere: str = ""


def occupation_of(text: str) -> Occupation:
    """The occupation of a code, a key, a name, an alias, an O*NET title or a job title."""
    said = " ".join(text.split())
    if found := _CODE.fullmatch(said):
        return _by_code(said, f"{found[1]}-{found[2]}.{found[3] or '00'}")
    if named := profession_named(said) or trade_named(said):
        return Occupation(said, (named.key,), named.soc[0], named.sphere)
    if code := _titles().get(plain(said)):
        return _by_code(said, code)
    guess = next(iter(recognise(said, 1)), None)
    if guess is None or guess.confidence < LEAST_SURE:
        return Occupation(said)
    if guess.profession:
        return Occupation(said, (guess.profession,), guess.code, PROFESSIONS[guess.profession].sphere)
    return _by_code(said, guess.code)


def sphere_of(code: str) -> str:
    """The sphere of an O*NET-SOC code by its group; "" where the group has no clients of its own."""
    return next((GROUPS[code[:end]] for end in range(len(code), 1, -1) if code[:end] in GROUPS), "")


def same_group(one: str, other: str) -> bool:
    """Whether two codes stand in one minor group of the SOC (``"29-1"``): near enough to seek the same posts."""
    return one[:4] == other[:4]


def _by_code(said: str, code: str) -> Occupation:
    keys = _of_code().get(code, ())
    return Occupation(said, keys, code, PROFESSIONS[keys[0]].sphere if keys else sphere_of(code))


@lru_cache(maxsize=1)
def _of_code() -> dict[str, tuple[str, ...]]:
    """Code -> the professions it means: a general name alone, else those it is the first code of, else any."""
    general: dict[str, tuple[str, ...]] = {}
    first: dict[str, tuple[str, ...]] = {}
    every: dict[str, tuple[str, ...]] = {}
    for one in PROFESSIONS.values():
        for place, code in enumerate(one.soc):
            every[code] = (*every.get(code, ()), one.key)
            if place == 0:
                first[code] = (*first.get(code, ()), one.key)
                if one.covers:
                    general[code] = (*general.get(code, ()), one.key)
    return {**every, **first, **general}


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    return {plain(one.name): code for code, one in occupations().items()}
