"""Reads of depth."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Rating, Relationship
from grapevine.domain.depth.rules.sums import Side, Sums


def relationships(actor: Actor) -> QuerySet[Relationship]:
    """The actor's relationships."""
    require(actor, Permission.BOOK_READ)
    return Relationship.objects.filter(owner_id=actor.member_id)


def relationships_of(actor: Actor, person_ids: Iterable[int]) -> dict[int, Relationship]:
    """The relationships with these people (inner ids); who has none is not measured."""
    return relationships(actor).in_bulk(list(person_ids))


def standing_rating(person_id: int, side: str) -> Rating | None:
    """The newest answer of one side."""
    return Rating.objects.filter(person_id=person_id, side=side).order_by("-at", "-pk").first()


def standing_ratings(person_id: int) -> dict[str, Rating]:
    """The newest answer of each side: "mine" / "theirs" -> rating."""
    newest: dict[str, Rating] = {}
    for rating in Rating.objects.filter(person_id=person_id).order_by("at", "pk"):
        newest[rating.side] = rating
    return newest


def ratings(actor: Actor, person_ids: Iterable[int]) -> QuerySet[Rating]:
    """Every answer about these people."""
    return Rating.objects.filter(owner_id=actor.member_id, person__in=list(person_ids)).order_by("at", "pk")


def sums_of(row: Relationship) -> Sums:
    """The stored sums as the rules know them."""
    return Sums(Side(row.mine_fast, row.mine_slow), Side(row.theirs_fast, row.theirs_slow), row.at)
