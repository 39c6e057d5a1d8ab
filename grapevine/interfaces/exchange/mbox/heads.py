"""The header lines of one message understood: who wrote to whom, when, and to which message it answers."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime

Address = tuple[str, str]
"""(name, address): the address lower case; either may be empty."""

Fields = dict[str, list[str]]
"""Header fields by lower-case name, each with its values in order."""

_IDS = re.compile(r"<[^<>\s]+>")
_ADDRESS = re.compile(r"[^\s<>\"(),:;\[\]]+@[^\s<>\"(),:;\[\]]+")
#: By far the commonest form, read without the full grammar: Leah Marchetti <leah@example.com>, or just the address.
_PLAIN = re.compile(r"([^<>\"(),:;@\\]*?) ?<?([^\s<>\"(),:;@\[\]\\]+@[^\s<>\"(),:;@\[\]\\]+)>?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_HEADER_LINE = re.compile(r"^[!-9;-~]+[ \t]*:")
_FIRST_LINES = re.compile(rb"\A(?:>?From [^\r\n]*\r?\n)?(?:[!-9;-~]{1,80}[ \t]*:[^\n]*\r?\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_FIELDS = re.compile(
    rb"^(from|to|subject|date|message-id|received|return-path|delivered-to|sender|mime-version|content-type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_REACHED = (
    "To", "Cc", "Bcc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To",
    "Apparently-To", "X-Forwarded-To", "Resent-To", "Resent-Cc", "X-Rcpt-To", "X-Real-To", "X-Resent-To",
    "X-Resent-For",
)  # fmt: skip
#: A field of absurd length is cut: 2,000 addresses are bulk anyway.
_MAX_FIELD = 1 << 16


@dataclass(frozen=True, slots=True)
class Head:
    """What the header lines say. ``date`` is aware or None.

    ``answers`` are the ids of the messages it answers, the nearest first (In-Reply-To, then References from the last);
    ``replies_to`` is the nearest of them. ``envelopes`` are return paths.
    """

    message_id: str
    replies_to: str
    answers: tuple[str, ...]
    from_email: str
    from_name: str
    date: datetime | None
    subject: str
    recipients: tuple[Address, ...]
    envelopes: tuple[str, ...]
    fields: Fields

    def reached(self) -> frozenset[str]:
        """Every address the message went to, as far as it says: To and Cc, and what mail servers noted."""
        return frozenset(email for field in _REACHED for _, email in addresses(self.fields, field) if email)

    @property
    def key(self) -> str:
        """The message's id, or one made of what it says, the same each time it is read."""
        if self.message_id:
            return self.message_id
        told = f"{self.from_email}|{self.date.isoformat() if self.date else ''}|{self.subject}"
        return "none-" + hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:20]


def looks_like_eml(head: bytes) -> bool:
    """Whether these first bytes are header lines of a message (at least two of the well-known ones)."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    match = _FIRST_LINES.match(head)
    return match is not None and len({each.lower() for each in _MAIL_FIELDS.findall(match[0])}) >= 2


def understand(from_line: bytes, data: bytes) -> Head:
    """The head of a message. Never raises: what cannot be read is left empty."""
    fields = _parsed(data)
    name, email = next((each for each in addresses(fields, "From") if each[1]), ("", ""))
    if not email:
        name, email = next((each for each in addresses(fields, "Sender") if each[1]), (name, ""))
    answered = _IDS.findall(_raw(fields, "In-Reply-To"))
    references = _IDS.findall(_raw(fields, "References"))
    ids = _IDS.findall(_raw(fields, "Message-ID"))
    answers = tuple(dict.fromkeys((*answered, *reversed(references))))
    envelopes = dict.fromkeys((*(each[1] for each in addresses(fields, "Return-Path")), _envelope(from_line)))
    return Head(
        message_id=ids[0] if ids else _raw(fields, "Message-ID").strip()[:300],
        replies_to=answers[0] if answers else "",
        answers=answers,
        from_email=email,
        from_name=name,
        date=_date(fields, from_line),
        subject=" ".join(decoded(_raw(fields, "Subject")).split())[:200],
        recipients=tuple(dict.fromkeys(each for field in ("To", "Cc") for each in addresses(fields, field) if each[1])),
        envelopes=tuple(each for each in envelopes if each),
        fields=fields,
    )


def addresses(fields: Fields, name: str) -> list[Address]:
    """All addresses of a header field, names decoded."""
    found: list[Address] = []
    for value in fields.get(name.lower(), ()):
        text = " ".join(value.split())
        plain = _PLAIN.fullmatch(text)
        try:
            pairs = [(plain[1], plain[2])] if plain else getaddresses([text])
        except Exception:  # the library trips over some kinds of damage
            pairs = []
        if not any(_ADDRESS.fullmatch(email) for _, email in pairs):
            pairs = [(_before(text, match), match[0]) for match in _ADDRESS.finditer(text)] or pairs
        for label, email in pairs:
            email = email.strip().strip("<>'").lower()
            label = " ".join(decoded(label).split()).strip("'\" ")
            whole = _ADDRESS.fullmatch(email) is not None and len(email) <= 320
            found.append((label if label.lower() != email else "", email if whole else ""))
    return found


def decoded(text: str) -> str:
    """Encoded words (RFC 2047) as letters, whatever charset they claim; the text as it is when they are broken."""
    if "=?" not in text:
        return text
    try:
        parts = decode_header(text)
    except Exception:  # a broken encoded word: show what was written
        return text
    return "".join(part if isinstance(part, str) else _letters(part, charset) for part, charset in parts)


def _letters(data: bytes, charset: str | None) -> str:
    for each in (charset or "ascii", "utf-8"):
        try:
            return data.decode(each).replace("\x00", "")
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("cp1252", errors="replace").replace("\x00", "")


def _parsed(data: bytes) -> Fields:
    text = _letters(data.removeprefix(b"\xef\xbb\xbf"), None)
    fields: Fields = {}
    last: list[str] | None = None
    for line in _LINE_END.split(text):
        if line[:1] in (" ", "\t"):
            if last and len(last[-1]) < _MAX_FIELD:
                last[-1] += " " + line.strip()
        elif _HEADER_LINE.match(line):  # a line that is neither is passed over
            name, _, value = line.partition(":")
            last = fields.setdefault(name.strip().lower(), [])
            last.append(value.strip()[:_MAX_FIELD])
    return fields


def _raw(fields: Fields, name: str) -> str:
    return fields.get(name.lower(), ("",))[0]


def _before(text: str, match: re.Match[str]) -> str:
    return re.split(r"[,;>]", text[: match.start()])[-1].strip(" <\"'")


def _date(fields: Fields, from_line: bytes) -> datetime | None:
    """The Date field, else the last hand-over on the way (Received), else the From_ line."""
    stamps = [_raw(fields, "Date"), *(each.rpartition(";")[2] for each in fields.get("received", ())[:1])]
    words = from_line.decode("latin-1").split()
    for text in (*stamps, " ".join(words[2:])):
        try:
            found = parsedate_to_datetime(text.strip())
            found.astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _envelope(from_line: bytes) -> str:
    words = from_line.decode("latin-1").split()
    return words[1].lower() if len(words) > 1 and "@" in words[1] else ""
