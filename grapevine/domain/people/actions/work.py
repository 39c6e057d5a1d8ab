"""What a person works as: chosen by the member, or read again from what is written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.actions import rows
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.kit.errors import Refused

#: The member says that nothing of the catalogue fits.
NONE = "none"
#: People read in one go of the worker: under two seconds even where no two titles are alike.
BATCH = 2000


@transaction.atomic
def choose_profession(*, actor: Actor, now: datetime, person_uid: object, key: str) -> Person:
    """Set what a person works as: a key of the catalogue, "none", or "" to leave it to recognition again.

    What the member chose is never overwritten. Raises Refused for a key that is not ours.
    """
    person = person_for_writing(actor, person_uid)
    if key not in ("", NONE) and key not in PROFESSIONS:
        raise Refused(f"There is no profession “{key}” in our catalogue. Choose one from the list.", "profession_key")
    before = (person.profession_key, person.profession_said)
    if key:
        _keep(person, key)
    else:
        person.profession_said = False
        rows.read_work(person)
    if before == (person.profession_key, person.profession_said):
        return person
    rows.touch(person, now)
    person.save(update_fields=[*rows.WORK, "updated_at", "revision"])
    rows.count(actor.member_id)
    audit_log.record(
        Verb.PERSON_CHANGED, now=now, member_id=actor.member_id, thing_id=person.uid, fields=["profession_key"]
    )
    return person


def mark_work(*, actor: Actor, person: Person, key: str) -> bool:
    """Note what the member had chosen for one of their own people; False where that changes nothing here.

    Called inside a transaction; the caller writes the log entry. "" is no choice, and a choice made here stays.
    """
    require(actor, Permission.BOOK_WRITE)
    if not key or person.profession_said:
        return False
    _keep(person, key)
    person.save(update_fields=rows.WORK)
    return True


@transaction.atomic
def read_unread_work(limit: int = BATCH) -> int:
    """Recognise the work of people nobody has read yet (they were here before we could). Returns how many it read.

    The worker's own upkeep of every book: it writes nothing a member said, so it stands in no log.
    """
    unread = Person.objects.select_for_update().filter(profession_sure=None).order_by("id")
    people = list(unread.only("id", "title", "profession", "profession_said")[:limit])
    for person in people:
        if person.profession_said:
            person.profession_sure = 1.0
        else:
            rows.read_work(person)
    Person.objects.bulk_update(people, ["profession_key", "profession_sure"], batch_size=300)
    return len(people)


def _keep(person: Person, key: str) -> None:
    person.profession_key, person.profession_sure, person.profession_said = ("" if key == NONE else key), 1.0, True
