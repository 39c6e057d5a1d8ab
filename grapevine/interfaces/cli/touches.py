"""`grapevine touches`: each time you met, called or wrote."""

from __future__ import annotations

from typing import Any

import click

from grapevine.domain.network.actions import taking_back
from grapevine.domain.touches import actions, queries, rules
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.ledger_rows import AT, NOTE, changes, entry_row, list_options, named, show_newest
from grapevine.interfaces.cli.lines import WHO, keep_line, require_options

_COLUMNS = ("at", "person", "kind", "minutes", "began_by", "about", "note", "id")


@click.group()
def touches() -> None:
    """Each time you met, called or wrote."""


_MINUTES = click.option("--minutes", type=int, help="How long it took.")
_BEGAN = click.option("--began-by", type=click.Choice([rules.ME, rules.THEM]), help="Who began it, or who wrote.")
_ABOUT = click.option("--about", type=click.Choice([rules.RELATIONSHIP, rules.BUSINESS, rules.ASK]),
                      help="What it was about; ask: you asked them for something.")  # fmt: skip


@touches.command("log")
@click.argument("line", required=False)
@click.option("--person", "person_id", metavar="ID")
@click.option("--kind", type=click.Choice(rules.KINDS))
@AT
@_MINUTES
@_BEGAN
@_ABOUT
@NOTE
@WHO
@member_command
def log(
    call: Call, line: str | None, person_id: str | None, at: str | None, who: tuple[str, ...], **said: Any
) -> None:
    """Log one touch, or a LINE: "coffee with Dana yesterday 1h, gave her the name of a bookkeeper".

    A line is read with the people of the book and kept whole, touches and gives; what is unsure is asked with exit
    code 1, and answered by --who. Without --at it is now.
    """
    if line is not None:
        keep_line(call, line, who, {"person": person_id, "at": at, **said})
        return
    require_options(who, person=person_id, kind=said["kind"])
    touch = actions.log_touch(
        actor=call.actor, now=call.now, person_uid=person_id, at=call.moment(at), **named(said)
    )
    call.answer(entry_row(touch), [f"Logged: {_told(touch)}.", f"id: {touch.uid}"])


@touches.command("list")
@list_options
@member_command
def list_touches(call: Call, **which: Any) -> None:
    """List touches, newest first."""
    show_newest(call, queries.visible_to(call.actor), _COLUMNS, **which, none="No touch yet.")


@touches.command("edit")
@click.argument("touch_id", metavar="ID")
@click.option("--kind", type=click.Choice(rules.KINDS))
@AT
@_MINUTES
@_BEGAN
@_ABOUT
@NOTE
@member_command
def edit(call: Call, touch_id: str, at: str | None, **said: Any) -> None:
    """Change a touch: only what you name changes."""
    said = changes(call, at, said)
    touch = taking_back.edit_touch(actor=call.actor, now=call.now, touch_uid=touch_id, **said)
    call.answer(entry_row(touch), f"Changed: {_told(touch)}.")


@touches.command("delete")
@click.argument("touch_id", metavar="ID")
@member_command
def delete(call: Call, touch_id: str) -> None:
    """Take a touch back; what it added to depth goes with it."""
    touch = queries.touch(call.actor, touch_id)
    taking_back.delete_touch(actor=call.actor, now=call.now, touch_uid=touch_id)
    call.answer({"id": str(touch.uid), "deleted": True}, f"Taken back: {_told(touch)}.")


def _told(touch: Touch) -> str:
    return f"{touch.kind.replace('_', ' ')} with {touch.person.name} on {touch.at:%Y-%m-%d}"
