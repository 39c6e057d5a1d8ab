"""How a network grew: its shape on several days of a year, and the hours put in against the depth gained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import Event, Sums, add
from grapevine.domain.depth.rules.tempo import Tempo

#: From here on a tie is called deep, as in the network.
DEEP = 50.0


@dataclass(frozen=True, slots=True)
class ShapeThen:
    """On one day (days since 1970): how many are deep both ways, known mostly from one side, and measured at all."""

    day: float
    deep: int
    one_sided: int
    measured: int


@dataclass(frozen=True, slots=True)
class Invested:
    """One person of a year: minutes together, depth at its beginning and at its end, 0..100."""

    who: int
    minutes: int
    before: float
    after: float

    @property
    def gained(self) -> float:
        """How much deeper it is now."""
        return self.after - self.before


def snapshots(events: Iterable[Event], days: Sequence[float], tempo: Tempo) -> list[Sums]:
    """The sums of one relationship on each of these days (rising), from its events in one go."""
    waiting = sorted(events, key=lambda event: event.at)
    sums, place, found = Sums(), 0, []
    for day in days:
        while place < len(waiting) and waiting[place].at <= day:
            event = waiting[place]
            sums = add(sums, at=event.at, mine=event.mine, theirs=event.theirs, tempo=tempo)
            place += 1
        found.append(sums)
    return found


def shapes(people: Mapping[int, Sequence[Sums]], days: Sequence[float], tempo: Tempo) -> list[ShapeThen]:
    """The shape on each day, from everybody's snapshots."""
    found = []
    for place, day in enumerate(days):
        then = [sums[place] for sums in people.values() if sums[place].at is not None]
        lean = [score.one_sided(sums) for sums in then]
        depths = [score.depth(sums, day, tempo) for sums in then]
        deep = sum(depth >= DEEP and not one for depth, one in zip(depths, lean, strict=True))
        found.append(ShapeThen(day, deep, sum(lean), len(then)))
    return found


def invested(
    people: Mapping[int, Sequence[Sums]], minutes: Mapping[int, int], days: Sequence[float], tempo: Tempo
) -> list[Invested]:
    """Everybody with minutes together, the most first: depth on the first and on the last day."""
    found = [
        Invested(who, minutes[who], _depth(sums[0], days[0], tempo), _depth(sums[-1], days[-1], tempo))
        for who, sums in people.items()
        if minutes.get(who)
    ]
    return sorted(found, key=lambda one: (-one.minutes, one.who))


def _depth(sums: Sums, day: float, tempo: Tempo) -> float:
    return score.depth(sums, day, tempo) if sums.at is not None else 0.0
