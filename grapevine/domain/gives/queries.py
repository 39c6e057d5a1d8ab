"""Reads of gives and of promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from django.db.models import Count, F, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.rules.day import day_of
from grapevine.domain.depth.rules.sums import days, moment
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.gives.rules.promises import BROKEN, KEPT, OPEN, Tally, tally
from grapevine.kit import ids, source_keys
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: What every list and every page of a person asks: built once.
_COUNTS = Prepared(lambda owner, since: _counted(Give.objects.filter(owner=owner, at__gte=since), "person"), 1, _EPOCH)
_COUNTS_OF = Prepared(
    lambda owner, since, people: _counted(
        Give.objects.filter(owner=owner, at__gte=since, person__among=people), "person"
    ),
    1,
    _EPOCH,
    [1],
)
_SPHERES = Prepared(
    lambda owner, person, since: _counted(Give.objects.filter(owner=owner, person=person, at__gte=since), "sphere"),
    1,
    1,
    _EPOCH,
)
_LEDGER = Prepared(
    lambda owner, person: (
        Give.objects.filter(owner=owner, person=person)
        .order_by("-at", "-pk")
        .values_list("kind", "at", "direction", "minutes")
    ),
    1,
    1,
)


def visible_to(actor: Actor) -> QuerySet[Give]:
    """The actor's own gives, both directions."""
    require(actor, Permission.GIVES_READ)
    return Give.objects.filter(owner_id=actor.member_id)


def give(actor: Actor, give_uid: object) -> Give:
    """One give with its person. Raises NotFound."""
    uid = ids.parse(give_uid)
    found = visible_to(actor).filter(uid=uid).select_related("person").first() if uid else None
    if found is None:
        raise NotFound("There is no such give in your ledger.")
    return found


def of_person(actor: Actor, person_id: int) -> QuerySet[Give]:
    """The gives between the actor and one person, newest first."""
    return visible_to(actor).filter(person_id=person_id).order_by("-at", "-pk")


def newest_of(actor: Actor, person_id: int, limit: int) -> list[Give]:
    """The newest gives with one person, so many at most."""
    require(actor, Permission.GIVES_READ)
    return _newest(limit)(actor.member_id, person_id)


@lru_cache(maxsize=128)
def _newest(limit: int) -> Prepared:
    return Prepared(
        lambda owner, person: Give.objects.filter(owner=owner, person=person).order_by("-at", "-pk")[:limit], 1, 1
    )


def ledger_of(actor: Actor, person_id: int) -> list[tuple[str, datetime, str, int | None]]:
    """What was given between the actor and one person, newest first: (kind, at, direction, minutes)."""
    require(actor, Permission.GIVES_READ)
    return _LEDGER(actor.member_id, person_id)


def _counted(gives: QuerySet[Give], what: str) -> QuerySet:
    return gives.values_list(what, "direction").annotate(count=Count("pk")).order_by()


def counts(actor: Actor, since: datetime, person_ids: Iterable[int] | None = None) -> dict[tuple[int, str], int]:
    """How many gives since then: (inner id, direction) -> count."""
    require(actor, Permission.GIVES_READ)
    if person_ids is None:
        rows = _COUNTS(actor.member_id, since)
    else:
        rows = _COUNTS_OF(actor.member_id, since, list(person_ids))
    return {(person_id, direction): count for person_id, direction, count in rows}


def spheres_of(actor: Actor, person_id: int, since: datetime) -> dict[tuple[str, str], int]:
    """Gives with one person by part of life since then: (sphere, direction) -> count."""
    require(actor, Permission.GIVES_READ)
    return {(sphere, direction): count for sphere, direction, count in _SPHERES(actor.member_id, person_id, since)}


def counted_by_day(
    person_ids: Iterable[int], days_wanted: Iterable[int] | None = None, until: datetime | None = None
) -> dict[tuple[int, str], dict[tuple[int, str], int]]:
    """How many gives of each kind on each day: (inner id, direction) -> (day, kind) -> count.

    Of whoever's book: for the two ends of a link, whose ledgers speak of one relationship, and for nothing else.
    """
    rows = Give.objects.filter(person__in=list(person_ids))
    if days_wanted is not None:
        wanted = set(days_wanted)
        rows = rows.filter(at__gte=moment(min(wanted)), at__lt=moment(max(wanted) + 1))
    rows = rows if until is None else rows.filter(at__lte=until)
    out: dict[tuple[int, str], dict[tuple[int, str], int]] = {}
    for person_id, direction, at, kind in rows.values_list("person_id", "direction", "at", "kind"):
        counts = out.setdefault((person_id, direction), {})
        key = day_and_kind(at, kind)
        counts[key] = counts.get(key, 0) + 1
    return out


def day_and_kind(at: datetime, kind: str) -> tuple[int, str]:
    """Under which two ledgers compare a give."""
    return day_of(days(at)), kind


def by_source_keys(actor: Actor, keys: Iterable[str]) -> dict[str, Give]:
    """Gives made before: key -> give. ``grapevine:<id>`` finds one by its own public id as well."""
    return source_keys.by_source_keys(Give.objects.filter(owner_id=actor.member_id), keys)


def promises(actor: Actor) -> QuerySet[Promise]:
    """The actor's own promises, made by them and to them."""
    require(actor, Permission.GIVES_READ)
    return Promise.objects.filter(owner_id=actor.member_id)


def promise(actor: Actor, promise_uid: object) -> Promise:
    """One promise with its person. Raises NotFound."""
    uid = ids.parse(promise_uid)
    found = promises(actor).filter(uid=uid).select_related("person").first() if uid else None
    if found is None:
        raise NotFound("There is no such promise in your ledger.")
    return found


def open_promises(actor: Actor) -> QuerySet[Promise]:
    """What is still to be done, the one due first in front; those without a day come last."""
    return promises(actor).filter(outcome=OPEN).order_by(F("due").asc(nulls_last=True), "made_at", "pk")


_OPEN_OF_PERSON = Prepared(
    lambda owner, person: Promise.objects.filter(owner=owner, person=person, outcome=OPEN).order_by(
        F("due").asc(nulls_last=True), "made_at", "pk"
    ),
    1,
    1,
)


def open_promises_of(actor: Actor, person_id: int) -> list[Promise]:
    """What is still to be done between the actor and one person (inner id), the one due first in front."""
    require(actor, Permission.GIVES_READ)
    return _OPEN_OF_PERSON(actor.member_id, person_id)


_TALLIES = Prepared(
    lambda owner, people: Promise.objects.filter(owner=owner, person__among=people, outcome__in=(KEPT, BROKEN))
    .values_list("person", "by", "outcome")
    .annotate(count=Count("pk"))
    .order_by(),
    1,
    [1],
)


def promise_tallies(actor: Actor, person_ids: Iterable[int]) -> dict[int, Tally]:
    """What kept and broken promises say of trust: inner id -> tally, for those who have any."""
    require(actor, Permission.GIVES_READ)
    counted: dict[int, list[tuple[str, str, int]]] = {}
    for person_id, by, outcome, count in _TALLIES(actor.member_id, list(person_ids)):
        counted.setdefault(person_id, []).append((by, outcome, count))
    return {person_id: tally(rows) for person_id, rows in counted.items()}


def promises_by_source_keys(actor: Actor, keys: Iterable[str]) -> dict[str, Promise]:
    """Promises made before: key -> promise. ``grapevine:<id>`` finds one by its own public id as well."""
    return source_keys.by_source_keys(Promise.objects.filter(owner_id=actor.member_id), keys)
