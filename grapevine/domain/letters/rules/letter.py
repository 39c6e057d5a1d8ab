"""One letter before it is queued: its parts, what may stand in a header, what counts as an address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace

from grapevine.kit.errors import Refused
from grapevine.kit.text import clean_lines

#: Longest subject, name and text, in characters, and longest HTML, in characters.
SUBJECT_MAX, NAME_MAX, TEXT_MAX, HTML_MAX = 200, 200, 20_000, 100_000
#: RFC 5321 4.5.3.1: octets of a local part, of a domain, of a path less its brackets.
_LOCAL_MAX, _DOMAIN_MAX, _ADDRESS_MAX = 64, 253, 254
#: RFC 5322 3.2.3 "dot-atom". Quoted local parts, and those beyond ASCII (RFC 6532), few mail servers take.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_KIND = re.compile(r"[a-z][a-z_]{1,39}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as one pure function makes it.

    ``kind``: its name, as ``agreement_link``; ``unsubscribe``: whoever gets it can stop such letters with one click
    (always so for letters to somebody who is not the member); ``automatic``: nobody pressed a button for this very one.
    """

    kind: str
    to_address: str
    to_name: str
    subject: str
    text: str
    html: str
    unsubscribe: bool = True
    automatic: bool = False


def checked(letter: Letter) -> Letter:
    """The letter with clean address, name and text. Raises Refused where a header would break or a part is missing."""
    if not _KIND.fullmatch(letter.kind):
        raise Refused("A letter's kind is a short name of small letters.", "kind")
    subject = _header(letter.subject, SUBJECT_MAX, "subject", "The subject")
    if not subject:
        raise Refused("A letter needs a subject.", "subject")
    text = clean_lines(letter.text)
    if not text:
        raise Refused("A letter needs some text.", "text")
    if len(text) > TEXT_MAX or len(letter.html) > HTML_MAX:
        raise Refused(f"A letter has at most {TEXT_MAX} characters.", "text")
    return replace(
        letter, subject=subject, text=text, to_address=checked_address(letter.to_address),
        to_name=_header(letter.to_name, NAME_MAX, "to_name", "The name"),
    )  # fmt: skip


def checked_address(address: str) -> str:
    """The address without spaces around it. Raises Refused where it is none, or would smuggle in a header."""
    address = address.strip(" ")
    local, _, domain = address.rpartition("@")
    try:
        labels = domain.encode("idna").decode().split(".")
    except UnicodeError:
        labels = []
    fits = (
        len(address) <= _ADDRESS_MAX
        and 0 < len(local) <= _LOCAL_MAX
        and len(domain) <= _DOMAIN_MAX
        and _LOCAL.fullmatch(local)
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
    )
    if not fits:
        raise Refused(f"“{_shown(address)}” is not an e-mail address we can write to.", "to_address")
    return address


def address_key(address: str) -> str:
    """What is kept of an address that asked for no more letters: SHA-256 of its folded form, in hex."""
    return hashlib.sha256(unicodedata.normalize("NFC", address.strip()).casefold().encode()).hexdigest()


def _header(value: str, limit: int, field: str, called: str) -> str:
    """One line. A line end in it is an attempt to write further headers: it is refused, not mended."""
    value = value.strip(" ")
    if any(unicodedata.category(ch) in ("Cc", "Cs", "Zl", "Zp") for ch in value):
        raise Refused(f"{called} of a letter is one line of plain text.", field)
    return " ".join(value.split())[:limit].rstrip()


def _shown(address: str) -> str:
    return "".join(ch if ch.isprintable() else " " for ch in address)[:100]
