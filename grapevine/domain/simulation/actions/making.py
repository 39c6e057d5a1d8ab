"""Making a made-up organisation: everything in one transaction, region by region, as rows and not as objects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction

from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import Role
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.models import Book, Person
from grapevine.domain.referrals.models import Move, Prospect, Referral, Side, Thanks
from grapevine.domain.simulation.actions.agreements import write_agreements
from grapevine.domain.simulation.actions.chapters import Place, begin, seat_members
from grapevine.domain.simulation.actions.ledgers import write_ledgers
from grapevine.domain.simulation.actions.people import write_books, write_crowd
from grapevine.domain.simulation.actions.referrals import write_referrals
from grapevine.domain.simulation.rules.world import Region, World
from grapevine.kit.columns import bare_tables
from grapevine.kit.errors import Refused

#: The tables that grow by millions.
LARGE = (Member, Seat, Person, Book, Referral, Prospect, Side, Move, Thanks)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the organisation, who organises it, and how many referrals it holds."""

    organisation: Organisation
    organiser: Member
    chapters: int
    referrals: int


@transaction.atomic
def make_organisation(
    *, now: datetime, world: World, light: bool = False, told: Callable[[int], None] = lambda done: None
) -> Made:
    """Put a world into the database, its last week ending before ``now``. Raises Refused when it is there already.

    ``light``: for the largest; which rows are made then, docs/decisions/0030 says. ``told``: called with the number of
    members done so far.
    """
    name = f"Made-up organisation, seed {world.seed}"
    if Organisation.objects.filter(name=name).exists():
        raise Refused(f"“{name}” is here already: take another seed. Nothing was changed.")
    with bare_tables(LARGE) if light else nullcontext():
        made = _make(now, world, name, light, told)
    audit_log.record(Verb.ORGANISATION_ADDED, now=now, member_id=made.organiser.pk, thing_id=made.organisation.uid)
    return made


@transaction.atomic
def fill_chapter(*, now: datetime, world: World, region: Region, chapter: Chapter, members: Sequence[Member]) -> int:
    """Let the members of a chapter, who have empty books, have lived the one region of this world; how many referrals.

    The last week ends before ``now``; ``members`` in the order of their numbers. Raises ValueError when there are not
    as many as in the world, or when the world has more than one chapter.
    """
    if len(world.chapters) > 1 or len(members) != world.size:
        raise ValueError("a chapter is filled from a world of one chapter with as many members")
    ids, known = np.array([one.pk for one in members]), tuple((one.name, one.email) for one in members)
    place = Place(world, world.trades, chapter.organisation, _first_day(now, world), ids, chapter.pk, known)
    _write_region(place, region, 1, now)
    return len(region.referrals.at)


def _first_day(now: datetime, world: World) -> datetime:
    """The Monday on which it begins, so that its last week ends before this one."""
    monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    return monday - timedelta(weeks=world.weeks)


def _write_region(place: Place, region: Region, number: int, now: datetime) -> None:
    book = write_books(place, region)
    ends = write_referrals(place, region, number, book)
    write_ledgers(place, region, book, ends)
    write_agreements(place, region, book, now)


def _make(now: datetime, world: World, name: str, light: bool, told: Callable[[int], None]) -> Made:
    place = begin(world, name, _first_day(now, world))
    sent = done = 0
    for number, region in enumerate(world.regions(), start=1):
        seat_members(place, region)
        if light:
            write_referrals(place, region, number, write_crowd(place, region), light=True)
        else:
            _write_region(place, region, number, now)
        sent += len(region.referrals.at)
        done += int(region.members.there.sum())
        told(done)
    return Made(place.organisation, _organiser(place), len(world.chapters), sent)


def _organiser(place: Place) -> Member:
    """The first member, who may see the whole of it."""
    first = Member.objects.get(pk=int(place.members[0]))
    Seat.objects.create(
        member=first, organisation=place.organisation, chapter=None, role=Role.ORGANISER, since=place.begins.date()
    )
    return first
