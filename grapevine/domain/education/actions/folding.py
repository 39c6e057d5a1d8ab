"""What a partner remembers, folded anew from everything they heard and showed: after each write, undo and merge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import Credit, credit
from grapevine.domain.depth.models import Relationship
from grapevine.domain.education.models import Card, Learner, Lesson, TeachBack
from grapevine.domain.education.queries.briefs import brief_for
from grapevine.domain.education.queries.lessons import memories_of
from grapevine.domain.education.rules import memory, teaching
from grapevine.domain.education.rules.brief import Part
from grapevine.domain.education.rules.memory import Rating
from grapevine.domain.education.rules.teaching import Refreshers, Shown
from grapevine.domain.people.models import Person


def refold(actor: Actor, people: Iterable[Person]) -> None:
    """Fold these people's memories anew, when they are due, and what depth keeps of them.

    Inside the transaction of the write; the people are held already.
    """
    for person in people:
        _refold(actor, person)


def renew_points(actor: Actor) -> None:
    """Tell depth anew how educated everybody is: the brief has other points than before. A few statements a learner."""
    learners = Learner.objects.filter(owner_id=actor.member_id).select_related("person").order_by("pk")
    memories = memories_of(row.person_id for row in learners)
    for row in learners:
        points = _points(actor, row.person)
        due_on = memory.next_due(points, memories.get(row.person_id, {}))
        if due_on != row.due_on:
            Learner.objects.filter(pk=row.pk).update(due_on=due_on)
        _tell_depth(actor, row.person_id, memory.kept(points, memories.get(row.person_id, {})))


def _refold(actor: Actor, person: Person) -> None:
    heard = [(at, Part(part)) for part, at in Lesson.objects.filter(person=person).values_list("part", "at")]
    answers = TeachBack.objects.filter(person=person).values_list("answers", flat=True)
    shown = [
        Shown(datetime.fromisoformat(one["at"]), Part(one["part"]), Rating(one["rating"]))
        for each in answers for one in each
    ]  # fmt: skip
    memories = teaching.folded(heard, shown)
    Card.objects.filter(person=person).delete()
    Card.objects.bulk_create(
        Card(
            owner_id=actor.member_id, person=person, part=part.value, since=each.since, due_on=each.due,
            stability=each.stability, difficulty=each.difficulty, asked=each.asked, recalled=each.recalled,
            last=each.last,
        )
        for part, each in memories.items()
    )  # fmt: skip
    points = _points(actor, person)
    anything = bool(heard) or TeachBack.objects.filter(person=person).exists()
    _renew_learner(actor, person, memory.next_due(points, memories), anything)
    _tell_depth(actor, person.pk, memory.kept(points, memories))


def _renew_learner(actor: Actor, person: Person, due_on: object, anything: bool) -> None:
    """A learner is kept while there is anything, or while the member's choice would otherwise be forgotten."""
    own = Learner.objects.filter(person=person)
    if not anything:
        own.filter(refreshers=Refreshers.ASK).delete()
    if anything and not own.exists():
        Learner.objects.create(person=person, owner_id=actor.member_id, due_on=due_on)
    else:
        own.update(due_on=due_on)


def _points(actor: Actor, person: Person) -> tuple[Part, ...]:
    found = brief_for(actor, person.uid)
    return memory.points_of(found.text) if found else ()


def _tell_depth(actor: Actor, person_id: int, kept: str) -> None:
    before = Relationship.objects.filter(person=person_id).values_list("learned", flat=True).first()
    if (before or "") != kept:
        credit(actor=actor, credits={person_id: Credit(said={"learned": kept})})
