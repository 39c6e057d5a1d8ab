"""Changing people: by hand, or by a newer export that leaves alone what the hand wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.actions import rows
from grapevine.domain.people.models import Detail, Person
from grapevine.domain.people.queries import card_of, person_for_writing
from grapevine.domain.people.rules.card import FIELDS, LISTS, Card
from grapevine.kit.errors import Conflict


@transaction.atomic
def edit_person(*, actor: Actor, now: datetime, person_uid: object, card: Card, revision: int | None = None) -> Person:
    """Replace what is known of a person by ``card``; fields that differ are the hand's from now on.

    ``revision`` is the one the member looked at: raises Conflict when somebody saved in between.
    """
    person = person_for_writing(actor, person_uid)
    if revision is not None and revision != person.revision:
        raise Conflict(f"{person.name} was changed in another window meanwhile. Look at the newer version first.")
    before, after = card_of(person), rows.checked(card)
    changed = [name for name in (*FIELDS, *LISTS) if getattr(before, name) != getattr(after, name)]
    if not changed:
        return person
    person.hand_edited = sorted({*person.hand_edited, *changed})
    change_people(actor=actor, now=now, changes=[(person, after)])
    audit_log.record(Verb.PERSON_CHANGED, now=now, member_id=actor.member_id, thing_id=person.uid, fields=changed)
    return person


def mark_by_hand(*, actor: Actor, person: Person, fields: Iterable[str]) -> bool:
    """Note that the member wrote these fields of one of their own people; False when that was known of all of them.

    Called inside a transaction; the caller writes the log entry.
    """
    require(actor, Permission.BOOK_WRITE)
    known, person.hand_edited = person.hand_edited, sorted({*person.hand_edited, *fields})
    if person.hand_edited == sorted(known):
        return False
    person.save(update_fields=["hand_edited"])
    return True


@transaction.atomic
def change_people(*, actor: Actor, now: datetime, changes: Sequence[tuple[Person, Card]]) -> None:
    """Write new cards onto people of one's own book; the caller writes the log entry of the whole."""
    require(actor, Permission.BOOK_WRITE)
    tidied = [(person, rows.checked(card)) for person, card in changes]
    for person, card in tidied:
        rows.fill(person, card)
        rows.touch(person, now)
    fields = [*FIELDS, *rows.WORK, "sort_name", "name_key", "hand_edited", "updated_at", "revision"]
    Person.objects.bulk_update([person for person, _ in tidied], fields, batch_size=100)
    Detail.objects.filter(person__in=[person.pk for person, _ in tidied]).delete()
    rows.write_details(tidied)
    rows.index(tidied)
    rows.count(actor.member_id)
