"""Practice: one technique chosen for the week, tried, with a note of how it went."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.coach.models import Practice
from grapevine.domain.coach.queries.practice import practice as practice_of
from grapevine.domain.coach.queries.practice import technique
from grapevine.domain.coach.rules.techniques.skill import WENT
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean_lines

NOTE_MAX = 1000


@transaction.atomic
def choose_technique(*, actor: Actor, now: datetime, key: str) -> Practice:
    """Take a technique up for this week; one that was chosen and not tried is let go. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    chosen = technique(key)
    Practice.objects.filter(owner_id=actor.member_id, tried_at=None).delete()
    made = Practice.objects.create(owner_id=actor.member_id, technique=chosen.key, chosen_at=now)
    audit_log.record(Verb.TECHNIQUE_CHOSEN, now=now, member_id=actor.member_id, thing_id=made.uid, kind=chosen.key)
    return made


@transaction.atomic
def note_try(
    *, actor: Actor, now: datetime, key: str, went: str, note: str = "", person_uid: object | None = None
) -> Practice:
    """Note how a try went, of the technique of the week or of any other. Raises Refused, NotFound."""
    require(actor, Permission.BOOK_WRITE)
    tried = technique(key)
    if went not in WENT:
        raise Refused(f"Say how it went: {', '.join(WENT)}.", "went")
    if len(note) > NOTE_MAX:
        raise Refused(f"The note has {len(note):,} letters; {NOTE_MAX:,} is the most.", "note")
    person = person_for_writing(actor, person_uid) if person_uid else None
    made = Practice.objects.filter(owner_id=actor.member_id, technique=tried.key, tried_at=None).first()
    made = made or Practice(owner_id=actor.member_id, technique=tried.key, chosen_at=now)
    made.tried_at, made.went, made.note, made.person = now, went, clean_lines(note), person
    made.save()
    audit_log.record(Verb.TECHNIQUE_TRIED, now=now, member_id=actor.member_id, thing_id=made.uid, kind=tried.key)
    return made


@transaction.atomic
def leave_practice(*, actor: Actor, now: datetime, practice_uid: object) -> None:
    """Strike out a try, or let the technique of the week go. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    found = practice_of(actor, practice_uid)
    Practice.objects.filter(pk=found.pk).delete()
    audit_log.record(Verb.TECHNIQUE_LEFT, now=now, member_id=actor.member_id, thing_id=found.uid)
