"""The organisation itself: its chapters, its members and their seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import Role
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.simulation.rules.names import name
from grapevine.domain.simulation.rules.trades import Trades
from grapevine.domain.simulation.rules.world import Region, World
from grapevine.kit.columns import append_columns, next_ids

#: Members have sat there for so long before the first week.
SEATED_DAYS = 280


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows go: the ids of the first member and the first chapter; the others follow in order."""

    world: World
    trades: Trades
    organisation: Organisation
    begins: datetime
    first_member: int
    first_chapter: int

    @property
    def domain(self) -> str:
        """The domain of everybody's made-up address."""
        return f"made-up-{self.world.seed}.example"

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
    return Place(world, world.trades, organisation, begins, next_ids(Member, world.size), first)


def seat_members(place: Place, region: Region) -> None:
    """The members of a region, without passwords, and their seats; the first of each chapter leads it."""
    there = region.members.there
    numbers = region.numbers[there].tolist()
    ids = place.first_member + region.numbers[there]
    keys = [place.trades.keys[trade] for trade in place.trade_of(region).tolist()]
    since = place.begins - timedelta(days=SEATED_DAYS)
    append_columns(
        Member,
        {
            "id": ids,
            "email": [f"m{number + 1}@{place.domain}" for number in numbers],
            "name": [name(number) for number in numbers],
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
