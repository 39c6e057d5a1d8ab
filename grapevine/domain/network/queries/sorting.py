"""Who is not sorted into a part of life yet, in the order in which one would want to sort them.

First those you had most to do with, then the others by name, last those put off before. The cost is that of a range of
an index for each of the three, whatever the size of the book, as long as one goes on from where one was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.cache import caches
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Relationship
from grapevine.domain.network.rules.paging import Cursor, decode, encode
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Book, Person
from grapevine.domain.people.rules.card import Card
from grapevine.kit.errors import Refused
from grapevine.kit.prepared import Prepared

#: The name of the order, for its cursors.
ORDER = "sorting"
#: The three parts of the queue, as the phase of a cursor.
NEAREST, BY_NAME, PUT_OFF = 0, 1, 2
LIMIT_MAX = 200
#: Narrows the queue: gets the name of the column with the person's inner id, gives a condition.
Among = Callable[[str], Exists]
_COUNT = Prepared(
    lambda owner: Person.objects.filter(owner_id=owner, segment="", archived_at__isnull=True)
    .order_by().values_list("owner").annotate(Count("pk")),
    1,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """How many are not sorted yet, and how many of them were put off."""

    people: int
    put_off: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is not sorted yet, with what is known of them; ``cursor`` is their place in the queue."""

    person: Person
    card: Card
    last_touch_at: datetime | None
    touches: int
    cursor: str


def left(actor: Actor, among: Among | None = None) -> Left:
    """How many wait to be sorted."""
    people = _unsorted(actor, among)
    return Left(people.count(), people.filter(later_at__isnull=False).count())


def unsorted_now(actor: Actor, book: Book) -> int:
    """How many wait to be sorted; counted once for each state of the book."""
    key = f"unsorted:{actor.member_id}:{book.revision}"
    found = caches["pages"].get(key)
    if found is None:
        require(actor, Permission.BOOK_READ)
        found = next((count for _, count in _COUNT(actor.member_id)), 0)
        caches["pages"].set(key, found, 86_400)
    return found


def waiting(actor: Actor, *, after: str = "", limit: int = 1, among: Among | None = None) -> list[Waiting]:
    """The next ``limit`` people of the queue after the place ``after``. Raises Refused for a broken place."""
    cursor = decode(after, ORDER)
    found: list[int] = []
    limit = min(max(1, limit), LIMIT_MAX)
    for phase, part in enumerate((_nearest, _by_name, _put_off)):
        if len(found) < limit and (cursor is None or cursor.phase <= phase):
            here = cursor if cursor and cursor.phase == phase else None
            found += part(actor, here, among)[: limit - len(found)]
    return _told(actor, found)


def next_waiting(actor: Actor, *, after: str = "", among: Among | None = None) -> Waiting | None:
    """Who comes after this place; at the end of the queue, who stands at its beginning again; None: all are sorted."""
    found = waiting(actor, after=after, among=among)
    if not found and after:
        found = waiting(actor, among=among)
    return found[0] if found else None


def one_waiting(actor: Actor, person_uid: object) -> Waiting:
    """One person with their place in the queue, sorted or not. Raises NotFound."""
    return _told(actor, [people_queries.person(actor, person_uid).pk])[0]


def _unsorted(actor: Actor, among: Among | None) -> QuerySet[Person]:
    people = people_queries.visible_to(actor).filter(segment="", archived_at__isnull=True)
    return people.filter(among("pk")) if among else people


def _nearest(actor: Actor, cursor: Cursor | None, among: Among | None) -> QuerySet[Relationship, int]:
    rows = Relationship.objects.filter(owner_id=actor.member_id, rank_key__isnull=False, person__segment="")
    rows = rows.filter(person__archived_at__isnull=True, person__later_at__isnull=True)
    if among:
        rows = rows.filter(among("person"))
    if cursor:
        value = _number(cursor)
        rows = rows.filter(Q(rank_key__lt=value) | Q(person__gt=cursor.row_id), rank_key__lte=value)
    return rows.order_by("-rank_key", "person").values_list("person", flat=True)


def _by_name(actor: Actor, cursor: Cursor | None, among: Among | None) -> QuerySet[Person, int]:
    near = Relationship.objects.filter(person=OuterRef("pk"), rank_key__isnull=False)
    people = _unsorted(actor, among).filter(~Exists(near), later_at__isnull=True)
    if cursor:
        value = str(cursor.value)
        people = people.filter(Q(sort_name__gt=value) | Q(pk__gt=cursor.row_id), sort_name__gte=value)
    return people.order_by("sort_name", "pk").values_list("pk", flat=True)


def _put_off(actor: Actor, cursor: Cursor | None, among: Among | None) -> QuerySet[Person, int]:
    people = _unsorted(actor, among).filter(later_at__isnull=False)
    if cursor:
        value = _moment(cursor)
        people = people.filter(Q(later_at__gt=value) | Q(pk__gt=cursor.row_id), later_at__gte=value)
    return people.order_by("later_at", "pk").values_list("pk", flat=True)


def _told(actor: Actor, person_ids: list[int]) -> list[Waiting]:
    people = people_queries.visible_to(actor).in_bulk(person_ids)
    cards = people_queries.cards_of(list(people.values()))
    known = Relationship.objects.in_bulk(person_ids)
    found = []
    for pk in person_ids:
        near = known.get(pk)
        place = encode(_place(people[pk], near.rank_key if near else None))
        last, touches = (near.last_touch_at, near.touches) if near else (None, 0)
        found.append(Waiting(people[pk], cards[pk], last, touches, place))
    return found


def _place(person: Person, rank_key: float | None) -> Cursor:
    if person.later_at is not None:
        return Cursor(ORDER, PUT_OFF, person.later_at.isoformat(), person.pk)
    if rank_key is not None:
        return Cursor(ORDER, NEAREST, rank_key, person.pk)
    return Cursor(ORDER, BY_NAME, person.sort_name, person.pk)


def _number(cursor: Cursor) -> float:
    try:
        return float(str(cursor.value))
    except ValueError as error:
        raise Refused("This page address is broken: start again.", "after") from error


def _moment(cursor: Cursor) -> datetime:
    try:
        return datetime.fromisoformat(str(cursor.value)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused("This page address is broken: start again.", "after") from error
