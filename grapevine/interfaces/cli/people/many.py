"""Many people at once: sorting, tagging, putting aside; what was changed, and taking it back; who is not sorted."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from grapevine.domain.imports import queries as import_queries
from grapevine.domain.imports.queries.sources import brought
from grapevine.domain.network.queries import sorting
from grapevine.domain.network.queries.chosen import changes as changes_of
from grapevine.domain.network.queries.chosen import chosen
from grapevine.domain.people.actions.bulk import change_many, undo_change
from grapevine.domain.people.rules.bulk import Do
from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.domain.people.rules.sorting import suggest
from grapevine.interfaces.cli.acting import Call, member_command

_WHO = click.argument("person_ids", metavar="ID...", nargs=-1, required=True)


@click.command()
@_WHO
@click.option("--to", "--segment", "to", type=click.Choice([*SEGMENTS, "none"]), required=True,
              help="The part of life; none: not sorted.")  # fmt: skip
@member_command
def segment(call: Call, person_ids: tuple[str, ...], to: str) -> None:
    """Sort people into a part of life. ID - reads ids from standard input, also as `people list --json` writes them."""
    _change(call, person_ids, Do.SEGMENT, "" if to == "none" else to)


@click.command()
@_WHO
@click.option("--tag", "name", required=True, metavar="TAG")
@member_command
def tag(call: Call, person_ids: tuple[str, ...], name: str) -> None:
    """Give people a tag; ID - as for `segment`."""
    _change(call, person_ids, Do.TAG, name)


@click.command()
@_WHO
@click.option("--tag", "name", required=True, metavar="TAG")
@member_command
def untag(call: Call, person_ids: tuple[str, ...], name: str) -> None:
    """Take a tag from people; ID - as for `segment`."""
    _change(call, person_ids, Do.UNTAG, name)


@click.command()
@_WHO
@member_command
def archive(call: Call, person_ids: tuple[str, ...]) -> None:
    """Put people aside: kept with all history, shown nowhere unless asked; ID - as for `segment`."""
    _change(call, person_ids, Do.ARCHIVE)


@click.command()
@_WHO
@member_command
def restore(call: Call, person_ids: tuple[str, ...]) -> None:
    """Bring people back who were put aside; ID - as for `segment`."""
    _change(call, person_ids, Do.RESTORE)


@click.command()
@click.argument("change_id", metavar="CHANGE")
@member_command
def undo(call: Call, change_id: str) -> None:
    """Take a change of many people back: each has what they had; whoever was changed since is left alone."""
    back = undo_change(actor=call.actor, now=call.now, change_uid=change_id)
    said = {"id": str(back.change.uid), "people": back.people, "left": back.left, "gone": back.gone, "told": back.told}
    call.answer(said, back.told)


@click.command()
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@member_command
def changes(call: Call, limit: int) -> None:
    """The changes of many people of the last thirty days, newest first."""
    columns = ("do", "value", "people", "made_at", "undone_at")
    rows = [
        {**{name: getattr(one, name) for name in columns}, "id": str(one.uid)}
        for one in changes_of(call.actor)[:limit]
    ]
    call.table(rows, (*columns, "id"), none="Nothing was changed of many people at once.")


@click.command()
@click.option("--import", "import_id", metavar="ID", help="Only those whom this import brought.")
@click.option("--limit", type=click.IntRange(1, sorting.LIMIT_MAX), default=50, show_default=True, metavar="N")
@member_command
def unsorted(call: Call, import_id: str | None, limit: int) -> None:
    """Whoever has no part of life yet: nearest first, then by name, last those put off."""
    among = brought(import_queries.batch(call.actor, import_id)) if import_id else None
    rows = []
    for one in sorting.waiting(call.actor, limit=limit, among=among):
        hint = suggest(one.card, call.actor.name)
        row: dict[str, Any] = {name: getattr(one.card, name) for name in ("name", "firm", "title", "profession")}
        row |= {"last_touch_at": one.last_touch_at, "perhaps": hint.segment if hint else None}
        rows.append({**row, "put_off": one.person.later_at is not None, "id": str(one.person.uid)})
    call.table(rows, ("name", "firm", "title", "last_touch_at", "perhaps", "id"), none="Everybody is sorted.")


def _change(call: Call, person_ids: tuple[str, ...], do: Do, value: str = "") -> None:
    people = chosen(call.actor, _named(person_ids))
    done = change_many(actor=call.actor, now=call.now, people=people, do=do, value=value)
    uid = str(done.change.uid) if done.change else None
    said = {"id": uid, "people": done.people, "same": done.same, "told": done.told}
    call.answer(said, [done.told, *([f"To take it back: grapevine people undo {uid}"] if uid else [])])


def _named(person_ids: tuple[str, ...]) -> list[str]:
    """The ids as given; "-" stands for those on standard input, one a line or a JSON list."""
    found: list[str] = []
    for one in person_ids:
        found += _read(sys.stdin.read()) if one == "-" else [one]
    return found


def _read(text: str) -> list[str]:
    if not text.lstrip().startswith("["):
        return text.split()
    try:
        return [str(row["id"]) if isinstance(row, dict) else str(row) for row in json.loads(text)]
    except (ValueError, KeyError) as error:
        raise click.UsageError("Standard input is neither ids, one a line, nor a JSON list with ids.") from error
