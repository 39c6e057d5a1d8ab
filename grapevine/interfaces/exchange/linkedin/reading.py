"""Reads one file of the archive: finds which it is and hands each row to the reader of that part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, PersonRecord, Reading, Where

from ..table import Draft, Layout, Row, layout_of_file, rows
from .gives import endorsements, recommendations
from .messages import invitations, messages
from .parties import link_id
from .parts import CONNECTIONS, ENDORSEMENTS, INVITATIONS, MESSAGES, RECOMMENDATIONS, part_of

NO_TABLE = "This is no file of a LinkedIn archive: its headings were not found."
NOTHING_HERE = "This file of the archive says nothing about your relationships."
NO_NAME = "The row has no name: the person has closed their account."


def read(path: Path, reading: Reading) -> Iterator[Item]:
    """People, touches or gives, by the part. Raises OSError as ``open`` does; anything else is a refused item."""
    layout = layout_of_file(path)
    part = part_of(frozenset(layout.headings)) if layout else ""
    if layout is None or not part:
        yield Item(Where(reading.file, 1), refused=NO_TABLE)
        return
    readers: dict[str, Callable[[Path, Layout, Reading], Iterator[Item]]] = {
        CONNECTIONS: _connections,
        MESSAGES: messages,
        INVITATIONS: invitations,
        RECOMMENDATIONS: recommendations,
        ENDORSEMENTS: endorsements,
    }
    if part in readers:
        yield from readers[part](path, layout, reading)
    else:
        yield Item(Where(reading.file, 1), skipped=NOTHING_HERE)


def _connections(path: Path, layout: Layout, reading: Reading) -> Iterator[Item]:
    for row in rows(path, layout):
        where = Where(reading.file, row.line)
        if row.refused:
            yield Item(where, refused=row.refused)
        elif person := _person(row, reading):
            yield Item(where, (person,))
        else:
            yield Item(where, skipped=NO_NAME)


def _person(row: Row, reading: Reading) -> PersonRecord | None:
    draft = Draft(today=reading.now.date())
    draft.text("given", row.get("First Name"))
    draft.text("family", row.get("Last Name"))
    draft.email(row.get("Email Address"))
    draft.link(row.get("URL"), "linkedin")
    if row.get("URL"):
        draft.text("uid", link_id(row.get("URL")))
    if not draft.texts and not draft.emails:
        return None
    draft.text("firm", row.get("Company"))
    draft.text("title", row.get("Position"))
    draft.date(row.get("Connected On"), "connected")
    for value in row.extra:
        draft.note(value)
    return draft.record()
