"""Reads Google's contact exports. Values joined by `` ::: `` are parted; ``* myContacts`` and its like are no tags."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, PersonRecord, Reading, Where

from ..table import Draft, Row, layout_of_file, people
from ..table import fits as table_fits
from ..table.values import split

NO_TABLE = "This is no Google Contacts file: its headings were not found."
_NUMBERED = re.compile(r"(E-mail|Phone|Address|Website|Event|Relation|Custom Field|IM|Organization) (\d+) - (.+)")
_MARKS = (
    {"Given Name", "Family Name"},
    {"Yomi Name", "Group Membership"},
    {"First Name", "Phonetic First Name"},
    {"First Name", "Organization Name"},
    {"First Name", "File As"},
    {"First Name", "Labels"},
)
_TEXTS = {
    "Name": "name",
    "Name Prefix": "prefix",
    "First Name": "given",
    "Given Name": "given",
    "Middle Name": "middle",
    "Additional Name": "middle",
    "Last Name": "family",
    "Family Name": "family",
    "Name Suffix": "suffix",
    "Nickname": "nickname",
    "Organization Name": "firm",
    "Organization Title": "title",
    "Organization Department": "department",
    "Occupation": "profession",
    "Profession": "profession",
    "Grapevine ID": "uid",
}
_FACTS = {"Hobby": "hobby", "Maiden Name": "maiden name"}
_PHONETIC = (
    ("Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name"),
    ("Given Name Yomi", "Additional Name Yomi", "Family Name Yomi"),
    ("Yomi Name",),
)
_ADDRESS = {
    "Street": "street",
    "Extended Address": "street",
    "PO Box": "street",
    "City": "city",
    "Region": "region",
    "Postal Code": "postcode",
    "Country": "country",
    "Formatted": "formatted",
}
#: Google's own groups that say where you know somebody from.
_SYSTEM_SEGMENTS = {"friends": "friend", "family": "family", "coworkers": "professional"}


def fits(headings: frozenset[str]) -> bool:
    """True for the headings of either layout, whole or cut down to the columns somebody needed."""
    numbered = any(_NUMBERED.fullmatch(heading) for heading in headings)
    named = bool({"First Name", "Given Name", "Name"} & headings)
    return (numbered and named) or any(marks <= headings and "Notes" in headings for marks in _MARKS)


def looks_like(head: bytes) -> bool:
    """True when the first 64 kB of a file are a Google Contacts table. Never raises."""
    return table_fits(head, fits)


def read(path: Path, reading: Reading) -> Iterator[Item]:
    """A person a row. Raises OSError as ``open`` does; anything wrong inside the file is a refused item."""
    layout = layout_of_file(path)
    if layout is None:
        yield Item(Where(reading.file, 1), refused=NO_TABLE)
        return
    yield from people(path, layout, reading, lambda row: _person(row, reading))


def _person(row: Row, reading: Reading) -> PersonRecord | None:
    draft = Draft(today=reading.now.date())
    for heading, name in _TEXTS.items():
        draft.text(name, row.get(heading))
    for heading, label in _FACTS.items():
        draft.fact(row.get(heading), label)
    for headings in _PHONETIC:
        if "phonetic" not in draft.texts:
            draft.text("phonetic", " ".join(filter(None, map(row.get, headings))))
    draft.date(row.get("Birthday"), "birthday")
    draft.note(row.get("Notes"))
    _tags(draft, row)
    groups = _groups(row)
    for (kind, number), parts in groups.items():
        _put(draft, kind, number, parts)
    for value in row.extra:
        draft.note(value)
    if not draft.texts and not (draft.emails or draft.phones):
        draft.text("name", row.get("File As"))
    return draft.record({number: _label(parts) for (kind, number), parts in groups.items() if kind == "Address"})


def _tags(draft: Draft, row: Row) -> None:
    draft.segment(row.get("Segment"))
    for tag in split(row.get("Labels")) + split(row.get("Group Membership")):
        if not tag.startswith("*"):
            draft.tag(tag)
        elif tag.strip("* ").casefold() in _SYSTEM_SEGMENTS:
            draft.segment(_SYSTEM_SEGMENTS[tag.strip("* ").casefold()])


def _groups(row: Row) -> dict[tuple[str, str], dict[str, str]]:
    """(kind, number) -> part -> value, in the order of the file."""
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for heading, value in row.cells.items():
        if found := _NUMBERED.fullmatch(heading):
            groups[found[1], found[2]][found[3]] = value
    return groups


def _label(parts: dict[str, str]) -> str:
    """The label in plain form: ``* Work`` (the star marks the primary one) is "work"."""
    return (parts.get("Label") or parts.get("Type") or "").lstrip("* ").strip().lower()


def _put(draft: Draft, kind: str, number: str, parts: dict[str, str]) -> None:
    if kind == "Address":
        for part, name in _ADDRESS.items():
            draft.postal(number, name, parts.get(part, ""))
        return
    if kind == "Organization":
        _organization(draft, parts)
        return
    values = split(parts.get("Value", ""))
    whole = parts.get("Label") or parts.get("Type") or ""
    labels = [label.strip() for label in whole.split(":::")]
    if len(labels) != len(values):  # one label for all of them; only the first can be the primary one
        labels = [whole, *[whole.lstrip("* ")] * (len(values) - 1)][: len(values)]
    for value, written in zip(values, labels, strict=True):
        label, primary = written.lstrip("* ").strip().lower(), written.startswith("*")
        if kind == "E-mail":
            draft.email(value, label, primary)
        elif kind == "Phone":
            draft.phone(value, label, primary)
        elif kind == "Website":
            draft.link(value, label)
        elif kind == "Event":
            draft.date(value, label)
        elif kind == "IM":
            draft.fact(value, parts.get("Service", "").lower() or "messenger")
        else:  # relations and custom fields
            draft.fact(value, label)


def _organization(draft: Draft, parts: dict[str, str]) -> None:
    firm, title = parts.get("Name", ""), parts.get("Title", "")
    if draft.texts.keys() & {"firm", "title"}:  # a second employment
        draft.fact(", ".join(filter(None, (title, firm))), "also at")
        return
    draft.text("firm", firm)
    draft.text("title", title)
    draft.text("department", parts.get("Department", ""))
