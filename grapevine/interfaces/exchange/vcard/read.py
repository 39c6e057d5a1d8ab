"""Reads a vCard file, one card at a time, into items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from grapevine.domain.imports.rules import records
from grapevine.interfaces.exchange.vcard import lines
from grapevine.interfaces.exchange.vcard.cards import Card, cards
from grapevine.interfaces.exchange.vcard.person import is_identified, person

BROKEN_OFF = (
    "The file breaks off in the middle of this card. What stands here of it comes in; "
    "export the file once more, so that nobody is missing."
)
#: What a card stands for that is not somebody -> how it is named where it is left out.
NOT_PEOPLE = {"group": "A group of contacts", "place": "A place", "thing": "A device or program"}
_BEGIN = re.compile(r"(?:[\w.-]+\.)?BEGIN[ \t]*:[ \t]*VCARD\b", re.I)
_PROPERTY = re.compile(r"(?:VERSION:(?:2\.1|3\.0|4\.0)[ \t]*$|(?:N|FN|TEL|EMAIL|ORG)[;:])", re.I | re.M)
_END = re.compile(r"^END:VCARD[ \t]*\r?$|^VERSION:(?:2\.1|3\.0|4\.0)[ \t]*\r?$", re.I | re.M)


def looks_like(head: bytes) -> bool:
    """Do these first bytes of a file (some thousands) look like vCards? BEGIN may be missing, the rest then tells."""
    text = head.decode(lines.wide_encoding(head) or "latin-1", "replace")
    text = text.removeprefix("\ufeff").removeprefix("ï»¿").replace("\r", "\n").lstrip()
    return bool(_BEGIN.match(text) or (_PROPERTY.match(text) and _END.search(text)))


def read(path: Path, reading: records.Reading) -> Iterator[records.Item]:
    """Every card of the file in turn; memory stays flat. A card that cannot be used says why, and the rest comes in.

    Raises only OSError (the file cannot be opened or read).
    """
    empty = True
    with path.open("rb") as stream:
        for card in cards(lines.logical(lines.reader(stream))):
            empty = False
            where = records.Where(reading.file, card.line)
            item = _item(card, where)
            broken_off = item.records and card.unended and _breaks_off(path)
            yield replace(item, refused=BROKEN_OFF) if broken_off else item
    if empty:
        yield records.Item(records.Where(reading.file, 1), refused="The file is empty. Export your contacts again.")


def _breaks_off(path: Path) -> bool:
    """Does the file end in the middle of a line?"""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4))
        return not stream.read().rstrip(b"\0").endswith((b"\n", b"\r"))


def _item(card: Card, where: records.Where) -> records.Item:
    if card.stray:
        return records.Item(where, refused="This text belongs to no contact card.")
    if card.foreign:
        return records.Item(where, skipped=f"A {card.foreign} is not a contact card.")
    if card.too_large:
        limit = lines.CARD_LIMIT >> 20
        return records.Item(where, refused=f"This card holds more than {limit} MB of text; shorten its notes.")
    record, kind = person(card)
    if kind:
        return records.Item(where, skipped=f"{NOT_PEOPLE[kind]}, not a person: {record.name or 'no name'}.")
    if not is_identified(record):
        return records.Item(where, refused="This card has no name, mail, phone or firm, so there is nobody to add.")
    return records.Item(where, (record,))
