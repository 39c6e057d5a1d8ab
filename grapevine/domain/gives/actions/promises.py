"""Writes of promises: made, kept, let go or broken, taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.gives.actions.ledger import delete_give, log_give
from grapevine.domain.gives.models import Promise
from grapevine.domain.gives.queries import promise as promise_of
from grapevine.domain.gives.rules import GIVEN, RECEIVED
from grapevine.domain.gives.rules.promises import BROKEN, BY, KEPT, LET_GO, ME, OPEN, OUTCOMES
from grapevine.domain.people.actions.rows import count as turn
from grapevine.domain.people.queries import lock, person_for_writing
from grapevine.kit.errors import Refused
from grapevine.kit.moments import EARLIEST, must_have_happened
from grapevine.kit.text import clean, clean_lines

WHAT_MAX = 300
NOTE_MAX = 1_000
#: A day further away than this is a slip of the pen.
FARTHEST = timedelta(days=3653)
_FIELDS = ("what", "by", "due")
_PAST = "That lies in the past: write it down once it has happened."


@dataclass(frozen=True, slots=True)
class Draft:
    """A promise to be written. ``person_id`` is the inner id of one of the actor's own people; ``by`` who promised."""

    person_id: int
    by: str
    what: str
    made_at: datetime
    due: date | None = None
    outcome: str = OPEN
    ended_at: datetime | None = None
    ended_note: str = ""
    give_id: int | None = None
    source_key: str = ""


@transaction.atomic
def make_promise(
    *,
    actor: Actor,
    now: datetime,
    person_uid: object,
    what: str,
    by: str = ME,
    due: date | None = None,
    made_at: datetime | None = None,
) -> Promise:
    """Write down what was promised at ``made_at`` (now, when left out). Raises Refused, NotFound."""
    person = person_for_writing(actor, person_uid)
    (made,) = add_promises(actor=actor, now=now, drafts=[Draft(person.pk, by, what, made_at or now, due)])
    audit_log.record(Verb.PROMISE_MADE, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made


@transaction.atomic
def add_promises(*, actor: Actor, now: datetime, drafts: Sequence[Draft]) -> list[Promise]:
    """Write many promises with one's own people at once; the caller writes the log entry of the whole."""
    require(actor, Permission.GIVES_WRITE)
    made = [_row(actor, now, draft) for draft in drafts]
    lock(actor, (row.person_id for row in made))
    Promise.objects.bulk_create(made, batch_size=500)
    turn(actor.member_id)
    return made


@transaction.atomic
def keep_promise(
    *, actor: Actor, now: datetime, promise_uid: object, kind: str = "", note: str = "", at: datetime | None = None
) -> Promise:
    """It was kept at ``at`` (now, when left out); with a ``kind`` the give it became is logged. Raises Refused."""
    promise = _locked(actor, promise_uid)
    _must_be_open(promise)
    when = at or now
    if kind:
        way = GIVEN if promise.by == ME else RECEIVED
        promise.give = log_give(
            actor=actor, now=now, person_uid=promise.person.uid, at=when, kind=kind, direction=way,
            note=note or promise.what,
        )  # fmt: skip
    _end(promise, KEPT, when, note, now)
    audit_log.record(Verb.PROMISE_KEPT, now=now, member_id=actor.member_id, thing_id=promise.uid)
    return promise


@transaction.atomic
def let_go_promise(
    *, actor: Actor, now: datetime, promise_uid: object, broken: bool = False, note: str = "",
    at: datetime | None = None,
) -> Promise:  # fmt: skip
    """It is no longer needed; or, with ``broken``, it was not kept, which counts against trust. Raises Refused."""
    promise = _locked(actor, promise_uid)
    _must_be_open(promise)
    _end(promise, BROKEN if broken else LET_GO, at or now, note, now)
    verb = Verb.PROMISE_BROKEN if broken else Verb.PROMISE_LET_GO
    audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=promise.uid)
    return promise


@transaction.atomic
def reopen_promise(*, actor: Actor, now: datetime, promise_uid: object) -> Promise:
    """Take its end back; the give it became goes with it. Raises Refused when it is open."""
    promise = _locked(actor, promise_uid)
    if promise.outcome == OPEN:
        raise Refused("This promise is open already.")
    if promise.give is not None:
        delete_give(actor=actor, now=now, give_uid=promise.give.uid)
    promise.outcome, promise.ended_at, promise.ended_note, promise.give = OPEN, None, "", None
    promise.save(update_fields=["outcome", "ended_at", "ended_note", "give"])
    turn(actor.member_id)
    audit_log.record(Verb.PROMISE_REOPENED, now=now, member_id=actor.member_id, thing_id=promise.uid)
    return promise


@transaction.atomic
def edit_promise(*, actor: Actor, now: datetime, promise_uid: object, **changes: object) -> Promise:
    """Change what, by or due of a promise. Raises NotFound, Refused."""
    promise = _locked(actor, promise_uid)
    values: dict[str, Any] = {name: changes.get(name, getattr(promise, name)) for name in _FIELDS}
    new = _row(actor, now, Draft(promise.person_id, made_at=promise.made_at, **values))
    for name in _FIELDS:
        setattr(promise, name, getattr(new, name))
    promise.save(update_fields=list(_FIELDS))
    turn(actor.member_id)
    audit_log.record(Verb.PROMISE_CHANGED, now=now, member_id=actor.member_id, thing_id=promise.uid)
    return promise


@transaction.atomic
def delete_promise(*, actor: Actor, now: datetime, promise_uid: object) -> None:
    """Strike it out, as if it had never been said; a give it became stays. Raises NotFound."""
    promise = _locked(actor, promise_uid)
    uid = promise.uid
    delete_promises(actor=actor, promises=[promise])
    audit_log.record(Verb.PROMISE_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


@transaction.atomic
def delete_promises(*, actor: Actor, promises: Sequence[Promise]) -> None:
    """Strike many of one's own out at once; the caller writes the log entry."""
    require(actor, Permission.GIVES_WRITE)
    Promise.objects.filter(owner_id=actor.member_id, pk__in=[promise.pk for promise in promises]).delete()
    turn(actor.member_id)


def check(draft: Draft, now: datetime) -> None:
    """Raise Refused, naming the field, for a draft that cannot be."""
    if draft.by not in BY:
        raise Refused("A promise is made by “me” or by “them”.", "by")
    if not clean(draft.what):
        raise Refused("Say in a few words what was promised.", "what")
    if len(draft.what) > WHAT_MAX:
        raise Refused(f"Keep it under {WHAT_MAX} letters: a line is best.", "what")
    if draft.outcome not in (OPEN, *OUTCOMES) or (draft.ended_at is None) != (draft.outcome == OPEN):
        raise Refused("A promise is open, or it ended at a time: kept, let_go or broken.", "outcome")
    must_have_happened(draft.made_at, now, _PAST)
    if draft.ended_at is not None:
        must_have_happened(draft.ended_at, now, _PAST)
    if draft.due is not None and not EARLIEST.date() <= draft.due <= (now + FARTHEST).date():
        raise Refused("That day is too far away: choose one within ten years.", "due")


def _row(actor: Actor, now: datetime, draft: Draft) -> Promise:
    check(draft, now)
    return Promise(
        owner_id=actor.member_id,
        person_id=draft.person_id,
        by=draft.by,
        what=clean(draft.what, WHAT_MAX),
        due=draft.due,
        made_at=draft.made_at,
        outcome=draft.outcome,
        ended_at=draft.ended_at,
        ended_note=clean_lines(draft.ended_note, NOTE_MAX),
        give_id=draft.give_id,
        source_key=draft.source_key[:300] or None,
        created_at=now,
    )


def _locked(actor: Actor, promise_uid: object) -> Promise:
    require(actor, Permission.GIVES_WRITE)
    lock(actor, [promise_of(actor, promise_uid).person_id])
    return promise_of(actor, promise_uid)


def _must_be_open(promise: Promise) -> None:
    if promise.outcome != OPEN:
        raise Refused("This promise is not open any more. Take its end back first.")


def _end(promise: Promise, outcome: str, at: datetime, note: str, now: datetime) -> None:
    must_have_happened(at, now, _PAST)
    promise.outcome, promise.ended_at, promise.ended_note = outcome, at, clean_lines(note, NOTE_MAX)
    promise.save(update_fields=["outcome", "ended_at", "ended_note", "give"])
    turn(promise.owner_id)
