"""Reads of relationships: their sums, and the ratings of both sides."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Rating, Relationship
from grapevine.domain.depth.rules import answers
from grapevine.domain.depth.rules.sums import Side, Sums, days
from grapevine.kit.prepared import Prepared

_RELATIONSHIPS = Prepared(
    lambda owner, people: Relationship.objects.filter(owner=owner, person__among=people), 1, [1]
)
_RATINGS = Prepared(lambda person: Rating.objects.filter(person=person).order_by("at", "pk"), 1)


def relationships(actor: Actor) -> QuerySet[Relationship]:
    """The actor's relationships."""
    require(actor, Permission.BOOK_READ)
    return Relationship.objects.filter(owner_id=actor.member_id)


def relationships_of(actor: Actor, person_ids: Iterable[int]) -> dict[int, Relationship]:
    """The relationships with these people (inner ids); who has none is not measured."""
    require(actor, Permission.BOOK_READ)
    return {row.person_id: row for row in _RELATIONSHIPS(actor.member_id, list(person_ids))}


def standing_rating(person_id: int, side: str) -> Rating | None:
    """The newest answer of one side."""
    return Rating.objects.filter(person_id=person_id, side=side).order_by("-at", "-pk").first()


def standing_ratings(person_id: int) -> dict[str, Rating]:
    """The newest answer of each side: "mine" / "theirs" -> rating."""
    return {rating.side: rating for rating in _RATINGS(person_id)}


def standing_answers(person_id: int, side: str) -> str:
    """What one side says by ingredient, as five signs; see ``rules.answers.standing``."""
    rows = Rating.objects.filter(person_id=person_id, side=side).order_by("at", "pk")
    said = [answers.Said(days(at), value, signs) for at, value, signs in rows.values_list("at", "value", "answers")]
    return answers.standing(said)


def ratings(actor: Actor, person_ids: Iterable[int]) -> QuerySet[Rating]:
    """Every answer about these people."""
    return Rating.objects.filter(owner_id=actor.member_id, person__in=list(person_ids)).order_by("at", "pk")


def sums_of(row: Relationship) -> Sums:
    """The stored sums as the rules know them."""
    return Sums(Side(row.mine_fast, row.mine_slow), Side(row.theirs_fast, row.theirs_slow), row.at)
