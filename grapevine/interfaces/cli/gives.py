"""`grapevine gives`: the ledger of help, both directions."""

from __future__ import annotations

from typing import Any

import click

from grapevine.domain.gives import actions, queries, rules
from grapevine.domain.gives.models import Give
from grapevine.domain.network.actions import taking_back
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.ledger_rows import AT, NOTE, changes, entry_row, list_options, named, show_newest
from grapevine.interfaces.cli.lines import WHO, keep_line, require_options

_COLUMNS = ("at", "direction", "kind", "person", "sphere", "minutes", "note", "id")


@click.group()
def gives() -> None:
    """What you gave and received: referrals, introductions, ideas, help."""


_MINUTES = click.option("--minutes", type=int, help="The effort it took.")
_SPHERE = click.option("--sphere", type=click.Choice(rules.SPHERES), help="Which part of life it helped; business.")


@gives.command("log")
@click.argument("line", required=False)
@click.option("--person", "person_id", metavar="ID")
@click.option("--kind", type=click.Choice(rules.KINDS))
@click.option("--direction", type=click.Choice(rules.DIRECTIONS))
@AT
@_SPHERE
@_MINUTES
@NOTE
@WHO
@member_command
def log(
    call: Call, line: str | None, person_id: str | None, at: str | None, who: tuple[str, ...], **said: Any
) -> None:
    """Log one act of help, or a LINE: "sent Ben a client yesterday".

    A line is read with the people of the book and kept whole, gives and touches; what is unsure is asked with exit
    code 1, and answered by --who. Without --at it is now.
    """
    if line is not None:
        keep_line(call, line, who, {"person": person_id, "at": at, **said})
        return
    require_options(who, person=person_id, kind=said["kind"], direction=said["direction"])
    give = actions.log_give(actor=call.actor, now=call.now, person_uid=person_id, at=call.moment(at), **named(said))
    call.answer(entry_row(give), [f"Logged: {_told(give)}.", f"id: {give.uid}"])


@gives.command("list")
@list_options
@click.option("--direction", type=click.Choice(rules.DIRECTIONS))
@member_command
def list_gives(call: Call, direction: str | None, **which: Any) -> None:
    """List gives, newest first."""
    found = queries.visible_to(call.actor)
    found = found.filter(direction=direction) if direction else found
    show_newest(call, found, _COLUMNS, **which, none="Nothing given or received yet.")


@gives.command("edit")
@click.argument("give_id", metavar="ID")
@click.option("--kind", type=click.Choice(rules.KINDS))
@click.option("--direction", type=click.Choice(rules.DIRECTIONS))
@AT
@_SPHERE
@_MINUTES
@NOTE
@member_command
def edit(call: Call, give_id: str, at: str | None, **said: Any) -> None:
    """Change a give: only what you name changes."""
    said = changes(call, at, said)
    give = taking_back.edit_give(actor=call.actor, now=call.now, give_uid=give_id, **said)
    call.answer(entry_row(give), f"Changed: {_told(give)}.")


@gives.command("delete")
@click.argument("give_id", metavar="ID")
@member_command
def delete(call: Call, give_id: str) -> None:
    """Take a give back; what it added to depth goes with it."""
    give = queries.give(call.actor, give_id)
    taking_back.delete_give(actor=call.actor, now=call.now, give_uid=give_id)
    call.answer({"id": str(give.uid), "deleted": True}, f"Taken back: {_told(give)}.")


def _told(give: Give) -> str:
    side = "to" if give.direction == rules.GIVEN else "from"
    return f"{give.kind} {side} {give.person.name} on {give.at:%Y-%m-%d}"
