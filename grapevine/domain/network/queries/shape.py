"""The shape of a network: who stands in which ring, how many are deep, one-sided, met; kept until the book changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db.models import Count, F, Q

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth import queries as depth_queries
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules import reach, score
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.network.queries.facts import relations
from grapevine.domain.network.rules.relation import THEIRS, Relation
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Book, Person
from grapevine.kit.prepared import Prepared

#: From here on a tie is called deep.
DEEP = 50.0
#: The picture shows the four rings and some beyond; more no picture can carry.
SHOWN = 205


_REACHES = Prepared(
    lambda owner, floor: (
        Relationship.objects.filter(owner=owner, person__archived_at=None)
        .values_list("reach")
        .annotate(count=Count("pk"), deep=Count("pk", filter=Q(reach=reach.BOTH, rank_key__gte=floor)))
        .order_by()
    ),
    1,
    0.0,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How many people have come how far. ``none``: not measured yet."""

    people: int
    archived: int
    deep: int
    both: int
    one_sided: int
    met: int
    none: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One person of the picture, deepest first; ``given`` and ``received`` count the gives of a year."""

    id: int
    uid: str
    name: str
    segment: str
    role: str
    linked: bool
    relation: Relation
    last_touch_at: datetime | None
    given: int
    received: int


def shape(actor: Actor, now: datetime, *, book: Book | None = None) -> Shape:
    """The counts over the whole book (its counters, if at hand), worked out once for each state of it."""
    require(actor, Permission.NETWORK_READ)
    book = book or people_queries.book(actor)
    key = f"shape:{actor.member_id}:{book.revision}"
    floor = score.key_for_depth(DEEP, days(now), TEMPOS[actor.tempo])
    counted = caches["pages"].get(key)
    if counted is None:
        found = _REACHES(actor.member_id, floor)
        counted, deep = {kind: count for kind, count, _ in found}, sum(deep for *_, deep in found)
        caches["pages"].set(key, counted, 86_400)
    else:
        deep = _deep(actor, floor)
    measured = {name: counted.get(name, 0) for name in (reach.BOTH, reach.ONE_SIDED, reach.MET)}
    return Shape(
        people=book.people,
        archived=book.archived,
        deep=deep,
        both=measured[reach.BOTH],
        one_sided=measured[reach.ONE_SIDED],
        met=measured[reach.MET],
        none=book.people - sum(measured.values()),
    )


def _deep(actor: Actor, floor: float) -> int:
    """How many are deep now: a range of the index, since the order by key is the order by depth."""
    rows = depth_queries.relationships(actor).filter(rank_key__gte=floor, reach=reach.BOTH)
    return rows.filter(person__archived_at=None).count()


def standings(actor: Actor, now: datetime, limit: int = SHOWN) -> list[Standing]:
    """The deepest people, measured ones first, then others by name, at most ``limit``."""
    require(actor, Permission.NETWORK_READ)
    people, known = _deepest(actor, limit)
    ids = [person.pk for person in people]
    found = relations(actor, ids, now, known, told=THEIRS)
    gives = give_queries.counts(actor, now - timedelta(days=365), ids)
    return [
        Standing(
            id=person.pk,
            uid=str(person.uid),
            name=person.name,
            segment=person.segment,
            role=person.title or person.profession or person.firm,
            linked=person.linked_member_id is not None,
            relation=found[person.pk],
            last_touch_at=known[person.pk].last_touch_at if person.pk in known else None,
            given=gives.get((person.pk, "given"), 0),
            received=gives.get((person.pk, "received"), 0),
        )
        for person in people
    ]


def _deepest(actor: Actor, limit: int) -> tuple[list[Person], dict[int, Relationship]]:
    """Whom to show, and the relationships with them."""
    rows = depth_queries.relationships(actor).filter(person__archived_at=None).select_related("person")
    tied = list(rows.order_by(F("rank_key").desc(nulls_last=True), "person")[:limit])
    known = {row.person_id: row for row in tied}
    people = [row.person for row in tied if row.rank_key is not None]
    if len(people) < limit:
        others = people_queries.visible_to(actor).filter(archived_at=None)
        others = others.exclude(pk__in=[person.pk for person in people])
        people += list(others.order_by("sort_name", "pk")[: limit - len(people)])
    if len(tied) == limit:  # there may be more, of people who come by their names
        known |= depth_queries.relationships_of(actor, [person.pk for person in people if person.pk not in known])
    return people, known
