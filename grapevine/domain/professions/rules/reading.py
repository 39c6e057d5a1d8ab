"""Reads the catalogue beside this file: a TOML file a sphere of professions, a few of moments.

The files are as much a part of the code as a table of constants. They are read once, at the first question.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from grapevine.domain.professions.rules.shapes import Moment, Profession

_Value = TypeVar("_Value")


class Shelf(Mapping[str, _Value], Generic[_Value]):
    """A mapping that is read when somebody first asks, so that importing it costs nothing."""

    def __init__(self, load: Callable[[], Mapping[str, _Value]]) -> None:
        self._load = load

    def __getitem__(self, key: str) -> _Value:
        return self._load()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._load())

    def __len__(self) -> int:
        return len(self._load())


def written(folder: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each (file stem, key, row) under one folder of the catalogue, files in the order of their names."""
    places = files(__package__).joinpath("catalogue").joinpath(folder).iterdir()
    for place in sorted(places, key=lambda one: one.name):
        if place.name.endswith(".toml"):
            stem = place.name.removesuffix(".toml")
            for key, row in tomllib.loads(place.read_text(encoding="utf-8")).items():
                yield stem, key, row


@lru_cache(maxsize=1)
def moments() -> Mapping[str, Moment]:
    """Every moment by its key."""
    return {
        key: Moment(
            key, row["name"], row["says"], row["whom"], tuple(row["serves"].split()), tuple(row["hears"].split())
        )
        for _, key, row in written("moments")
    }


@lru_cache(maxsize=1)
def professions() -> Mapping[str, Profession]:
    """Every profession by its key, with the moments it serves and hears of."""
    serves, hears = _by_profession("serves"), _by_profession("hears")
    plain = {
        key: Profession(
            key=key,
            name=row["name"],
            aliases=_listed(row.get("also", "")),
            sphere=sphere,
            regulated=row.get("regulated", False),
            soc=tuple(code if "." in code else f"{code}.00" for code in row.get("soc", "").split()),
            same_work=row.get("same_work", ""),
            covers=tuple(row.get("covers", "").split()),
        )
        for sphere, key, row in written("professions")
    }
    return {key: replace(one, serves=_joined(one, serves), hears=_joined(one, hears)) for key, one in plain.items()}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


def _by_profession(side: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for moment in moments().values():
        for key in getattr(moment, side):
            found.setdefault(key, []).append(moment.key)
    return found


def _joined(one: Profession, moments_of: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Its own moments, then those of every special field it may stand for."""
    return tuple(dict.fromkeys(moment for key in (one.key, *one.covers) for moment in moments_of.get(key, ())))


#: Every profession by its key.
PROFESSIONS: Mapping[str, Profession] = Shelf(professions)
#: Every moment by its key.
MOMENTS: Mapping[str, Moment] = Shelf(moments)
