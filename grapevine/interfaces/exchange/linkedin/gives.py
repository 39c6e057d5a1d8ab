"""Recommendations and endorsements as gives, in the direction in which they were made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from grapevine.domain.gives.rules import ENDORSEMENT, GIVEN, RECEIVED
from grapevine.domain.imports.rules.records import GiveRecord, Item, Party, Reading, Where

from ..table import Layout, Row, rows
from ..table.dates import moment
from .messages import FUTURE, NO_DATE
from .parties import key, link_id

#: The two files of recommendations have the same headings; only their names tell the direction.
WHICH = (
    "Recommendations given and received look alike inside. Keep the name the file had in the archive "
    "(Recommendations_Given.csv or Recommendations_Received.csv), then import it again."
)
NOBODY = "The row names nobody."
WITHDRAWN = "It was turned down or taken back."
_NOT_STANDING = frozenset({"declined", "deleted", "withdrawn", "rejected", "ignored"})
#: A recommendation may be pages long; the ledger keeps its beginning.
MAX_NOTE = 2_000


def recommendations(path: Path, layout: Layout, reading: Reading) -> Iterator[Item]:
    """A give for each recommendation that stands."""
    direction = _direction(reading.file)
    if not direction:
        yield Item(Where(reading.file, max(1, layout.header_line)), refused=WHICH)
        return
    for row in rows(path, layout):
        where = Where(reading.file, row.line)
        who = Party(name=f"{row.get('First Name')} {row.get('Last Name')}".strip())
        at, item = _checked(where, row, "Creation Date", "Status", who, reading)
        if at is None:
            yield item
            continue
        stamp = key("recommendation", direction, who.name.casefold(), at.isoformat())
        note = row.get("Text")[:MAX_NOTE]
        yield Item(where, (GiveRecord(stamp, who, at, ENDORSEMENT, direction, note=note),))


def endorsements(path: Path, layout: Layout, reading: Reading) -> Iterator[Item]:
    """A give for each person and day: five skills endorsed in one minute are one act, and the note names them."""
    direction, side = (GIVEN, "Endorsee") if "Endorsee First Name" in layout.headings else (RECEIVED, "Endorser")
    acts: dict[tuple[str, ...], list[tuple[Where, Party, datetime, str]]] = defaultdict(list)
    for row in rows(path, layout):
        where = Where(reading.file, row.line)
        name = f"{row.get(f'{side} First Name')} {row.get(f'{side} Last Name')}".strip()
        who = Party(name=name, link=row.get(f"{side} Public Url"))
        at, item = _checked(where, row, "Endorsement Date", "Endorsement Status", who, reading)
        if at is None:
            yield item
        else:
            act = (name.casefold(), link_id(who.link), at.date().isoformat())
            acts[act].append((where, who, at, row.get("Skill Name")))
    for stamp, rows_of_act in acts.items():
        where, who, _, _ = rows_of_act[0]
        skills = ", ".join(sorted({skill for *_, skill in rows_of_act if skill}))
        at = min(at for _, _, at, _ in rows_of_act)
        give = GiveRecord(key("endorsement", direction, *stamp), who, at, ENDORSEMENT, direction, note=skills)
        yield Item(where, (give,))
        for later, *_ in rows_of_act[1:]:
            yield Item(later, skipped=f"Counted together with line {where.line}: the same person on the same day.")


def _checked(
    where: Where, row: Row, date: str, status: str, who: Party, reading: Reading
) -> tuple[datetime | None, Item]:
    """When it was made, or None and the item that says why it does not count."""
    at = moment(row.get(date), today=reading.now.date())
    if row.refused or at is None:
        return None, Item(where, refused=row.refused or NO_DATE)
    if not (who.name or who.link):
        return None, Item(where, skipped=NOBODY)
    if row.get(status).casefold() in _NOT_STANDING:
        return None, Item(where, skipped=WITHDRAWN)
    return (None, Item(where, skipped=FUTURE)) if at > reading.now else (at, Item(where))


def _direction(file: str) -> str:
    name = file.replace("\\", "/").rsplit("/", 1)[-1].casefold()
    return GIVEN if "given" in name else RECEIVED if "received" in name else ""
