"""The ways to somebody, from the rows as they stand now: my book, what I noted, members who let themselves be asked.

Bounded work, however large the book: at most NOTED notes are read, and at most RING of my deepest relationships are
looked through for people of one firm. Ties of one firm over a contact of less than depth FIRM_FROM are worth nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.models import Acquaintance, Standing, Wish
from grapevine.domain.network.queries.across import Across, across
from grapevine.domain.network.rules.introductions import knows, told
from grapevine.domain.network.rules.introductions.across import HIDDEN
from grapevine.domain.network.rules.introductions.firms import firm_key
from grapevine.domain.network.rules.introductions.ways import (
    MEMBER,
    PERSON,
    WISH,
    Contact,
    Key,
    Known,
    Way,
    best_ways,
    own_ties,
)
from grapevine.domain.network.rules.paths import tie
from grapevine.domain.network.rules.paths.search import SHOWN_FROM
from grapevine.domain.people.models import Detail, Person
from grapevine.domain.people.rules.details import EMAIL, PHONE
from grapevine.domain.people.rules.faces import SHARED_PHONES
from grapevine.domain.people.rules.reach import email_key

NOTED, RING = 1_000, 500
#: The least depth with which a tie of one firm can be part of a way worth showing.
FIRM_FROM = 100.0 * (SHOWN_FROM / knows.SAME_FIRM - tie.BASE) / tie.SLOPE


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody to meet: a wish, a person of the book, or both; with the keys under which other books may have them."""

    key: Key
    name: str
    firm: str = ""
    wish_id: int | None = None
    person: Person | None = None
    reach: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GoBetween:
    """One between: a person of the book (``person``), a member (``member``: inner id), or both; "one more member"."""

    name: str
    person: Person | None = None
    member: int | None = None
    member_uid: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A way as it is told: value 0..1 where all of it is the actor's own (else None), in words, and in sentences.

    ``known``: for the letter, why the first is thought to know the one to meet. ``strengths``: p of each tie, None of
    those that are not the actor's own.
    """

    go_betweens: tuple[GoBetween, ...]
    said: str
    lines: tuple[str, ...]
    value: float | None
    known: str = ""
    strengths: tuple[float | None, ...] = ()


def target_of(actor: Actor, *, wish: Wish | None = None, person: Person | None = None) -> Target:
    """Somebody to meet, from a wish or a person of the actor's."""
    person = wish.person if wish is not None and wish.person is not None else person
    mail = email_key(wish.email) if wish is not None else ""
    reach = {(EMAIL, mail)} if mail else set()
    if person is not None:
        rows = Detail.objects.filter(owner_id=actor.member_id, person=person, kind__in=(EMAIL, PHONE)).exclude(key="")
        reach |= {(kind, key) for kind, label, key in rows.values_list("kind", "label", "key")
                  if label not in SHARED_PHONES}  # fmt: skip
        return Target((PERSON, person.pk), person.name, firm_key(person.firm), wish.pk if wish else None, person,
                      tuple(sorted(reach)))  # fmt: skip
    assert wish is not None
    return Target((WISH, wish.pk), wish.name, firm_key(wish.firm), wish.pk, None, tuple(sorted(reach)))


def ways_to(actor: Actor, target: Target, now: datetime) -> list[Found]:
    """The best three ways to somebody that lean on different people; none to who is hidden."""
    require(actor, Permission.BOOK_READ)
    hidden = set(Standing.objects.filter(owner_id=actor.member_id, standing=HIDDEN).values_list("person_id", flat=True))
    if target.person is not None and target.person.pk in hidden:
        return []
    contacts, known = _book(actor, target, hidden, now)
    beyond = across(actor, target.key, target.reach, target.person and target.person.linked_member_id, hidden, now)
    ties = own_ties(contacts, known, target.key, target.firm, days(now)) + beyond.ties
    return _told(actor, best_ways(ties, target.key), target, beyond)


def _book(actor: Actor, target: Target, hidden: set[int], now: datetime) -> tuple[list[Contact], list[Known]]:
    known = _known(actor, target, now)
    near = {one.other if one.one == target.key else one.one for one in known if target.key in (one.one, one.other)}
    noted = {end[1] for one in known for end in (one.one, one.other) if end[0] == PERSON}
    tempo, at = TEMPOS[actor.tempo], days(now)
    rows = list(_people(actor, noted)) if noted else []
    firms = {target.firm} | {firm_key(firm) for pk, firm, *_ in rows if (PERSON, pk) in near}
    if firms - {""}:
        rows += _ring(actor, now)
    contacts = {
        pk: Contact(
            pk,
            score.depth_from_key(rank, at, tempo),
            None if last is None else days(last),
            firm_key(firm) if firm else "",
            pk in hidden or archived is not None or pk == getattr(target.person, "pk", None),
        )
        for pk, firm, archived, rank, last in rows
    }
    return list(contacts.values()), known


def _known(actor: Actor, target: Target, now: datetime) -> list[Known]:
    """The notes that count: of the one to meet, of who is noted to know them, and of who is of their firm."""
    rows = Acquaintance.objects.filter(owner_id=actor.member_id).order_by("-at", "-pk")
    noted, close = [], {target.key}
    for one, firm, other, wish, wished, its_firm, *said in rows.values_list(
        "one", "one__firm", "other", "wish", "wish__person", "other__firm", "how_well", "how_sure", "at"
    )[:NOTED]:
        person = other or wished
        end: Key = (PERSON, person) if person else (WISH, wish)
        end = target.key if wish is not None and wish == target.wish_id else end
        ends = ((PERSON, one), end)
        if target.key in ends:
            close |= set(ends)
        if target.firm:
            named = zip(ends, (firm, its_firm), strict=True)
            close |= {each for each, name in named if name and firm_key(name) == target.firm}
        noted.append((ends, said))
    return [
        Known(*ends, knows.chance(well, sure, days(at), days(now)), knows.why(well, sure))
        for ends, (well, sure, at) in noted
        if ends[0] != ends[1] and not close.isdisjoint(ends)
    ]


def _people(actor: Actor, pks: Iterable[int]) -> Iterable[tuple]:
    """(Inner id, firm, archived, rank key, last touch) of people named in notes."""
    row = Relationship.objects.filter(person=OuterRef("pk"))
    people = Person.objects.filter(owner_id=actor.member_id, pk__in=list(pks))
    return people.annotate(
        rank=Subquery(row.values("rank_key")[:1]), last=Subquery(row.values("last_touch_at")[:1])
    ).values_list("pk", "firm", "archived_at", "rank", "last")


def _ring(actor: Actor, now: datetime) -> list[tuple]:
    """The same of the deepest relationships with somebody whose firm is known."""
    least = score.key_for_depth(FIRM_FROM, days(now), TEMPOS[actor.tempo])
    rows = Relationship.objects.filter(owner_id=actor.member_id, rank_key__gte=least).exclude(person__firm="")
    return list(
        rows.order_by("-rank_key", "person").values_list(
            "person_id", "person__firm", "person__archived_at", "rank_key", "last_touch_at"
        )[:RING]
    )


def _told(actor: Actor, ways: list[Way], target: Target, beyond: Across) -> list[Found]:
    between = {key for way in ways for key in way.go_betweens}
    people = Person.objects.filter(owner_id=actor.member_id).in_bulk([pk for kind, pk in between if kind == PERSON])
    who = {key: _go_between(key, people, beyond) for key in between}
    names = {key: one.name for key, one in who.items()} | {target.key: target.name}
    return [
        Found(
            tuple(who[key] for key in way.go_betweens),
            knows.said(way.value),
            told.lines(way, names),
            way.value if told.is_own(way) else None,
            told.known(way, names),
            tuple(one.p if one.kind in told.OWN else None for one in way.ties),
        )
        for way in ways
    ]


def _go_between(key: Key, people: dict[int, Person], beyond: Across) -> GoBetween:
    kind, pk = key
    if kind == PERSON:
        member = beyond.member_of.get(pk)
        return GoBetween(people[pk].name, people[pk], member, beyond.uids[member] if member else "")
    return GoBetween(beyond.names[pk], None, pk, beyond.uids[pk]) if kind == MEMBER else GoBetween(told.ONE_MORE)
