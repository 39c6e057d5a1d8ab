"""Reads any table of people: the columns mean what the member said, else what we guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, PersonRecord, Reading, Where

from ..table import Draft, Guess, Layout, Row, guess, layout_of, layout_of_file, people, rows
from ..table.dates import month_comes_first
from ..table.guess import FIRST_ROWS
from ..table.targets import ADDRESS_PARTS, DATES, FACTS, IGNORE, KEYS
from ..table.words import meaning, plain

NO_TABLE = "We found no table in this file: no line that looks like column headings."
NOBODY = "No column was chosen that tells who the person is: a name, a firm, an email, a phone or a profile."
#: Headings of dates in a table that is written in English.
_ENGLISH_WORDS = """birthday birth_date birthdate date_of_birth dob bday anniversary wedding_anniversary connected
    connected_on connected_since date_connected"""
_ENGLISH_DATES = frozenset(words.replace("_", " ") for words in _ENGLISH_WORDS.split())
#: Without one of these targets a table does not tell who the people are.
_WHO = frozenset({"name", "given", "family", "nickname", "firm", "email", "phone", "link"})


def looks_like(head: bytes) -> bool:
    """True for every table in which some heading or column could be a person's. Never raises."""
    layout = layout_of(head)
    return layout is not None and (layout.header_line == 0 or any(meaning(name)[0] in _WHO for name in layout.headings))


def guesses(path: Path) -> list[Guess]:
    """What each column seems to hold; empty when the file is no table. Raises OSError as ``open`` does."""
    layout = layout_of_file(path)
    return guess(layout.headings, _first_rows(path, layout)) if layout else []


def read(path: Path, reading: Reading) -> Iterator[Item]:
    """A person a row. Raises OSError as ``open`` does; anything wrong inside the file is a refused item."""
    layout = layout_of_file(path)
    if layout is None:
        yield Item(Where(reading.file, 1), refused=NO_TABLE)
        return
    first = _first_rows(path, layout)
    columns = _columns(layout, first, reading)
    if not _WHO & set(columns.values()):
        yield Item(Where(reading.file, max(1, layout.header_line)), refused=NOBODY)
        return
    month_first = _month_first(columns, first, reading)
    yield from people(path, layout, reading, lambda row: _person(row, columns, reading, month_first))


def _first_rows(path: Path, layout: Layout) -> list[dict[str, str]]:
    return [row.cells for row in islice(rows(path, layout), FIRST_ROWS) if not row.refused]


def _columns(layout: Layout, first: list[dict[str, str]], reading: Reading) -> dict[str, str]:
    """Heading -> target: as chosen; a heading without a choice as guessed, if the guess is sure."""
    chosen = {heading: target for heading, target in reading.columns.items() if target in KEYS}
    guessed = guess(layout.headings, first)
    if chosen:
        guessed = [one for one in guessed if one.sure]
    columns = {one.heading: one.target for one in guessed} | chosen
    return {name: columns[name] for name in layout.headings if columns.get(name, IGNORE) != IGNORE}


def _month_first(columns: dict[str, str], first: list[dict[str, str]], reading: Reading) -> bool:
    """Does 3/7/1984 mean March? As the other dates of the table say, else as is usual where its language is spoken."""
    dated = [heading for heading, target in columns.items() if target in DATES]
    american = reading.default_region == "US" and all(plain(heading) in _ENGLISH_DATES for heading in dated)
    return month_comes_first((row[heading] for row in first for heading in dated if heading in row), american)


def _person(row: Row, columns: dict[str, str], reading: Reading, month_first: bool) -> PersonRecord | None:
    draft = Draft(today=reading.now.date(), month_first=month_first)
    labels: dict[str, str] = {}
    for heading, target in columns.items():
        if value := row.get(heading):
            _put(draft, labels, heading, target, value)
    for value in row.extra:
        draft.note(value)
    return draft.record(labels)


def _put(draft: Draft, labels: dict[str, str], heading: str, target: str, value: str) -> None:
    label = meaning(heading)[1]
    if target == "email":
        draft.email(value, label)
    elif target == "phone":
        draft.phone(value, label)
    elif target == "link":
        draft.link(value, "linkedin" if "linkedin" in plain(heading) else label)
    elif target in DATES:
        draft.date(value, target)
    elif target in FACTS:
        draft.fact(value, FACTS[target])
    elif target == "tags":
        for tag in re.split(r":::|[,;|\n]", value):
            if not tag.strip().startswith("* "):  # a program's own group ("* myContacts")
                draft.tag(tag.strip())
    elif target == "note":
        draft.note(value)
    elif target == "segment":
        draft.segment(value)
    elif target == "address" or target in ADDRESS_PARTS:
        place = f"{label} {''.join(filter(str.isdigit, heading))}"
        labels[place] = label
        draft.postal(place, "formatted" if target == "address" else target, value)
    else:
        draft.text(target, value)
