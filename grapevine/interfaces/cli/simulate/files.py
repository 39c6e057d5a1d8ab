"""A made-up world as files: what a chapter's books would hold, and beside it the truth that books never hold.

Written region by region, so that memory holds one; the same seed gives the same bytes. `touches.csv` is what
`grapevine lab depth` reads, and the referrals one receives what `grapevine lab forecast` reads.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv

from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.simulation.rules.names import name
from grapevine.domain.simulation.rules.trades import Trades
from grapevine.domain.simulation.rules.world import WEEK, Region, World

Columns = Mapping[str, Any]
#: Chapters meet on the third day of the week.
MEETING_DAY = 2


class Files:
    """CSV files of a folder, each opened when its first rows come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, int] = {}
        self._writers: dict[str, csv.CSVWriter] = {}

    def __enter__(self) -> Files:
        (self.folder / "truth").mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:  # fmt: skip
        for writer in self._writers.values():
            writer.close()

    def add(self, file: str, columns: Columns) -> None:
        """Rows behind those of the file."""
        rows = pa.table(dict(columns))
        if file not in self._writers:
            options = csv.WriteOptions(quoting_style="none")
            self._writers[file] = csv.CSVWriter(self.folder / file, rows.schema, write_options=options)
        self._writers[file].write_table(rows)
        self.rows[file] = self.rows.get(file, 0) + rows.num_rows


def write(world: World, first_day: date, folder: Path, told: Callable[[int], None]) -> dict[str, int]:
    """Everything into the folder; how many rows each file got. ``told``: called with the members done so far."""
    first = np.datetime64(first_day, "s")
    done = before = 0
    with Files(folder) as files:
        _laws(world, first_day, folder)
        files.add("truth/professions.csv", _professions(world.trades))
        for region in world.regions():
            for file, columns in _files(region, world, first, before).items():
                files.add(file, columns)
            before += len(region.referrals.at)
            done += int(region.members.there.sum())
            told(done)
    return files.rows


def _files(region: Region, world: World, first: np.datetime64, before: int) -> dict[str, Columns]:
    """The rows of every file; ``before``: how many referrals there are of earlier regions."""
    there = region.members.there
    number = region.numbers[there]
    chapter = region.first_chapter + np.nonzero(there)[0] + 1
    keys = np.array(world.trades.keys, object)
    return {
        "members.csv": {
            "id": number + 1,
            "name": [name(each) for each in number.tolist()],
            "chapter": chapter,
            "profession": keys[region.members.trade[there]],
        },
        "touches.csv": _touches(region, first),
        "absences.csv": _absences(region, first),
        "referrals.csv": _referrals(region, world, first, before),
        "truth/members.csv": _nature(region, number),
        "truth/ties.csv": _ties(region),
        "truth/referrals.csv": {
            "id": before + 1 + np.arange(len(region.referrals.at)),
            "won": region.referrals.won.astype(int),
            "value": region.referrals.value,
            "days": region.referrals.days,
        },
    }


def _touches(region: Region, first: np.datetime64) -> Columns:
    met = region.one_to_ones
    return {
        "source": met.began + 1,
        "target": met.other + 1,
        "time": first + met.at * np.timedelta64(60, "s"),
        "kind": np.full(len(met.at), "one_to_one", object),
        "minutes": met.minutes,
        "began_by": met.began + 1,
    }


def _absences(region: Region, first: np.datetime64) -> Columns:
    """Who missed which meeting: everybody else was there."""
    week, chapter, seat = np.nonzero(region.members.there[None] & ~region.came)
    meeting = first.astype("datetime64[D]") + (week * 7 + MEETING_DAY)
    return {"member": region.numbers[chapter, seat] + 1, "chapter": region.first_chapter + chapter + 1, "on": meeting}


def _referrals(region: Region, world: World, first: np.datetime64, before: int) -> Columns:
    """As known when the last week is over: what closes later is still open."""
    all_ = region.referrals
    opened = first.astype("datetime64[D]") + all_.at // (24 * 60)
    closed = opened + all_.days
    known = closed <= first.astype("datetime64[D]") + world.weeks * WEEK // (24 * 60)
    return {
        "id": before + 1 + np.arange(len(all_.at)),
        "source": all_.giver + 1,
        "target": all_.receiver + 1,
        "opened_on": opened,
        "closed_on": pa.array(closed, mask=~known),
        "outcome": np.where(known, np.where(all_.won, "won", "lost"), "").astype(object),
        "value": pa.array(all_.value, mask=~(known & all_.won)),
    }


def _nature(region: Region, number: np.ndarray) -> Columns:
    who, there = region.members, region.members.there
    truths = {name: getattr(who, name)[there].round(6) for name in ("engagement", "generosity", "pull", "attention")}
    return {"id": number + 1, **truths, "taker": who.taker[there].astype(int)}


def _ties(region: Region) -> Columns:
    """Every ordered pair of a chapter."""
    there = region.members.there
    both = there[:, :, None] & there[:, None, :] & ~np.eye(there.shape[1], dtype=bool)
    chapter, one, other = np.nonzero(both)
    return {
        "a": region.numbers[chapter, one] + 1,
        "b": region.numbers[chapter, other] + 1,
        "affinity": region.affinity[both].round(6),
        "depth": region.depth[both].round(6),
        "taught": region.taught[both].round(6),
    }


def _professions(trades: Trades) -> Columns:
    keys = np.array(trades.keys, object)
    sphere = np.array([PROFESSIONS[key].sphere for key in trades.keys], object)
    giver, receiver = np.indices(trades.affinity.shape).reshape(2, -1)
    return {
        "giver": keys[giver],
        "receiver": keys[receiver],
        "giver_sphere": sphere[giver],
        "receiver_sphere": sphere[receiver],
        "affinity": trades.affinity.reshape(-1).round(6),
    }


def _laws(world: World, first_day: date, folder: Path) -> None:
    said = {"members": world.size, "weeks": world.weeks, "seed": world.seed, "first_day": first_day.isoformat()}
    text = json.dumps({**said, "laws": asdict(world.laws)}, indent=2)
    (folder / "truth" / "world.json").write_text(text + "\n", encoding="utf-8")
