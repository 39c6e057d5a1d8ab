"""`grapevine lab line "LINE"`: what a typed line is understood to say, as one JSON document."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from grapevine.domain.network.rules.line.parse import understand
from grapevine.domain.network.rules.line.people import People
from grapevine.domain.network.rules.line.result import Known, Understood
from grapevine.interfaces.cli.lab.table import Refused
from grapevine.kit import clock


class Instant(click.ParamType):
    """A date or time in ISO form; without a zone it is local."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not an ISO date or time, like 2026-03-31T09:30", param, ctx)


class Zone(click.ParamType):
    """A time zone by its name."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ZoneInfo:
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail(f"{value!r} is no time zone, like Europe/Vienna", param, ctx)


@click.command()
@click.argument("text", metavar="LINE")
@click.option("--people", "people_file", metavar="FILE", type=click.File("rb"),
              help="Who is known: CSV with a name column (id, nickname, firm if you like), or a name a line.")
@click.option("--at", type=Instant(), metavar="T", help="When the line is typed: ISO. Default: now.")
@click.option("--zone", type=Zone(), default="UTC", show_default=True, help="Where it is typed.")
@click.option("--day-first", is_flag=True, help="Read 3/12 as 3 December.")
def line(text: str, people_file: BinaryIO | None, at: datetime | None, zone: ZoneInfo, day_first: bool) -> None:
    """What a typed line says: who, what, when, how long, and what was given or received.

    \b
    Out, JSON: people, kind, at, minutes, about, gives (kind, direction, sphere), unsure (text, reason, candidates);
             promises (by, what, due) where something was promised
      reason    unknown, ambiguous, spelling, future, nobody, nothing
      people    by name; of two with one name the id is added, as "Ana Cruz [17]"
    """
    known = _known(people_file) if people_file else []
    now = (at if at.tzinfo else at.replace(tzinfo=zone)) if at else clock.now()
    found = understand(text, People(known), now, zone, day_first)
    click.echo(json.dumps(_document(found, known), ensure_ascii=False))


def _document(found: Understood, known: list[Known]) -> dict[str, Any]:
    namesakes = Counter(person.name for person in known)

    def told(people: tuple[Known, ...]) -> list[str]:
        return [f"{person.name} [{person.uid}]" if namesakes[person.name] > 1 else person.name for person in people]

    promises = [{"by": each.by, "what": each.what, "due": each.due and str(each.due)} for each in found.promises]
    return {
        "people": told(found.people),
        "kind": found.kind or None,
        "at": found.at.isoformat(timespec="seconds"),
        "minutes": found.minutes,
        "about": found.about,
        "gives": [{"kind": each.kind, "direction": each.direction, "sphere": each.sphere} for each in found.gives],
        "unsure": [
            {"text": each.text, "reason": each.reason, "candidates": told(each.candidates)} for each in found.unsure
        ],
        **({"promises": promises} if promises else {}),
    }


def _known(stream: BinaryIO) -> list[Known]:
    """The people of a file; a first line that names no column ``name`` is a name itself. Raises Refused."""
    try:
        text = stream.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("the list of people is not UTF-8 text. Save it in UTF-8 and try again.") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    header = [column.strip().strip('"').lower() for column in first.split(delimiter)]
    if "name" not in header:
        return [Known(name.strip(), str(number)) for number, name in enumerate(text.splitlines(), 1) if name.strip()]
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [[cell.strip() for cell in row] for row in read]
    except csv.Error as error:
        raise Refused(f"the list of people is not CSV ({error}).") from error
    cells = [dict(zip(header, row, strict=False)) for row in rows[1:]]
    return [
        Known(row["name"], row.get("id") or str(number), row.get("nickname", ""), row.get("firm", ""))
        for number, row in enumerate(cells, 2)
        if row.get("name")
    ]
