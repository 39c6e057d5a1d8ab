"""The list of people: search, filter, sort, page; the same cost for a thousand people and for a hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.reach import REACHES
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.queries.facts import COLUMNS, facts_of
from grapevine.domain.network.rules.paging import Cursor, decode, encode
from grapevine.domain.network.rules.relation import NOBODY, Facts, Relation, weigh
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Book, Person
from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.domain.people.rules.details import TAG
from grapevine.kit.errors import Refused
from grapevine.kit.prepared import Prepared
from grapevine.kit.text import fold

#: sort -> (field of Relationship, or of Person; descending?). Depth and last come from the relationship.
SORTS: dict[str, tuple[str, bool]] = {
    "depth": ("rank_key", True),
    "last": ("last_touch_at", True),
    "cooling": ("last_touch_at", False),
    "name": ("sort_name", False),
    "firm": ("firm", False),
    "added": ("created_at", True),
}
_OF_RELATIONSHIP = frozenset({"depth", "last", "cooling"})
LIMIT_MAX = 200
#: Counting stops here: "more than a thousand" is all a person wants to know of a filtered list.
COUNT_MAX = 1000
_NO_WAY: dict[str, list[str]] = {"email": [], "phone": []}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people, in which order, from where on. Empty fields ask nothing."""

    text: str = ""
    segment: str = ""
    tag: str = ""
    reach: str = ""
    quiet_days: int = 0
    archived: bool = False
    sort: str = "depth"
    cursor: str = ""
    limit: int = 50


class Row(NamedTuple):
    """One person of the list."""

    id: int
    uid: str
    name: str
    firm: str
    title: str
    profession: str
    segment: str
    last_touch_at: datetime | None
    relation: Relation
    emails: list[str]
    phones: list[str]


_PERSON = ("id", "uid", "name", "firm", "title", "profession", "segment")


#: A row as read: the values of _PERSON, what the list is sorted by, the last touch, then COLUMNS or nothing.
_Read = tuple
_VALUE, _LAST, _SUMS = len(_PERSON), len(_PERSON) + 1, len(_PERSON) + 2


@dataclass(slots=True)
class _Found:
    """The people as read: those in the wanted order, then the unmeasured by name."""

    ordered: list[_Read]
    rest: list[_Read] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of people; ``next`` is "" on the last."""

    rows: list[Row]
    next: str


def people_list(actor: Actor, wanted: Wanted, now: datetime, *, reach: bool = True, told: str = NOBODY) -> Page:
    """One page. Raises Refused for an unknown sort, segment or reach, or a broken cursor.

    People never measured stand last where the order is by depth or by last touch. ``reach`` adds mails and phones;
    ``told`` says whose ingredients come along, see ``relation.weigh``.
    """
    _check(wanted)
    cursor = decode(wanted.cursor, wanted.sort)
    limit = min(max(1, wanted.limit), LIMIT_MAX)
    cut = _cut(actor, wanted, cursor, limit + 1, now)
    found = [*cut.ordered, *cut.rest]
    more, found = len(found) > limit, found[:limit]
    reachable = people_queries.reach_of(actor, [one[0] for one in found]) if reach else {}
    tempo, at = TEMPOS[actor.tempo], days(now)
    rows = [_row(one, weigh(_facts(one), at, tempo, told=told), reachable.get(one[0], _NO_WAY)) for one in found]
    if not more:
        return Page(rows, "")
    phase = int(limit > len(cut.ordered) or (cursor is not None and cursor.phase == 1))
    return Page(rows, encode(Cursor(wanted.sort, phase, _plain(found[-1][_VALUE]), found[-1][0])))


def count(actor: Actor, wanted: Wanted, now: datetime, counted: Book | None = None) -> int:
    """How many people match, at most COUNT_MAX + 1; ``counted`` is the book, if it is at hand."""
    _check(wanted)
    if replace(wanted, sort="depth", cursor="", limit=50) == Wanted(archived=wanted.archived):
        book = counted or people_queries.book(actor)
        return min(book.archived if wanted.archived else book.people, COUNT_MAX + 1)
    return _matching(actor, wanted, now).order_by()[: COUNT_MAX + 1].count()


def everybody(actor: Actor, wanted: Wanted, now: datetime) -> QuerySet[Person]:
    """All whom the filters find, in no order; the order, the page and its length ask nothing. Raises Refused."""
    _check(wanted)
    return _matching(actor, wanted, now)


def _check(wanted: Wanted) -> None:
    for value, allowed, what in (
        (wanted.sort, SORTS, "sort"),
        (wanted.segment, ("", "none", *SEGMENTS), "segment"),
        (wanted.reach, ("", *REACHES), "reach"),
    ):
        if value not in allowed:
            raise Refused(f"“{value}” is no {what}: choose {', '.join(name for name in allowed if name)}.", what)


def _matching(actor: Actor, wanted: Wanted, now: datetime) -> QuerySet[Person]:
    people = people_queries.visible_to(actor).filter(archived_at__isnull=not wanted.archived)
    if wanted.segment:
        people = people.filter(segment="" if wanted.segment == "none" else wanted.segment)
    if wanted.tag:
        people = people.filter(details__kind=TAG, details__key=fold(wanted.tag))
    if wanted.reach == "none":
        people = people.exclude(_measured(~Q(reach="none")))
    elif wanted.reach:
        people = people.filter(_measured(Q(reach=wanted.reach)))
    if wanted.quiet_days:
        since = now - timedelta(days=wanted.quiet_days)
        people = people.exclude(_measured(Q(last_touch_at__gte=since)))
    return people_queries.search(actor, wanted.text, people)


def _measured(condition: Q) -> Exists:
    return Exists(Relationship.objects.filter(condition, person=OuterRef("pk")))


def _cut(actor: Actor, wanted: Wanted, cursor: Cursor | None, limit: int, now: datetime) -> _Found:
    """The next ``limit`` people; first those with a value to sort by, then the others by name."""
    if wanted.sort not in _OF_RELATIONSHIP:
        return _Found(_by_own_field(_matching(actor, wanted, now), wanted.sort, cursor, limit))
    ordered: list[_Read] = []
    if cursor is None or cursor.phase == 0:
        ordered = _by_relationship(actor, wanted, cursor, limit, now)
        cursor = None
    if len(ordered) >= limit:
        return _Found(ordered)
    name, _ = SORTS[wanted.sort]
    rest = _matching(actor, wanted, now).exclude(_measured(Q(**{f"{name}__isnull": False})))
    return _Found(ordered, _by_own_field(rest, "name", cursor, limit - len(ordered)))


def _by_own_field(people: QuerySet[Person], sort: str, cursor: Cursor | None, limit: int) -> list[_Read]:
    name, descending = SORTS[sort]
    if cursor is not None:
        people = people.filter(_beyond(name, descending, _comparable(name, cursor.value), cursor.row_id, key="pk"))
    ordered = people.order_by(f"-{name}" if descending else name, "pk")
    rows = list(ordered.values_list(*_PERSON, name)[:limit])
    known = {
        pk: values
        for pk, *values in Relationship.objects.filter(person__in=[row[0] for row in rows]).values_list(
            "person", "last_touch_at", *COLUMNS
        )
    }
    return [(*row, *known.get(row[0], (None,))) for row in rows]


def _by_relationship(
    actor: Actor, wanted: Wanted, cursor: Cursor | None, limit: int, now: datetime
) -> list[_Read]:
    """A range of the index on the relationship, joined with the people; other filters by a set of people."""
    name, _ = SORTS[wanted.sort]
    edge = () if cursor is None else (_comparable(name, cursor.value), cursor.row_id)
    if wanted.text.strip() or wanted.tag or wanted.quiet_days:
        found = _range(wanted, actor.member_id, *edge).filter(person__in=_matching(actor, wanted, now))
        return list(found.values_list(*_columns(name))[:limit])
    shape = replace(wanted, text="", cursor="", limit=limit)
    return _ranked(shape, bool(edge))(actor.member_id, *edge)


@lru_cache(maxsize=256)
def _ranked(shape: Wanted, after: bool) -> Prepared:
    """The range as a statement that is built once for each order, segment, reach and length."""
    name, _ = SORTS[shape.sort]
    edge = (datetime(2000, 1, 1, tzinfo=UTC) if name == "last_touch_at" else 1.0, 1) if after else ()
    return Prepared(
        lambda owner, *beyond: _range(shape, owner, *beyond).values_list(*_columns(name))[: shape.limit], 1, *edge
    )


def _range(wanted: Wanted, owner: int, *edge: object) -> QuerySet[Relationship]:
    """The relationships in the wanted order, from behind the edge (value, inner id of the person) on."""
    name, descending = SORTS[wanted.sort]
    rows = Relationship.objects.filter(owner=owner, **{f"{name}__isnull": False})
    rows = rows.filter(person__archived_at__isnull=not wanted.archived)
    if wanted.segment:
        rows = rows.filter(person__segment="" if wanted.segment == "none" else wanted.segment)
    if wanted.reach:
        rows = rows.filter(reach=wanted.reach)
    if edge:
        rows = rows.filter(_beyond(name, descending, *edge, key="person"))
    return rows.order_by(f"-{name}" if descending else name, "person")


def _columns(name: str) -> list[str]:
    return [*(f"person__{column}" for column in _PERSON), name, "last_touch_at", *COLUMNS]


def _beyond(name: str, descending: bool, value: object, row_id: object, *, key: str) -> Q:
    """What comes after the edge, as a range that an index can begin at."""
    side, edge = ("lt", "lte") if descending else ("gt", "gte")
    after = Q(**{f"{name}__{side}": value}) | Q(**{f"{key}__gt": row_id})
    return Q(**{f"{name}__{edge}": value}) & after


def _comparable(name: str, value: str | float | None) -> object:
    """The cursor's value as the column has it. Raises Refused for one that no list of ours can have given out."""
    try:
        if name in ("created_at", "last_touch_at"):
            return datetime.fromisoformat(str(value)).astimezone(UTC)
        return float(str(value)) if name == "rank_key" else str(value)
    except (ValueError, OverflowError) as error:
        raise Refused("This page address is broken: start the list again.", "cursor") from error


def _plain(value: object) -> str | float | None:
    return value.isoformat() if isinstance(value, datetime) else value  # type: ignore[return-value]


def _facts(read: _Read) -> Facts:
    return facts_of(read[_SUMS:]) if len(read) > _SUMS else Facts()


def _row(read: _Read, relation: Relation, reachable: dict[str, list[str]]) -> Row:
    pk, uid, name, firm, title, profession, segment = read[:_VALUE]
    emails, phones = reachable["email"], reachable["phone"]
    return Row(pk, str(uid), name, firm, title, profession, segment, read[_LAST], relation, emails, phones)
