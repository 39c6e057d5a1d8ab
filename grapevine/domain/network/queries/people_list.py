"""The list of people: search, filter, sort, page; the same cost for a thousand people and for a hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.reach import REACHES
from grapevine.domain.network.queries.facts import relations
from grapevine.domain.network.rules.paging import Cursor, decode, encode
from grapevine.domain.network.rules.relation import Relation
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


@dataclass(frozen=True, slots=True)
class Page:
    """A page of people; ``next`` is "" on the last."""

    rows: list[Row]
    next: str


def people_list(actor: Actor, wanted: Wanted, now: datetime, *, reach: bool = True) -> Page:
    """One page. Raises Refused for an unknown sort, segment or reach, or a broken cursor.

    People never measured stand last where the order is by depth or by last touch.
    """
    _check(wanted)
    cursor = decode(wanted.cursor, wanted.sort)
    limit = min(max(1, wanted.limit), LIMIT_MAX)
    people, cursors = _cut(actor, wanted, cursor, limit + 1, now)
    more = len(people) > limit
    people = people[:limit]
    ids = [person.pk for person in people]
    known = Relationship.objects.in_bulk(ids)
    found = relations(actor, ids, now, known)
    reachable = people_queries.reach_of(actor, ids) if reach else {}
    rows = [_row(person, known.get(person.pk), found[person.pk], reachable.get(person.pk)) for person in people]
    return Page(rows, encode(cursors[limit - 1]) if more else "")


def count(actor: Actor, wanted: Wanted, now: datetime) -> int:
    """How many people match, at most COUNT_MAX + 1."""
    _check(wanted)
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


def _cut(
    actor: Actor, wanted: Wanted, cursor: Cursor | None, limit: int, now: datetime
) -> tuple[list[Person], list[Cursor]]:
    """The next ``limit`` people and the cursor of each; first those with a value to sort by, then the others."""
    people = _matching(actor, wanted, now)
    if wanted.sort not in _OF_RELATIONSHIP:
        return _by_own_field(people, wanted.sort, cursor, limit)
    found: list[Person] = []
    cursors: list[Cursor] = []
    if cursor is None or cursor.phase == 0:
        found, cursors = _by_relationship(actor, people, wanted.sort, cursor, limit)
        cursor = None
    if len(found) < limit:
        name, _ = SORTS[wanted.sort]
        rest = people.exclude(_measured(Q(**{f"{name}__isnull": False})))
        more, after = _by_own_field(rest, "name", cursor, limit - len(found))
        found += more
        cursors += [Cursor(wanted.sort, 1, at.value, at.row_id) for at in after]
    return found, cursors


def _by_own_field(
    people: QuerySet[Person], sort: str, cursor: Cursor | None, limit: int
) -> tuple[list[Person], list[Cursor]]:
    name, descending = SORTS[sort]
    if cursor is not None:
        value = datetime.fromisoformat(str(cursor.value)) if name == "created_at" else cursor.value
        beyond = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
        people = people.filter(beyond | Q(**{name: value}, pk__gt=cursor.row_id))
    found = list(people.order_by(f"-{name}" if descending else name, "pk")[:limit])
    return found, [Cursor(sort, 0, _plain(getattr(person, name)), person.pk) for person in found]


def _by_relationship(
    actor: Actor, people: QuerySet[Person], sort: str, cursor: Cursor | None, limit: int
) -> tuple[list[Person], list[Cursor]]:
    name, descending = SORTS[sort]
    rows = Relationship.objects.filter(owner_id=actor.member_id, **{f"{name}__isnull": False})
    if cursor is not None:
        value = datetime.fromisoformat(str(cursor.value)) if name == "last_touch_at" else cursor.value
        beyond = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
        rows = rows.filter(beyond | Q(**{name: value}, person__gt=cursor.row_id))
    rows = rows.filter(person__in=people).order_by(f"-{name}" if descending else name, "person")
    picked = list(rows.values_list("person", name)[:limit])
    found = Person.objects.in_bulk([pk for pk, _ in picked])
    return [found[pk] for pk, _ in picked], [Cursor(sort, 0, _plain(value), pk) for pk, value in picked]


def _plain(value: object) -> str | float | None:
    return value.isoformat() if isinstance(value, datetime) else value  # type: ignore[return-value]


def _row(person: Person, known: Relationship | None, relation: Relation, reachable: dict[str, list[str]] | None) -> Row:
    return Row(
        id=person.pk,
        uid=str(person.uid),
        name=person.name,
        firm=person.firm,
        title=person.title,
        profession=person.profession,
        segment=person.segment,
        last_touch_at=known.last_touch_at if known else None,
        relation=relation,
        emails=(reachable or {}).get("email", []),
        phones=(reachable or {}).get("phone", []),
    )
