"""Leah's chapter: who is named, and whoever else sits there; what they all lived through in a year, by the simulator.

Leah's own book is written by hand elsewhere; what she did together with her fellows stands in their books as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Chapter, Member
from grapevine.domain.accounts.rules.access import Role
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.actions import Draft as Give
from grapevine.domain.gives.actions import log_gives
from grapevine.domain.people.actions import add_people
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.professions.rules import PROFESSIONS, work_of
from grapevine.domain.simulation.actions import fill_chapter
from grapevine.domain.simulation.rules.names import COUNT, name
from grapevine.domain.simulation.rules.world import Region, World
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.actions import Draft as Touch
from grapevine.domain.touches.actions import log_touches
from grapevine.interfaces.cli.demo import cast
from grapevine.interfaces.cli.demo.agreed import PACTS
from grapevine.interfaces.cli.demo.cast import MET, WARM, Known

#: At the table beside Leah, and for how many weeks it is told.
FELLOWS, WEEKS = 27, 52
#: The world of seed 1; each further seed takes the next. In this one the named ones are well among the others.
FIRST_WORLD = 246
#: The named ones sit there from the beginning, the others since they were let in.
BEGUN_AGO, JOINED_AGO = 900, 380
_TURNED = {touch_rules.ME: touch_rules.THEM, touch_rules.THEM: touch_rules.ME}


@dataclass(frozen=True, slots=True)
class Table:
    """Leah's fellows as (name, work, role), the named ones first, and the year that the simulator made for them."""

    world: World
    region: Region
    fellows: tuple[tuple[str, str, Role], ...]


def table(seed: int) -> Table:
    """The same seed, the same fellows and the same year."""
    named = [(who, work, Role(role)) for who, work, role in cast.CHAPTER_MEMBERS]
    world = World(FELLOWS, WEEKS, FIRST_WORLD - 1 + seed, works=tuple(work_of(work).key for _, work, _ in named))
    region = next(world.regions())
    works = [PROFESSIONS[world.trades.keys[trade]].name for trade in region.members.trade[region.members.there]]
    others = zip(_free_names(), works[len(named) :], strict=False)
    return Table(world, region, (*named, *((who, work, Role.MEMBER) for who, work in others)))


def _free_names() -> Iterable[str]:
    """Made-up names of which no word is a name of the cast, each first name once."""
    taken = {word for known in cast.NAMED for word in known.name.split()}
    for number in range(COUNT):
        if not taken & set(name(number).split()):
            taken |= set(name(number).split())
            yield name(number)


def among_known(known: Sequence[Known], fellows: Table) -> list[Known]:
    """Leah's book with her fellows in it: as many as it takes of those she met take their names and works."""
    named = {each.name for each in cast.NAMED}
    left = [(who, work) for who, work, _ in fellows.fellows if who not in named]
    found = []
    for each in known:
        free = each.segment == "professional" and each.closeness in (WARM, MET) and each.name not in named | set(PACTS)
        if left and free:
            who, work = left.pop(0)
            each = replace(each, name=who, title=work)
        found.append(each)
    return found


def written(card: Card, fellows: Mapping[str, Member]) -> Card:
    """A card of Leah's book: with a fellow's own address, so that they are known to be one."""
    fellow = fellows.get(card.name)
    return replace(card, emails=(Labelled(fellow.email, "work", primary=True),)) if fellow else card


def write_chapter(now: datetime, told: Table) -> tuple[Member, dict[str, Member]]:
    """Organisation, chapter, seats, and the fellows' year. Returns Leah, an officer, and her fellows."""
    begun = now - timedelta(days=BEGUN_AGO)
    leah = accounts.add_member(now=begun, email=cast.LEAH, name=cast.LEAH_NAME)
    leah = accounts.edit_member(actor=queries.actor_of(leah), now=begun, **dict(cast.LEAH_PROFILE), welcomed_at=begun)
    members = [
        accounts.add_member(now=begun, email=_address(who), name=who, profession=work) for who, work, _ in told.fellows
    ]
    organisation = accounts.add_organisation(now=begun, name=cast.ORGANISATION, organiser=members[0])
    chair = queries.actor_of(members[0])
    chapter = accounts.add_chapter(actor=chair, now=begun, organisation=organisation, name=cast.CHAPTER)
    _seat(now, chapter, leah, Role.OFFICER, BEGUN_AGO, members[0])
    for number, (member, (_, _, role)) in enumerate(zip(members, told.fellows, strict=True)):
        ago = BEGUN_AGO if number < len(cast.CHAPTER_MEMBERS) else JOINED_AGO
        _seat(now, chapter, member, role, ago, members[0])
    fill_chapter(now=now, world=told.world, region=told.region, chapter=chapter, members=members)
    return leah, {member.name: member for member in members}


def _seat(now: datetime, chapter: Chapter, member: Member, role: Role, ago: int, by: Member) -> None:
    at = now - timedelta(days=ago)
    accounts.give_seat(
        actor=queries.actor_of(by), now=at, member=member, chapter=chapter, role=role, since=at.date()
    )  # fmt: skip


def _address(who: str) -> str:
    return f"{who.split()[0].lower()}{cast.DOMAIN}"


def write_leah_in_their_books(
    now: datetime,
    fellows: Mapping[str, Member],
    touches: Mapping[str, Sequence[Touch]],
    gives: Mapping[str, Sequence[Give]],
) -> None:
    """What she did together with each of them, and for them, as they wrote it down; by the fellows' names."""
    given, family = cast.LEAH_NAME.split()
    profile = cast.LEAH_PROFILE
    work = str(profile["profession"])
    card = Card(
        name=cast.LEAH_NAME, given=given, family=family, firm=str(profile["firm"]), profession=work,
        title=work, segment="professional", emails=(Labelled(cast.LEAH, "work", primary=True),),
    )  # fmt: skip
    for who, member in fellows.items():
        actor = queries.actor_of(member)
        (leah,) = add_people(actor=actor, now=now, cards=[card])
        together = [each for each in touches.get(who, ()) if each.kind != touch_rules.MESSAGE]
        log_touches(actor=actor, now=now, drafts=[
            replace(each, person_id=leah.pk, began_by=_TURNED.get(each.began_by, each.began_by), note="")
            for each in together
        ])  # fmt: skip
        log_gives(actor=actor, now=now, drafts=[
            replace(each, person_id=leah.pk, note="", direction=(
                give_rules.RECEIVED if each.direction == give_rules.GIVEN else give_rules.GIVEN
            ))
            for each in gives.get(who, ())
        ])  # fmt: skip
