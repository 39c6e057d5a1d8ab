"""The source audit as plain data and as CSV: the groups, and the people of one; for API, command line and file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.insights.queries.audit import Audit, Source
from grapevine.domain.insights.rules.audit import Group
from grapevine.domain.insights.rules.missing_words import Verdict
from grapevine.domain.insights.rules.next_steps import step

from .table.values import guard

BOM = "\ufeff"
COLUMNS = ("group", "people", "known_of", *INGREDIENTS, "sent", "senders", "state", "first", "first_p", "second",
           "second_p", "next_step")  # fmt: skip
PEOPLE = ("id", "name", *INGREDIENTS, "sent", "state", "first", "first_p", "second", "second_p", "next_step")


def audit(found: Audit) -> dict[str, Any]:
    """The whole; ingredients and P 0..1, None where not known."""
    return {
        "since": found.since,
        "people": found.people,
        "sent": found.sent,
        "assumes": "each ingredient is necessary",
        "questions": [
            {"kind": one.kind, "people": one.people, "senders": one.senders, "sent": one.sent,
             "answer": one.answer.value}
            for one in found.questions
        ],
        "groups": [group(row) for row in found.groups],
    }  # fmt: skip


def group(row: Group) -> dict[str, Any]:
    """One group."""
    parts = {
        name: None if cell is None else {"mean": _told(cell.mean), "range": _told(cell.range), "people": cell.people}
        for name, cell in zip(INGREDIENTS, row.cells, strict=True)
    }
    more = None if row.more is None else {"p10": row.more[0], "p90": row.more[1]}
    return {
        "group": row.key, "people": row.people, "known_of": row.told, "ingredients": parts, "sent": row.sent,
        "senders": row.senders, **_verdict(row.verdict), "more_a_year": more,
    }  # fmt: skip


def source(one: Source) -> dict[str, Any]:
    """One person of a group."""
    parts = {name: _told(share) for name, share in zip(INGREDIENTS, one.shares, strict=True)}
    return {"id": one.id, "name": one.name, "ingredients": parts, "sent": one.sent, **_verdict(one.verdict)}


def lines(found: Audit) -> Iterator[bytes]:
    """The groups as CSV, averages 0..1."""
    rows = []
    for row in found.groups:
        means = [None if cell is None else _told(cell.mean) for cell in row.cells]
        rows.append([row.key, row.people, row.told, *means, row.sent, row.senders, *_cells(row.verdict)])
    return table(COLUMNS, rows)


def people_lines(people: Iterable[Source]) -> Iterator[bytes]:
    """The people of a group as CSV."""
    rows = ([one.id, one.name, *map(_told, one.shares), one.sent, *_cells(one.verdict)] for one in people)
    return table(PEOPLE, rows)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV file in pieces: UTF-8 with byte order mark, RFC 4180; nothing is empty; no cell is a formula."""
    yield BOM.encode() + _line(columns)
    for row in rows:
        yield _line(["" if cell is None else str(cell) for cell in row])


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([guard(cell) for cell in cells])
    return out.getvalue().encode("utf-8", errors="replace")


def _verdict(verdict: Verdict) -> dict[str, Any]:
    likely = [
        {"ingredient": one.ingredient, "p": _told(one.p), "sure": one.sure.value, "known": one.known}
        for one in verdict.two
    ]
    return {"state": verdict.state.value, "missing": likely, "next_step": step(verdict).do}


def _cells(verdict: Verdict) -> list[Any]:
    two = [value for one in verdict.two for value in (one.ingredient, _told(one.p))]
    return [verdict.state.value, *two, *[None] * (4 - len(two)), step(verdict).do]


def _told(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
