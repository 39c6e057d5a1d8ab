"""Writes of organisations, their chapters, and the seats of members in them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import Actor, Permission, Role, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean


@transaction.atomic
def add_organisation(*, now: datetime, name: str, organiser: Member) -> Organisation:
    """A new organisation with its first organiser."""
    organisation = Organisation.objects.create(name=clean(name, 200), created_at=now)
    Seat.objects.create(member=organiser, organisation=organisation, role=Role.ORGANISER, since=now.date())
    audit_log.record(Verb.ORGANISATION_ADDED, now=now, member_id=organiser.pk, thing_id=organisation.uid)
    return organisation


@transaction.atomic
def add_chapter(*, actor: Actor, now: datetime, organisation: Organisation, name: str) -> Chapter:
    """A new chapter of an organisation."""
    require(actor, Permission.ORGANISATION_WRITE, organisation_id=organisation.pk)
    chapter = Chapter.objects.create(organisation=organisation, name=clean(name, 200), created_at=now)
    audit_log.record(Verb.CHAPTER_ADDED, now=now, member_id=actor.member_id, thing_id=chapter.uid)
    return chapter


@transaction.atomic
def give_seat(*, actor: Actor, now: datetime, member: Member, chapter: Chapter, role: Role, since: date) -> Seat:
    """Give a member a seat in a chapter. Raises Refused when they have one there."""
    require(actor, Permission.CHAPTER_WRITE, chapter_id=chapter.pk, organisation_id=chapter.organisation_id)
    if Seat.objects.filter(member=member, chapter=chapter, until=None).exists():
        raise Refused(f"{member.name} has a seat in {chapter.name} already.")
    seat = Seat.objects.create(
        member=member, chapter=chapter, organisation_id=chapter.organisation_id, role=role, since=since
    )
    audit_log.record(Verb.SEAT_GIVEN, now=now, member_id=actor.member_id, thing_id=member.uid, role=role)
    return seat
