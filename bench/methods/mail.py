"""Logged messages between people, cut in time: what each pair did before the cut, and whether both wrote after it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.methods.measures import auc, ndcg
from grapevine.domain.depth.rules.sums import Event, days

#: Only people with more contacts than this are asked for their ten best.
CONTACTS = 10


@dataclass(frozen=True, slots=True)
class Message:
    """One message on the clock of the sums."""

    at: float
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Case:
    """A network cut at `at`: per pair (a < b) its messages before, and how many each sent within the horizon after."""

    at: float
    horizon: float
    pairs: list[tuple[str, str]]
    before: list[list[Event]]
    after: NDArray[np.float64]

    @property
    def both(self) -> NDArray[np.bool_]:
        """Whether there was traffic both ways after the cut."""
        return self.after.min(axis=1) > 0

    def auc(self, scores: NDArray[np.float64]) -> float:
        """How well the scores tell pairs with traffic both ways from the others."""
        return auc(scores, self.both)

    def ndcg(self, scores: NDArray[np.float64]) -> float:
        """Mean over people with at least 11 contacts of the NDCG@10 of their contacts."""
        gains = np.log2(1.0 + self.after.min(axis=1))
        contacts: dict[str, list[int]] = defaultdict(list)
        for index, pair in enumerate(self.pairs):
            for person in pair:
                contacts[person].append(index)
        found = [ndcg(scores[own], gains[own]) for own in contacts.values() if len(own) > CONTACTS]
        return float(np.mean([value for value in found if value is not None]))


def messages(path: Path, source: str, target: str) -> list[Message]:
    """All messages of a CSV with a column `time`, oldest first; those to oneself left out."""
    with path.open(encoding="utf-8", newline="") as file:
        found = [
            Message(days(datetime.fromisoformat(row["time"]).replace(tzinfo=UTC)), row[source], row[target])
            for row in csv.DictReader(file)
            if row[source] != row[target]
        ]
    return sorted(found, key=lambda message: message.at)


def cut(history: list[Message], share: float, horizon: float) -> Case:
    """The network cut at `share` of its span, looking `horizon` days ahead."""
    at = history[0].at + share * (history[-1].at - history[0].at)
    before: dict[tuple[str, str], list[Event]] = defaultdict(list)
    after: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for message in history:
        first = message.source < message.target
        pair = (message.source, message.target) if first else (message.target, message.source)
        if message.at <= at:
            before[pair].append(Event(message.at, 1.0, 0.0) if first else Event(message.at, 0.0, 1.0))
        elif message.at <= at + horizon:
            after[pair][0 if first else 1] += 1.0
    pairs = list(before)
    return Case(at, horizon, pairs, list(before.values()), np.array([after[pair] for pair in pairs]))


def cuts(history: list[Message], shares: Iterable[float], horizon: float) -> list[Case]:
    """One case a share."""
    return [cut(history, share, horizon) for share in shares]
