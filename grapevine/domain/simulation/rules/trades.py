"""The lines of work of the made-up world: sixty of the catalogue in ten spheres, and how well each refers each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grapevine.domain.professions.rules import PROFESSIONS, SPHERES, Profession
from grapevine.domain.simulation.rules.laws import Laws

#: Professions of a sphere, and the two of the catalogue's spheres that are wide enough for two.
IN_A_SPHERE = 6
WIDE = ("money-and-law", "business-services")


@dataclass(frozen=True, slots=True)
class Trades:
    """``keys``: of the catalogue. ``spheres``: 0..9 of each. ``affinity[a, b]``: how well a refers b, about 1."""

    keys: tuple[str, ...]
    spheres: NDArray[np.int64]
    affinity: NDArray[np.float64]

    def beginning(self, works: Sequence[str], drawn: NDArray[np.int64]) -> NDArray[np.int64]:
        """As many numbers of lines of work as were drawn: first those of these works, then the drawn ones left."""
        first = [self.keys.index(key) for key in works]
        left = [trade for trade in drawn.tolist() if trade not in first]
        return np.array([*first, *left][: len(drawn)], dtype=np.int64)


def trades(laws: Laws, chance: np.random.Generator, works: Sequence[str] = ()) -> Trades:
    """Of each sphere those that serve and hear of most, and an affinity drawn for every ordered pair.

    Of ``works`` those that are not among them take the place of the least of their sphere.
    """
    groups: list[list[str]] = []
    for sphere in SPHERES:
        widest = _widest([one for one in PROFESSIONS.values() if one.sphere == sphere])
        for part in range(2 if sphere in WIDE else 1):
            groups.append(widest[part * IN_A_SPHERE : (part + 1) * IN_A_SPHERE])
    keys = _with([key for group in groups for key in group], works)
    spheres = np.repeat(np.arange(len(groups)), IN_A_SPHERE)
    usual = np.where(spheres[:, None] == spheres[None, :], laws.same_sphere, laws.other_sphere)
    return Trades(keys, spheres, usual * np.exp(chance.normal(0.0, laws.affinity_sd, usual.shape)))


def _with(keys: list[str], works: Sequence[str]) -> tuple[str, ...]:
    for work in works:
        if work not in keys:
            sphere = PROFESSIONS[work].sphere
            keys[max(at for at, key in enumerate(keys) if key not in works and PROFESSIONS[key].sphere == sphere)] = (
                work
            )
    return tuple(keys)


def _widest(professions: Sequence[Profession]) -> list[str]:
    serving = [one for one in professions if one.serves]
    return [one.key for one in sorted(serving, key=lambda one: (-len(one.serves) - len(one.hears), one.key))]
