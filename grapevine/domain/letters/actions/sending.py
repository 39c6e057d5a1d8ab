"""Sending what is due, each letter once, by however many workers.

A letter is claimed in a short transaction, then handed to the mail server with no transaction open, then noted. If the
worker dies before it was handed over, it goes later; if it dies after the server's answer was noted, it went. In the
one moment between the last byte and the note nobody can know: see ``rules.states.after_a_death``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import connection, transaction
from django.db.models import QuerySet

from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.letters.actions.bounces import keep_bounce
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.queries.going import is_stopped
from grapevine.domain.letters.rules.answers import Answer, Verdict, verdict
from grapevine.domain.letters.rules.states import HELD_AT_MOST, State, after_a_death, next_try
from grapevine.kit import ids

#: Takes the letter and what to call right before its last byte; gives the mail server's answer.
HandOver = Callable[[Letter, Callable[[], None]], Answer]
#: One job sends so many at most and leaves the rest to the next; the worker has other things to do.
AT_ONCE = 50
STOPPED = "Its reader asked for no more letters before it went out."
CUT_OFF = "The line was cut while it was handed over: it may have arrived, or not."


class LostClaim(Exception):
    """Another worker holds the letter by now: it was held here for too long. Do not send it."""


def send_due(*, now: datetime, hand_over: HandOver, most: int = AT_ONCE) -> int:
    """Send what is due, the longest waiting first; how many were tried. What fails is put off, not raised."""
    _recover(now)
    for tried in range(most):
        letter = _claim(now)
        if letter is None:
            return tried
        try:
            _note(letter, hand_over(letter, partial(_note_handing, letter, now)), now)
        except LostClaim:
            continue
    return most


@transaction.atomic
def _claim(now: datetime) -> Letter | None:
    """The next letter that is due, now held by this sending alone."""
    due = Letter.objects.filter(state=State.QUEUED, next_try_at__lte=now).order_by("next_try_at", "pk")
    while (letter := _locked(due[:1]).first()) is not None:
        if letter.owner_id and is_stopped(letter.owner_id, letter.to_address):
            letter.state, letter.last_error, letter.sealed = State.STOPPED, STOPPED, ""
            letter.save(update_fields=["state", "last_error", "sealed"])
            continue
        letter.state, letter.claim, letter.claimed_at, letter.handing_at = State.SENDING, ids.new(), now, None
        letter.attempts += 1
        letter.save(update_fields=["state", "claim", "claimed_at", "handing_at", "attempts"])
        return letter
    return None


def _note_handing(letter: Letter, now: datetime) -> None:
    """The mail server gets the letter now. Raises LostClaim."""
    held = Letter.objects.filter(pk=letter.pk, claim=letter.claim, state=State.SENDING)
    if not held.update(handing_at=now):
        raise LostClaim
    letter.handing_at = now


@transaction.atomic
def _note(letter: Letter, answer: Answer, now: datetime) -> None:
    """Keep what came of it. Raises LostClaim."""
    found = Letter.objects.select_for_update().filter(pk=letter.pk, claim=letter.claim, state=State.SENDING).first()
    if found is None:
        raise LostClaim
    found.claim = found.claimed_at = None
    meaning = verdict(answer)
    if meaning is Verdict.SENT:
        found.state, found.sent_at, found.last_error, found.sealed = State.SENT, now, "", ""
        audit_log.record(Verb.LETTER_SENT, now=now, member_id=found.owner_id, thing_id=found.uid, kind=found.kind)
    elif meaning is Verdict.BOUNCE:
        found.state, found.last_error = State.FAILED, answer.said
        keep_bounce(found, now=now, code=str(answer.code), said=answer.text)
    elif answer.code == 0 and found.handing_at is not None:
        _put_off(found, after_a_death(handing=True, automatic=found.automatic), CUT_OFF, now)
    else:
        _put_off(found, State.QUEUED, answer.said, now)
    found.save()


def _put_off(letter: Letter, state: State, reason: str, now: datetime) -> None:
    """Try again later, or give up when it was tried often enough."""
    due = next_try(letter.attempts, now)
    letter.last_error = reason[:500]
    letter.state = state if due or state is State.UNSURE else State.FAILED
    letter.next_try_at = due or now


@transaction.atomic
def _recover(now: datetime) -> None:
    """Letters of a worker that died: what is known of each decides."""
    dead = Letter.objects.filter(state=State.SENDING, claimed_at__lt=now - HELD_AT_MOST)
    for letter in _locked(dead[:AT_ONCE]):
        cut = letter.handing_at is not None
        letter.state = after_a_death(handing=cut, automatic=letter.automatic)
        letter.claim = letter.claimed_at = None
        letter.next_try_at, letter.last_error = now, CUT_OFF if cut else ""
        letter.save(update_fields=["state", "claim", "claimed_at", "next_try_at", "last_error"])


def _locked(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Locked, and past those that another worker holds. SQLite has one writer at a time: nothing to pass there."""
    return letters.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
