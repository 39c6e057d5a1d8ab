"""Goals and forecasts, as the API shows them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from grapevine.domain.goals.rules.aim import MOST, Kind, Period
from grapevine.interfaces.api.shapes.common import Input, Listed, choice


class ForecastRange(Schema):
    """Where a number will lie: half the time within p25..p75, 8 times in 10 within p10..p90."""

    p10: float
    p25: float
    median: float
    p75: float
    p90: float


class ForecastFacts(Schema):
    """What so many days bring. ``value`` is null where none is known, or where money is not to be named.

    ``regime_change``: the last 60 days are not like the year before; ``won_lately``, ``won_before``: the shares, or how
    many times as many as expected where no losses are written down.
    """

    days: int
    won: ForecastRange
    value: ForecastRange | None
    regime_change: bool
    won_lately: float | None
    won_before: float | None
    referrals: int = Field(description="received, that it rests on")
    closed: int


class PastForecast(Schema):
    """A forecast kept by the schedule; what came is null until its days are over."""

    made_on: date
    days: int
    won: ForecastRange
    value: ForecastRange | None
    came_won: int | None
    came_value: int | None


class ForecastRecordFacts(Schema):
    """Past forecasts, the newest first, and of those that are over how many held what came."""

    over: int
    held_half: int = Field(description="within p25..p75")
    held_most: int = Field(description="within p10..p90")
    items: list[PastForecast]


class GoalNeeds(Schema):
    """What it takes with one confidence: referrals in all, people who send them, talks, hours a week."""

    confidence: float
    referrals: int
    partners: int
    talks: int
    hours_a_week: float


class GoalRate(Schema):
    """A rate: reckoned with, the member's own from so many cases (null: none yet), usual."""

    used: float
    own: float | None
    cases: int
    usual: float


class GoalIn(Input):
    """A goal for the present month, quarter or year."""

    kind: str = choice(Kind)
    amount: int = Field(ge=1, le=MOST[Kind.VALUE])
    period: str = choice(Period)


class GoalFacts(Schema):
    """A goal; ``chance``: that it is reached by its end; ``takes``: what is missing takes, at .5 and .8."""

    id: UUID
    kind: str = choice(Kind)
    amount: int
    period: str = choice(Period)
    begins_on: date
    ends_on: date
    so_far: int
    chance: float = Field(ge=0, le=1)
    takes: list[GoalNeeds]


class GoalList(Listed):
    """Goals that are neither over nor let go."""

    items: list[GoalFacts]


class GoalWhatIf(Schema):
    """What such a goal would take now, and the rates it is reckoned with (``worth`` only where money may be named)."""

    so_far: int
    takes: list[GoalNeeds]
    rates: dict[str, GoalRate]
