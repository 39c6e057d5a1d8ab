"""Reads of touches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.rules.day import day_weight
from grapevine.domain.touches.models import Touch
from grapevine.kit import ids, source_keys
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

_LEDGER = Prepared(
    lambda owner, person: Touch.objects.filter(owner=owner, person=person)
    .order_by("-at", "-pk")
    .values_list("kind", "at", "mine", "theirs", "minutes", "about"),
    1,
    1,
)


def visible_to(actor: Actor) -> QuerySet[Touch]:
    """The actor's own touches."""
    require(actor, Permission.TOUCHES_READ)
    return Touch.objects.filter(owner_id=actor.member_id)


def touch(actor: Actor, touch_uid: object) -> Touch:
    """One touch with its person. Raises NotFound."""
    uid = ids.parse(touch_uid)
    found = visible_to(actor).filter(uid=uid).select_related("person").first() if uid else None
    if found is None:
        raise NotFound("There is no such touch in your ledger.")
    return found


def of_person(actor: Actor, person_id: int) -> QuerySet[Touch]:
    """The touches with one person, newest first."""
    return visible_to(actor).filter(person_id=person_id).order_by("-at", "-pk")


def newest_of(actor: Actor, person_id: int, limit: int) -> list[Touch]:
    """The newest touches with one person, so many at most."""
    require(actor, Permission.TOUCHES_READ)
    return _newest(limit)(actor.member_id, person_id)


@lru_cache(maxsize=128)
def _newest(limit: int) -> Prepared:
    return Prepared(
        lambda owner, person: Touch.objects.filter(owner=owner, person=person).order_by("-at", "-pk")[:limit], 1, 1
    )


def ledger_of(actor: Actor, person_id: int) -> list[tuple[str, datetime, float, float, int | None, str]]:
    """The touches with one person, newest first: (kind, at, mine, theirs, minutes, about)."""
    require(actor, Permission.TOUCHES_READ)
    return _LEDGER(actor.member_id, person_id)


def by_source_keys(actor: Actor, keys: Iterable[str]) -> dict[str, Touch]:
    """Touches made before: key -> touch. ``grapevine:<id>`` finds one by its own public id as well."""
    return source_keys.by_source_keys(Touch.objects.filter(owner_id=actor.member_id), keys)


def day_weights(
    person_ids: Iterable[int], days: Iterable[int] | None = None, until: datetime | None = None
) -> dict[tuple[int, int], tuple[float, float]]:
    """What days weigh: (inner id, day) -> (the side of whose book it is, the other's); all days, or only these.

    Of whoever's book: for the two ends of a link, whose ledgers speak of one relationship, and for nothing else.
    """
    rows = Touch.objects.filter(person__in=list(person_ids))
    rows = rows if days is None else rows.filter(day__in=set(days))
    rows = rows if until is None else rows.filter(at__lte=until)
    found: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for person_id, day, mine, theirs in rows.values_list("person_id", "day", "mine", "theirs"):
        found.setdefault((person_id, day), []).append((mine, theirs))
    return {key: day_weight(weights) for key, weights in found.items()}
