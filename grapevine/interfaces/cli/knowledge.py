"""`grapevine knowledge`: what you know of somebody under five headings, and whether they know it of you."""

from __future__ import annotations

from typing import Any

import click

from grapevine.domain.people import queries
from grapevine.domain.people.actions import knowledge as actions
from grapevine.domain.people.models import Knowledge, Person
from grapevine.domain.people.rules.knowledge import HEADINGS, SOURCES, TOLD, Row
from grapevine.interfaces.cli.acting import Call, member_command


@click.group()
def knowledge() -> None:
    """What you know of them under five headings, and whether they know it of you."""


_HEADING = click.Choice(list(HEADINGS))
_FROM = click.option("--heard-from", metavar="NAME", help="Who said so; with --source heard.")
_AT = click.option("--at", metavar="TIME", help="When you learned it; now, when left out.")


@knowledge.command("list")
@click.argument("person_id", metavar="PERSON")
@member_command
def list_knowledge(call: Call, person_id: str) -> None:
    """Show the five headings of one person: what you know, what to ask, what to tell."""
    person = queries.person(call.actor, person_id)
    rows = queries.sheet_of(call.actor, person, queries.card_of(person), call.now)
    call.answer([_as_row(row, call) for row in rows], _told(rows, person, call))


@knowledge.command("add")
@click.argument("person_id", metavar="PERSON")
@click.option("--heading", type=_HEADING, required=True)
@click.option("--text", required=True, help="What you know, in a line or two.")
@click.option("--source", type=click.Choice(list(SOURCES)), default=TOLD, show_default=True)
@_FROM
@_AT
@member_command
def add(call: Call, person_id: str, heard_from: str | None, at: str | None, **said: Any) -> None:
    """Write one thing down."""
    made = actions.add_knowledge(
        actor=call.actor, now=call.now, person_uid=person_id, heard_from=heard_from or "", at=call.moment(at), **said
    )
    call.answer(_as_thing(made), [f"Written down, under {made.heading}.", f"id: {made.uid}"])


@knowledge.command("edit")
@click.argument("knowledge_id", metavar="ID")
@click.option("--heading", type=_HEADING)
@click.option("--text")
@click.option("--source", type=click.Choice(list(SOURCES)))
@_FROM
@_AT
@member_command
def edit(call: Call, knowledge_id: str, at: str | None, **said: Any) -> None:
    """Change one thing known: only what you name changes."""
    changes = {name: value for name, value in said.items() if value is not None}
    if at is not None:
        changes["at"] = call.moment(at)
    row = actions.edit_knowledge(actor=call.actor, now=call.now, knowledge_uid=knowledge_id, **changes)
    call.answer(_as_thing(row), f"Changed, under {row.heading}.")


@knowledge.command("delete")
@click.argument("knowledge_id", metavar="ID")
@member_command
def delete(call: Call, knowledge_id: str) -> None:
    """Strike one thing out."""
    row = queries.knowledge(call.actor, knowledge_id)
    actions.delete_knowledge(actor=call.actor, now=call.now, knowledge_uid=knowledge_id)
    call.answer({"id": str(row.uid), "deleted": True}, "Struck out.")


@knowledge.command("told")
@click.argument("person_id", metavar="PERSON")
@click.option("--heading", type=_HEADING, required=True)
@click.option("--not-so", is_flag=True, help="They do not know it after all.")
@_AT
@member_command
def told(call: Call, person_id: str, heading: str, not_so: bool, at: str | None) -> None:
    """Note that they know this of you."""
    person = actions.mark_told(actor=call.actor, now=call.now, person_uid=person_id, heading=heading,
                               told=not not_so, at=call.moment(at))  # fmt: skip
    said = "does not know" if not_so else "knows"
    call.answer(
        {"id": str(person.uid), "heading": heading, "told": not not_so}, f"{person.name} {said} your {heading}."
    )


def _as_thing(row: Knowledge) -> dict[str, Any]:
    names = ("heading", "text", "source", "heard_from", "at")
    person = {"id": str(row.person.uid), "name": row.person.name}
    return {"id": str(row.uid), "person": person, **{name: getattr(row, name) for name in names}}


def _as_row(row: Row, call: Call) -> dict[str, Any]:
    entries = [
        {"id": str(one.uid) if one.uid else None, "text": one.text, "source": one.source,
         "heard_from": one.heard_from, "at": one.at, "old": one.is_old(call.now)}
        for one in row.entries
    ]  # fmt: skip
    return {"heading": row.heading, "entries": entries, "question": row.question, "told_at": row.told_at,
            "tell": row.tell}  # fmt: skip


def _told(rows: tuple[Row, ...], person: Person, call: Call) -> list[str]:
    lines = [person.name]
    for row in rows:
        lines.append(f"  {row.label}: {'they know yours' if row.told_at else 'yours not told yet'}")
        for one in row.entries:
            lines.append(f"    {one.text}{' (worth asking again)' if one.is_old(call.now) else ''}")
        if row.question:
            lines.append(f"    ask: {row.question}")
    return lines
