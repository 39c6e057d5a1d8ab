"""From a name to a client: how many referrals came how far, how long each step took, and how long the others wait.

A step counts as reached when that stage or a later one of the straight way was reached, for people skip steps. Ages are
medians in days; of fewer than three nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from grapevine.domain.referrals.rules.figures import FEW
from grapevine.domain.referrals.rules.moves import FLOW, UNDER_WAY, Stage

#: The steps that are shown, in order.
STEPS = FLOW[2:]


@dataclass(frozen=True, slots=True)
class Way:
    """One referral received: when it came to each stage, where it stands since when, whether a partner sent it."""

    reached: tuple[tuple[Stage, datetime], ...]
    stage: Stage
    since: datetime
    partner: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many came here (``partners`` of them from partners), the share of the step before that did, the
    days from being sent, how many wait here now and for how many days."""

    stage: Stage
    count: int
    partners: int
    share: float | None
    days: float | None
    waiting: int
    waiting_days: float | None


def funnel(ways: Sequence[Way], now: datetime) -> tuple[Step, ...]:
    """The steps in order; each count is at most that of the step before."""
    steps: list[Step] = []
    for place, stage in enumerate(STEPS):
        here = [way for way in ways if _came(way) >= place]
        taken = [found for way in here if (found := _days(way, stage)) is not None]
        wait = [_apart(way.since, now) for way in ways if way.stage is stage and stage in UNDER_WAY]
        before = steps[-1].count if steps else 0
        share = len(here) / before if before >= FEW else None
        partners = sum(way.partner for way in here)
        steps.append(Step(stage, len(here), partners, share, _median(taken), len(wait), _median(wait)))
    return tuple(steps)


def _came(way: Way) -> int:
    """The furthest step, as a place in STEPS."""
    return max((STEPS.index(stage) for stage, _ in way.reached if stage in STEPS), default=-1)


def _days(way: Way, stage: Stage) -> float | None:
    """From being sent to this stage; None where either moment is not known."""
    at = dict(reversed(way.reached))
    if Stage.SENT not in at or stage not in at or stage is Stage.SENT:
        return None
    return _apart(at[Stage.SENT], at[stage])


def _apart(one: datetime, other: datetime) -> float:
    return max(0.0, (other - one).total_seconds() / 86_400.0)


def _median(found: Sequence[float]) -> float | None:
    return median(found) if len(found) >= FEW else None
