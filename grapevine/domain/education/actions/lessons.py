"""Giving lessons, and what the member chose about refreshers; the way back from each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.education import queries
from grapevine.domain.education.actions.folding import refold
from grapevine.domain.education.models import Learner, Lesson
from grapevine.domain.education.rules.brief import HEADINGS, Part
from grapevine.domain.education.rules.teaching import LESSONS, How, Refreshers
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused

NO_BRIEF = "Write your brief first: a lesson tells a part of it."


@transaction.atomic
def give_lesson(
    *, actor: Actor, now: datetime, person_uid: object, parts: Iterable[str], how: str = How.IN_PERSON,
    at: datetime | None = None,
) -> list[Lesson]:  # fmt: skip
    """Note that parts of the brief were told this person, as the brief for them stands now; one row a part.

    ``at``: when, if earlier. Raises Refused without a brief, for no part, one that is empty, or a day to come;
    NotFound.
    """
    person = person_for_writing(actor, person_uid)
    if how not in LESSONS:
        raise Refused(f"A lesson is given in one of these ways: {', '.join(LESSONS)}.", "how")
    if at is not None and at > now:
        raise Refused("A lesson that is still to come is no lesson yet: take today or earlier.", "at")
    current = queries.brief_for(actor, person.uid)
    if current is None:
        raise Refused(NO_BRIEF, "parts")
    wanted = [part_of(part) for part in dict.fromkeys(parts)]
    if not wanted:
        raise Refused("Choose at least one part of your brief.", "parts")
    for part in wanted:
        if not current.text.part(part):
            raise Refused(f"“{HEADINGS[part]}” is empty in your brief. Write it first.", "parts")
    made = [
        Lesson.objects.create(
            owner_id=actor.member_id, person=person, part=part.value, version=current.version, how=how, at=at or now
        )
        for part in wanted
    ]
    refold(actor, [person])
    for lesson in made:
        audit_log.record(Verb.LESSON_GIVEN, now=now, member_id=actor.member_id, thing_id=lesson.uid, part=lesson.part)
    return made


@transaction.atomic
def undo_lesson(*, actor: Actor, now: datetime, lesson_uid: object) -> Person:
    """Take a lesson back; what was shown since stays. Whose it was. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    own = Lesson.objects.filter(owner_id=actor.member_id, uid=ids.parse(lesson_uid))
    lesson = own.select_related("person").first() if ids.parse(lesson_uid) else None
    if lesson is None:
        raise NotFound("There is no such lesson of yours.")
    person = person_for_writing(actor, lesson.person.uid)
    uid = lesson.uid
    lesson.delete()
    refold(actor, [person])
    audit_log.record(Verb.LESSON_UNDONE, now=now, member_id=actor.member_id, thing_id=uid)
    return person


@transaction.atomic
def choose_refreshers(*, actor: Actor, now: datetime, person_uid: object, refreshers: str) -> Learner:
    """Say whether refreshers of this partner are off, shown when due, or sent by schedule. Raises Refused, NotFound."""
    person = person_for_writing(actor, person_uid)
    if refreshers not in set(Refreshers):
        raise Refused(f"Refreshers are one of these: {', '.join(Refreshers)}.", "refreshers")
    learner, _ = Learner.objects.update_or_create(
        person=person, defaults={"owner_id": actor.member_id, "refreshers": refreshers}
    )
    audit_log.record(
        Verb.REFRESHERS_CHOSEN, now=now, member_id=actor.member_id, thing_id=person.uid, refreshers=refreshers
    )
    return learner


def part_of(name: str) -> Part:
    """The part of that name. Raises Refused for none."""
    if name not in set(Part):
        raise Refused(f"A brief has no part “{name}”. It has: {', '.join(Part)}.", "parts")
    return Part(name)
