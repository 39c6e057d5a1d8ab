"""One content line: its group, name, parameters and value, decoded and unescaped.

Grammar: RFC 6350 section 3.3, RFC 2426 section 4, vCard 2.1 (bare parameters, quoted-printable); parameter escapes of
RFC 6868.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from dataclasses import dataclass, field
from functools import lru_cache

from grapevine.interfaces.exchange.vcard import labels

_HEAD = re.compile(rb'[ \t]*(?:([\w.-]+)\.)?([A-Za-z_][\w-]*)[ \t]*((?:;(?:[^":;]|"[^"]*")*)*):')
_LOOSE_HEAD = re.compile(rb"[ \t]*(?:([\w.-]+)\.)?([A-Za-z_][\w-]*)[ \t]*((?:;[^:]*)?):")
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*"|")*)')
_TRANSFERS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_CHARSETS = re.compile(
    r"(?:utf-?(?:7|8|16|32)|iso-?8859|latin|windows-|cp\d|koi8|shift|euc|gb|big5|us-ascii|mac)[\w-]*", re.I
)
_STRUCTURED = frozenset({"N", "ORG", "ADR"})
_BARE_SEMICOLON = re.compile(rb"(?<!=5C)=3B", re.I)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PIECES = {sep: re.compile(rf"\\.|\\$|{sep}|[^\\{sep}]+", re.DOTALL) for sep in ";,"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon: ``name`` in upper case, ``group`` and ``types`` in lower; ``label`` from types."""

    group: str
    name: str
    types: tuple[str, ...] = ()
    label: str = ""
    transfer: str = ""
    charset: str = ""
    params: dict[str, str] = field(default_factory=dict)

    @property
    def preferred(self) -> bool:
        return "pref" in self.types or self.params.get("PREF") == "1"


@dataclass(frozen=True, slots=True)
class Property:
    """One content line of a card: its head and its value as written, before unescaping."""

    head: Head
    raw: bytes

    @property
    def text(self) -> str:
        """The decoded value, separators and escapes untouched."""
        return _decode(self.head, self.raw)

    @property
    def value(self) -> str:
        """The value as one clean text."""
        return plain(self.text)

    def parts(self, separator: str) -> list[str]:
        """The pieces between unescaped separators, escapes untouched."""
        return split(self.text, separator)


def parse(line: bytes) -> Property | None:
    """The property a whole line states, or None when it has no ``NAME:`` at its start."""
    match = _HEAD.match(line) or _LOOSE_HEAD.match(line)
    if match is None:
        return None
    head = _cached_head if match.end() < _CACHED_WIDTH else _head
    return Property(head(match[1] or b"", match[2], match[3]), line[match.end() :])


def _head(group: bytes, name: bytes, params: bytes) -> Head:
    types: list[str] = []
    known: dict[str, str] = {}
    transfer = ""
    for piece in _PARAMETER.findall(decode_bytes(params)):
        key, equals, value = piece.partition("=")
        key, value = key.strip().upper(), value.strip()
        if not equals and key in _TRANSFERS or key == "ENCODING":
            transfer = (value or key).strip('"').upper()
        elif not equals or key == "TYPE":
            words = (value if equals else key).replace('"', "").lower().split(",")
            types += [clean(word) for word in words if word.strip()]
        else:
            known.setdefault(key, value.replace('"', ""))
    charset = known.get("CHARSET", "")
    return Head(
        group.decode("ascii", "replace").lower(),
        name.decode("ascii", "replace").upper(),
        tuple(types),
        labels.from_types(types),
        transfer,
        charset if _CHARSETS.fullmatch(charset) else "",
        known,
    )


_CACHED_WIDTH = 200
_cached_head = lru_cache(maxsize=2048)(_head)


def _decode(head: Head, raw: bytes) -> str:
    if head.transfer == "QUOTED-PRINTABLE":
        if head.name in _STRUCTURED:  # An encoded semicolon is text, a bare one separates.
            raw = _BARE_SEMICOLON.sub(b"=5C=3B", raw)
        raw = binascii.a2b_qp(raw)
    elif head.transfer in ("B", "BASE64"):
        with contextlib.suppress(ValueError):  # Said to be base64 and is not: take it as it stands.
            raw = base64.b64decode(b"".join(raw.split()), validate=True)
    if head.charset:
        with contextlib.suppress(LookupError, ValueError):
            return raw.decode(head.charset)
    return decode_bytes(raw)


def decode_bytes(raw: bytes) -> str:
    """UTF-8; if it is not, Windows-1252, which every 8-bit text of the West reads as; never an error."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # Whole UTF-8 characters before the fault: it is UTF-8 that was cut, not another encoding.
        if not raw[: error.start].isascii():
            return raw.decode("utf-8", "ignore")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def split(text: str, separator: str) -> list[str]:
    """Cut at separators that no backslash protects; the pieces keep their escapes."""
    if "\\" not in text:
        return text.split(separator)
    pieces = [""]
    for token in _PIECES[separator].findall(text):
        if token == separator:
            pieces.append("")
        else:
            pieces[-1] += token
    return pieces


def plain(text: str) -> str:
    """Take the backslash escapes away (``\\n`` is a new line) and clean the text."""
    return clean(_ESCAPED.sub(_unescape, text) if "\\" in text else text)


def _unescape(match: re.Match[str]) -> str:
    char = match[1]
    if char in "nN":
        return "\n"
    return match[0] if char.isalnum() else char


def clean(text: str) -> str:
    """Text as Grapevine keeps it: ``\\n`` line ends, no control characters, no blanks around it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).strip()
