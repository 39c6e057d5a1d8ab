"""The insights, as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

SHARE = Field(ge=0, le=1)


class GivingMonth(Schema):
    """One month: acts of help and, of these, referrals, both ways."""

    first: date
    gave: int
    got: int
    gave_referrals: int
    got_referrals: int


class GivingBetween(Schema):
    """One person of the year: what passed between you."""

    id: UUID
    name: str
    gave: int
    got: int
    gave_referrals: int
    got_referrals: int


class GivingFlow(Schema):
    """Give and take over the network: weighted by effort, halved in half a year. ``came_round`` of ``came`` came from
    people you had given nothing to in a year."""

    given: float
    received: float
    share: float = SHARE
    low: float = SHARE
    high: float = SHARE
    balance: float
    came: int
    came_round: int
    hardly_gives: bool
    months: list[GivingMonth]
    people: list[GivingBetween]


class WayStep(Schema):
    """One step from a name to a client; medians in days; null for too few."""

    stage: str
    count: int
    partners: int
    share: float | None
    days: float | None
    waiting: int
    waiting_days: float | None


class ShapeLook(Schema):
    """The network on one day."""

    at: datetime
    deep: int
    one_sided: int
    measured: int


class HoursPut(Schema):
    """One person: minutes together in the year, depth at its beginning and end, 0..100."""

    id: UUID
    name: str
    minutes: int
    before: float
    after: float
    gained: float


class InsightsReport(Schema):
    """What you gave and what grew in twelve months."""

    giving: GivingFlow
    way: list[WayStep]
    shapes: list[ShapeLook]
    hours: list[HoursPut]


class PlaceOutcome(Schema):
    """One outcome compared. ``a``: how often relationship first has more, 0.5 is no difference; ``crude``: without
    looking within professions."""

    name: str
    a: float = SHARE
    low: float = SHARE
    high: float = SHARE
    p: float = SHARE
    crude: float = SHARE
    slope: float | None
    first: int
    other: int
    verdict: bool = Field(description="enough members to say more or less")


class PlaceSurveyGroup(Schema):
    """Those of one style, with how many at each success (1..5) and at each amount brought."""

    style: str
    people: int
    success: list[int]
    brought: list[int]


class PlaceSurvey(Schema):
    """The last survey of a chapter; ``groups`` only when it is closed and enough answered."""

    id: UUID
    open: bool
    answered: bool
    answers: int
    groups: list[PlaceSurveyGroup] | None


class PlaceCompared(Schema):
    """One chapter or organisation of yours. ``wanted``: how many more must be counted until anything is shown."""

    name: str
    chapter: int | None
    members: int
    fit: int
    wanted: int
    outcomes: list[PlaceOutcome]
    survey: PlaceSurvey | None


class PlacesCompared(Schema):
    """Relationship first, or business first: place by place. It shows no cause."""

    counted: bool
    items: list[PlaceCompared]
