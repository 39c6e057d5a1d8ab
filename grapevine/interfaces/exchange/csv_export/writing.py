"""The columns of our CSV and the row of one person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from grapevine.domain.imports.rules.records import Labelled, PersonRecord, Postal

from ..table.values import JOIN, guard

BOM = "\ufeff"
EMAILS, PHONES, ADDRESSES, WEBSITES, EVENTS, FACTS = 5, 6, 3, 3, 3, 6
_FIXED = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Labels"
)
_ADDRESS_PARTS = ("Label", "Formatted", "Street", "City", "Region", "Postal Code", "Country")
_OWN = ("Name", "Profession", "Segment", "Grapevine ID")


def _numbered(kind: str, count: int, parts: Sequence[str] = ("Label", "Value")) -> list[str]:
    return [f"{kind} {number} - {part}" for number in range(1, count + 1) for part in parts]


COLUMNS: tuple[str, ...] = (
    *_FIXED.split(","),
    *_numbered("E-mail", EMAILS),
    *_numbered("Phone", PHONES),
    *_numbered("Address", ADDRESSES, _ADDRESS_PARTS),
    *_numbered("Website", WEBSITES),
    *_numbered("Event", EVENTS),
    *_numbered("Custom Field", FACTS),
    *_OWN,
)


def write(people: Iterable[PersonRecord]) -> Iterator[bytes]:
    """The file in pieces: the heading, then a line a person; UTF-8 with byte order mark, RFC 4180 (CRLF)."""
    yield BOM.encode() + _line(COLUMNS)
    for person in people:
        yield _line([guard(value) for value in _cells(person)])


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    # A lone surrogate (a broken name in a broken file) has no UTF-8 form.
    return out.getvalue().encode("utf-8", errors="replace")


def _cells(person: PersonRecord) -> list[str]:
    unsplit = not (person.given or person.middle or person.family)
    birthdays = [one for one in person.dates if one.label == "birthday"][:1]
    events = [one for one in person.dates if one not in birthdays]
    return [
        person.name if unsplit else person.given,  # other programs read no whole name
        person.middle,
        person.family,
        person.phonetic,
        person.prefix,
        person.suffix,
        person.nickname,
        person.firm,
        person.title,
        person.department,
        birthdays[0].value if birthdays else "",
        person.note,
        JOIN.join(person.tags),
        *_group(person.emails, EMAILS),
        *_group(person.phones, PHONES),
        *_places(person.addresses),
        *_group(person.links, WEBSITES),
        *_group(events, EVENTS),
        *_group(person.facts, FACTS),
        person.name,
        person.profession,
        person.segment,
        person.uid,
    ]


def _group(values: Sequence[Labelled], count: int) -> list[str]:
    """Label and value, ``count`` times; the last pair takes all that are left."""
    cells: list[str] = []
    for place in range(count):
        here = values[place : place + 1] if place < count - 1 else values[place:]
        cells += [JOIN.join(_label(one) for one in here), JOIN.join(one.value for one in here)]
    return cells


def _label(one: Labelled) -> str:
    label = one.label.title() if one.label.isascii() else one.label
    return f"* {label}" if one.primary else label


def _places(addresses: Sequence[Postal]) -> list[str]:
    """The parts of each address; addresses beyond the last stand in its formatted text."""
    cells: list[str] = []
    for place in range(ADDRESSES):
        if place >= len(addresses):
            cells += [""] * len(_ADDRESS_PARTS)
            continue
        one = addresses[place]
        left = [_in_one(other) for other in addresses[ADDRESSES:]] if place == ADDRESSES - 1 else []
        formatted = JOIN.join([one.formatted, *left]) if left else one.formatted
        cells += [one.label.title(), formatted, one.street, one.city, one.region, one.postcode, one.country]
    return cells


def _in_one(one: Postal) -> str:
    parts = (one.street, " ".join(filter(None, (one.postcode, one.city))), one.region, one.country)
    return one.formatted or "\n".join(filter(None, parts))
