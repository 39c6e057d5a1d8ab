"""Reads of warm introductions: wishes, who knows whom, requests from me and to me, what I chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.network.models import Acquaintance, Askable, Introduction, Standing, Wish
from grapevine.domain.network.rules.introductions.across import HIDDEN, Choice
from grapevine.domain.network.rules.introductions.requests import DRAFTED, UNDER_WAY, WITHDRAWN, Request, wish_state
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared
from grapevine.kit.source_keys import by_source_keys

_KNOWN_TO = Prepared(
    lambda owner, one, other: Acquaintance.objects.filter(Q(one=one) | Q(other=other), owner=owner)
    .select_related("one", "other", "wish")
    .order_by("-at", "-pk")[:50],
    1,
    1,
    1,
)


def wishes(actor: Actor) -> QuerySet[Wish]:
    """Whom the actor wants to meet, the newest first."""
    require(actor, Permission.BOOK_READ)
    return Wish.objects.filter(owner_id=actor.member_id).select_related("person").order_by("-since", "-pk")


def wish(actor: Actor, wish_uid: object) -> Wish:
    """One wish of the actor's, with its person. Raises NotFound."""
    uid = ids.parse(wish_uid)
    found = wishes(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such wish in your book.")
    return found


@dataclass(frozen=True, slots=True)
class Stands:
    """How a wish stands, since when; and its requests, the newest first."""

    state: str
    at: datetime
    requests: tuple[Introduction, ...]


def standing_of(actor: Actor, found: Iterable[Wish]) -> dict[int, Stands]:
    """How these wishes stand: inner id -> stands, in one query."""
    by_wish: dict[int, list[Introduction]] = {}
    listed = list(found)
    for row in requests(actor).filter(wish__in=listed):
        by_wish.setdefault(row.wish_id, []).append(row)
    out = {}
    for one in listed:
        rows = by_wish.get(one.pk, [])
        state, at = wish_state([Request(row.state, row.at) for row in rows], one.since, one.given_up_at)
        out[one.pk] = Stands(state, at, tuple(rows))
    return out


def requests(actor: Actor) -> QuerySet[Introduction]:
    """What the actor asked for, the newest first."""
    require(actor, Permission.BOOK_READ)
    own = Introduction.objects.filter(owner_id=actor.member_id)
    return own.select_related("wish", "person", "member").order_by("-at", "-pk")


def under_way(actor: Actor, wish: Wish) -> Introduction | None:
    """The newest request of a wish that somebody was asked and is not through with."""
    return requests(actor).filter(wish=wish, state__in=UNDER_WAY).first()


def asked_of_me(actor: Actor) -> QuerySet[Introduction]:
    """What other members ask the actor for, the newest first: no drafts, and nothing that was taken back."""
    require(actor, Permission.BOOK_READ)
    found = Introduction.objects.filter(member_id=actor.member_id, owner__is_active=True)
    return found.exclude(state__in=(DRAFTED, WITHDRAWN)).select_related("wish", "owner").order_by("-at", "-pk")


def introduction(actor: Actor, introduction_uid: object) -> Introduction:
    """One request, for who asks and for the member who is asked. Raises NotFound."""
    require(actor, Permission.BOOK_READ)
    uid = ids.parse(introduction_uid)
    mine = Q(owner_id=actor.member_id)
    to_me = Q(member_id=actor.member_id, owner__is_active=True) & ~Q(state__in=(DRAFTED, WITHDRAWN))
    rows = Introduction.objects.select_related("wish", "wish__person", "person", "member", "owner")
    found = rows.filter(mine | to_me).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such request.")
    return found


def acquaintances(actor: Actor) -> QuerySet[Acquaintance]:
    """Who is said to know whom, the newest first."""
    require(actor, Permission.BOOK_READ)
    own = Acquaintance.objects.filter(owner_id=actor.member_id)
    return own.select_related("one", "other", "wish").order_by("-at", "-pk")


def acquaintance(actor: Actor, acquaintance_uid: object) -> Acquaintance:
    """One of them. Raises NotFound."""
    uid = ids.parse(acquaintance_uid)
    found = acquaintances(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such note in your book.")
    return found


def wishes_by_source_keys(actor: Actor, keys: Iterable[str]) -> dict[str, Wish]:
    """Wishes brought in before: key -> wish. ``grapevine:<id>`` finds one by its own public id as well."""
    return by_source_keys(Wish.objects.filter(owner_id=actor.member_id), keys)


def spoken_of(person_ids: Iterable[int]) -> set[int]:
    """Who of these people (inner ids) is wished for, noted, asked, hidden or open."""
    people = list(person_ids)
    places: tuple[tuple[type[Model], str], ...] = (
        (Wish, "person"), (Acquaintance, "one"), (Acquaintance, "other"), (Introduction, "person"),
        (Standing, "person"),
    )  # fmt: skip
    found: set[int] = set()
    for model, column in places:
        rows = model._default_manager.filter(**{f"{column}__in": people})
        found |= set(rows.values_list(f"{column}_id", flat=True))
    return found


def standings(actor: Actor) -> QuerySet[Standing]:
    """Everybody who is hidden or open."""
    require(actor, Permission.BOOK_READ)
    return Standing.objects.filter(owner_id=actor.member_id).select_related("person")


def known_to(actor: Actor, person_id: int) -> list[Acquaintance]:
    """Whom one person (inner id) is said to know; the person stands at either end."""
    require(actor, Permission.BOOK_READ)
    return _KNOWN_TO(actor.member_id, person_id, person_id)


def standing(actor: Actor, person_id: int) -> str:
    """What the actor says of one person in introductions: "", "hidden" or "open"."""
    require(actor, Permission.BOOK_READ)
    rows = Standing.objects.filter(owner_id=actor.member_id, person=person_id).values_list("standing", flat=True)
    found = set(rows)
    return HIDDEN if HIDDEN in found else next(iter(found), "")


def choice(actor: Actor) -> Choice:
    """Whom the actor lets ask them, and about whom."""
    row = Askable.objects.filter(member_id=actor.member_id).first()
    return Choice(row.askable_by, row.opens) if row else Choice()
