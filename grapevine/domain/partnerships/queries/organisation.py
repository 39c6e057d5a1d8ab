"""The search of a whole organisation: the near of the best fitting professions first, and no further than needed.

Of everybody who is not read, a bound says how well they could fit at best; the search ends when that cannot reach the
list any more. So it is exact, unless a part was so full that it was cut (``offers.PART``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.partnerships.queries import offers
from grapevine.domain.partnerships.queries.offers import Light, Offered
from grapevine.domain.partnerships.rules.matching import grid
from grapevine.domain.partnerships.rules.matching.bounds import Bounds, places
from grapevine.domain.partnerships.rules.matching.partner import (
    COMMON_MEAN,
    Professional,
    Setting,
    Verdict,
    ruled_out,
    verdict,
)
from grapevine.domain.professions.rules import PROFESSIONS

#: Professions of the first question, where hardly anybody can be left out, and of a later one; how many more than
#: asked for are looked at, in case somebody has left; and how many are read whole at once.
_FIRST, _AT_ONCE, _SPARE, _READ = 4, 16, 3, 40
#: Whoever received so many times the usual number is read first.
_MUCH = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A member who fits, how well, and how many the two know in common."""

    member: Member
    them: Professional
    fit: Verdict
    common: int


def search(
    actor: Actor, place: int, me: Professional, setting: Setting, most: int, limit: int, without: Collection[int],
    common: Mapping[int, Sequence[float]], chapters_only: bool, profession: str = "",
) -> list[Found]:  # fmt: skip
    """The best of one organisation, or of the actor's chapters in it; of one profession where one is named.

    common: member -> what each whom the two know both counts.
    """
    setting = replace(setting, common_mean=COMMON_MEAN if common else 0.0)
    worths = {other: sum(worth) for other, worth in common.items()}
    best = _Best(me, setting, worths, set(without), limit + _SPARE, profession)
    if chapters_only:
        best.take(offers.of_chapters(actor))
    else:
        best.take(offers.by_member(place, common))
        _everywhere(best, place, most)
    kept = best.kept()
    there = offers.still_there(actor, [one.member_id for _, one in kept], chapters_only)
    return [
        Found(there[one.member_id], one.professional, fit, len(common.get(one.member_id, ())))
        for fit, one in kept
        if one.member_id in there and there[one.member_id].profession_key == one.professional.profession
    ][:limit]


def _everywhere(best: _Best, place: int, most: int) -> None:
    bounds = best.bounds
    wanted = [best.profession] if best.profession else list(PROFESSIONS)
    reach = {key: bounds.best(key, 0.0, float(most)) for key in wanted}
    order = sorted(wanted, key=lambda key: -reach[key])
    outside = 0.0
    if best.me.at:
        cells, outside = grid.around(*best.me.at), grid.OUTSIDE
        # The most referred to of the first professions fill the list, so that the rest need not all be read.
        best.sift(place, offers.near(place, cells, order[:_AT_ONCE], _MUCH * round(best.setting.received_mean)))
        start, count = 0, _FIRST
        while start < len(order) and not best.enough(reach[order[start]]):
            part = order[start : start + count]
            best.sift(place, offers.near(place, cells, part, min(best.least(key, 0.0, most) for key in part)))
            start, count = start + count, min(2 * count, _AT_ONCE)
    for key in order:
        if best.enough(bounds.best(key, outside, float(most))):
            # The order is the same at any distance: nobody of the professions that follow fits better.
            break
        _far(best, bounds, place, key, outside, most)


def _far(best: _Best, bounds: Bounds, place: int, key: str, outside: float, most: int) -> None:
    """One profession anywhere, the most referred to first, until the rest cannot reach the list."""
    after, least = 0, best.least(key, outside, most)
    while not best.enough(bounds.best(key, outside, float(most))):
        rows = offers.far(place, key, least, most, after)
        if not rows:
            break
        best.sift(place, rows)
        after, most = rows[-1][0], rows[-1][2]


class _Best:
    """Those looked at, each once, and how good the last of the list is by now."""

    def __init__(
        self, me: Professional, setting: Setting, common: dict[int, float], without: set[int], wanted: int,
        profession: str = "",
    ) -> None:  # fmt: skip
        self.me, self.setting, self.common, self.wanted = me, setting, common, wanted
        self.profession = profession
        self.bounds = Bounds(me, setting)
        self._seen, self._found = without, list[tuple[Verdict, Offered]]()

    def take(self, rows: Iterable[Offered]) -> None:
        """Weigh these, and keep the best of all so far."""
        for one in rows:
            if one.member_id in self._seen or self.profession not in ("", one.professional.profession):
                continue
            self._seen.add(one.member_id)
            if not ruled_out(self.me, one.professional):
                common = self.common.get(one.member_id, 0.0)
                self._found.append((verdict(self.me, one.professional, common, self.setting), one))
        self._found.sort(key=lambda pair: (-pair[0].strength, pair[1].member_id))
        del self._found[self.wanted :]

    def sift(self, place: int, rows: list[Light]) -> None:
        """Read and weigh those of an organisation who could still come into the list, the likeliest first."""
        if not rows:
            return
        members, keys, received, latitude, longitude = zip(*rows, strict=True)
        where = places(self.me.at, np.array(latitude, float), np.array(longitude, float))
        most = self.bounds.each(keys, where, np.array(received, float))
        order = np.argsort(-most)
        for start in range(0, len(order), _READ):
            part = order[start : start + _READ]
            if self.enough(float(most[part[0]])):
                return
            self.take(offers.by_member(place, [members[at] for at in part]))

    def enough(self, bound: float) -> bool:
        """Whether nobody of at most this strength could still come into the list."""
        return len(self._found) >= self.wanted and self._found[-1][0].strength >= bound

    def least(self, profession: str, place: float, most: int) -> int:
        """The fewest referrals received with which somebody of a profession could still come into the list."""
        if len(self._found) < self.wanted:
            return 0
        # One less than reckoned, so that no rounding leaves out whoever just reaches it.
        return int(min(max(0.0, self.bounds.needed(profession, place, self._found[-1][0].strength) - 1.0), most + 1.0))

    def kept(self) -> list[tuple[Verdict, Offered]]:
        """The best, the best first."""
        return self._found
