"""Adding, archiving, restoring and erasing people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.actions import rows
from grapevine.domain.people.models import Origin, Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.domain.people.rules.card import Card
from grapevine.kit.bulk import append_objects


@transaction.atomic
def add_person(*, actor: Actor, now: datetime, card: Card) -> Person:
    """Put one person into the book. Raises Refused for a card that names nobody."""
    (person,) = add_people(actor=actor, now=now, cards=[card])
    audit_log.record(Verb.PERSON_ADDED, now=now, member_id=actor.member_id, thing_id=person.uid)
    return person


@transaction.atomic
def add_people(*, actor: Actor, now: datetime, cards: Sequence[Card], tidy: bool = False) -> list[Person]:
    """Put many people into the book at once; the caller writes the log entry of the whole.

    ``tidy`` says that the cards have been tidied already (``details.tidy``), which is half of the work.
    """
    require(actor, Permission.BOOK_WRITE)
    people, tidied = [], list(cards) if tidy else [rows.checked(card) for card in cards]
    for card in tidied:
        person = Person(owner_id=actor.member_id, created_at=now, updated_at=now)
        person.archived_at = now if card.archived else None
        rows.fill(person, card)
        people.append(person)
    append_objects(people, told_by="uid")
    pairs = list(zip(people, tidied, strict=True))
    rows.write_details(pairs)
    rows.index(pairs, fresh=True)
    archived = sum(card.archived for card in tidied)
    rows.count(actor.member_id, people=len(people) - archived, archived=archived)
    return people


@transaction.atomic
def archive_person(*, actor: Actor, now: datetime, person_uid: object) -> Person:
    """Put a person aside: kept with all history, shown nowhere unless asked."""
    return _set_archived(actor, now, person_uid, archived=True)


@transaction.atomic
def restore_person(*, actor: Actor, now: datetime, person_uid: object) -> Person:
    """Bring an archived person back."""
    return _set_archived(actor, now, person_uid, archived=False)


def _set_archived(actor: Actor, now: datetime, person_uid: object, *, archived: bool) -> Person:
    person = person_for_writing(actor, person_uid)
    if (person.archived_at is not None) == archived:
        return person
    person.archived_at = now if archived else None
    rows.touch(person, now)
    person.save(update_fields=["archived_at", "updated_at", "revision"])
    step = 1 if archived else -1
    rows.count(actor.member_id, people=-step, archived=step)
    verb = Verb.PERSON_ARCHIVED if archived else Verb.PERSON_RESTORED
    audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=person.uid)
    return person


@transaction.atomic
def erase_person(*, actor: Actor, now: datetime, person_uid: object) -> None:
    """Remove a person and everything about them for good: touches, gives, depth, search text."""
    person = person_for_writing(actor, person_uid)
    uid = person.uid
    erase_people(actor=actor, people=[person])
    audit_log.record(Verb.PERSON_ERASED, now=now, member_id=actor.member_id, thing_id=uid)


def erase_people(*, actor: Actor, people: Sequence[Person]) -> None:
    """Remove many of one's own people at once; the caller writes the log entry."""
    require(actor, Permission.BOOK_WRITE)
    archived = sum(person.archived_at is not None for person in people)
    Person.objects.filter(owner_id=actor.member_id, pk__in=[person.pk for person in people]).delete()
    rows.count(actor.member_id, people=archived - len(people), archived=-archived)


def remember_origins(origins: Sequence[Origin], fresh: Sequence[Origin] = ()) -> None:
    """Keep what each source said, replacing what it said before; of ``fresh`` it said nothing before."""
    append_objects(fresh)
    Origin.objects.bulk_create(
        origins,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["owner", "source", "key"],
        update_fields=["person", "digest", "said"],
    )
