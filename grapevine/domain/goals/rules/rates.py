"""The rates between a goal and the week: how many are won, what they are worth, how many talks a referral takes.

Each is the member's own, drawn towards a usual one that counts as much as so many of their own cases. Both are shown,
so that nobody mistakes a guess for their record.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grapevine.kit.errors import Refused


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: what is reckoned with, the member's own (None: no case yet) from so many cases, and the usual one."""

    value: float
    own: float | None
    cases: int
    usual: float


@dataclass(frozen=True, slots=True)
class Rates:
    """All of them. ``won``: share of the referrals that become clients; ``worth``: median value of a client;
    ``spread``: standard deviation of its logarithm; ``talks``: talks a referral received; ``minutes``: a talk;
    ``sent``: referrals that a partner sends in a quarter."""

    won: Rate
    worth: Rate
    spread: Rate
    talks: Rate
    minutes: Rate
    sent: Rate


@dataclass(frozen=True, slots=True)
class Record:
    """What the member's own record holds of a year: won and lost, values won, talks, referrals received, minutes."""

    won: int = 0
    lost: int = 0
    values: Sequence[float] = ()
    talks: int = 0
    received: int = 0
    timed_talks: int = 0
    minutes: int = 0
    sent: float = 0.0
    partners: int = 0


#: Usual rates and how many cases each counts for. Sources: docs/methods/forecast.md: the simulator's calibration for
#: the share won, the value and its spread; one chapter's month for talks (one-to-ones and meetings) a referral.
WON, WON_COUNTS = 0.34, 20.0
WORTH, SPREAD, WORTH_COUNTS = 1_494.0, 0.8, 10.0
TALKS, TALKS_COUNTS = 2.5, 10.0
MINUTES, MINUTES_COUNTS = 45.0, 10.0
SENT, SENT_COUNTS = 1.8, 3.0


def drawn(total: float, cases: float, usual: float, counts: float) -> float:
    """The mean of the cases, drawn towards the usual one as if that came from ``counts`` more."""
    return (total + usual * counts) / (cases + counts)


def rates(record: Record, worth: float | None = None) -> Rates:
    """The rates of a member. ``worth``: what they say a client is worth, in place of the usual one."""
    closed = record.won + record.lost
    logs = [math.log(value) for value in record.values if value > 0.0]
    usual = math.log(worth or WORTH)
    middle = drawn(sum(logs), len(logs), usual, WORTH_COUNTS)
    around = sum((each - middle) ** 2 for each in logs)
    spread = math.sqrt(drawn(around, len(logs), SPREAD**2, WORTH_COUNTS))
    return Rates(
        won=_rate(record.won, closed, WON, WON_COUNTS),
        worth=Rate(math.exp(middle), _middle(logs), len(logs), math.exp(usual)),
        spread=Rate(spread, math.sqrt(around / len(logs)) if logs else None, len(logs), SPREAD),
        talks=_rate(record.talks, record.received, TALKS, TALKS_COUNTS),
        minutes=_rate(record.minutes, record.timed_talks, MINUTES, MINUTES_COUNTS),
        sent=_rate(record.sent, record.partners, SENT, SENT_COUNTS),
    )


def what_if(
    found: Rates, *, won: float | None = None, worth: float | None = None, talks: float | None = None,
    minutes: float | None = None,
) -> Rates:  # fmt: skip
    """The rates with some of them said otherwise. Raises Refused for what is no number to reckon with."""
    said = {"won": won, "worth": worth, "talks": talks, "minutes": minutes}
    for name, value in said.items():
        if value is not None and not (math.isfinite(value) and value > 0):
            raise Refused(f"Give a number above 0 for {name}, or leave it out.", name)
    return replace(
        found, **{name: replace(getattr(found, name), value=value) for name, value in said.items() if value is not None}
    )


def _rate(total: float, cases: int, usual: float, counts: float) -> Rate:
    return Rate(drawn(total, cases, usual, counts), total / cases if cases else None, cases, usual)


def _middle(logs: Sequence[float]) -> float | None:
    """The median of the values whose logarithms these are: the exponential of their mean."""
    return math.exp(sum(logs) / len(logs)) if logs else None
