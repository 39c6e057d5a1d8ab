"""The network as it was a year ago, from the ledgers, for the people in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.queries.relationship import sums_at
from grapevine.domain.network.queries.shape import DEEP, Standing


@dataclass(frozen=True)
class Then:
    """The weaker side of everybody measured on that day, and how many were deep both ways."""

    weaker: list[float]
    deep: int


def a_year_ago(actor: Actor, shown: Sequence[Standing], now: datetime) -> Then | None:
    """None when the ledgers do not reach back that far."""
    at = now - timedelta(days=365)
    clock, tempo = days(at), TEMPOS[actor.tempo]
    linked = [one.id for one in shown if one.linked]
    then = sums_at(actor, [one.id for one in shown], at, tempo, linked=linked)
    measured = [sums for sums in then.values() if sums.at is not None]
    if not measured:
        return None
    weaker = [min(score.i_know(sums, clock, tempo), score.they_know(sums, clock, tempo)) for sums in measured]
    deep = sum(score.depth(sums, clock, tempo) >= DEEP and not score.one_sided(sums) for sums in measured)
    return Then(weaker, deep)
