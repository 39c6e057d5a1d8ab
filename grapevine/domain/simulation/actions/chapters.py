"""The organisation itself: its chapters, its members and their seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import Role
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.simulation.rules.members import Numbers
from grapevine.domain.simulation.rules.names import name
from grapevine.domain.simulation.rules.trades import Trades
from grapevine.domain.simulation.rules.world import Region, World
from grapevine.kit.columns import append_columns, next_ids

#: Members have sat there for so long before the first week.
SEATED_DAYS = 280


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows go. ``members``: the id of each by number; chapters follow the first one in order.

    ``known``: name and address of each by number, where they are not made up here.
    """

    world: World
    trades: Trades
    organisation: Organisation
    begins: datetime
    members: Numbers
    first_chapter: int
    known: tuple[tuple[str, str], ...] = ()

    @property
    def domain(self) -> str:
        """The domain of everybody's made-up address."""
        return f"made-up-{self.world.seed}.example"

    def name(self, number: int) -> str:
        """What the member of this number is called."""
        return self.known[number][0] if self.known else name(number)

    def email(self, number: int) -> str:
        """The address of the member of this number."""
        return self.known[number][1] if self.known else f"m{number + 1}@{self.domain}"

    def moments(self, minutes: np.ndarray) -> np.ndarray:
        """Minutes since the first week as times in UTC."""
        first = np.datetime64(self.begins.astimezone(UTC).replace(tzinfo=None), "s")
        return first + minutes * np.timedelta64(60, "s")

    def trade_of(self, region: Region) -> np.ndarray:
        """The number of the line of work of each member of a region, in the order of their numbers."""
        return region.members.trade[region.members.there]

    def chapter_of(self, region: Region) -> np.ndarray:
        """The id of the chapter of each member of a region, in the order of their numbers."""
        return self.first_chapter + region.first_chapter + np.nonzero(region.members.there)[0]


def begin(world: World, called: str, begins: datetime) -> Place:
    """The organisation and all its chapters; ids for all its members."""
    founded = begins - timedelta(days=SEATED_DAYS)
    organisation = Organisation.objects.create(name=called, created_at=founded)
    chapters = len(world.chapters)
    first = next_ids(Chapter, chapters)
    names = [f"Chapter {number + 1}" for number in range(chapters)]
    columns = {"id": first + np.arange(chapters), "organisation_id": organisation.pk, "name": names}
    append_columns(Chapter, {**columns, "created_at": founded})
    ids = next_ids(Member, world.size) + np.arange(world.size)
    return Place(world, world.trades, organisation, begins, ids, first)


def seat_members(place: Place, region: Region) -> None:
    """The members of a region, without passwords, and their seats; the first of each chapter leads it."""
    there = region.members.there
    numbers = region.numbers[there].tolist()
    ids = place.members[region.numbers[there]]
    keys = [place.trades.keys[trade] for trade in place.trade_of(region).tolist()]
    since = place.begins - timedelta(days=SEATED_DAYS)
    append_columns(
        Member,
        {
            "id": ids,
            "email": [place.email(number) for number in numbers],
            "name": [place.name(number) for number in numbers],
            "profession": [PROFESSIONS[key].name for key in keys],
            "profession_key": keys,
            "profession_said": True,
            "password": "!",
            "welcomed_at": since,
            "created_at": since,
        },
    )
    seat = np.nonzero(there)[1]
    append_columns(
        Seat,
        {
            "member_id": ids,
            "organisation_id": place.organisation.pk,
            "chapter_id": place.chapter_of(region),
            "role": np.where(seat == 0, Role.OFFICER.value, Role.MEMBER.value).tolist(),
            "since": since.date(),
        },
    )
