"""The shape of a network: who stands in which ring, how many are deep, one-sided, met; kept until the book changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db.models import Count

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
from grapevine.domain.people.models import Person

#: From here on a tie is called deep.
DEEP = 50.0
#: The picture shows the four rings and some beyond; more no picture can carry.
SHOWN = 205


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
    relation: Relation
    last_touch_at: datetime | None
    given: int
    received: int


def shape(actor: Actor, now: datetime) -> Shape:
    """The counts over the whole book, worked out once for each state of it."""
    require(actor, Permission.NETWORK_READ)
    book = people_queries.book(actor)
    key = f"shape:{actor.member_id}:{book.revision}"
    counted = caches["pages"].get(key)
    if counted is None:
        rows = Relationship.objects.filter(owner_id=actor.member_id, person__archived_at=None)
        counted = dict(rows.values_list("reach").annotate(count=Count("pk")).order_by())
        caches["pages"].set(key, counted, 86_400)
    measured = {name: counted.get(name, 0) for name in (reach.BOTH, reach.ONE_SIDED, reach.MET)}
    return Shape(
        people=book.people,
        archived=book.archived,
        deep=_deep(actor, now),
        both=measured[reach.BOTH],
        one_sided=measured[reach.ONE_SIDED],
        met=measured[reach.MET],
        none=book.people - sum(measured.values()),
    )


def _deep(actor: Actor, now: datetime) -> int:
    """How many are deep now: a range of the index, since the order by key is the order by depth."""
    floor = score.key_for_depth(DEEP, days(now), TEMPOS[actor.tempo])
    rows = depth_queries.relationships(actor).filter(rank_key__gte=floor, reach=reach.BOTH)
    return rows.filter(person__archived_at=None).count()


def standings(actor: Actor, now: datetime, limit: int = SHOWN) -> list[Standing]:
    """The deepest people, measured ones first, then others by name, at most ``limit``."""
    require(actor, Permission.NETWORK_READ)
    people = _deepest(actor, limit)
    ids = [person.pk for person in people]
    known = depth_queries.relationships_of(actor, ids)
    found = relations(actor, ids, now, known, told=THEIRS)
    gives = give_queries.counts(actor, now - timedelta(days=365), ids)
    return [
        Standing(
            id=person.pk,
            uid=str(person.uid),
            name=person.name,
            segment=person.segment,
            role=person.title or person.profession or person.firm,
            relation=found[person.pk],
            last_touch_at=known[person.pk].last_touch_at if person.pk in known else None,
            given=gives.get((person.pk, "given"), 0),
            received=gives.get((person.pk, "received"), 0),
        )
        for person in people
    ]


def _deepest(actor: Actor, limit: int) -> Sequence[Person]:
    rows = depth_queries.relationships(actor).filter(rank_key__isnull=False, person__archived_at=None)
    ids = list(rows.order_by("-rank_key", "person").values_list("person", flat=True)[:limit])
    found = Person.objects.in_bulk(ids)
    people = [found[pk] for pk in ids]
    if len(people) < limit:
        others = people_queries.visible_to(actor).filter(archived_at=None).exclude(pk__in=ids)
        people += list(others.order_by("sort_name", "pk")[: limit - len(people)])
    return people
