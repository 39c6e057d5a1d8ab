"""Where each message of an mbox file begins and ends, found in one pass with a megabyte in hand.

A message begins at a line ``From ADDRESS DATE``. Such a line inside a text is told apart by what stands around it:
it must carry a time and a year, and stand after an empty line or before a header line. ``>From`` never begins one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_FROM = re.compile(rb"From [^\r\n]{0,998}(?=\r?\n|\Z)")
_DATED = re.compile(rb"\b\d{1,2}:\d\d\b.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.*\b\d{1,2}:\d\d\b")
_HEADER = re.compile(rb"\r?\n>?[!-9;-~]{1,100}:")
#: A line of text, with a blank and no colon in front of it: what stands above it stands in a text as well.
_TEXT = re.compile(rb"\r?\n[!-~\x80-\xff]+[ \t]+[^:\r\n]*(?=[\r\n]|\Z)")
_CHUNK = 1 << 20
#: Kept of the chunk before, so that a line over the border is seen whole with its neighbours.
_OVERLAP = 4_096
#: No header is longer; what follows is text.
MAX_HEAD = 1 << 18
MAX_SAMPLE = 1 << 15
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n|\r\r")


@dataclass(frozen=True, slots=True)
class Span:
    """A message of the file: the line of its From_ line (from 1) and its bytes from ``start`` up to ``end``."""

    line: int
    start: int
    end: int


def looks_like_mbox(head: bytes) -> bool:
    """Whether these first bytes are a From_ line followed by a header line."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    match = _FROM.match(head)
    if not match:
        return False
    follows = head[match.end() : match.end() + 200]
    return bool(_HEADER.match(follows) or re.match(rb"\r?\n>From ", follows)) or (
        bool(_DATED.search(match[0])) and not follows.strip()
    )


def spans(file: BinaryIO) -> Iterator[Span]:
    """The messages of an open mbox file, in order. Text before the first From_ line is no message."""
    begun: tuple[int, int] | None = None
    for line, offset in _borders(file):
        if begun is not None:
            yield Span(begun[0], begun[1], offset)
        begun = (line, offset)


def _borders(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """(line, offset) of each From_ line; at last the end of the file."""
    kept, offset, line, done = b"", 0, 1, -1
    while True:
        chunk = file.read(_CHUNK)
        text = kept + chunk
        last = not chunk
        safe = len(text) if last else max(0, len(text) - _OVERLAP // 2)
        counted = 0
        for match in _FROM.finditer(text):
            at = match.start()
            if at >= safe:
                break
            if offset + at > done and _begins(text, at, match, offset):
                line += text.count(b"\n", counted, at)
                counted = at
                done = offset + at
                yield line, offset + at
        if last:
            yield line, offset + len(text)
            return
        drop = max(counted, safe - _OVERLAP // 2, 0)
        line += text.count(b"\n", counted, drop)
        kept = text[drop:]
        offset += drop


def _begins(text: bytes, at: int, match: re.Match[bytes], offset: int) -> bool:
    if (at == 0 and offset > 0) or (at > 0 and text[at - 1] != 0x0A):
        return False  # at a cut it has been judged in the window before; else it must stand at the start of a line
    after_empty = at == 0 or text[max(0, at - 4) : at].replace(b"\r", b"").endswith(b"\n\n") or not text[:at].strip()
    before_header = _HEADER.match(text, match.end()) is not None
    if _DATED.search(match[0]):
        return before_header or (after_empty and not _TEXT.match(text, match.end()))
    return after_empty and before_header and len(match[0].split()) <= 3


def head_of(file: BinaryIO, span: Span) -> tuple[bytes, bytes, int]:
    """The From_ line (if there is one), the header lines, and the offset at which the text of the message begins."""
    file.seek(span.start)
    size = min(span.end - span.start, 1 << 14)
    data = file.read(size)
    found = _END_OF_HEAD.search(data)
    if not found and size < span.end - span.start:
        data += file.read(min(span.end - span.start, MAX_HEAD) - size)
        found = _END_OF_HEAD.search(data)
    end = found.start() if found else len(data)
    first, _, rest = data[:end].partition(b"\n") if data.startswith(b"From ") else (b"", b"", data[:end])
    return first.rstrip(b"\r"), rest, span.start + (found.end() if found else len(data))


def sample_of(file: BinaryIO, start: int, end: int) -> bytes:
    """The beginning and the end of a message's text, enough to tell a newsletter by its small print."""
    if start >= end:
        return b""
    file.seek(start)
    if end - start <= 2 * MAX_SAMPLE:
        return file.read(end - start)
    first = file.read(MAX_SAMPLE)
    file.seek(end - MAX_SAMPLE)
    return first + b"\n" + file.read(MAX_SAMPLE)
