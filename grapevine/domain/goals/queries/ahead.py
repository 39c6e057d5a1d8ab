"""The forecast of what is on its way to a member: for 30 and 90 days, why, and how past forecasts fared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from uuid import UUID

import numpy as np

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.goals.models import ForecastRecord
from grapevine.domain.goals.queries.book import Book, book, day, names_of
from grapevine.domain.goals.rules.deals import OPEN, WON
from grapevine.domain.goals.rules.forecast import Fit, Forecast, Range, clients, fit, futures, range_of, told
from grapevine.domain.goals.rules.forecast_draws import DRAWS, SEED
from grapevine.domain.goals.rules.record import Kept, Standing, standing

#: The lengths that are shown and kept, in days.
LENGTHS = (30, 90)
#: Days of past that the picture shows, and the days ahead at which it is drawn.
BEHIND, STEPS = 46, (10.0, 20.0, 30.0, 45.0, 60.0, 75.0, 90.0)
_MOST_PARTNERS = 8


@dataclass(frozen=True, slots=True)
class Brings:
    """What one partner is expected to bring in 90 days: of what is open, and anew."""

    name: str
    uid: UUID
    of_open: float
    of_new: float


@dataclass(frozen=True, slots=True)
class Ahead:
    """All of the page. ``fan``: (days ahead, clients by then); ``behind``: days ago of each client won lately."""

    forecasts: dict[int, Forecast]
    fan: Sequence[tuple[float, Range]]
    behind: Sequence[float]
    brings: Sequence[Brings]
    open: int
    money: bool
    young: int
    sigma: float


def ahead(actor: Actor, now: datetime, behind: int = BEHIND) -> Ahead:
    """The forecasts of all lengths, from what is in the actor's book now; with the clients of the days before."""
    found = book(actor)
    at = day(now)
    model = fit(found.deals, at, STEPS[-1], found.began)
    forecasts = {days: _told(found, replace(model, days=float(days))) for days in LENGTHS}
    longest = forecasts[LENGTHS[-1]]
    lately = found.deals.closed[(found.deals.outcome == WON) & (found.deals.closed > at - behind)]
    return Ahead(
        forecasts=forecasts,
        fan=_fan(model, found.sigma, longest.won),
        behind=sorted((at - float(each) for each in lately if each <= at), reverse=True),
        brings=_brings(actor, longest),
        open=int((found.deals.outcome == OPEN).sum()),
        money=found.money,
        young=sum(1 for began in found.began.values() if at - began < 365.0),
        sigma=found.sigma,
    )


def look(found: Book, at: float, days: int) -> Forecast:
    """The forecast of one length; without values where no money may be named."""
    return _told(found, fit(found.deals, at, float(days), found.began))


def _told(found: Book, model: Fit) -> Forecast:
    one = told(model, found.sigma)
    return one if found.money else replace(one, value=Range(0.0, 0.0, 0.0, 0.0, 0.0), with_value=False)


def one_length(actor: Actor, now: datetime, days: int) -> Forecast:
    """The forecast of any length."""
    return look(book(actor), day(now), days)


def _fan(model: Fit, sigma: float, last: Range) -> list[tuple[float, Range]]:
    """How the clients to come grow over the days; what is learned is learned once.

    Counts are spread over the unit around them, or the picture would be all stairs; its end is the forecast itself.
    """
    around = np.random.default_rng(SEED).uniform(-0.5, 0.5, DRAWS)
    fan, low = [(0.0, Range(0.0, 0.0, 0.0, 0.0, 0.0))], np.zeros(5)
    for days in STEPS[:-1]:
        won = clients(replace(model, days=days), sigma)
        spread = astuple(range_of(np.maximum(0.0, won + around), whole=False))
        low = np.minimum(np.maximum(low, spread), astuple(last))
        fan.append((days, Range(*low.tolist())))
    return [*fan, (STEPS[-1], last)]


def _brings(actor: Actor, longest: Forecast) -> list[Brings]:
    """The partners who are expected to bring most."""
    total = {
        source: longest.of_open.get(source, 0.0) + longest.of_new.get(source, 0.0)
        for source in {*longest.of_open, *longest.of_new}
    }
    most = sorted(total, key=lambda source: (-total[source], source))[:_MOST_PARTNERS]
    known = names_of(actor, most) if most else {}
    return [
        Brings(*known[source], longest.of_open.get(source, 0.0), longest.of_new.get(source, 0.0))
        for source in most
        if source in known
    ]


@dataclass(frozen=True, slots=True)
class Past:
    """One past forecast, and what came when its days were over."""

    made_on: date
    days: int
    won: Range
    value: Range | None
    came_won: int | None
    came_value: int | None


def past(actor: Actor, limit: int = 48) -> list[Past]:
    """The kept forecasts, the newest first."""
    require(actor, Permission.REFERRALS_READ)
    rows = ForecastRecord.objects.filter(owner=actor.member_id).order_by("-made_on", "days")[:limit]
    return [
        Past(
            row.made_on, row.days, Range(*row.won), Range(*row.value) if row.value else None, row.came_won,
            row.came_value,
        )
        for row in rows
    ]  # fmt: skip


def fared(rows: Sequence[Past]) -> Standing:
    """How many of those whose days are over lay in their ranges."""
    return standing([Kept(row.won, float(row.came_won)) for row in rows if row.came_won is not None])


def chance_of(found: Book, at: float, days: float, missing: float, *, value: bool) -> float:
    """How likely what is still missing (above 0) comes within so many days."""
    won, worth = futures(fit(found.deals, at, days, found.began), found.sigma)
    return float(np.mean((worth if value else won) >= missing))
