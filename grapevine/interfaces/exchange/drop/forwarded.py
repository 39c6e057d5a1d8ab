"""The letter inside a letter: attached whole, or quoted in the text below lines that say who wrote it, when, to whom.

Of a quoted letter only those lines are kept; what it says is not.
"""

from __future__ import annotations

import email
import re
import warnings
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser as dates

#: What mail programs of many languages write before the lines of a forwarded letter.
_LABELS = {
    "From": "from von de da van från fra od",
    "Date": "date sent datum gesendet envoyé fecha enviado data inviato verzonden skickat sendt enviada wysłano",
    "To": "to an à a para aan till til do",
    "Subject": "subject betreff objet asunto oggetto onderwerp ämne emne assunto temat",
    "Cc": "cc kopie",
}
_FIELD = {word: field for field, words in _LABELS.items() for word in words.split()}
_LINE = re.compile(r"^[>\s*_]*([^\W\d_]{1,10})(?: el| em)?[\s*_]*:[\s*_]*(.*?)[\s*_]*$")
#: A block has at most so many lines, blank ones among them only before it ends.
_LONGEST = 15
_MAX_TEXT = 2_000_000
_MONTHS = (
    "januar january januari janvier enero gennaio janeiro jänner stycznia",
    "februar february februari février febrero febbraio fevereiro lutego",
    "märz march maart mars marzo março marca",
    "april avril abril aprile kwietnia",
    "mai may mei mayo maggio maio maj maja",
    "juni june juin junio giugno junho czerwca",
    "juli july juillet julio luglio julho lipca",
    "august augustus augusti août agosto sierpnia",
    "september septembre septiembre settembre setembro września",
    "oktober october octobre octubre ottobre outubro października",
    "november novembre noviembre novembro listopada",
    "dezember december décembre diciembre dicembre dezembro grudnia",
)
#: Hours from Greenwich of zones that mail programs write by letters.
# fmt: off
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "BST": 1, "CET": 1,
          "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13}
# fmt: on
_ZONE = re.compile(rf"\b({'|'.join(_ZONES)})\b")


class _Names(dates.parserinfo):
    """Month names of several languages; other words are passed over."""

    MONTHS = [(name[:3], *names.split()) for name, names in zip(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), _MONTHS, strict=True
    )]  # fmt: skip


def letters(letter: bytes, now: datetime, zone: str) -> Iterator[bytes]:
    """The letters inside: those attached, else the first one quoted, as header lines. Nothing in it raises."""
    try:
        message = email.message_from_bytes(letter)
        attached = [part for part in message.walk() if part.get_content_type() == "message/rfc822"]
    except Exception:  # the library trips over some kinds of damage
        return
    whole = [_bytes(inner) for part in attached for inner in _inner(part)]
    yield from (each for each in whole if each)
    if whole:
        return
    for text in _texts(message):
        head = quoted(text, now, zone)
        if head:
            yield head
            return


def quoted(text: str, now: datetime, zone: str) -> bytes:
    """The header lines of the first letter quoted in a text, as they stood in the letter itself; else nothing."""
    lines = text[:_MAX_TEXT].splitlines()
    for start, line in enumerate(lines):
        if _field(line)[0] == "From":
            fields = _block(lines[start : start + _LONGEST])
            when = _moment(fields.get("Date", ""), now, zone)
            if when and ("Subject" in fields or "To" in fields):
                kept = [("From", fields["From"]), ("Date", format_datetime(when))]
                kept += [(name, fields[name]) for name in ("To", "Cc", "Subject") if name in fields]
                return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in kept).encode() + b"\r\n"
    return b""


def _field(line: str) -> tuple[str, str]:
    """The field that a line begins, and its value; a line that begins none has an empty name."""
    match = _LINE.match(line)
    return (_FIELD.get(match[1].lower(), ""), match[2].strip()) if match else ("", line.strip(" \t>*_"))


def _block(lines: list[str]) -> dict[str, str]:
    """The fields from here to the end of the block; a line without a name goes on with the one before."""
    fields: dict[str, str] = {}
    last = ""
    for line in lines:
        name, value = _field(line)
        if not name and not value:
            if len(fields) > 1:
                break
            continue
        if name in fields:
            break
        last = name or last
        fields[last] = f"{fields[last]} {value}" if not name else value
    return fields


def _moment(text: str, now: datetime, zone: str) -> datetime | None:
    """The moment a text of any mail program says; None unless day, month and year are surely in it."""
    text = re.sub(r"\b(um|uhr|at|à|de|del|den|le|of|kl\.?|o)\b", " ", text, flags=re.IGNORECASE)
    text = _ZONE.sub(lambda match: f"{_ZONES[match[1]]:+03d}00", text)
    dots = re.search(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b", text) is not None
    found = []
    for default in (datetime(2004, 2, 29), datetime(1996, 1, 1)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found.append(dates.parse(text, _Names(dayfirst=dots), default=default, fuzzy=True))
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
    if found[0] != found[1] or not re.search(r"\b(19|20)\d\d\b", text):
        return None
    moment = found[0] if found[0].tzinfo else found[0].replace(tzinfo=_zone(zone))
    return moment if moment <= now + timedelta(days=2) else None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _inner(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [each for each in inner if isinstance(each, Message)] if isinstance(inner, list) else []


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except Exception:  # damaged in a way that cannot be written again
        return b""


def _texts(message: Message) -> Iterator[str]:
    """The plain texts of a letter, then its web pages as plain text."""
    for kind in ("text/plain", "text/html"):
        for part in message.walk():
            if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
                continue
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                text = _decoded(data[:_MAX_TEXT], part.get_content_charset() or "utf-8")
                yield text if kind == "text/plain" else _plain(text)


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


class _Plain(HTMLParser):
    """The text of a web page, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "p", "div", "tr", "li", "blockquote", "hr"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "div", "tr", "table"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(data.replace("\xa0", " ").split("\n")))


def _plain(page: str) -> str:
    reader = _Plain()
    reader.feed(page)
    return "".join(reader.parts)
