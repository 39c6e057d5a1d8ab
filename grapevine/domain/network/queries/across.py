"""Other members' books, as far as their owners opened them: the facts for ``rules.introductions.across``, a few reads.

Whom the actor could ask is sought among the members of their chapters and those linked with a person of their book; who
those could ask, among theirs. Somebody is the same person in two books who has the same mail or phone, or is linked
with the same member. Everything is read from the rows as they stand: who closes
their book, or leaves, is in no way at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from grapevine.domain.accounts.models import Member, Seat
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.score import depth_from_key
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.models import Askable, Standing
from grapevine.domain.network.rules.introductions.across import (
    SAME_CHAPTER,
    Acquaintance,
    Choice,
    Entry,
    Seated,
    last_ties,
    may_ask,
    renamed,
    second_ties,
)
from grapevine.domain.network.rules.introductions.ways import CHAPTER, MEMBER, MINE, MYSELF, PERSON, SECOND, Key, Tie
from grapevine.domain.network.rules.paths.tie import NOBODY, probability
from grapevine.domain.people.models import Detail, Person
from grapevine.domain.people.rules.details import EMAIL, PHONE
from grapevine.domain.people.rules.faces import SHARED_PHONES

#: No more members than this are looked at in one step.
MOST = 500


@dataclass(frozen=True, slots=True)
class Across:
    """Ties through members; their names and ids by inner id; who stands in the actor's book: person, member."""

    ties: list[Tie] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    uids: dict[int, str] = field(default_factory=dict)
    member_of: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Known:
    """What was read: members with seats and choices, and who stands for whom in whose book."""

    seated: dict[int, Seated] = field(default_factory=dict)
    tempos: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    uids: dict[int, str] = field(default_factory=dict)
    #: (owner, member) -> the person by which the member stands in the owner's book; and those linked by consent.
    standing_in: dict[tuple[int, int], int] = field(default_factory=dict)
    linked: set[frozenset[int]] = field(default_factory=set)
    entries: dict[int, Entry] = field(default_factory=dict)


def across(
    actor: Actor,
    target: Key,
    reach: Iterable[tuple[str, str]],
    linked_member: int | None,
    hidden: Collection[int],
    now: datetime,
) -> Across:
    """The ties to ``target`` that lead through members, each consented to; nothing else of their books."""
    reach = tuple(reach)
    if not reach and linked_member is None:
        return Across()
    me = actor.member_id
    first = _askable_by({me}) - {linked_member}
    if not first:
        return Across()
    holders = holders_of(first | _askable_by(first) - {me, linked_member}, reach, linked_member)
    if not holders:
        return Across()
    needed = {me} | set(holders) | (first if holders.keys() - first else set())
    known = _read(needed, [pk for pks in holders.values() for pk in pks], now)
    asked = [pk for pk in sorted(first & needed) if _may_ask(known, me, pk, hidden)]
    ties = _first_ties(known, me, asked, days(now))
    ties += last_ties(_entries(known, asked, holders), target, days(now))
    more = sorted(holders.keys() - set(asked))
    ties += second_ties([_acquaintance(known, a, b) for a in asked for b in more], days(now))
    ties += last_ties(_entries(known, more, holders), target, days(now), SECOND)
    own = {pk: known.standing_in[(me, pk)] for pk in asked if (me, pk) in known.standing_in}
    names = {(MEMBER, pk): (PERSON, person) for pk, person in own.items()}
    return Across(renamed(ties, names), known.names, known.uids, {person: pk for pk, person in own.items()})


def askable_members(actor: Actor, hidden: Collection[int], now: datetime) -> dict[int, int | None]:
    """The members who let the actor ask them (inner ids), each with their person in the actor's book, if any."""
    me = actor.member_id
    first = _askable_by({me})
    known = _read({me} | first, [], now) if first else _Known()
    return {pk: known.standing_in.get((me, pk)) for pk in sorted(first) if _may_ask(known, me, pk, hidden)}


def person_of_member(owner: Member, member: Member) -> int | None:
    """The person (inner id) by which a member stands in another's book: linked, or with their mail."""
    own = Person.objects.filter(owner=owner)
    linked = own.filter(linked_member=member).values_list("pk", flat=True).first()
    mails = Detail.objects.filter(owner=owner, kind=EMAIL, key=member.email.lower())
    return linked or mails.order_by("person_id").values_list("person_id", flat=True).first()


def _askable_by(askers: Collection[int]) -> set[int]:
    """Members who chose to be asked by somebody, and are of a chapter of one of these or linked in their books."""
    chapters = Seat.objects.filter(member__in=askers, until=None).exclude(chapter=None).values("chapter")
    linked = Person.objects.filter(owner__in=askers, linked_member__isnull=False).values("linked_member")
    mates = Seat.objects.filter(chapter__in=chapters, until=None).values("member")
    near = Q(member__in=mates) | Q(member__in=linked)
    rows = Askable.objects.filter(near, member__is_active=True).exclude(askable_by=NOBODY)
    found = set(rows.order_by("member_id").values_list("member_id", flat=True)[:MOST])
    return found - set(askers) if len(askers) == 1 else found


def holders_of(members: Iterable[int], reach: Iterable[tuple[str, str]], linked: int | None) -> dict[int, set[int]]:
    """Which of these members have the one with these mails and phones in their book: member -> inner ids of people."""
    owners = list(members)
    found: dict[int, set[int]] = {}
    keys = [Q(kind=kind, key=key) for kind, key in reach if kind in (EMAIL, PHONE) and key]
    if keys:
        rows = Detail.objects.filter(reduce(or_, keys), owner__in=owners)
        for owner, person, kind, label in rows.values_list("owner_id", "person_id", "kind", "label"):
            if kind != PHONE or label not in SHARED_PHONES:
                found.setdefault(owner, set()).add(person)
    if linked is not None:
        rows = Person.objects.filter(owner__in=owners, linked_member=linked)
        for owner, person in rows.values_list("owner_id", "pk"):
            found.setdefault(owner, set()).add(person)
    return found


def _read(everybody: set[int], people: list[int], now: datetime) -> _Known:
    """Everything that decides, in seven reads."""
    known = _Known()
    seats: dict[int, tuple[set[int], set[int]]] = {}
    for member, chapter, organisation in Seat.objects.filter(member__in=everybody, until=None).values_list(
        "member_id", "chapter_id", "organisation_id"
    ):
        chapters, organisations = seats.setdefault(member, (set(), set()))
        chapters |= {chapter} - {None}
        organisations.add(organisation)
    choices = {
        pk: Choice(by, opens)
        for pk, by, opens in Askable.objects.filter(member__in=everybody).values_list(
            "member_id", "askable_by", "opens"
        )
    }
    emails: dict[str, int] = {}
    rows = Member.objects.filter(pk__in=everybody).values_list("pk", "name", "email", "tempo", "uid")
    for pk, name, email, tempo, uid in rows:
        known.names[pk], known.tempos[pk], known.uids[pk] = name, tempo, str(uid)
        emails[email.lower()] = pk
        chapters, organisations = seats.get(pk, (set(), set()))
        known.seated[pk] = Seated(pk, frozenset(chapters), frozenset(organisations), choices.get(pk, Choice()))
    _who_stands_for_whom(known, everybody, emails)
    _read_entries(known, [*people, *known.standing_in.values()], now)
    return known


def _who_stands_for_whom(known: _Known, everybody: Collection[int], emails: dict[str, int]) -> None:
    mails = Detail.objects.filter(owner__in=everybody, kind=EMAIL, key__in=list(emails))
    for owner, person, key in mails.values_list("owner_id", "person_id", "key"):
        if owner != emails[key]:
            known.standing_in[(owner, emails[key])] = person
    links = Person.objects.filter(owner__in=everybody, linked_member__in=everybody)
    for owner, person, member in links.values_list("owner_id", "pk", "linked_member_id"):
        known.standing_in[(owner, member)] = person
        known.linked.add(frozenset((owner, member)))


def _read_entries(known: _Known, people: list[int], now: datetime) -> None:
    """The entries of those with whom anything was; of anybody else a tie is too faint to be spoken of."""
    standings: dict[int, set[str]] = {}
    for pk, said in Standing.objects.filter(person__in=people).values_list("person_id", "standing"):
        standings.setdefault(pk, set()).add(said)
    rows = Relationship.objects.filter(person__in=people)
    for pk, owner, rank, last, segment, archived in rows.values_list(
        "person_id", "owner_id", "rank_key", "last_touch_at", "person__segment", "person__archived_at"
    ):
        depth = depth_from_key(rank, days(now), TEMPOS[known.tempos[owner]])
        said = max(standings.get(pk, {""}), key=("", "open", "hidden").index)
        known.entries[pk] = Entry(depth, None if last is None else days(last), said, segment, archived is not None)
    for pk, found in standings.items():
        if pk not in known.entries and "hidden" in found:
            known.entries[pk] = Entry(standing="hidden")


def _entry(known: _Known, owner: int, member: int) -> Entry | None:
    """A member as another's book has them; None where they are not in it."""
    person = known.standing_in.get((owner, member))
    return None if person is None else known.entries.get(person, Entry())


def _may_ask(known: _Known, asker: int, member: int, hidden: Collection[int]) -> bool:
    own = known.standing_in.get((asker, member))
    mine = _entry(known, asker, member)
    closed = own in hidden or (mine is not None and mine.archived)
    linked = frozenset((asker, member)) in known.linked
    entry = _entry(known, member, asker)
    return not closed and may_ask(known.seated[asker], known.seated[member], linked=linked, entry=entry)


def _first_ties(known: _Known, me: int, asked: Iterable[int], at: float) -> list[Tie]:
    """From me to members of my chapters; who stands in my book has the tie of my book, as well."""
    mine = known.seated[me].chapters
    found = [Tie(MYSELF, (MEMBER, pk), SAME_CHAPTER, CHAPTER) for pk in asked if known.seated[pk].chapters & mine]
    for pk in asked:
        entry = _entry(known, me, pk)
        if entry is not None:
            p = probability(entry.depth, entry.last_touch, at, consent=True)
            found.append(Tie(MYSELF, (MEMBER, pk), p, MINE, f"{entry.depth:.0f}"))
    return found


def _entries(known: _Known, members: Iterable[int], holders: dict[int, set[int]]) -> list[tuple[Seated, Entry]]:
    return [
        (known.seated[pk], known.entries[person])
        for pk in members
        for person in sorted(holders.get(pk, ()))
        if person in known.entries
    ]


def _acquaintance(known: _Known, asker: int, member: int) -> Acquaintance:
    return Acquaintance(
        known.seated[asker],
        known.seated[member],
        frozenset((asker, member)) in known.linked,
        theirs=_entry(known, member, asker),
        mine=_entry(known, asker, member),
    )
