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


def trades(laws: Laws, chance: np.random.Generator) -> Trades:
    """Of each sphere those that serve and hear of most, and an affinity drawn for every ordered pair."""
    groups: list[list[str]] = []
    for sphere in SPHERES:
        widest = _widest([one for one in PROFESSIONS.values() if one.sphere == sphere])
        for part in range(2 if sphere in WIDE else 1):
            groups.append(widest[part * IN_A_SPHERE : (part + 1) * IN_A_SPHERE])
    keys = tuple(key for group in groups for key in group)
    spheres = np.repeat(np.arange(len(groups)), IN_A_SPHERE)
    usual = np.where(spheres[:, None] == spheres[None, :], laws.same_sphere, laws.other_sphere)
    return Trades(keys, spheres, usual * np.exp(chance.normal(0.0, laws.affinity_sd, usual.shape)))


def _widest(professions: Sequence[Profession]) -> list[str]:
    serving = [one for one in professions if one.serves]
    return [one.key for one in sorted(serving, key=lambda one: (-len(one.serves) - len(one.hears), one.key))]
