"""Reading a table that holds a person a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, PersonRecord, Reading, Where

from .layout import Layout
from .rows import Row, rows

EMPTY_ROW = "The row names nobody."


def people(
    path: Path,
    layout: Layout,
    reading: Reading,
    person_of: Callable[[Row], PersonRecord | None],
    left_out: Callable[[Row], str] = lambda row: "",
) -> Iterator[Item]:
    """One item a row: its person, why it is broken, or (``left_out``: a reason, or "") why it means nobody here."""
    for row in rows(path, layout):
        where = Where(reading.file, row.line)
        if row.refused:
            yield Item(where, refused=row.refused)
        elif reason := left_out(row):
            yield Item(where, skipped=reason)
        else:
            person = person_of(row)
            yield Item(where, (person,)) if person else Item(where, skipped=EMPTY_ROW)
