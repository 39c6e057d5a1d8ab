"""The rows of a table one at a time, each with its line; damaged ones are refused alone.

The file is streamed: memory holds one record. A record may not be longer than :data:`MAX_RECORD` characters, which
bounds both a line of a megabyte and a quotation mark that is never closed.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .layout import Layout
from .text import open_text
from .values import unguard

#: Characters of one record. Below the field limit of the csv module, so that its limit is never met.
MAX_RECORD = 131_000
#: How many characters may be read a second time after unclosed quotation marks: bounds the work for a file of them.
MAX_REREAD = 20_000_000

TOO_LONG = f"The line is longer than {MAX_RECORD:,} characters. Shorten it, or export the file again."
NUL = "The line holds NUL characters, so it is damaged. Export the file again."
UNCLOSED = "A quotation mark is opened in this line and never closed. Close it, or export the file again."
LEFT_OUT = " The lines up to {last} were left out with it."


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its first line (from 1), its cells that are not empty by heading, and cells beyond the headings."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    refused: str = ""

    def get(self, heading: str) -> str:
        return self.cells.get(heading, "")


class _RecordTooLong(Exception):
    pass


class _Lines:
    """The physical lines for the csv module; knows which of them make up the present record, and takes them back."""

    def __init__(self, stream: io.TextIOWrapper, skip: int) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self._left = MAX_REREAD
        for _ in range(skip):
            self._read()
        self.number = skip
        self.begin()

    def begin(self) -> None:
        self.taken: list[str] = []
        self._size = 0
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        self._size += len(line)
        if self._size > MAX_RECORD:
            raise _RecordTooLong
        return line

    def _read(self) -> str:
        line = self._stream.readline(MAX_RECORD + 1)
        rest = line
        while len(rest) > MAX_RECORD and rest[-1] not in "\r\n":
            rest = self._stream.readline(MAX_RECORD + 1)
        return line

    def give_back(self) -> str:
        """All lines but the first of the present record are read again, as records of their own. Returns the reason
        for refusing the first, which names the others too when too much was read again already."""
        self._left -= self._size
        if self._left < 0:
            return UNCLOSED + (LEFT_OUT.format(last=self.number) if len(self.taken) > 1 else "")
        self._again.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        return UNCLOSED


def rows(path: Path, layout: Layout) -> Iterator[Row]:
    """The rows below the heading. Blank rows and repeated headings are left out; nothing but OSError is raised."""
    with open_text(path, layout.encoding) as stream:
        lines = _Lines(stream, skip=max(0, layout.header_line - 1))
        reader = csv.reader(lines, delimiter=layout.delimiter)
        is_heading = layout.header_line > 0
        while True:
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (_RecordTooLong, csv.Error):
                first = lines.number - len(lines.taken) + 1
                alone = len(lines.taken) == 1
                yield Row(first, refused=TOO_LONG if alone else lines.give_back())
                continue
            if is_heading:
                is_heading = False
                continue
            row = _row(cells, lines, layout)
            if row is not None:
                yield row


def _row(cells: list[str], lines: _Lines, layout: Layout) -> Row | None:
    first = lines.number - len(lines.taken) + 1
    if lines.ended or (len(lines.taken) > 1 and _swallowed(cells, lines.taken, layout)):
        return Row(first, refused=lines.give_back())
    if any("\0" in cell for cell in cells):
        return Row(first, refused=NUL)
    values = [unguard(cell).strip() if cell else "" for cell in cells]
    width = len(layout.headings)
    filled = {heading: value for heading, value in zip(layout.headings, values, strict=False) if value}
    extra = tuple(value for value in values[width:] if value)
    if (not filled and not extra) or tuple(values[:width]) == layout.written:
        return None
    return Row(first, filled, extra)


def _swallowed(cells: list[str], taken: list[str], layout: Layout) -> bool:
    """True when a record over several lines has eaten whole rows: it has the wrong width and one of its lines, read
    alone, has the right one."""
    width = len(layout.headings)
    if len(cells) == width or width < 3:
        return False
    return any(line.count(layout.delimiter) >= width - 1 and _width(line, layout) == width for line in taken[1:])


def _width(line: str, layout: Layout) -> int:
    return len(next(csv.reader([line], delimiter=layout.delimiter), []))
