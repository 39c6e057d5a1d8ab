"""What our own complete archive tells of goals and of past forecasts; both are about the member themself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """A goal set at ``at``; ``who`` names the member. ``counts``: clients or value; ``let_go``: when, empty if not."""

    key: str
    who: Party
    at: datetime
    counts: str = ""
    amount: int | None = None
    begins: str = ""
    ends: str = ""
    let_go: str = ""


@dataclass(frozen=True, slots=True)
class PastForecastRecord:
    """A forecast made at the beginning of the day ``at``; ``won`` and ``value``: its five points as JSON lists."""

    key: str
    who: Party
    at: datetime
    days: int | None = None
    won: str = ""
    value: str = ""
    sigma: str = ""
    sigma_set_on: str = ""
    came_won: int | None = None
    came_value: int | None = None
    settled: str = ""
