"""From the bytes of a file to whole content lines: encodings of the file, long lines, folding, soft line breaks.

Everything is bytes here, because old programs fold in the middle of a UTF-8 character. Pictures, sounds and keys are
let go while reading, so that memory stays flat however large they are.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from grapevine.interfaces.exchange.table.codepages import WESTERN, code_page
from grapevine.interfaces.exchange.table.text import is_utf8

CARD_LIMIT = 8 << 20
"""Bytes of text (pictures not counted) a single card may hold; a larger one is refused."""

PIECE = 1 << 16
HEAD = 1 << 16

_BOM = codecs.BOM_UTF8
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"B\0E\0", "utf-16-le"),
    (b"\0B\0E", "utf-16-be"),
)
PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN", "X-PHOTO"})
_PICTURE = re.compile(rb"\s*(?:[\w.-]+\.)?((?:%s)(?=[;:]|$)[^:]*)" % "|".join(PICTURES).encode(), re.I)
_BEYOND = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_CHARSET = re.compile(rb";[ \t]*CHARSET[ \t]*=", re.I)
_INDENTED_BEGIN = re.compile(rb"([ \t]+)BEGIN[ \t]*:[ \t]*VCARD\s*$", re.I)
_END = re.compile(rb"\s*END[ \t]*:", re.I)
# What cannot be the rest of a soft-broken value: a cut value must not swallow a phone, a mail or the end of its card.
_NOT_A_REST = re.compile(rb"(?:BEGIN|END):VCARD|(?:TEL|EMAIL)[;:]", re.I)

ReadLine = Callable[[int], bytes]


def wide_encoding(head: bytes) -> str:
    """The encoding of a file of wide characters, by its first bytes; empty for one made of single bytes."""
    return next((name for mark, name in _WIDE if head.startswith(mark)), "")


def reader(stream: BinaryIO) -> ReadLine:
    """A ``readline(limit)`` over a seekable stream that gives UTF-8 (or 8-bit) bytes with ``\\n`` line ends."""
    head = stream.read(HEAD)
    stream.seek(0)
    encoding = wide_encoding(head)
    encoding = encoding or _old_code_page(stream)
    if not encoding and b"\r" in head and b"\n" not in head:
        encoding = "latin-1"  # Line ends of the first Macintosh; latin-1 passes every byte through unchanged.
    if not encoding:
        return stream.readline
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline=None)
    back = "latin-1" if encoding == "latin-1" else "utf-8"
    return lambda limit: text.readline(limit).encode(back, "replace")


def _old_code_page(stream: BinaryIO) -> str:
    """The code page of Central Europe, of Cyrillic or of Japan, where the lines beyond ASCII tell one and no line names
    its own; else empty. The stream stands at its beginning, then as before."""
    found = b""
    while len(found) < HEAD and (piece := stream.read(1 << 20)):
        if not piece.isascii():
            found += b"\n".join(_BEYOND.findall(piece))
    stream.seek(0)
    if not found or _CHARSET.search(found) or is_utf8(found):
        return ""
    page = code_page(found)
    return "" if page == WESTERN else page


def physical(readline: ReadLine) -> Iterator[tuple[int, bytes]]:
    """Lines as they stand in the file, without line end: (number from 1, bytes)."""
    number = 0
    while raw := readline(PIECE):
        number += 1
        if raw[-1:] != b"\n":
            raw = _long(readline, raw)
        raw = raw.rstrip(b"\r\n")
        if raw[:3] == _BOM:
            raw = raw[3:]
        if b"\r" in raw:
            for part in raw.split(b"\r"):
                yield number, part
        else:
            yield number, raw


def _long(readline: ReadLine, raw: bytes) -> bytes:
    """The rest of a line longer than a piece, up to the limit of a card; nothing of the rest of a picture."""
    picture = _PICTURE.match(raw)
    pieces, size = [raw], len(raw)
    while pieces[-1][-1:] != b"\n" and (more := readline(PIECE)):
        size += len(more)
        if picture or size > CARD_LIMIT + 2 * PIECE:
            pieces[-1] = more if picture else pieces[-1][:-1] + more[-1:]
        else:
            pieces.append(more)
    return picture[1] + b":" if picture else b"".join(pieces)


def logical(readline: ReadLine) -> Iterator[tuple[int, bytes]]:
    """Unfolded content lines: (number of the first physical line, bytes). Blank lines are left out."""
    parts: list[bytes] = []
    first, indent, size = 0, b"", 0
    picture, soft = None, False
    for number, raw in physical(readline):
        if not raw:
            soft = False
            continue
        if indent and raw.startswith(indent):
            raw = raw[len(indent) :]
        if parts:
            rest = raw if soft and not _NOT_A_REST.match(raw) else _folded(parts[0], raw)
            if rest is not None:
                size += len(raw)
                if not picture and size <= CARD_LIMIT + 2 * PIECE:
                    parts.append(rest)
                    soft = _is_soft(parts)
                continue
            yield first, b"".join(parts)
        opening = _INDENTED_BEGIN.match(raw)
        if opening:
            indent, raw = opening[1], raw[len(opening[1]) :]
        picture = _PICTURE.match(raw)
        first, parts, size = number, [picture[1] + b":" if picture else raw], len(raw)
        soft = not picture and _is_soft(parts)
    if parts:
        yield first, b"".join(parts)


def _folded(held: bytes, raw: bytes) -> bytes | None:
    """The text of a line that continues the one before, or None when it is a line of its own."""
    if raw[0] not in b" \t" or (_END.match(held) and _INDENTED_BEGIN.match(raw)):
        return None
    return raw[1:]


def _is_soft(parts: list[bytes]) -> bool:
    """Does the quoted-printable value go on in the next line? Takes the ``=`` away when it does."""
    if parts[-1][-1:] != b"=" or b"QUOTED-PRINTABLE" not in parts[0].partition(b":")[0].upper():
        return False
    parts[-1] = parts[-1][:-1]
    return True
