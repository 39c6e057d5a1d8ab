"""Reading a CSV of the lab: encoding, delimiter and header found by content, each row with its line number."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO

import click

from grapevine.domain.depth.rules.sums import days

_DELIMITERS = ",;\t"
#: 9999-12-31 in unix seconds; a larger number is a time in milliseconds.
_LAST_SECOND = 253_402_300_799
#: How many bad rows are told before the rest is only counted.
_TOLD = 20


class Refused(click.ClickException):
    """The file cannot be read as it is; says where and what to do. Exit code 1."""


def rows(stream: BinaryIO, needed: tuple[str, ...], aliases: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, column -> stripped text) of each row that is not blank; columns in any order, any case.

    Raises Refused when a needed column is missing or the text cannot be read.
    """
    found = _cells(stream, needed, aliases)
    _, header = next(found)
    for line, cells in found:
        if any(cell.strip() for cell in cells):
            yield line, dict(zip(header, (cell.strip() for cell in cells), strict=False))


def columns(
    stream: BinaryIO, needed: tuple[str, ...], wanted: tuple[str, ...], aliases: Mapping[str, str]
) -> Iterator[tuple[int, list[str]]]:
    """As `rows`, for files of millions: (line number, stripped texts of `wanted` in that order, empty where absent)."""
    found = _cells(stream, needed, aliases)
    _, header = next(found)
    # What a row or the whole file does not have is taken from a cell put behind the last one, which is empty.
    width = len(header)
    places = [header.index(name) if name in header else width for name in wanted]
    for line, cells in found:
        padded = [*cells, ""] if len(cells) == width else [*cells[:width], *[""] * (width + 1 - len(cells[:width]))]
        picked = [padded[place].strip() for place in places]
        if any(picked) or any(cell.strip() for cell in cells):
            yield line, picked


def _cells(stream: BinaryIO, needed: tuple[str, ...], aliases: Mapping[str, str]) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells as they are): the header's names first, then each row. Raises Refused as `rows`."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    line = 1
    try:
        first = text.readline()
        delimiter = max(_DELIMITERS, key=first.count)
        header = [_column(name, aliases) for name in next(csv.reader([first], delimiter=delimiter), [])]
        missing = [name for name in needed if name not in header]
        if missing:
            raise Refused(f"line 1: no column {', '.join(missing)}. The first line must name the columns.")
        yield line, header
        reader = csv.reader(text, delimiter=delimiter)
        for cells in reader:
            line = reader.line_num + 1
            yield line, cells
    except UnicodeDecodeError as error:
        raise Refused("the file is not UTF-8 text. Save it as CSV in UTF-8 and try again.") from error
    except csv.Error as error:
        raise Refused(f"after line {line}: not a CSV row ({error}).") from error
    finally:
        text.detach()


def moment(text: str) -> float:
    """An ISO date or time, or unix seconds, as days since 1970; a time without a zone is UTC. Raises ValueError."""
    seconds = _number(text)
    if seconds is not None:
        if abs(seconds) > _LAST_SECOND:
            raise ValueError(f"time {text} is too large for unix seconds; are these milliseconds?")
        return seconds / 86_400
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"time {text!r} is neither an ISO date or time nor unix seconds") from None
    return days(read if read.tzinfo else read.replace(tzinfo=UTC))


def number(text: str, what: str) -> float:
    """A finite number of 0 or more. Raises ValueError."""
    read = _number(text)
    if read is None or read < 0:
        raise ValueError(f"{what} {text!r} is not a number of 0 or more")
    return read


def refuse(bad: list[str]) -> None:
    """Raises Refused with every complaint when there is one."""
    if bad:
        rest = [f"and {len(bad) - _TOLD} more"] if len(bad) > _TOLD else []
        raise Refused("\n".join(["nothing was computed; please mend these rows:", *bad[:_TOLD], *rest]))


def _number(text: str) -> float | None:
    try:
        read = float(text)
    except ValueError:
        return None
    return read if math.isfinite(read) else None


def _column(name: str, aliases: Mapping[str, str]) -> str:
    name = name.strip().lower()
    return aliases.get(name, name)
