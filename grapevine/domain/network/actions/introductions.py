"""A request for an introduction: drafted, changed, and step by step to its end; ledgers in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.actions import Draft as GiveDraft
from grapevine.domain.gives.actions import log_gives
from grapevine.domain.network.models import Introduction, Standing, Step, Wish
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.queries.across import askable_members, person_of_member
from grapevine.domain.network.queries.drafting import first_letter
from grapevine.domain.network.rules.introductions import requests
from grapevine.domain.network.rules.introductions.across import HIDDEN
from grapevine.domain.network.rules.introductions.letters import without_blanks
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.actions import Draft as TouchDraft
from grapevine.domain.touches.actions import log_touches
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean_lines

LETTER_MAX = 5_000
NOTE_MAX = 1_000


@transaction.atomic
def draft_introduction(
    *, actor: Actor, now: datetime, wish_uid: object, person_uid: object = None, member_uid: object = None,
    letter: str = "",
) -> Introduction:  # fmt: skip
    """A request to a go-between, with a letter to start from; the one there is, where it is not over yet.

    The go-between is a person of the book, or a member who lets the actor ask. Raises NotFound, Refused for who is
    hidden or the one to meet.
    """
    require(actor, Permission.BOOK_WRITE)
    wish = queries.wish(actor, wish_uid)
    hidden = set(Standing.objects.filter(owner_id=actor.member_id, standing=HIDDEN).values_list("person_id", flat=True))
    members = askable_members(actor, hidden, now)
    person, member_id = _go_between(actor, wish, members, hidden, person_uid, member_uid)
    same = Introduction.objects.filter(owner_id=actor.member_id, wish=wish, person=person, member_id=member_id)
    open_one = same.exclude(state__in=(*requests.OVER, requests.INTRODUCED)).first()
    if open_one is not None:
        return open_one
    made = Introduction(owner_id=actor.member_id, wish=wish, person=person, member_id=member_id, at=now)
    made.letter = clean_lines(letter, LETTER_MAX) or first_letter(actor, made, now)
    made.save()
    _note(made, now, requests.ASKER, "")
    audit_log.record(Verb.INTRODUCTION_DRAFTED, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made


@transaction.atomic
def edit_letter(*, actor: Actor, now: datetime, introduction_uid: object, letter: str) -> Introduction:
    """Change the words, as long as nobody was asked. Raises NotFound, Refused."""
    row = _locked(actor, introduction_uid)
    if row.owner_id != actor.member_id:
        raise NotFound("There is no such request.")
    if row.state not in (requests.DRAFTED, requests.NOT_NOW):
        raise Refused("You have asked already: the letter stays as it was.", "letter")
    row.letter = clean_lines(letter, LETTER_MAX)
    row.save(update_fields=["letter"])
    audit_log.record(Verb.INTRODUCTION_CHANGED, now=now, member_id=actor.member_id, thing_id=row.uid)
    return row


@transaction.atomic
def take_step(*, actor: Actor, now: datetime, introduction_uid: object, state: str, note: str = "") -> Introduction:
    """Say how a request goes on: its asker, or the member who is asked. ``note`` is read by both.

    Asked logs a touch about "ask" with the go-between, introduced the give, in the same transaction; a token needs the
    scopes of both ledgers. Raises NotFound, Refused for a step that cannot follow.
    """
    for permission in (Permission.BOOK_WRITE, Permission.TOUCHES_WRITE, Permission.GIVES_WRITE):
        require(actor, permission)
    row = _locked(actor, introduction_uid)
    by = requests.ASKER if row.owner_id == actor.member_id else requests.GO_BETWEEN
    if state not in requests.steps(row.state, by, member=row.member_id is not None):
        said = requests.STATES.get(state, state)
        raise Refused(f"“{said}” cannot follow “{requests.STATES[row.state]}” here.", "state")
    if state == requests.ASKED and row.member_id is not None:
        _still_askable(actor, now, row)
    row.state, row.at = state, now
    if state == requests.ASKED:
        row.letter = without_blanks(row.letter)
    row.save(update_fields=["state", "at", "letter"])
    _note(row, now, by, note)
    if state == requests.ASKED:
        _log_ask(actor, now, row)
    if state == requests.INTRODUCED:
        _log_introduction(now, row)
    audit_log.record(Verb.INTRODUCTION_STEPPED, now=now, member_id=actor.member_id, thing_id=row.uid, state=state)
    return row


def _go_between(
    actor: Actor, wish: Wish, members: dict[int, int | None], hidden: set[int], person_uid: object, member_uid: object
) -> tuple[Person | None, int | None]:
    """The person and the member (inner id) who are asked. Of a member who lets nobody ask nothing is known."""
    if person_uid:
        person = person_for_writing(actor, person_uid)
        if person.pk in hidden or person.archived_at is not None:
            raise Refused(f"{person.name} is hidden or put aside: nobody to ask.", "person")
        if person == wish.person:
            raise Refused("Somebody cannot introduce themselves: name who stands between.", "person")
        return person, next((pk for pk, own in members.items() if own == person.pk), None)
    uid = ids.parse(member_uid)
    member = Member.objects.filter(pk__in=members, uid=uid).first() if uid else None
    if member is None:
        raise NotFound("There is no such go-between.")
    return Person.objects.filter(pk=members[member.pk]).first(), member.pk


def _still_askable(actor: Actor, now: datetime, row: Introduction) -> None:
    if row.member_id not in askable_members(actor, set(), now):
        raise Refused("They are not to be asked for introductions any more.", "state")


def _log_ask(actor: Actor, now: datetime, row: Introduction) -> None:
    """The ask stands in the ledger, and so makes "ready to ask" wait."""
    if row.person_id is not None:
        note = f"Asked for an introduction to {row.wish.name}"
        draft = TouchDraft(
            row.person_id, now, touch_rules.MESSAGE, began_by=touch_rules.ME, about=touch_rules.ASK, note=note
        )
        log_touches(actor=actor, now=now, drafts=[draft])


def _log_introduction(now: datetime, row: Introduction) -> None:
    """The asker received an introduction; a go-between who is a member gave one, each in their own ledger."""
    if row.person_id is not None:
        _log_give(actor_of(row.owner), now, row.person_id, give_rules.RECEIVED, f"To {row.wish.name}")
    if row.member is not None:
        person = person_of_member(row.member, row.owner)
        if person is not None:
            _log_give(actor_of(row.member), now, person, give_rules.GIVEN, f"To {row.wish.name}")


def _log_give(actor: Actor, now: datetime, person: int, direction: str, note: str) -> None:
    log_gives(actor=actor, now=now, drafts=[GiveDraft(person, now, give_rules.INTRODUCTION, direction, note=note)])


def _note(row: Introduction, now: datetime, by: str, note: str) -> None:
    Step.objects.create(introduction=row, state=row.state, at=now, by=by, note=clean_lines(note, NOTE_MAX))


def _locked(actor: Actor, introduction_uid: object) -> Introduction:
    require(actor, Permission.BOOK_WRITE)
    found = queries.introduction(actor, introduction_uid)
    rows = Introduction.objects.select_for_update(of=("self",))
    return rows.select_related("wish", "wish__person", "person", "member", "owner").get(pk=found.pk)
