"""Goals: how far they are, how likely they are reached, and what they take, from the member's own rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Count, QuerySet, Sum

from grapevine.domain.accounts.queries import member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.goals.models import Goal
from grapevine.domain.goals.queries.ahead import chance_of
from grapevine.domain.goals.queries.book import Book, book, day
from grapevine.domain.goals.rules.aim import Kind, Period, period_of, weeks_left
from grapevine.domain.goals.rules.deals import LOST, OPEN, WON, Deals
from grapevine.domain.goals.rules.needed import LIKELY, SURE, Needed, chain
from grapevine.domain.goals.rules.rates import Rates, Record, rates
from grapevine.domain.touches import rules as touches
from grapevine.domain.touches.models import Touch
from grapevine.kit import ids
from grapevine.kit.errors import NotFound

MISSING = "There is no such goal."
#: Days that a member's own rates are read from, at most and at least.
YEAR, QUARTER = 365.0, 91.0
#: Touches in which two people talk.
TALKS = (touches.CALL, touches.ONE_TO_ONE, touches.MEAL, touches.VISIT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A goal as it stands. ``chance``: that it is reached by its end; ``takes``: at 50 and at 80 in 100."""

    uid: object
    kind: Kind
    period: Period
    amount: int
    begins_on: date
    ends_on: date
    so_far: int
    weeks: float
    chance: float
    takes: Sequence[Needed]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page of goals needs: the book, the member's rates, open referrals, and the worth they once named."""

    book: Book
    rates: Rates
    open: int
    minutes_a_week: int
    first_goal: tuple[int | None, int | None, str]


def goals(actor: Actor) -> QuerySet[Goal]:
    """Every goal of the actor, the newest end first."""
    require(actor, Permission.REFERRALS_READ)
    return Goal.objects.filter(owner=actor.member_id).order_by("-ends_on", "-pk")


def goal(actor: Actor, uid: object) -> Goal:
    """One of the actor's goals. Raises NotFound."""
    parsed = ids.parse(uid)
    found = goals(actor).filter(uid=parsed).first() if parsed else None
    if found is None:
        raise NotFound(MISSING)
    return found


def living(actor: Actor, today: date) -> QuerySet[Goal]:
    """Those that are neither over nor let go."""
    return goals(actor).filter(let_go_at=None, ends_on__gte=today)


def desk(actor: Actor, now: datetime) -> Desk:
    """The actor's received referrals and rates; read once for a page."""
    found, own = book(actor), member(actor)
    at, deals = day(now), found.deals
    days = _window(deals, at)
    lately, newly = deals.closed > at - days, deals.opened > at - days
    won = (deals.outcome == WON) & lately
    values = deals.value[won & ~np.isnan(deals.value)] if found.money else deals.value[:0]
    since = now - timedelta(days=days)
    talked = Touch.objects.filter(owner=actor.member_id, at__gt=since, at__lte=now, kind__in=TALKS)
    told = talked.aggregate(number=Count("pk"), timed=Count("minutes"), minutes=Sum("minutes"))
    record = Record(
        won=int(won.sum()), lost=int(((deals.outcome == LOST) & lately).sum()), values=values.tolist(),
        talks=told["number"], received=int(newly.sum()), timed_talks=told["timed"], minutes=told["minutes"] or 0,
        sent=float(newly.sum()) / days * QUARTER, partners=len(set(deals.source[newly].tolist())),
    )  # fmt: skip
    return Desk(
        book=found, rates=rates(record, own.goal_value), open=int((deals.outcome == OPEN).sum()),
        minutes_a_week=own.weekly_minutes, first_goal=(own.goal_clients, own.goal_value, own.goal_period),
    )  # fmt: skip


def _window(deals: Deals, at: float) -> float:
    """Days that the rates are read from: a year, or as long as referrals are written down; a quarter at least."""
    first = float(deals.opened.min()) if len(deals) else at
    return min(YEAR, max(QUARTER, at - first))


def as_it_stands(at_desk: Desk, one: Goal, now: datetime, today: date) -> Wanted:
    """How far a goal is, how likely it is reached, and what is still needed."""
    kind = Kind(one.kind)
    came = so_far(at_desk, kind, one.begins_on, one.ends_on)
    missing = one.amount - came
    weeks, days = weeks_left(today, one.ends_on), day(one.ends_on) + 1.0 - day(now)
    chance = 1.0 if missing <= 0 else 0.0
    if missing > 0 and days > 0:
        chance = chance_of(at_desk.book, day(now), days, missing, value=kind is Kind.VALUE)
    return Wanted(
        uid=one.uid, kind=kind, period=period_of(one.begins_on, one.ends_on), amount=one.amount,
        begins_on=one.begins_on, ends_on=one.ends_on, so_far=came, weeks=weeks, chance=chance,
        takes=takes(kind, missing, weeks, at_desk.rates),
    )  # fmt: skip


def so_far(at_desk: Desk, kind: Kind, begins: date, ends: date) -> int:
    """Clients won, or their value, from the first to the last day."""
    deals = at_desk.book.deals
    won = (deals.outcome == WON) & (deals.closed >= day(begins)) & (deals.closed < day(ends) + 1.0)
    return int(won.sum()) if kind is Kind.CLIENTS else int(np.nansum(deals.value[won]))


def takes(kind: Kind, missing: float, weeks: float, at_rates: Rates) -> list[Needed]:
    """What it takes, at both confidences."""
    return [chain(kind, missing, weeks, at_rates, confidence) for confidence in (LIKELY, SURE)]
