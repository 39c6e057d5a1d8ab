"""Who of the actor's own book could be a partner: people with a profession, those it fits best and those known best."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import log

from django.db.models import Count

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Relationship
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import GIVEN, REFERRAL
from grapevine.domain.network.models import Acquaintance
from grapevine.domain.people.models import Book, Person

#: The newest notes of who knows whom that are read, and at most so many people of one question.
_NOTES, PART = 1_000, 400


@dataclass(frozen=True, slots=True)
class InBook:
    """What the book says beyond its people: referrals by profession and by person, who knows whom, how many there are.

    counted: (giver, receiver) -> referrals, my profession at one end. received: person -> referrals I gave them.
    knows: person -> the people of my book (names) who know them, with what each counts.
    """

    counted: dict[tuple[str, str], float] = field(default_factory=dict)
    received: dict[int, float] = field(default_factory=dict)
    mine: float = 0.0
    knows: dict[int, list[tuple[float, str]]] = field(default_factory=dict)
    people: int = 0


def in_book(actor: Actor, my_key: str) -> InBook:
    """The facts of the actor's ledger and notes."""
    require(actor, Permission.BOOK_READ)
    counted: dict[tuple[str, str], float] = {}
    received: dict[int, float] = {}
    mine = 0.0
    rows = Give.objects.filter(owner_id=actor.member_id, kind=REFERRAL)
    for person, direction, key, number in (
        rows.values_list("person_id", "direction", "person__profession_key").annotate(number=Count("pk")).order_by()
    ):
        pair = (my_key, key) if direction == GIVEN else (key, my_key)
        if key and my_key:
            counted[pair] = counted.get(pair, 0.0) + number
        if direction == GIVEN:
            received[person] = received.get(person, 0.0) + number
        else:
            mine += number
    people = Book.objects.filter(owner_id=actor.member_id).values_list("people", flat=True).first() or 0
    return InBook(counted, received, mine, _knows(actor), people)


def professions(actor: Actor) -> dict[str, float]:
    """How many people of each profession there are in the book."""
    require(actor, Permission.BOOK_READ)
    own = Person.objects.filter(owner_id=actor.member_id).exclude(profession_key="").order_by()
    return {key: float(number) for key, number in own.values_list("profession_key").annotate(number=Count("pk"))}


def people_of(actor: Actor, keys: list[str], more: Iterable[int], without: Collection[int]) -> list[Person]:
    """People of these professions, those known best first, and these others (inner ids); archived ones left out."""
    require(actor, Permission.BOOK_READ)
    known = Relationship.objects.filter(
        owner_id=actor.member_id, rank_key__isnull=False, person__profession_key__in=keys, person__archived_at=None
    )
    first = list(known.order_by("-rank_key").values_list("person_id", flat=True)[:PART])
    own = Person.objects.filter(owner_id=actor.member_id, archived_at=None)
    if len(first) < PART:
        first += list(own.filter(profession_key__in=keys).order_by("pk").values_list("pk", flat=True)[:PART])
    wanted = {*first, *more} - set(without)
    found: list[Person] = []
    named = sorted(wanted)
    for start in range(0, len(named), 500):
        found += own.filter(pk__in=named[start : start + 500]).exclude(profession_key="").only(
            "uid", "name", "given", "firm", "title", "profession_key", "segment", "linked_member_id"
        )
    return found


def rank_keys(people: Iterable[int]) -> dict[int, float | None]:
    """The stored rank key of each of these people's relationships."""
    return dict(Relationship.objects.filter(person__in=list(people)).values_list("person_id", "rank_key"))


def _knows(actor: Actor) -> dict[int, list[tuple[float, str]]]:
    """Person -> who of the book knows them. Whoever is noted to know many counts less: 1/ln(contacts)."""
    notes = Acquaintance.objects.filter(owner_id=actor.member_id, other__isnull=False).order_by("-at")
    rows = list(notes.values_list("one_id", "one__name", "other_id", "other__name")[:_NOTES])
    both = [row for a, name_a, b, name_b in rows for row in ((a, name_a, b), (b, name_b, a))]
    degree: dict[int, int] = {}
    for one, _, _ in both:
        # The member knows them too: one contact more than the notes say.
        degree[one] = degree.get(one, 1) + 1
    found: dict[int, list[tuple[float, str]]] = {}
    for one, name, other in both:
        found.setdefault(other, []).append((1.0 / log(degree[one]), name))
    return {other: sorted(knowing, reverse=True) for other, knowing in found.items()}
