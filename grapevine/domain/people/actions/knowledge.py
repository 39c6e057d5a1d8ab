"""Writing down what is known of somebody under five headings, and that they know it of me."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.actions import rows
from grapevine.domain.people.models import Knowledge, Person
from grapevine.domain.people.queries import cards_of, lock, person_for_writing
from grapevine.domain.people.queries import knowledge as knowledge_of
from grapevine.domain.people.rules.knowledge import ABOUT, HEADINGS, HEARD, ME, SOURCES, THEM, TOLD
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened
from grapevine.kit.text import clean, clean_lines

TEXT_MAX = 1_000
FROM_MAX = 200
_FIELDS = ("heading", "text", "source", "heard_from", "at")


@dataclass(frozen=True, slots=True)
class Draft:
    """Something to write down. ``person_id`` is the inner id of one of the actor's own people."""

    person_id: int
    heading: str
    at: datetime
    text: str = ""
    source: str = TOLD
    heard_from: str = ""
    about: str = THEM
    source_key: str = ""
    by_hand: bool = False


@transaction.atomic
def add_knowledge(
    *,
    actor: Actor,
    now: datetime,
    person_uid: object,
    heading: str,
    text: str,
    source: str = TOLD,
    heard_from: str = "",
    at: datetime | None = None,
) -> Knowledge:
    """Write down one thing known of somebody, learned at ``at`` (now, when left out). Raises Refused, NotFound."""
    person = person_for_writing(actor, person_uid)
    draft = Draft(person.pk, heading, at or now, text, source, heard_from)
    (made,) = add_many(actor=actor, now=now, drafts=[draft])
    audit_log.record(Verb.KNOWLEDGE_ADDED, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made


@transaction.atomic
def add_many(*, actor: Actor, now: datetime, drafts: Sequence[Draft]) -> list[Knowledge]:
    """Write down many things about one's own people at once; the caller writes the log entry of the whole."""
    require(actor, Permission.BOOK_WRITE)
    made = [_row(actor, now, draft) for draft in drafts]
    lock(actor, (row.person_id for row in made))
    Knowledge.objects.bulk_create(made, batch_size=500)
    _index({row.person_id for row in made if row.about == THEM})
    rows.count(actor.member_id)
    return made


@transaction.atomic
def edit_knowledge(*, actor: Actor, now: datetime, knowledge_uid: object, **changes: object) -> Knowledge:
    """Change heading, text, source, heard_from or at. Raises NotFound, Refused."""
    row = _locked(actor, knowledge_uid)
    values: dict[str, Any] = {name: changes.get(name, getattr(row, name)) for name in _FIELDS}
    new = _row(actor, now, Draft(row.person_id, about=row.about, **values))
    for name in _FIELDS:
        setattr(row, name, getattr(new, name))
    row.by_hand = True
    row.save(update_fields=[*_FIELDS, "by_hand"])
    _index({row.person_id})
    rows.count(actor.member_id)
    audit_log.record(Verb.KNOWLEDGE_CHANGED, now=now, member_id=actor.member_id, thing_id=row.uid)
    return row


@transaction.atomic
def delete_knowledge(*, actor: Actor, now: datetime, knowledge_uid: object) -> None:
    """Strike one thing out. Raises NotFound."""
    row = _locked(actor, knowledge_uid)
    uid = row.uid
    delete_many(actor=actor, found=[row])
    audit_log.record(Verb.KNOWLEDGE_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


@transaction.atomic
def delete_many(*, actor: Actor, found: Sequence[Knowledge]) -> None:
    """Strike many things of one's own out at once; the caller writes the log entry."""
    require(actor, Permission.BOOK_WRITE)
    Knowledge.objects.filter(owner_id=actor.member_id, pk__in=[row.pk for row in found]).delete()
    _index({row.person_id for row in found})
    rows.count(actor.member_id)


@transaction.atomic
def mark_told(
    *, actor: Actor, now: datetime, person_uid: object, heading: str, told: bool = True, at: datetime | None = None
) -> Person:
    """Note that they know this heading of me since ``at`` (now, when left out), or that they do not. Raises Refused."""
    person = person_for_writing(actor, person_uid)
    fresh = _row(actor, now, Draft(person.pk, heading, at or now, about=ME))
    Knowledge.objects.filter(owner_id=actor.member_id, person=person, about=ME, heading=heading).delete()
    if told:
        fresh.save()
    verb = Verb.KNOWLEDGE_TOLD if told else Verb.KNOWLEDGE_UNTOLD
    audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=person.uid, heading=heading)
    return person


def check(draft: Draft, now: datetime) -> None:
    """Raise Refused, naming the field, for a draft that cannot be."""
    if draft.heading not in HEADINGS:
        raise Refused(f"“{draft.heading}” is no heading: choose {', '.join(HEADINGS)}.", "heading")
    if draft.about not in ABOUT:
        raise Refused("It is about “them” or about “me”.", "about")
    if draft.source not in SOURCES:
        raise Refused(f"“{draft.source}” is no source: choose {', '.join(SOURCES)}.", "source")
    if draft.about == THEM and not clean_lines(draft.text):
        raise Refused("Write in a few words what you know.", "text")
    if len(draft.text) > TEXT_MAX:
        raise Refused(f"Keep it under {TEXT_MAX:,} letters: a line or two is best.", "text")
    if len(draft.heard_from) > FROM_MAX:
        raise Refused(f"Keep the name under {FROM_MAX} letters.", "heard_from")
    must_have_happened(draft.at, now, "It was learned in the past: write it down once you know it.")


def _row(actor: Actor, now: datetime, draft: Draft) -> Knowledge:
    check(draft, now)
    return Knowledge(
        owner_id=actor.member_id,
        person_id=draft.person_id,
        about=draft.about,
        heading=draft.heading,
        text=clean_lines(draft.text, TEXT_MAX),
        source=draft.source,
        heard_from=clean(draft.heard_from)[:FROM_MAX] if draft.source == HEARD else "",
        at=draft.at,
        source_key=draft.source_key[:300] or None,
        by_hand=draft.by_hand,
        created_at=now,
    )


def _locked(actor: Actor, knowledge_uid: object) -> Knowledge:
    require(actor, Permission.BOOK_WRITE)
    lock(actor, [knowledge_of(actor, knowledge_uid).person_id])
    return knowledge_of(actor, knowledge_uid)


def _index(person_ids: set[int]) -> None:
    people = list(Person.objects.filter(pk__in=person_ids))
    cards = cards_of(people)
    rows.index([(person, cards[person.pk]) for person in people])
