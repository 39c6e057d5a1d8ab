"""An .ics file cut into its components, one at a time, so that a broken one never loses the rest.

Only what the reader needs of an event is kept (no descriptions, no attachments), so a file of any size streams.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

EVENT = "VEVENT"
ZONE = "VTIMEZONE"
#: A line of the calendar itself (its name, its zone, its method).
CALENDAR = "VCALENDAR"

_WANTED = """
    UID DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID SUMMARY LOCATION STATUS ORGANIZER ATTENDEE
    CONFERENCE X-GOOGLE-CONFERENCE X-MICROSOFT-SKYPETEAMSMEETINGURL
"""
WANTED = frozenset(_WANTED.split())
OF_THE_CALENDAR = frozenset(("X-WR-CALNAME", "X-WR-TIMEZONE", "METHOD"))
#: A line longer than this is cut (an attachment without folding); more text than this is no event.
MAX_LINE = 1 << 20
MAX_BLOCK = 1 << 20
_NAME = re.compile(r"[^:;]*")


@dataclass(slots=True)
class Block:
    """One component: its kind, the line it begins on (from 1), its unfolded lines, and what is wrong with it."""

    kind: str
    line: int
    lines: list[str] = field(default_factory=list)
    fault: str = ""
    size: int = 0
    nested: list[str] = field(default_factory=list)

    def keep(self, text: str) -> None:
        self.size += len(text)
        if self.size > MAX_BLOCK:
            self.fault = "it is far too long for one event"
        else:
            self.lines.append(text)


def encoding_of(head: bytes) -> str:
    """UTF-16 by its byte order mark; everything else is read byte by byte and decoded line by line."""
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "latin-1"


def blocks(path: Path) -> Iterator[Block]:
    """Events, time zones and calendar properties of the file, in file order. Raises OSError only."""
    with open(path, "rb") as raw:
        encoding = encoding_of(raw.read(4))
    with open(path, encoding=encoding, errors="replace", newline=None) as file:
        yield from _components(_unfolded(file, encoding))


def _components(lines: Iterator[tuple[int, str]]) -> Iterator[Block]:
    block: Block | None = None
    for number, text in lines:
        name = _NAME.match(text)[0].strip().upper()  # type: ignore[index]
        value = text.partition(":")[2].strip().upper() if name in ("BEGIN", "END") else ""
        if name == "BEGIN" and (value == EVENT or (value == ZONE and block is None)):
            if block is not None:
                yield _cut_off(block)
            block = Block(value, number)
        elif block is None:
            if name in OF_THE_CALENDAR or (name == "BEGIN" and value == CALENDAR):
                yield Block(CALENDAR, number, [text])
        elif name == "END" and value == block.kind:
            yield block
            block = None
        else:
            _take(block, name, value, text)
    if block is not None:
        yield _cut_off(block)


def _take(block: Block, name: str, value: str, text: str) -> None:
    """One line inside a component: alarms inside an event are passed over, rules inside a zone are kept."""
    if name == "BEGIN":
        block.nested.append(value)
    elif name == "END" and block.nested:
        block.nested.pop()
    if block.kind == ZONE or (not block.nested and name in WANTED):
        block.keep(text)


def _cut_off(block: Block) -> Block:
    block.fault = f"it is cut off: there is no END:{block.kind}"
    return block


def _unfolded(file: TextIO, encoding: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first physical line. A folded line goes on after a space or tab."""
    start, size = 0, 0
    parts: list[str] = []
    for number, text in _physical(file):
        if text[:1] in (" ", "\t") and parts:
            size += len(text)
            if size <= MAX_LINE:
                parts.append(text[1:])
            continue
        if parts:
            yield start, _decoded("".join(parts), encoding)
        start, parts, size = number, [text], len(text)
    if parts:
        yield start, _decoded("".join(parts), encoding)


def _physical(file: TextIO) -> Iterator[tuple[int, str]]:
    number, whole = 0, True
    while text := file.readline(MAX_LINE):
        if whole:
            number += 1
            if stripped := text.rstrip("\n"):
                yield number, stripped
        whole = text.endswith("\n")


def _decoded(text: str, encoding: str) -> str:
    """UTF-8, or Windows' western letters where it is not."""
    if encoding != "latin-1" or text.isascii():
        return text.lstrip("\ufeff")
    data = text.encode("latin-1")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
