"""`grapevine gives`: the ledger of help, both directions."""

from __future__ import annotations

from typing import Any

import click

from grapevine.domain.gives import actions, queries, rules
from grapevine.domain.gives.models import Give
from grapevine.domain.people import queries as people
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.ledger_rows import give_row
from grapevine.interfaces.cli.lines import WHO, keep_line, require_options

_COLUMNS = ("at", "direction", "kind", "person", "sphere", "minutes", "note", "id")


@click.group()
def gives() -> None:
    """What you gave and received: referrals, introductions, ideas, help."""


_MINUTES = click.option("--minutes", type=int, help="The effort it took.")
_AT = click.option("--at", metavar="TIME", help="2026-03-31 or 2026-03-31T09:30, in your own zone unless it says.")
_SPHERE = click.option("--sphere", type=click.Choice(rules.SPHERES), help="Which part of life it helped; business.")
_NOTE = click.option("--note")


@gives.command("log")
@click.argument("line", required=False)
@click.option("--person", "person_id", metavar="ID")
@click.option("--kind", type=click.Choice(rules.KINDS))
@click.option("--direction", type=click.Choice(rules.DIRECTIONS))
@_AT
@_SPHERE
@_MINUTES
@_NOTE
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
    give = actions.log_give(actor=call.actor, now=call.now, person_uid=person_id, at=call.moment(at), **_named(said))
    call.answer(give_row(give), [f"Logged: {_told(give)}.", f"id: {give.uid}"])


@gives.command("list")
@click.option("--person", "person_id", metavar="ID", help="Only with this person.")
@click.option("--direction", type=click.Choice(rules.DIRECTIONS))
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N")
@member_command
def list_gives(call: Call, person_id: str | None, direction: str | None, limit: int) -> None:
    """List gives, newest first."""
    found = queries.visible_to(call.actor).order_by("-at", "-pk")
    if person_id:
        found = queries.of_person(call.actor, people.person(call.actor, person_id).pk)
    if direction:
        found = found.filter(direction=direction)
    rows = [give_row(give) for give in found.select_related("person")[:limit]]
    if not call.json:
        rows = [{**row, "person": row["person"]["name"]} for row in rows]
    call.table(rows, _COLUMNS, none="Nothing given or received yet.")


@gives.command("edit")
@click.argument("give_id", metavar="ID")
@click.option("--kind", type=click.Choice(rules.KINDS))
@click.option("--direction", type=click.Choice(rules.DIRECTIONS))
@_AT
@_SPHERE
@_MINUTES
@_NOTE
@member_command
def edit(call: Call, give_id: str, at: str | None, **said: Any) -> None:
    """Change a give: only what you name changes."""
    changes = _named(said)
    if at is not None:
        changes["at"] = call.moment(at)
    give = actions.edit_give(actor=call.actor, now=call.now, give_uid=give_id, **changes)
    call.answer(give_row(give), f"Changed: {_told(give)}.")


@gives.command("delete")
@click.argument("give_id", metavar="ID")
@member_command
def delete(call: Call, give_id: str) -> None:
    """Take a give back; what it added to depth goes with it."""
    give = queries.give(call.actor, give_id)
    actions.delete_give(actor=call.actor, now=call.now, give_uid=give_id)
    call.answer({"id": str(give.uid), "deleted": True}, f"Taken back: {_told(give)}.")


def _named(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def _told(give: Give) -> str:
    side = "to" if give.direction == rules.GIVEN else "from"
    return f"{give.kind} {side} {give.person.name} on {give.at:%Y-%m-%d}"
