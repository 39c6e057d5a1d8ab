"""Give and take as a flow over the whole network and over quarters, never as a debt between two.

    share    s = (G + 2) / (G + R + 4)            G given, R received; weighted by effort, half-life 180 days
    interval the 10 and 90 of 100 points of Beta(G + 2, R + 2)
    balance  B = 100 min(1, 2 s)                  giving more than one gets is never a fault
    came round: share of what came in that came from people one had given nothing to in the 365 days before
    only takes: P(s < .35) >= .9, R >= 5, 90 days of membership; a private hint, never a public word

What a referral earned never counts here. Sources and what it measures up to: docs/methods/reciprocity.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from grapevine.kit.half_life import left_after

HALF_LIFE_DAYS = 180.0
#: The share before anything is known: two of each.
PRIOR = 2.0
LOW, HIGH = 0.1, 0.9
TAKES_BELOW, TAKES_SURE, TAKES_FROM, TAKES_DAYS = 0.35, 0.9, 5.0, 90
ROUND_DAYS = 365
GIVEN, RECEIVED = "given", "received"


@dataclass(frozen=True, slots=True)
class Act:
    """One act of help: the other one (any key), when, which way, its effort (1: a usual one)."""

    who: int
    at: datetime
    way: str
    effort: float = 1.0


@dataclass(frozen=True, slots=True)
class Flow:
    """Given and received, weighted and faded, and what follows; ``share`` with its ``low`` and ``high`` in 0..1."""

    given: float
    received: float
    share: float
    low: float
    high: float

    @property
    def balance(self) -> float:
        """0..100."""
        return balance(self.share)


def share(given: float, received: float) -> float:
    """The share given, 0..1, shrunk to a half while little is known. Both >= 0."""
    return (given + PRIOR) / (given + received + 2.0 * PRIOR)


def balance(of: float) -> float:
    """0..100 from a share: 100 from a half on."""
    return 100.0 * min(1.0, 2.0 * of)


def flow(given: float, received: float) -> Flow:
    """What so much given and received come to."""
    # Here and not above: it takes a moment to load, and only these figures need it.
    from scipy.special import betaincinv

    low, high = (float(betaincinv(given + PRIOR, received + PRIOR, point)) for point in (LOW, HIGH))
    return Flow(given, received, share(given, received), low, high)


def faded(acts: Iterable[Act], now: datetime) -> tuple[float, float]:
    """(given, received) as they weigh at ``now``."""
    sums = {GIVEN: 0.0, RECEIVED: 0.0}
    for act in acts:
        days = max(0.0, (now - act.at).total_seconds() / 86_400.0)
        sums[act.way] += act.effort * left_after(days, HALF_LIFE_DAYS)
    return sums[GIVEN], sums[RECEIVED]


def came_round(acts: Iterable[Act], since: datetime) -> tuple[int, int]:
    """(how many came from people one had given nothing to in the year before, how many came) since then.

    ``acts`` must reach back a year before ``since``.
    """
    rows = sorted(acts, key=lambda act: (act.at, act.way))
    gave_at: dict[int, datetime] = {}
    around = came = 0
    for act in rows:
        if act.way == GIVEN:
            gave_at[act.who] = act.at
        elif act.at >= since:
            came += 1
            last = gave_at.get(act.who)
            around += last is None or act.at - last > timedelta(days=ROUND_DAYS)
    return around, came


def only_takes(given: float, received: float, member_days: float) -> bool:
    """Whether it is nearly sure that somebody takes and hardly gives; slow on purpose: with little it stays silent."""
    if received < TAKES_FROM or member_days < TAKES_DAYS:
        return False
    from scipy.special import betainc

    return bool(betainc(given + PRIOR, received + PRIOR, TAKES_BELOW) >= TAKES_SURE)
