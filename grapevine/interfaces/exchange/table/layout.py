"""How a table is laid out: encoding, delimiter, and in which line the headings stand. Found by content."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median_low

from .text import HEAD_BYTES, decode_head, encoding_of, read_head
from .values import is_datum, is_mail, unguard
from .words import is_known

DELIMITERS = (",", ";", "\t", "|")
#: How many lines may stand above the headings, and how many are looked at in all.
SEARCH_LINES = 40
SAMPLE_LINES = 120
MAX_COLUMNS = 1_000
_SEP_LINE = re.compile(r"\"?sep=([,;\t|])\"?[,;\t|]*\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """``header_line`` counts from 1; 0 means the file has no headings. ``written`` are the headings as they stand,
    ``headings`` the same made unique ("E-mail (2)") and named where empty ("Column 3")."""

    encoding: str
    delimiter: str
    header_line: int
    headings: tuple[str, ...]
    written: tuple[str, ...]


def layout_of_file(path: Path) -> Layout | None:
    """The layout of a file, or None when it is no table. Raises OSError as ``open`` does."""
    return layout_of(read_head(path))


def layout_of(head: bytes) -> Layout | None:
    """The layout of a file that begins with ``head``, or None when that is no table. Never raises."""
    encoding = encoding_of(head)
    text = decode_head(head, encoding)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(head) >= HEAD_BYTES and len(lines) > 1:
        lines.pop()  # most likely cut in two
    lines = [line[:HEAD_BYTES] for line in lines[:SAMPLE_LINES]]
    told = _told(lines)
    found = [_search(lines, delimiter, skip=bool(told)) for delimiter in ((told,) if told else DELIMITERS)]
    best = max(found, key=lambda candidate: candidate[0])
    score, line, cells, delimiter = best
    if score <= (0, 0):
        return None
    written = tuple(cells) if line else ()
    return Layout(encoding, delimiter, line, _unique(written or [""] * len(cells)), written)


def is_too_wide(head: bytes) -> bool:
    """Is this a table with more columns than we read?"""
    text = decode_head(head, encoding_of(head)).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in text.split("\n") if line.strip()][:2]
    return len(lines) == 2 and any(all(line.count(sign) >= MAX_COLUMNS for line in lines) for sign in DELIMITERS)


def _told(lines: list[str]) -> str:
    """The delimiter of a first line ``sep=;``, as spreadsheets write it; empty without one."""
    found = _SEP_LINE.match(lines[0]) if lines else None
    return found[1] if found else ""


def _search(lines: list[str], delimiter: str, skip: bool) -> tuple[tuple[int, int], int, list[str], str]:
    """The best heading line under one delimiter: ((known headings, regular width), line or 0, cells, delimiter)."""
    widths = [len(row) for row in _parse(lines, delimiter) if any(row)]
    usual = _usual(widths)
    nothing = ((0, 0), 0, [""], delimiter)
    fallback = nothing
    for index, line in enumerate(lines[:SEARCH_LINES]):
        if (skip and index == 0) or not line.strip():
            continue
        cells = [unguard(cell).strip() for cell in next(iter(_parse(lines[index : index + 20], delimiter)), [])]
        filled = [cell for cell in cells if cell]
        if not filled or len(cells) > MAX_COLUMNS:
            continue
        known = sum(is_known(cell) for cell in filled)
        below = [len(row) for row in _parse(lines[index + 1 :], delimiter) if len(row) > 1]
        wide_enough = len(filled) * 2 >= (median_low(below) if below else 1)
        if known * 2 >= len(filled) and wide_enough and not any(is_datum(cell) for cell in filled):
            return ((known, usual), index + 1, cells, delimiter)
        if fallback is nothing and len(cells) == usual:
            fallback = _without_known_words(lines, index, cells, delimiter, usual)
    return fallback


def _without_known_words(
    lines: list[str], index: int, cells: list[str], delimiter: str, usual: int
) -> tuple[tuple[int, int], int, list[str], str]:
    """The first row of the usual width, when no row has headings we know: headings, or (line 0) data already."""
    filled = [cell for cell in cells if cell]
    column = [line.strip() for line in lines if line.strip()]
    if usual < 2:  # a single column is a table only when it lists mail addresses
        mails = sum(is_mail(line) for line in column)
        return ((0, int(mails * 2 > len(column))), 0, cells, delimiter)
    regular = sum(len(row) == usual for row in _parse(lines, delimiter))
    if any(is_datum(cell) for cell in filled):
        return ((0, usual), 0, cells, delimiter)
    if len(set(filled)) == len(filled) and regular >= 2 and regular * 10 >= 8 * len(column):
        return ((0, usual), index + 1, cells, delimiter)
    return ((0, 0), 0, cells, delimiter)


def _parse(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
        return list(islice(reader, SAMPLE_LINES))
    except csv.Error:  # a quotation mark that is never closed: every line for itself
        return [line.split(delimiter) for line in lines]


def _usual(widths: list[int]) -> int:
    return Counter(widths).most_common(1)[0][0] if widths else 0


def _unique(cells: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        base = name = cell or f"Column {number}"
        again = 1
        while name in seen:
            again += 1
            name = f"{base} ({again})"
        seen.add(name)
        names.append(name)
    return tuple(names)
