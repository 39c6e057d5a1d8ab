"""What kind of file this is: found by content, never by its ending (an ending only helps to say what to do instead).

The readers are imported when they are needed, so that reading a CSV does not load the calendar library.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from grapevine.domain.imports.rules.records import Item, Reading

from .table.layout import MAX_COLUMNS, is_too_wide, layout_of
from .table.text import decode_head, encoding_of, read_head

Reader = Callable[[Path, Reading], Iterator[Item]]

VCARD, ICS, MBOX, EML = "vcard", "ics", "mbox", "eml"
GOOGLE_CSV, OUTLOOK_CSV, CSV = "google_csv", "outlook_csv", "csv"
ZIP, ARCHIVE, REFUSED = "zip", "grapevine_archive", "refused"

EMPTY = "The file is empty."
BLANK = "The file holds nothing but zeros: copying it went wrong. Export it, or copy it, once more."
TOO_WIDE = f"The table has more than {MAX_COLUMNS:,} columns. Keep the columns about the people, and bring that."
UNKNOWN = (
    "We do not know this kind of file. We read vCard, CSV, calendar (.ics) and mail (.mbox, .eml) files, and zips."
)
BINARY = "This is a program's own file, not text. Export your contacts as vCard or CSV and bring that file."
UNSURE = "Please say what these columns hold: {columns}."
NOT_YET = "This version cannot read a Grapevine archive yet."
_SPREADSHEET = "This is a spreadsheet. Open it, choose Save as, and pick CSV UTF-8; then bring that file."
_PICTURE = "This is a picture or a film. Bring the contacts themselves, as vCard or CSV."
_PACKED = "This is a packed file of a kind we do not open. Unpack it, or pack it as a zip."
_DOCUMENT = "This is a document. Copy its table into a spreadsheet, save that as CSV, and bring it."
_OUTLOOK = "This is Outlook's own mail store. In Outlook choose File, Open & Export, and export to CSV."
_WEB_PAGE = "This is a web page. Use the export button of the site instead: it gives vCard or CSV."
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _DOCUMENT),
    (b"{\\rtf", _DOCUMENT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _SPREADSHEET),
    (b"!BDN", _OUTLOOK),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"SQLite format 3\0", BINARY),
)
_ZIPPED_OFFICE = ((b"xl/", _SPREADSHEET), (b"word/", _DOCUMENT), (b"Index/Document.iwa", _SPREADSHEET))
_CARD = re.compile(rb"^BEGIN:VCARD[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_EVENT = re.compile(rb"^BEGIN:VEVENT[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
#: Kind -> (module of this package, its test of the first bytes, its reader), in the order in which they are tried.
_STRUCTURED: tuple[tuple[str, str, str, str], ...] = (
    (VCARD, "vcard.read", "looks_like", "read"),
    (ICS, "ics", "looks_like", "read"),
    (MBOX, "mbox", "looks_like_mbox", "read"),
    (EML, "mbox", "looks_like_eml", "read_eml"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` is one of the kinds above or ``linkedin_`` and a part (connections, messages, invitations,
    recommendations, endorsements, other). ``reader`` is None for a zip (see ``archives``) and for a refused file.
    ``reason`` says why a file is refused, or, for ``csv``, which columns the member must name; else it is empty."""

    name: str
    reader: Reader | None = None
    reason: str = ""


def detect(path: Path, name: str) -> Kind:
    """The kind of the file at ``path``, which the member calls ``name``. Raises OSError as ``open`` does."""
    head = read_head(path)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return Kind(REFUSED, reason=BLANK if b"\0" in head else EMPTY)
    return _by_signature(head) or _by_structure(head) or _table(path, head, name) or _refused_text(head)


def damage(kind: Kind, path: Path) -> str:
    """Why a file in which no record was found may not be whole; empty for one that has nothing to tell."""
    if kind.name != ICS:
        return ""
    from .ics import CUT_OFF, is_cut_off

    return CUT_OFF if is_cut_off(path) else ""


def _by_signature(head: bytes) -> Kind | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        office = b"[Content_Types].xml" in head or b"Index/" in head
        found = [reason for sign, reason in _ZIPPED_OFFICE if office and sign in head]
        return Kind(REFUSED, reason=found[0]) if found else Kind(ZIP)
    if head[4:8] == b"ftyp":
        return Kind(REFUSED, reason=_PICTURE)
    for signature, reason in _SIGNATURES:
        if head.startswith(signature):
            return Kind(REFUSED, reason=reason)
    return None


def _by_structure(head: bytes) -> Kind | None:
    start = decode_head(head[:512], encoding_of(head)).lstrip("\ufeff \t\r\n")
    if re.match(r'\{\s*"grapevine_archive"', start):
        return _archive()
    for name, module, test, reader in _STRUCTURED:
        package = _module(module)
        if package is not None and getattr(package, test)(head):
            return Kind(name, getattr(package, reader))
    return _buried(head) or (Kind(REFUSED, reason=UNKNOWN) if start.casefold().startswith("begin:") else None)


def _buried(head: bytes) -> Kind | None:
    """A card or an event below something else: a line of text, a wrapper that we do not know."""
    for sign, (name, module, _, reader) in ((_CARD, _STRUCTURED[0]), (_EVENT, _STRUCTURED[1])):
        package = _module(module) if sign.search(head) else None
        if package is not None:
            return Kind(name, getattr(package, reader))
    return None


def _table(path: Path, head: bytes, name: str) -> Kind | None:
    if _is_binary(head):
        return Kind(REFUSED, reason=BINARY)
    start = decode_head(head[:2048], encoding_of(head)).lstrip("\ufeff \t\r\n").casefold()
    if start.startswith(("<", "{", "[")):  # XML, a web page, JSON: lines of them can look like rows
        return None
    from . import any_csv, google_csv, linkedin, outlook_csv
    from .linkedin.parts import OTHER, PROFILE, is_other_by_name

    layout = layout_of(head)
    headings = frozenset(layout.headings) if layout else frozenset()
    if part := linkedin.part_of(headings):
        return Kind(f"linkedin_{OTHER if part == PROFILE else part}", linkedin.read)
    if google_csv.fits(headings):
        return Kind(GOOGLE_CSV, google_csv.read)
    if outlook_csv.fits(headings):
        return Kind(OUTLOOK_CSV, outlook_csv.read)
    if is_other_by_name(name):
        return Kind("linkedin_other", linkedin.read)
    if layout is None:
        return None
    unsure = [guess.heading for guess in any_csv.guesses(path) if not guess.sure]
    return Kind(CSV, any_csv.read, UNSURE.format(columns=", ".join(unsure[:20])) if unsure else "")


def _refused_text(head: bytes) -> Kind:
    start = decode_head(head[:2048], encoding_of(head)).lstrip("\ufeff \t\r\n").casefold()
    if 'progid="excel.sheet"' in start or "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return Kind(REFUSED, reason=_SPREADSHEET)
    if start.startswith(("<!doctype html", "<html")):
        return Kind(REFUSED, reason=_WEB_PAGE)
    return Kind(REFUSED, reason=TOO_WIDE if is_too_wide(head) else UNKNOWN)


def _is_binary(head: bytes) -> bool:
    """True when more than a few signs of the text are control characters that no text file holds."""
    text = decode_head(head, encoding_of(head))
    controls = sum(text.count(chr(code)) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    nuls = text.count("\0")
    return controls > max(8, len(text) // 100) or nuls > max(64, len(text) // 10)


def _archive() -> Kind:
    module = _module("archive")
    return Kind(ARCHIVE, module.read) if module else Kind(ARCHIVE, reason=NOT_YET)


def _module(name: str) -> ModuleType | None:
    """The module that reads a format, or None when this version has none."""
    full = f"{__package__}.{name}"
    try:
        return importlib.import_module(full)
    except ModuleNotFoundError as missing:
        if missing.name and full.startswith(missing.name):
            return None
        raise
