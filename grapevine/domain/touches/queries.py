"""Reads of touches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
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


def ledger_of(actor: Actor, person_id: int) -> list[tuple[str, datetime, float, float, int | None, str]]:
    """The touches with one person, newest first: (kind, at, mine, theirs, minutes, about)."""
    require(actor, Permission.TOUCHES_READ)
    return _LEDGER(actor.member_id, person_id)


def by_source_keys(actor: Actor, keys: Iterable[str]) -> dict[str, Touch]:
    """Touches made before: key -> touch. ``grapevine:<id>`` finds one by its own public id as well."""
    return source_keys.by_source_keys(Touch.objects.filter(owner_id=actor.member_id), keys)


def days_of(person_ids: Iterable[int]) -> dict[int, list[tuple[datetime, float]]]:
    """When, and with what weight of whose book it is, people were in touch: inner id -> (at, weight).

    Of whoever's book: for the two ends of a link, whose ledgers speak of one relationship, and for nothing else.
    """
    out: dict[int, list[tuple[datetime, float]]] = {}
    rows = Touch.objects.filter(person__in=list(person_ids), mine__gt=0)
    for person_id, at, mine in rows.values_list("person_id", "at", "mine"):
        out.setdefault(person_id, []).append((at, mine))
    return out
