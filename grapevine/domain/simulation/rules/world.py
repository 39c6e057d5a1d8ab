"""A whole made-up organisation, one region of chapters at a time: what happened, and what is true of it.

Each region draws from a stream of its own, made of the seed and its number: the same seed is the same world, and
memory holds one region, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from grapevine.domain.simulation.rules.laws import DEFAULT, Laws
from grapevine.domain.simulation.rules.members import Flags, Members, Numbers, Table, members
from grapevine.domain.simulation.rules.trades import Trades, trades
from grapevine.domain.simulation.rules.week import Ties, Week

#: Minutes of a week; when people meet one to one or refer: five days, from eight until six, every quarter of an hour.
WEEK = 7 * 24 * 60
_DAYS, _OPENS, _QUARTERS = 5, 8 * 60, 40
#: How long one-to-ones last, in minutes.
LENGTHS = (30, 45, 60, 60, 75, 90)
#: No made-up deal is worth more, in whole units: the tail of a lognormal has no end, a column of a table has.
MOST_VALUE = 2_000_000_000


@dataclass(frozen=True, slots=True)
class OneToOnes:
    """One entry a meeting of two, oldest first; ``at``: minutes since the first week began."""

    at: Numbers
    began: Numbers
    other: Numbers
    minutes: Numbers


@dataclass(frozen=True, slots=True)
class Referrals:
    """One entry a referral, oldest first; ``at``: minutes since the first week began.

    Truth: ``won``, ``days`` until it is won or lost, ``value`` in whole units, 0 where it is lost.
    """

    at: Numbers
    giver: Numbers
    receiver: Numbers
    won: Flags
    days: Numbers
    value: Numbers


@dataclass(frozen=True, slots=True)
class Region:
    """Chapters that refer to each other. Members are numbered from 0 over the whole world, chapters as well.

    ``numbers``: of the members, chapters x seats, -1 for an empty seat. ``came``: weeks x chapters x seats.
    Chapters x seats x seats, from the first to the second: ``affinity``, how well they suit each other and their work;
    ``depth`` (0..1) and ``taught`` (0..1), true at the end.
    """

    first_chapter: int
    numbers: Numbers
    members: Members
    one_to_ones: OneToOnes
    referrals: Referrals
    came: Flags
    affinity: Table
    depth: Table
    taught: Table


@dataclass(frozen=True, slots=True)
class World:
    """How many members for how many weeks, from which seed, under which laws. At least 2 members and 1 week.

    ``works``: lines of work (keys of the catalogue, each once) of the first members; else chance says.
    """

    size: int
    weeks: int
    seed: int
    laws: Laws = DEFAULT
    works: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 2:
            raise ValueError("a world needs at least 2 members: nobody refers to themselves")
        if self.weeks < 1:
            raise ValueError("a world needs at least 1 week")
        if self.seed < 0:
            raise ValueError("a seed is a whole number of 0 or more")
        if len(set(self.works)) < len(self.works) or len(self.works) > self.chapters[0]:
            raise ValueError("each line of work sits once in a chapter, and no more than it has seats")

    @property
    def chapters(self) -> Numbers:
        """The size of each chapter, as equal as can be."""
        return _shared_out(self.size, -(-self.size // self.laws.seats))

    @property
    def trades(self) -> Trades:
        """The lines of work, the same in every region."""
        return trades(self.laws, np.random.default_rng([self.seed, 0]), self.works)

    def regions(self) -> Iterator[Region]:
        """Region by region; each is lived through when it is asked for."""
        sizes, kinds = self.chapters, self.trades
        chapter = member = 0
        for number, count in enumerate(_shared_out(len(sizes), -(-len(sizes) // self.laws.chapters)), start=1):
            own = sizes[chapter : chapter + count]
            yield self._region(own, chapter, member, kinds, np.random.default_rng([self.seed, number]))
            chapter, member = chapter + int(count), member + int(own.sum())

    def _region(
        self, sizes: Numbers, chapter: int, member: int, kinds: Trades, chance: np.random.Generator
    ) -> Region:  # fmt: skip
        who = members(sizes, kinds, self.laws, chance)
        if not chapter:
            who.trade[0] = kinds.beginning(self.works, who.trade[0])
        ties = Ties(who, kinds, self.laws, chance)
        for _ in range(self.laws.weeks_before):
            ties.live(chance)
        weeks = [ties.live(chance) for _ in range(self.weeks)]
        numbers = np.full(who.there.shape, -1)
        numbers[who.there] = member + np.arange(who.there.sum())
        return Region(
            chapter,
            numbers,
            who,
            _one_to_ones(weeks, numbers.reshape(-1), chance),
            _referrals(weeks, numbers.reshape(-1), self.laws, chance),
            np.array([week.came for week in weeks]),
            ties.affinity,
            ties.depth,
            ties.taught,
        )


def _shared_out(things: int, parts: int) -> Numbers:
    return things // parts + (np.arange(parts) < things % parts)


def _one_to_ones(weeks: list[Week], numbers: Numbers, chance: np.random.Generator) -> OneToOnes:
    at, order = _times([len(week.began) for week in weeks], chance)
    began, other = (np.concatenate([getattr(week, side) for week in weeks])[order] for side in ("began", "met"))
    return OneToOnes(at, numbers[began], numbers[other], chance.choice(LENGTHS, len(at)))


def _referrals(weeks: list[Week], numbers: Numbers, laws: Laws, chance: np.random.Generator) -> Referrals:
    at, order = _times([len(week.giver) for week in weeks], chance)
    giver, receiver = (np.concatenate([getattr(week, side) for week in weeks])[order] for side in ("giver", "receiver"))
    won = chance.random(len(at)) < laws.won
    days = laws.close_days * np.exp(chance.normal(0.0, laws.close_sigma, len(at)))
    value = laws.value_median * np.exp(chance.normal(0.0, laws.value_sigma, len(at)))
    return Referrals(
        at,
        numbers[giver],
        numbers[receiver],
        won,
        np.maximum(1, np.rint(days)).astype(np.int64),
        np.where(won, np.clip(np.rint(value), 1, MOST_VALUE), 0).astype(np.int64),
    )


def _times(counts: list[int], chance: np.random.Generator) -> tuple[Numbers, Numbers]:
    """A time for each event of each week, oldest first, and the order that brings the events there."""
    week = np.repeat(np.arange(len(counts)), counts)
    day, quarter = chance.integers(_DAYS, size=len(week)), chance.integers(_QUARTERS, size=len(week))
    at = week * WEEK + day * 24 * 60 + _OPENS + quarter * 15
    order = np.argsort(at, kind="stable")
    return at[order], order
