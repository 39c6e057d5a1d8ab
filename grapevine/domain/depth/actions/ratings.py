"""What the two sides say of each other: the one rating, the five answers; only the newest of a side counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.actions.credit import Credit, credit
from grapevine.domain.depth.models import Rating
from grapevine.domain.depth.queries import standing_answers, standing_rating
from grapevine.domain.depth.rules import answers as rules
from grapevine.domain.depth.rules import rating as rules_rating
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.depth.rules.sums import Event, days
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit.errors import Refused

SIDES = ("mine", "theirs")
#: side -> the columns of a relationship that hold what that side says.
_COLUMNS = {"mine": ("my_rating", "my_answers"), "theirs": ("their_rating", "their_answers")}


@transaction.atomic
def add_rating(
    *, actor: Actor, person_id: int, side: str, value: int, at: datetime, answers: str = ""
) -> Rating | None:
    """Put an answer given at ``at`` into the ledger; None when it stands there already. Raises Refused.

    Only the newest answer of a side counts, whatever the order in which they come. ``answers`` are five signs.
    """
    require(actor, Permission.BOOK_WRITE)
    if value not in range(rules_rating.LOWEST, rules_rating.HIGHEST + 1):
        raise Refused(f"A rating lies between {rules_rating.LOWEST} and {rules_rating.HIGHEST}.", "value")
    if Rating.objects.filter(person_id=person_id, side=side, at=at).exists():
        return None
    old = standing_rating(person_id, side)
    new = Rating.objects.create(
        owner_id=actor.member_id, person_id=person_id, side=side, value=value, answers=answers, at=at
    )
    _restand(actor, person_id, side, old)
    return new


def checked(values: Mapping[str, int]) -> dict[str, int]:
    """The five answers, each 1..5. Raises Refused, naming the one that is missing or wrong."""
    for name in INGREDIENTS:
        if values.get(name) not in range(rules_rating.LOWEST, rules_rating.HIGHEST + 1):
            raise Refused("Answer all five, each with one of its five answers.", name)
    return {name: values[name] for name in INGREDIENTS}


def add_answers(
    *, actor: Actor, person_id: int, side: str, values: Mapping[str, int], at: datetime
) -> Rating | None:
    """Put five answers into the ledger: one rating, made of two of them. Raises Refused."""
    values = checked(values)
    return add_rating(
        actor=actor, person_id=person_id, side=side, value=rules.rating_of(values), at=at, answers=rules.packed(values)
    )


@transaction.atomic
def delete_ratings(*, actor: Actor, ratings: Sequence[Rating]) -> None:
    """Take answers of one's own back; the newest that is left counts again."""
    require(actor, Permission.BOOK_WRITE)
    for rating in ratings:
        old = standing_rating(rating.person_id, rating.side)
        Rating.objects.filter(owner_id=actor.member_id, pk=rating.pk).delete()
        _restand(actor, rating.person_id, rating.side, old)


def _restand(actor: Actor, person_id: int, side: str, old: Rating | None) -> None:
    """Undo what ``old`` added and add what stands now, if that is another answer."""
    new = standing_rating(person_id, side)
    value, answers = _COLUMNS[side]
    said = {value: new.value if new else None, answers: standing_answers(person_id, side)}
    changed = (old and old.pk) != (new and new.pk)
    events = ([_rated(old, -1.0)] if old and changed else []) + ([_rated(new, 1.0)] if new and changed else [])
    credit(actor=actor, credits={person_id: Credit(events=events, said=dict(said))})


@transaction.atomic
def rate_person(*, actor: Actor, now: datetime, person_uid: object, value: int, side: str = "mine") -> Rating:
    """Say how well one side knows and trusts the other, 1..5; what was left of the older answer is undone.

    Raises Refused outside 1..5.
    """
    person = person_for_writing(actor, person_uid)
    new = add_rating(actor=actor, person_id=person.pk, side=side, value=value, at=now)
    assert new is not None
    audit_log.record(Verb.PERSON_RATED, now=now, member_id=actor.member_id, thing_id=person.uid, side=side)
    return new


@transaction.atomic
def answer_questions(*, actor: Actor, now: datetime, person_uid: object, values: Mapping[str, int]) -> Rating:
    """Answer the five questions about somebody, for one's own side. Raises Refused, NotFound."""
    person = person_for_writing(actor, person_uid)
    new = add_answers(actor=actor, person_id=person.pk, side="mine", values=values, at=now)
    assert new is not None
    audit_log.record(Verb.PERSON_RATED, now=now, member_id=actor.member_id, thing_id=person.uid, side="mine")
    return new


def _rated(rating: Rating, sign: float) -> Event:
    weight = sign * rules_rating.weight(rating.value)
    mine, theirs = (weight, 0.0) if rating.side == "mine" else (0.0, weight)
    return Event(days(rating.at), mine, theirs)
