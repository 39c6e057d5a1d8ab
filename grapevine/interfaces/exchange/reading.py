"""Reading the files of a batch into the staging table, for a while at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import actions, queries
from grapevine.domain.imports.models import Batch, BatchFile
from grapevine.domain.imports.rules.records import Item, Me, Reading, Where

from . import any_csv, kinds, linkedin

CHUNK = 500
#: One step reads this long and leaves the rest to the next, so that no step runs into the worker's time limit.
SECONDS = 100.0
GONE = "The file is no longer there. Choose it once more."


def read_batch(actor: Actor, batch: Batch, folder: Path, now: datetime) -> bool:
    """Read on where the last step stopped. True when every file has been read, refused, or waits for its columns."""
    until = time.monotonic() + SECONDS
    me = _me(actor, batch, folder)
    for file in queries.files(batch):
        if file.state in ("waiting", "reading") and not _read_file(actor, batch, file, folder, me, now, until):
            return False
    return True


def _me(actor: Actor, batch: Batch, folder: Path) -> Me:
    """Who the member is: as they told us, and as the profile in a LinkedIn archive calls them."""
    names = {actor.name.lower()}
    for file in queries.files(batch):
        if file.name.lower().endswith("profile.csv") and (folder / file.path).is_file():
            names |= linkedin.owner(folder / file.path).names
    drop = {settings.DROP_ADDRESS} - {""}  # the mailbox for copies of letters is nobody one met
    return Me(emails=account_queries.own_emails(actor) | drop, names=frozenset(names))


def _read_file(actor: Actor, batch: Batch, file: BatchFile, folder: Path, me: Me, now: datetime, until: float) -> bool:
    path = folder / file.path
    if not path.is_file():
        actions.found_kind(actor=actor, file=file, kind=file.kind, reason=GONE)
        return True
    kind = kinds.detect(path, file.name)
    if kind.reader is None or file.state == "waiting":
        guesses = _guesses(path) if kind.name == kinds.CSV and kind.reason else []
        actions.found_kind(
            actor=actor, file=file, kind=kind.name, reason=kind.reason if kind.reader is None else "",
            guesses=guesses, waits=bool(guesses) and not (batch.direct or file.columns),
        )  # fmt: skip
        if file.state != "reading" or kind.reader is None:
            return True
    reading = Reading(file=file.name, now=now, me=me, columns=file.columns, bodies=batch.bodies)
    items = islice(_guarded(kind.reader(path, reading), file), file.items, None)
    while True:
        chunk = list(islice(items, CHUNK))
        actions.stage(actor=actor, file=file, items=chunk, last=len(chunk) < CHUNK)
        if len(chunk) < CHUNK:
            if not file.items and (damage := kinds.damage(kind, path)):
                actions.found_kind(actor=actor, file=file, kind=kind.name, reason=damage)
            return True
        if time.monotonic() > until:
            return False


def _guesses(path: Path) -> list[dict]:
    return [asdict(guess) for guess in any_csv.guesses(path)]


def _guarded(items: Iterator[Item], file: BatchFile) -> Iterator[Item]:
    """A reader should never raise; if one does, what it read so far counts, and the rest is refused with the reason."""
    line = 0
    try:
        for item in items:
            line = item.where.line
            yield item
    except OSError:
        raise
    except Exception as error:  # a reader's bug must not lose what it has read
        yield Item(
            Where(file.name, line + 1),
            refused=f"From here on the file could not be read ({type(error).__name__}). What stands above came in.",
        )
