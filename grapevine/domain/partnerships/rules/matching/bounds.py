"""How well somebody could fit at best, so that a search can end before it has read everybody."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log

import numpy as np

from grapevine.domain.partnerships.rules.matching.logistic import chance
from grapevine.domain.partnerships.rules.matching.network import Floats
from grapevine.domain.partnerships.rules.matching.partner import (
    BASE,
    CLIENTS,
    FAR,
    GROUPS,
    HALVED_KM,
    POPULAR,
    PROFESSION,
    Professional,
    Setting,
    common_term,
    strength,
)


class Bounds:
    """The best anybody with nobody in common can reach with this member: whatever clients they have."""

    def __init__(self, me: Professional, setting: Setting) -> None:
        self.me, self.setting = me, setting
        self._usual = setting.received_mean + 2.0
        both = common_term(0.0, setting.common_mean) + CLIENTS * _clients(len(me.clients))
        self._out = both
        self._back = both + POPULAR * log((me.received + 2.0) / self._usual)
        self._sides: dict[str, tuple[float, float]] = {}

    def best(self, profession: str, place: float, received: float) -> float:
        """The largest strength of a profession at a place term of at most ``place`` and so many referrals received."""
        out, back = self._of(profession)
        return strength(out + place + POPULAR * log((received + 2.0) / self._usual), back + place)

    def needed(self, profession: str, place: float, wanted: float) -> float:
        """How many referrals received :meth:`best` takes to reach a strength of ``wanted`` (above 0) at a place term of
        at most ``place``: 0 where it is reached without any, infinity where no number does."""
        out, back = self._of(profession)
        start = log(BASE / (1.0 - BASE))
        share = wanted * wanted * (1.0 + exp(-back - place - start))
        if share >= 1.0:
            return inf
        known = log(share / (1.0 - share)) - out - place - start
        return max(0.0, exp(known / POPULAR) * self._usual - 2.0)

    def each(self, professions: Sequence[str], place: Floats, received: Floats) -> Floats:
        """The same for many at once."""
        out, back = np.array([self._of(key) for key in professions]).reshape(-1, 2).T
        start = log(BASE / (1.0 - BASE))
        known = POPULAR * np.log((received + 2.0) / self._usual)
        return np.sqrt(chance(out + place + known + start) * chance(back + place + start))

    def _of(self, profession: str) -> tuple[float, float]:
        if profession not in self._sides:
            term, mine = self.setting.term, self.me.profession
            self._sides[profession] = (
                self._out + PROFESSION * term(mine, profession), self._back + PROFESSION * term(profession, mine)
            )  # fmt: skip
        return self._sides[profession]


def places(at: tuple[float, float] | None, latitude: Floats, longitude: Floats) -> Floats:
    """The place terms of many points; 0 where a point or one's own is not known (NaN)."""
    if at is None:
        return np.zeros_like(latitude)
    lat, lon, mine, my_lon = np.radians(latitude), np.radians(longitude), np.radians(at[0]), np.radians(at[1])
    half = np.sin((lat - mine) / 2.0) ** 2 + np.cos(mine) * np.cos(lat) * np.sin((lon - my_lon) / 2.0) ** 2
    km = 2.0 * 6371.0 * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return np.nan_to_num(np.maximum(FAR, -log(2.0) * km / HALVED_KM), nan=0.0)


def _clients(mine: int) -> float:
    """The largest term of clients in common: whoever serves the very same groups, or has not said."""
    return max(0.0, log((mine + 0.5) / (mine * mine / len(GROUPS) + 0.5))) if mine else 0.0
