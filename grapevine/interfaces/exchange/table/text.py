"""Which encoding a text file is in, and opening it so that no byte can make reading fail."""

from __future__ import annotations

import codecs
import io
import re
from pathlib import Path
from typing import cast

from .codepages import WESTERN, code_page

#: How many bytes of a file decide what it is.
HEAD_BYTES = 65_536
UTF8 = "utf-8-sig"
_STRAY = "grapevine-stray-bytes"
#: A character of UTF-8 beyond ASCII.
_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf](?![\x80-\xbf])|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_BOMS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Read what is not UTF-8 as Windows-1252, byte by byte, and the five bytes it lacks as Latin-1.

    So a Windows-1252 file, a UTF-8 file and one pasted together from both come out right without a first pass.
    """
    fault = cast(UnicodeDecodeError, error)
    piece = fault.object[fault.start : fault.end]
    try:
        return piece.decode("cp1252"), fault.end
    except UnicodeDecodeError:
        return piece.decode("latin-1"), fault.end


codecs.register_error(_STRAY, _stray)


def encoding_of(head: bytes) -> str:
    """The codec name for a file that begins with ``head``: by byte order mark, where the zero bytes stand, and where
    the high bytes do if few of them make characters of UTF-8 (two letters of an old code page can look like one)."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    sample = head[:4096]
    pairs = len(sample) // 2
    if pairs >= 2:
        even, odd = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
        if odd > 0.4 * pairs and even < 0.05 * pairs:
            return "utf-16-le"
        if even > 0.4 * pairs and odd < 0.05 * pairs:
            return "utf-16-be"
    if head.isascii() or is_utf8(head):
        return UTF8
    page = code_page(head)
    return UTF8 if page == WESTERN else page


def is_utf8(head: bytes) -> bool:
    """Does a quarter of the high bytes at least stand in whole characters of UTF-8?"""
    high = sum(map(len, _HIGH.findall(head)))
    return sum(map(len, _CHARACTER.findall(head))) * 4 >= high


def _errors(encoding: str) -> str:
    return _STRAY if encoding == UTF8 else "replace"


def decode_head(head: bytes, encoding: str) -> str:
    """The text of ``head``; a character cut in two by the end of the head is left out."""
    try:
        return codecs.getincrementaldecoder(encoding)(_errors(encoding)).decode(head, False)
    except UnicodeError:  # a wide encoding whose mark promises what the rest does not keep
        return head.decode("latin-1")


def read_head(path: Path) -> bytes:
    """The first 64 kB of a file. Raises OSError as ``open`` does."""
    with path.open("rb") as stream:
        return stream.read(HEAD_BYTES)


def open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    """The file as text, line ends untouched (``\\n``, ``\\r\\n`` and a lone ``\\r`` all end a line)."""
    return path.open("r", encoding=encoding, errors=_errors(encoding), newline="")
