"""What came of the referrals: how soon they were answered, how many loops closed, how many were won, what it was worth.

Shares come with the count behind them; below ``FEW`` they are not told, for a handful says nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from grapevine.domain.referrals.rules.moves import GIVEN, OUTCOMES, Stage

#: Fewer than this behind a share: we can't tell yet. Ours.
FEW = 3
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Row:
    """So many referrals that stand alike. ``waits``: days until each that was answered with a yes had it.

    ``value`` is what the asking side knows of all of them together.
    """

    stage: Stage
    count: int = 1
    closed: bool = False
    value: int = 0
    waits: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """``sent`` of them; of those ``accepted`` (and the median of the days it took), ``ended``, ``closed``, ``won``."""

    sent: int
    accepted: int
    ended: int
    closed: int
    won: int
    value: int
    days_to_accept: float | None

    @property
    def closed_share(self) -> float | None:
        """Share 0..1 of the ended ones whose giver was told and thanked; None for too few."""
        return _share(self.closed, self.ended)

    @property
    def won_share(self) -> float | None:
        """Share 0..1 of the ended ones that were won; None for too few."""
        return _share(self.won, self.ended)


def figures(rows: Iterable[Row]) -> Figures:
    """The figures of some referrals. What was never sent, was withdrawn or made void does not count."""
    sent = [row for row in rows if row.stage in GIVEN]
    waits = [days for row in sent for days in row.waits]
    ended = [row for row in sent if row.stage in OUTCOMES]
    won = [row for row in ended if row.stage is Stage.WON]
    return Figures(
        sent=_count(sent),
        accepted=len(waits),
        ended=_count(ended),
        closed=_count(row for row in ended if row.closed),
        won=_count(won),
        value=sum(row.value for row in won),
        days_to_accept=median(waits) if waits else None,
    )


def _count(rows: Iterable[Row]) -> int:
    return sum(row.count for row in rows)


def by_key(rows: Iterable[tuple[K, Row]]) -> dict[K, Figures]:
    """The same for each partner, direction or whatever else the rows are told apart by; the most sent first."""
    groups: dict[K, list[Row]] = {}
    for key, row in rows:
        groups.setdefault(key, []).append(row)
    found = {key: figures(of_key) for key, of_key in groups.items()}
    return dict(sorted(found.items(), key=lambda pair: -pair[1].sent))


def _share(some: int, of: int) -> float | None:
    return some / of if of >= FEW else None
