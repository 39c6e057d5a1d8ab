"""`grapevine letters`: what went out for the member, what waits, what failed; a letter to oneself as a trial."""

from __future__ import annotations

from typing import Any

import click
from django.conf import settings

from grapevine.domain.letters import actions, queries
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.rules.states import State
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.mail import sending, trial


@click.group()
def letters() -> None:
    """Letters that go out in your name, one to one person."""


@letters.command("list")
@click.option("--waiting", is_flag=True, help="Only what has not gone out yet, or failed.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@member_command
def list_(call: Call, waiting: bool, limit: int) -> None:
    """Your letters, newest first."""
    found = queries.letters(call.actor)
    found = found.exclude(state__in=[State.SENT, State.STOPPED]) if waiting else found
    rows = [shape(letter) for letter in found[:limit]]
    call.table(rows, ["name", "subject", "state", "attempts", "created_at", "said", "id"], none="No letters.")


@letters.command("send-test")
@member_command
def send_test(call: Call) -> None:
    """Send a letter to your own address right now, and say what the mail server answered."""
    letter = trial.letter(to_address=call.actor.email, to_name=call.actor.name, base_url=settings.BASE_URL)
    made = actions.queue_letter(actor=call.actor, now=call.now, letter=letter)
    sending.send_due()
    found = queries.letter(call.actor, made.uid)
    if found.state != State.SENT:
        raise click.ClickException(f"It did not go out: {found.last_error or found.state}.")
    said = f"Sent to {found.to_address}." if settings.MAIL_WORKS else f"Kept as a file in {settings.EMAIL_FILE_PATH}."
    call.answer(shape(found), said)


@letters.command("retry")
@click.argument("letter_id", metavar="ID")
@member_command
def retry(call: Call, letter_id: str) -> None:
    """Send once more what failed, or what may have been cut off."""
    call.answer(shape(actions.retry(actor=call.actor, now=call.now, uid=letter_id)), "On its way once more.")


@letters.command("cancel")
@click.argument("letter_id", metavar="ID")
@member_command
def cancel(call: Call, letter_id: str) -> None:
    """Call back a letter that waits."""
    call.answer(shape(actions.cancel(actor=call.actor, now=call.now, uid=letter_id)), "Called back.")


def shape(letter: Letter) -> dict[str, Any]:
    """A letter as plain data."""
    return {
        "id": str(letter.uid),
        "kind": letter.kind,
        "person": str(letter.person.uid) if letter.person else None,
        "name": letter.to_name,
        "address": letter.to_address,
        "subject": letter.subject,
        "state": letter.state,
        "attempts": letter.attempts,
        "created_at": letter.created_at,
        "sent_at": letter.sent_at,
        "next_try_at": letter.next_try_at if letter.state == State.QUEUED else None,
        "said": letter.last_error,
    }
