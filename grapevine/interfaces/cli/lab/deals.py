"""Rows of `lab forecast` as deals: names of columns, dates and outcomes as they are found in files of many makers.

What cannot be read is refused with its line and column; what can be read in one way only is read so, and said.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

import numpy as np

from grapevine.domain.depth.rules.sums import days
from grapevine.domain.goals.rules.deals import ENDED, LOST, OPEN, WON, Deals
from grapevine.interfaces.cli.lab import table

NEEDED = ("opened_on", "closed_on", "outcome")
_WANTED = ("id", "source", "opened_on", "closed_on", "outcome", "value")
_NAMES = {
    "id": ("deal_id", "opportunity_id", "lead_id", "referral_id"),
    "source": ("partner", "origin", "referrer", "giver", "sales_agent", "lead_source"),
    "opened_on": ("opened", "open_date", "created_on", "created_date", "engage_date", "first_contact"),
    "closed_on": ("closed", "close_date", "closed_date", "close_on"),
    "outcome": ("status", "stage", "deal_stage", "result"),
    "value": ("amount", "close_value", "deal_value"),
}
#: The same name written with blanks, dashes or nothing between its words.
_COLUMNS = {
    alias.replace("_", between): name
    for name, aliases in _NAMES.items()
    for alias in (name, *aliases)
    for between in ("_", " ", "-", "")
}
_OUTCOMES = {
    **dict.fromkeys(("won", "win", "closed won", "1", "true", "yes"), WON),
    **dict.fromkeys(("lost", "loss", "lose", "closed lost", "0", "false", "no"), LOST),
    **dict.fromkeys(("open", "engaging", "prospecting", "pending", "in progress", "new", "active"), OPEN),
    **dict.fromkeys(("withdrawn", "void", "cancelled", "canceled", "abandoned"), ENDED),
}
_NOTHING = frozenset(("", "-", "na", "n/a", "nan", "nat", "null", "none"))
_BASIC_DATE = re.compile(r"(?:19|20)\d{6}")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?")


#: Number of the source, opened, closed (inf while open), outcome, value (nan: none).
Row = tuple[int, float, float, int, float]


@dataclass(slots=True)
class Read:
    """The deals of a file in columns, and what was read in a way worth telling: sentence -> (times, first line)."""

    rows: list[Row] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)

    def tell(self, what: str, line: int) -> None:
        """Count something worth telling."""
        self.told[what] += 1
        self.first.setdefault(what, line)

    def deals(self) -> Deals:
        """As the rules want them."""
        source, opened, closed, outcome, value = np.array(self.rows, dtype=float).reshape(len(self.rows), 5).T
        return Deals(tuple(self.numbers), source.astype(int), opened, closed, outcome.astype(int), value)


def read(stream: BinaryIO) -> Read:
    """Every deal of a file. Raises table.Refused naming each bad cell, or when a column is missing."""
    found, bad = Read(), []
    for line, cells in table.columns(stream, NEEDED, _WANTED, _COLUMNS):
        try:
            _take(found, line, cells)
        except ValueError as error:
            bad.append(f"line {line}, {error}")
    table.refuse(bad)
    return found


def _take(found: Read, line: int, cells: list[str]) -> None:
    name, source, opened_text, closed_text, outcome_text, value_text = cells
    opened = _time(found, opened_text, "opened_on")
    closed = _time(found, closed_text, "closed_on")
    outcome = _outcome(outcome_text)
    value = _value(value_text)
    if opened is None:
        return found.tell("without opened_on left out", line)
    if outcome != OPEN and closed is None:
        return found.tell("ended without closed_on left out", line)
    if outcome == OPEN and closed is not None:
        found.tell("with closed_on but no outcome taken as open", line)
    if outcome != OPEN and closed is not None and closed < opened:
        found.tell("closed before it opened taken as closed that day", line)
        closed = opened
    number = found.numbers.setdefault(source, len(found.numbers))
    ended = np.inf if outcome == OPEN or closed is None else closed
    _put(found, line, name, (number, opened, ended, outcome, value))


def _put(found: Read, line: int, name: str, row: Row) -> None:
    """Appends a row; one whose id was there before takes its place."""
    place = found.places.setdefault(name, len(found.rows)) if name else len(found.rows)
    if place == len(found.rows):
        found.rows.append(row)
        return
    found.tell("with an id seen before taken as its newer state", line)
    found.rows[place] = row


def _time(found: Read, text: str, column: str) -> float | None:
    known = found.times.get(text)
    if known is None:
        if text.lower() in _NOTHING:
            return None
        try:
            known = found.times[text] = when(text)
        except ValueError:
            raise ValueError(f"{column}: {text!r} is not an ISO date, like 2026-11-22") from None
    return known


def when(text: str) -> float:
    """A date or time in an ISO form (also 20261122 and 2026/11/22) or unix seconds, as days since 1970, UTC."""
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        return days(datetime(*(int(part) for part in slashed.groups()), tzinfo=UTC))  # type: ignore[arg-type, misc]
    if _BASIC_DATE.fullmatch(text):
        return days(datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC))
    return table.moment(text)


def _outcome(text: str) -> int:
    known = _OUTCOMES.get(text)
    if known is not None:
        return known
    plain = text.lower().replace("_", " ").replace("-", " ").strip()
    if plain in _NOTHING or not plain:
        return OPEN
    if plain not in _OUTCOMES:
        raise ValueError(f"outcome: {text!r} is not won, lost or empty (still open)")
    return _OUTCOMES[plain]


def _value(text: str) -> float:
    """The value; nan when there is none."""
    if text.isdigit():
        return float(text)
    if text.lower() in _NOTHING:
        return np.nan
    plain = text.strip("$€£ ")
    try:
        return table.number(plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain, "value:")
    except ValueError:
        raise ValueError(f"value: {text!r} is not a number of 0 or more") from None
