"""What a single cell holds: mail addresses, phone numbers, links; and the guard against formulas, both ways."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Several values in one cell, as Google writes them.
JOIN = " ::: "
_MAIL = re.compile(r"[^\s<>,;:\"()\[\]|]+@[^\s<>,;:\"()\[\]|@]+")
_ONE_MAIL = re.compile(r"(?:mailto:)?[^\s<>,;:\"()\[\]|@/]+@[^\s<>,;:\"()\[\]|@]+\.[^\s<>,;:\"()\[\]|@.]{2,}")
_PHONE = re.compile(r"(?:tel:)?\(?\+?[\d(][\d\s().\-/\u2010-\u2013\u00a0]{5,}(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?", re.I)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*%?")
_DAY = re.compile(
    r"(?:--)?\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?(?:[T ,]+\d{1,2}:\d{2}.*)?|\d{1,2}[ .-]+[^\W\d_]{3,10}\.?[ -]+\d{2,4}"
)
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_RISKY = re.compile(r"'*[=+\-@\t\r\n]")


def guard(value: str) -> str:
    """The value made safe for spreadsheets: one that a spreadsheet would run as a formula gets an apostrophe in front.

    A value that already begins with apostrophes and then such a sign gets one more, so that :func:`unguard` gives
    back exactly what was written: ``unguard(guard(value)) == value`` for every value.
    """
    return "'" + value if _RISKY.match(value) else value


def unguard(value: str) -> str:
    """The value without the guarding apostrophe (ours, or the one a spreadsheet user types before ``+49``)."""
    return value[1:] if value[:1] == "'" and _GUARDED.match(value) else value


def split(value: str) -> list[str]:
    """The values of a cell that joins several with `` ::: ``; empty ones left out."""
    return [part for part in (piece.strip() for piece in value.split(":::")) if part]


def mails(value: str) -> list[str]:
    """Every mail address in a cell ("Ann <a@x.example>; b@x.example"); an X.500 path is none."""
    if is_x500(value):
        return []
    return [found.strip(".'`") for found in _MAIL.findall(value.replace("mailto:", ""))]


def is_x500(value: str) -> bool:
    """True for an Exchange directory path, which older Outlook writes where a mail address belongs."""
    return value.casefold().startswith(("/o=", "/ou=", "/cn=", "ex:/o="))


def phones(value: str) -> list[str]:
    """Every phone number in a cell, as written. A comma may be a pause ("555-0101,,12"), so it parts numbers only
    when a number of seven digits stands on both sides. Text without a digit is no number."""
    found: list[str] = []
    for piece in re.split(r":::|;|\n|\|", value):
        parts = re.split(r",\s+", piece)
        whole = len(parts) < 2 or any(digits(part) < 7 for part in parts)
        found += [piece] if whole else parts
    cleaned = (re.sub(r"^tel:", "", piece.strip(), flags=re.I) for piece in found)
    return [piece for piece in cleaned if digits(piece)]


def digits(value: str) -> int:
    """How many digits a text holds."""
    return sum(sign.isdigit() for sign in value)


def is_mail(value: str) -> bool:
    """True when the cell is one mail address and nothing else (no look-up is made)."""
    return _ONE_MAIL.fullmatch(value) is not None


def is_phone(value: str) -> bool:
    """True when the cell has the shape of a phone number: 7 to 17 digits and the usual signs, and is no date."""
    return _PHONE.fullmatch(value) is not None and 7 <= digits(value) <= 17 and not is_day(value)


def is_url(value: str) -> bool:
    """True when the cell is one web address."""
    if not _URL.fullmatch(value):
        return False
    try:
        return "." in urlsplit(value if "://" in value else f"//{value}").netloc
    except ValueError:
        return False


def is_day(value: str) -> bool:
    """True when the cell has the shape of a date, with or without a time."""
    return _DAY.fullmatch(value) is not None


def is_datum(value: str) -> bool:
    """True when the cell is surely data, not a heading."""
    return is_mail(value) or is_url(value) or is_day(value) or is_phone(value) or _NUMBER.fullmatch(value) is not None
