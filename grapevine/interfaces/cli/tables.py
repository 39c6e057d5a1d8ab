"""Aligned plain tables for people at a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

#: Longer cells are cut: a table is for looking, --json for everything.
WIDEST = 40


def aligned(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """The lines of a table: a heading and a line for each row; numbers stand to the right."""
    cells = [[cell(row.get(column)) for column in columns] for row in rows]
    heads = [column.replace("_", " ") for column in columns]
    widths = [max(wide(line[i]) for line in [heads, *cells]) for i in range(len(columns))]
    right = [all(isinstance(row.get(column), int | float | None) for row in rows) for column in columns]
    for line in [heads, *cells]:
        parts = (_padded(text, width, to) for text, width, to in zip(line, widths, right, strict=True))
        yield "  ".join(parts).rstrip()


def cell(value: Any) -> str:
    """One value as short text; what is not known is a dash."""
    if value is None or value == "" or value == []:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, list):
        return cell(", ".join(str(each) for each in value))
    text = " ".join(str(value).split())
    return text if wide(text) <= WIDEST else text[: WIDEST - 1] + "…"


def wide(text: str) -> int:
    """How many columns of a terminal a text takes: ideographs two, combining marks none."""
    return sum(
        0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text
    )


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - wide(text))
    return space + text if right else text + space
