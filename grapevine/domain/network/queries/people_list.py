"""The list of people: search, filter, sort, page; the same cost for a thousand people and for a hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.reach import REACHES
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.queries.facts import COLUMNS, facts_of
from grapevine.domain.network.rules.paging import Cursor, decode, encode
from grapevine.domain.network.rules.relation import Facts, Relation, weigh
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.domain.people.rules.details import TAG
from grapevine.kit.errors import Refused
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


@dataclass(frozen=True, slots=True)
class Row:
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
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)


_PERSON = ("id", "uid", "name", "firm", "title", "profession", "segment")


@dataclass(frozen=True, slots=True)
class _Found:
    """A person as read: the values of _PERSON, the facts, the last touch, and where the list stands after them."""

    person: tuple
    facts: Facts
    last_touch_at: datetime | None
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class Page:
    """A page of people; ``next`` is "" on the last."""

    rows: list[Row]
    next: str


def people_list(actor: Actor, wanted: Wanted, now: datetime, *, reach: bool = True) -> Page:
    """One page. Raises Refused for an unknown sort, segment or reach, or a broken cursor.

    People never measured stand last where the order is by depth or by last touch. ``reach`` adds mails and phones.
    """
    _check(wanted)
    cursor = decode(wanted.cursor, wanted.sort)
    limit = min(max(1, wanted.limit), LIMIT_MAX)
    found = _cut(actor, wanted, cursor, limit + 1, now)
    more, found = len(found) > limit, found[:limit]
    reachable = people_queries.reach_of(actor, [one.person[0] for one in found]) if reach else {}
    tempo, at = TEMPOS[actor.tempo], days(now)
    rows = [_row(one, weigh(one.facts, at, tempo, both=False), reachable.get(one.person[0])) for one in found]
    return Page(rows, encode(found[-1].cursor) if more else "")


def count(actor: Actor, wanted: Wanted, now: datetime) -> int:
    """How many people match, at most COUNT_MAX + 1."""
    _check(wanted)
    if replace(wanted, sort="depth", cursor="", limit=50) == Wanted(archived=wanted.archived):
        book = people_queries.book(actor)
        return min(book.archived if wanted.archived else book.people, COUNT_MAX + 1)
    return _matching(actor, wanted, now).order_by()[: COUNT_MAX + 1].count()


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


def _cut(actor: Actor, wanted: Wanted, cursor: Cursor | None, limit: int, now: datetime) -> list[_Found]:
    """The next ``limit`` people; first those with a value to sort by, then the others by name."""
    people = _matching(actor, wanted, now)
    if wanted.sort not in _OF_RELATIONSHIP:
        return _by_own_field(people, wanted.sort, cursor, limit)
    found: list[_Found] = []
    if cursor is None or cursor.phase == 0:
        found = _by_relationship(actor, wanted, people, cursor, limit)
        cursor = None
    if len(found) < limit:
        name, _ = SORTS[wanted.sort]
        rest = people.exclude(_measured(Q(**{f"{name}__isnull": False})))
        for one in _by_own_field(rest, "name", cursor, limit - len(found)):
            at = Cursor(wanted.sort, 1, one.cursor.value, one.cursor.row_id)
            found.append(_Found(one.person, one.facts, one.last_touch_at, at))
    return found


def _by_own_field(people: QuerySet[Person], sort: str, cursor: Cursor | None, limit: int) -> list[_Found]:
    name, descending = SORTS[sort]
    if cursor is not None:
        people = people.filter(_beyond(name, descending, cursor, "pk"))
    ordered = people.order_by(f"-{name}" if descending else name, "pk")
    rows = list(ordered.values_list(*_PERSON, name)[:limit])
    known = {
        pk: (values, last)
        for pk, last, *values in Relationship.objects.filter(person__in=[row[0] for row in rows]).values_list(
            "person", "last_touch_at", *COLUMNS
        )
    }
    return [
        _Found(
            row[:-1],
            facts_of(known[row[0]][0]) if row[0] in known else Facts(),
            known[row[0]][1] if row[0] in known else None,
            Cursor(sort, 0, _plain(row[-1]), row[0]),
        )
        for row in rows
    ]


def _by_relationship(
    actor: Actor, wanted: Wanted, people: QuerySet[Person], cursor: Cursor | None, limit: int
) -> list[_Found]:
    """A range of the index on the relationship, joined with the people; other filters by a set of people."""
    name, descending = SORTS[wanted.sort]
    rows = Relationship.objects.filter(owner_id=actor.member_id, **{f"{name}__isnull": False})
    rows = rows.filter(person__archived_at__isnull=not wanted.archived)
    if wanted.segment:
        rows = rows.filter(person__segment="" if wanted.segment == "none" else wanted.segment)
    if wanted.reach:
        rows = rows.filter(reach=wanted.reach)
    if wanted.text.strip() or wanted.tag or wanted.quiet_days:
        rows = rows.filter(person__in=people)
    if cursor is not None:
        rows = rows.filter(_beyond(name, descending, cursor, "person"))
    ordered = rows.order_by(f"-{name}" if descending else name, "person")
    columns = [f"person__{column}" for column in _PERSON]
    picked = ordered.values_list(*columns, name, "last_touch_at", *COLUMNS)[:limit]
    width = len(columns)
    return [
        _Found(
            row[:width],
            facts_of(row[width + 2 :]),
            row[width + 1],
            Cursor(wanted.sort, 0, _plain(row[width]), row[0]),
        )
        for row in picked
    ]


def _beyond(name: str, descending: bool, cursor: Cursor, key: str) -> Q:
    """What comes after the cursor, as a range that an index can begin at."""
    value = _comparable(name, cursor.value)
    side, edge = ("lt", "lte") if descending else ("gt", "gte")
    after = Q(**{f"{name}__{side}": value}) | Q(**{f"{key}__gt": cursor.row_id})
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


def _row(one: _Found, relation: Relation, reachable: dict[str, list[str]] | None) -> Row:
    pk, uid, name, firm, title, profession, segment = one.person
    return Row(
        id=pk,
        uid=str(uid),
        name=name,
        firm=firm,
        title=title,
        profession=profession,
        segment=segment,
        last_touch_at=one.last_touch_at,
        relation=relation,
        emails=(reachable or {}).get("email", []),
        phones=(reachable or {}).get("phone", []),
    )
