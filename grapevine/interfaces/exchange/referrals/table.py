"""Referrals and their results as CSV: one line each, UTF-8 with byte order mark, RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from grapevine.domain.referrals.queries.board import Card
from grapevine.domain.referrals.queries.figures import Results
from grapevine.interfaces.exchange.referrals import plain

from ..table.values import guard

BOM = "\ufeff"
COLUMNS = (
    "id", "role", "stage", "who", "person", "need", "turn", "next", "next_on", "days", "overdue_days", "moved_at",
    "told", "thanked", "worth",
)  # fmt: skip
RESULTS = (
    "role", "person", "sent", "accepted", "days_to_accept", "ended", "closed", "closed_share", "won", "won_share",
    "value",
)  # fmt: skip


def lines(cards: Iterable[Card]) -> Iterator[bytes]:
    """The file in pieces: the heading, then a line a referral; what the asking side may not see is empty."""
    yield BOM.encode() + _line(COLUMNS)
    for one in cards:
        row = plain.card(one)
        yield _line(_cells({**row, "person": row["person"]["name"]}, COLUMNS))


def results(found: Results) -> Iterator[bytes]:
    """The figures: each direction in all, then each partner. Shares run from 0 to 1, empty for too few."""
    yield BOM.encode() + _line(RESULTS)
    for row in plain.results(found):
        yield _line(_cells({**row, "person": row["person"]["name"] if row["person"] else "all"}, RESULTS))


def _cells(row: dict[str, Any], columns: Sequence[str]) -> list[str]:
    return [guard("" if row[name] is None else str(row[name])) for name in columns]


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", errors="replace")
