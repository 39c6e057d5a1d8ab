"""What `touches` and `gives` have in common at a terminal: options, lists, and entries as programs get them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
from django.db.models import QuerySet

from grapevine.domain.gives.models import Give
from grapevine.domain.people import queries as people
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.cli.acting import Call

AT = click.option("--at", metavar="TIME", help="2026-03-31 or 2026-03-31T09:30, in your own zone unless it says.")
NOTE = click.option("--note")
_ONLY_WITH = click.option("--person", "person_id", metavar="ID", help="Only with this person.")
_LIMIT = click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N")
_TOUCH = ("kind", "minutes", "began_by", "about", "note", "source")
_GIVE = ("kind", "direction", "sphere", "minutes", "note", "source")


def list_options(command: Callable[..., None]) -> Callable[..., None]:
    """Which part of a ledger is listed: `--person` and `--limit`."""
    return _ONLY_WITH(_LIMIT(command))


def show_newest(
    call: Call, found: QuerySet, columns: Sequence[str], *, person_id: str | None, limit: int, none: str
) -> None:
    """Print a ledger, newest first, with one person or all; ``none`` when it is empty. Raises NotFound."""
    if person_id:
        found = found.filter(person=people.person(call.actor, person_id).pk)
    rows = [entry_row(entry) for entry in found.select_related("person").order_by("-at", "-pk")[:limit]]
    if not call.json:
        rows = [{**row, "person": row["person"]["name"]} for row in rows]
    call.table(rows, columns, none=none)


def named(said: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in said.items() if value is not None}


def changes(call: Call, at: str | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is to change of an entry: the options that were given, the time read as one."""
    return named(said) if at is None else {**named(said), "at": call.moment(at)}


def entry_row(entry: Touch | Give) -> dict[str, Any]:
    """A touch or a give as programs get it."""
    person = {"id": str(entry.person.uid), "name": entry.person.name}
    fields = _TOUCH if isinstance(entry, Touch) else _GIVE
    return {"id": str(entry.uid), "person": person, "at": entry.at, **{name: getattr(entry, name) for name in fields}}
