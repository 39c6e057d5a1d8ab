"""Reads Outlook's contact exports: three mails, nineteen kinds of phone, and facts no other export has.

Columns that are not named here are not read. ``Government ID Number`` is one of them on purpose: it is dropped at
the door, like billing details and account numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, PersonRecord, Reading, Where

from ..table import Draft, Layout, Row, layout_of_file, people, rows
from ..table import fits as table_fits
from ..table.dates import month_comes_first

NO_TABLE = "This is no Outlook contacts file: its headings were not found."
#: How many rows are looked at to tell whether the day or the month comes first.
DATED_ROWS = 200
DELETED = "The row is marked as deleted."
_TEXTS = {
    "ID": "uid",
    "Name": "name",
    "Title": "prefix",
    "First Name": "given",
    "Middle Name": "middle",
    "Last Name": "family",
    "Suffix": "suffix",
    "Nickname": "nickname",
    "Company": "firm",
    "Department": "department",
    "Job Title": "title",
    "Profession": "profession",
}
#: The labels also tell whose number it is: "main" is the firm's and "assistant" the assistant's.
_PHONES = {
    "Primary Phone": "primary",
    "Mobile Phone": "mobile",
    "Business Phone": "work",
    "Business Phone 2": "work",
    "Home Phone": "home",
    "Home Phone 2": "home",
    "Other Phone": "other",
    "Company Main Phone": "main",
    "Assistant's Phone": "assistant",
    "Car Phone": "car",
    "Radio Phone": "radio",
    "Callback": "callback",
    "ISDN": "isdn",
    "TTY/TDD Phone": "tty",
    "Telex": "telex",
    "Pager": "pager",
    "Business Fax": "work fax",
    "Home Fax": "home fax",
    "Other Fax": "other fax",
}
_FACTS = {
    "Spouse": "spouse",
    "Children": "children",
    "Hobby": "hobby",
    "Referred By": "referred by",
    "Manager's Name": "manager",
    "Assistant's Name": "assistant",
    "User 1": "user 1",
    "User 2": "user 2",
    "User 3": "user 3",
    "User 4": "user 4",
}
_ADDRESS = {
    "Street": "street",
    "Street 2": "street",
    "Street 3": "street",
    "Address PO Box": "street",
    "City": "city",
    "State": "region",
    "Postal Code": "postcode",
    "Country": "country",
    "Country/Region": "country",
    "Address": "formatted",
}
_PLACES = {"Business": "work", "Home": "home", "Other": "other"}
_NAMES = frozenset({"First Name", "Last Name", "Name"})


def fits(headings: frozenset[str]) -> bool:
    """True for either layout, whole or cut down: a name, and two headings that are written so by Outlook alone."""
    own = {"E-mail Address", "E-mail 2 Address", "Job Title", *_PHONES, "Home Street", "Business Street", "Web Page"}
    return bool(_NAMES & headings) and len(own & headings) >= 2 and bool(headings & {"E-mail Address", *_PHONES})


def looks_like(head: bytes) -> bool:
    """True when the first 64 kB of a file are an Outlook contacts table. Never raises."""
    return table_fits(head, fits)


def read(path: Path, reading: Reading) -> Iterator[Item]:
    """A person a row. Raises OSError as ``open`` does; anything wrong inside the file is a refused item."""
    layout = layout_of_file(path)
    if layout is None:
        yield Item(Where(reading.file, 1), refused=NO_TABLE)
        return
    month_first = month_comes_first(_dates(path, layout), otherwise=True)
    yield from people(path, layout, reading, lambda row: _person(row, reading, month_first), _left_out)


def _dates(path: Path, layout: Layout) -> Iterator[str]:
    """The dates of the first rows: Outlook writes them as the computer's region does, and does not say which."""
    for row in islice(rows(path, layout), DATED_ROWS):
        yield from (row.get(heading) for heading in ("Birthday", "Anniversary") if row.get(heading))


def _left_out(row: Row) -> str:
    return DELETED if row.get("Action").casefold() == "delete" else ""


def _person(row: Row, reading: Reading, month_first: bool) -> PersonRecord | None:
    draft = Draft(today=reading.now.date(), month_first=month_first)
    for heading, name in _TEXTS.items():
        draft.text(name, row.get(heading))
    for heading in ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address"):
        draft.email(row.get(heading), primary=heading == "E-mail Address")
    for heading, label in _PHONES.items():
        draft.phone(row.get(heading), label, primary=heading == "Primary Phone")
    for heading, label in _FACTS.items():
        draft.fact(row.get(heading), label)
    for name, place in _PLACES.items():
        for part, target in _ADDRESS.items():
            draft.postal(place, target, row.get(f"{name} {part}"))
    draft.link(row.get("Web Page"))
    draft.date(row.get("Birthday"), "birthday")
    draft.date(row.get("Anniversary"), "anniversary")
    for tag in re.split(r"[;,]", f"{row.get('Categories')};{row.get('Keywords')}"):
        draft.tag(tag.strip())
    draft.note(row.get("Notes"))
    for value in row.extra:
        draft.note(value)
    return draft.record()
