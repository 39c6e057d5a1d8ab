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
#: So many lines go out together: every piece passes through the whole server by itself.
AT_ONCE = 200
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
    rows = (plain.card(one) for one in cards)
    yield from _file(COLUMNS, ({**row, "person": row["person"]["name"]} for row in rows))


def results(found: Results) -> Iterator[bytes]:
    """The figures: each direction in all, then each partner. Shares run from 0 to 1, empty for too few."""
    rows = plain.results(found)
    yield from _file(RESULTS, ({**row, "person": row["person"]["name"] if row["person"] else "all"} for row in rows))


def _cells(row: dict[str, Any], columns: Sequence[str]) -> list[str]:
    return [guard("" if row[name] is None else str(row[name])) for name in columns]


def _file(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for number, row in enumerate(rows, 1):
        writer.writerow(_cells(row, columns))
        if number % AT_ONCE == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    """What was written so far; the next piece begins empty."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", errors="replace")
