"""Writing a brief: every saving is a version of its own, so nothing anybody wrote is lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.education import queries
from grapevine.domain.education.actions.folding import renew_points
from grapevine.domain.education.actions.publishing import locked, put_out
from grapevine.domain.education.models import Brief, BriefReader, BriefVersion
from grapevine.domain.education.queries.briefs import CurrentBrief
from grapevine.domain.education.rules.brief import BriefText, as_data, cleaned, from_data
from grapevine.domain.education.rules.memory import points_of
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import lock_book, visible_to
from grapevine.domain.professions.rules import MOMENTS
from grapevine.kit import ids
from grapevine.kit.errors import Conflict, NotFound, Refused
from grapevine.kit.text import clean

NAME_MAX, NOTE_MAX = 100, 200
#: Briefs a member has at most: one reader each is a letter, not a brief.
BRIEFS_MAX = 30
#: Partners one brief is written for at most.
READERS_MAX = 200
MAIN = "Main brief"
#: Said when two tabs, or two devices, saved one after the other.
BOTH_KEPT = (
    "This brief was saved somewhere else in the meantime (version {number}). Nothing is lost: theirs is kept, and yours"
    " stands below. Save once more to put yours on top."
)


@transaction.atomic
def save_brief(
    *, actor: Actor, now: datetime, text: BriefText, brief_uid: object = None, based_on: int | None = None,
    note: str = "", publish: bool = False, indexed: bool | None = None,
) -> CurrentBrief:  # fmt: skip
    """Keep a new version of a brief (without an id: of the main one, which is begun if there is none).

    ``based_on`` is the version that was on the writer's screen (0 for none; None saves on top of whatever there is).
    A text that is the newest already is not kept twice. ``publish`` puts it on the public page in the same step, where
    ``indexed`` says whether search engines may list it (None: as before).
    Raises Refused (naming the field), NotFound, and Conflict where somebody saved another text since ``based_on``.
    """
    require(actor, Permission.BOOK_WRITE)
    text = cleaned(text)
    brief = _locked_or_begun(actor, now, brief_uid)
    newest = BriefVersion.objects.filter(brief=brief, number=brief.number).first()
    before = from_data(newest.parts) if newest else BriefText()
    if newest is None or before != text:
        _known_moments(text, before)
        if based_on is not None and based_on != brief.number:
            raise Conflict(BOTH_KEPT.format(number=brief.number))
        before = from_data(newest.parts) if newest else BriefText()
        newest = _keep(brief, text, note, now)
        if points_of(before) != points_of(text):
            renew_points(actor)
        audit_log.record(Verb.BRIEF_SAVED, now=now, member_id=actor.member_id, thing_id=brief.uid, number=brief.number)
    if publish:
        put_out(actor, now, brief, text, indexed)
    return CurrentBrief(brief, newest, text)


@transaction.atomic
def restore_version(*, actor: Actor, now: datetime, brief_uid: object, number: int) -> CurrentBrief:
    """Let an old version be the newest again, as a version of its own. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    brief = locked(actor, brief_uid)
    old = queries.version(actor, brief_uid, number)
    text = from_data(old.parts)
    newest = BriefVersion.objects.get(brief=brief, number=brief.number)
    if from_data(newest.parts) != text:
        before = from_data(newest.parts)
        newest = _keep(brief, text, f"As in version {number}", now)
        if points_of(before) != points_of(text):
            renew_points(actor)
        audit_log.record(
            Verb.BRIEF_RESTORED, now=now, member_id=actor.member_id, thing_id=brief.uid, number=brief.number, old=number
        )
    return CurrentBrief(brief, newest, text)


@transaction.atomic
def make_variant(*, actor: Actor, now: datetime, name: str, person_uids: Iterable[object] = ()) -> CurrentBrief:
    """Begin a brief for certain partners with the words of the main one; it is not public until it is published.

    Raises Refused without a main brief, without a name, or for too many; NotFound for a person not in the book.
    """
    require(actor, Permission.BOOK_WRITE)
    lock_book(actor)
    main = queries.main_brief(actor)
    if main is None:
        raise Refused("Write your main brief first; one for certain partners begins with its words.")
    if Brief.objects.filter(owner_id=actor.member_id).count() >= BRIEFS_MAX:
        raise Refused(f"You have {BRIEFS_MAX} briefs already. Delete one you no longer use.", "name")
    brief = Brief(owner_id=actor.member_id, name=_named(name), created_at=now)
    brief.save()
    newest = _keep(brief, main.text, "From the main brief", now)
    _set_readers(actor, brief, person_uids, now)
    audit_log.record(Verb.BRIEF_ADDED, now=now, member_id=actor.member_id, thing_id=brief.uid)
    return CurrentBrief(brief, newest, main.text)


@transaction.atomic
def edit_variant(*, actor: Actor, now: datetime, brief_uid: object, name: str, person_uids: Iterable[object]) -> Brief:
    """Call a brief otherwise and say anew for whom it is. Raises NotFound, and Refused for the main one."""
    require(actor, Permission.BOOK_WRITE)
    brief = locked(actor, brief_uid)
    if brief.is_main:
        raise Refused("The main brief is for everybody who has none of their own.", "name")
    brief.name = _named(name)
    brief.save(update_fields=["name"])
    _set_readers(actor, brief, person_uids, now)
    audit_log.record(Verb.BRIEF_CHANGED, now=now, member_id=actor.member_id, thing_id=brief.uid)
    return brief


@transaction.atomic
def delete_brief(*, actor: Actor, now: datetime, brief_uid: object) -> None:
    """Delete a brief with all its versions; its public page is gone. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    brief = locked(actor, brief_uid)
    uid = brief.uid
    brief.delete()
    audit_log.record(Verb.BRIEF_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


def _locked_or_begun(actor: Actor, now: datetime, brief_uid: object) -> Brief:
    if brief_uid is not None:
        return locked(actor, brief_uid)
    lock_book(actor)  # two first savings at once must not begin two main briefs
    found = Brief.objects.select_for_update().filter(owner_id=actor.member_id, is_main=True).first()
    if found is None:
        found = Brief.objects.create(owner_id=actor.member_id, name=MAIN, is_main=True, created_at=now)
    return found


def _known_moments(text: BriefText, before: BriefText) -> None:
    """A moment that left the catalogue may stay where it stands; a new one has to be in it."""
    unknown = [key for key in text.moments if key not in MOMENTS and key not in before.moments]
    if unknown:
        raise Refused(f"There is no moment “{unknown[0]}” in the catalogue.", "moments")


def _keep(brief: Brief, text: BriefText, note: str, now: datetime) -> BriefVersion:
    brief.number += 1
    brief.save(update_fields=["number"])
    return BriefVersion.objects.create(
        brief=brief, number=brief.number, parts=as_data(text), note=clean(note, NOTE_MAX), saved_at=now
    )


def _named(name: str) -> str:
    name = clean(name)
    if not name:
        raise Refused("Give it a name, so that you find it again: “For mediators”.", "name")
    if len(name) > NAME_MAX:
        raise Refused(f"{len(name)} signs are too many for a name; use {NAME_MAX}.", "name")
    return name


def _set_readers(actor: Actor, brief: Brief, person_uids: Iterable[object], now: datetime) -> None:
    """These partners and no others; who had another brief of their own has this one now. Raises NotFound."""
    wanted = {ids.parse(uid) for uid in person_uids}
    people: set[Person] = set(visible_to(actor).filter(uid__in=wanted - {None}))
    if len(people) != len(wanted):
        raise NotFound("There is no such person in your book.")
    if len(people) > READERS_MAX:
        raise Refused(f"A brief is for at most {READERS_MAX} partners; the main one is for everybody.", "people")
    BriefReader.objects.filter(brief=brief).exclude(person__in=people).delete()
    BriefReader.objects.filter(person__in=people).exclude(brief=brief).delete()
    had = set(BriefReader.objects.filter(brief=brief).values_list("person_id", flat=True))
    BriefReader.objects.bulk_create(
        BriefReader(brief=brief, person=person, since=now) for person in people if person.pk not in had
    )
