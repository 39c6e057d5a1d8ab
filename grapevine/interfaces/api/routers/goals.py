"""Goals and what they take; the forecast and its record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.goals.actions import wanting
from grapevine.domain.goals.queries import ahead, wanted
from grapevine.domain.goals.rules.aim import MOST, Kind, Period, check, span, weeks_left
from grapevine.domain.goals.rules.rates import what_if
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes import goals as shapes
from grapevine.interfaces.exchange import goals as plain
from grapevine.kit import clock
from grapevine.kit.moments import day_in

router = Router(tags=["goals"])
READ, WRITE = Permission.REFERRALS_READ, Permission.REFERRALS_WRITE
#: No forecast further ahead than this.
LONGEST = 730


class WhatIfQuery(shapes.GoalIn):
    """A goal, and rates said otherwise."""

    won: float | None = Field(None, gt=0, le=1, description="share of the referrals that become clients")
    worth: float | None = Field(None, gt=0, le=MOST[Kind.VALUE], description="of one client")
    talks: float | None = Field(None, gt=0, le=1_000, description="for one referral")
    minutes: float | None = Field(None, gt=0, le=1_440, description="of a talk")


@router.get("/goals", response=shapes.GoalList, **needs(READ))
def list_goals(request: HttpRequest) -> HttpResponse:
    """Goals that are neither over nor let go, with how they stand and what they take."""
    now, today = _now(request)
    at_desk = wanted.desk(request.auth, now)
    rows = wanted.living(request.auth, today).order_by("ends_on")
    items = [plain.goal(wanted.as_it_stands(at_desk, one, now, today)) for one in rows]
    return answer({"items": items, "next": None})


@router.post("/goals", response={201: shapes.GoalFacts}, **needs(READ, WRITE))
def set_goal(request: HttpRequest, goal: shapes.GoalIn) -> HttpResponse:
    """Want so much by the end of this month, quarter or year; takes the place of the same kind and time."""
    now, today = _now(request)
    made = wanting.set_goal(actor=request.auth, now=now, today=today, **goal.dict())
    at_desk = wanted.desk(request.auth, now)
    return answer(plain.goal(wanted.as_it_stands(at_desk, made, now, today)), status=201)


@router.get("/goals/what-if", response=shapes.GoalWhatIf, **needs(READ))
def what_would_a_goal_take(request: HttpRequest, goal: Query[WhatIfQuery]) -> HttpResponse:
    """What such a goal takes, at the member's own rates or others; nothing is kept."""
    now, today = _now(request)
    at_desk = wanted.desk(request.auth, now)
    kind = check(goal.kind, goal.amount, regulated=not at_desk.book.money)
    begins, ends = span(Period(goal.period), today)
    rates = what_if(at_desk.rates, won=goal.won, worth=goal.worth, talks=goal.talks, minutes=goal.minutes)
    came = wanted.so_far(at_desk, kind, begins, ends)
    takes = wanted.takes(kind, goal.amount - came, weeks_left(today, ends), rates)
    shown = {"so_far": came, "takes": [plain.needed(each) for each in takes]}
    return answer({**shown, "rates": plain.rates(rates, money=at_desk.book.money)})


@router.delete("/goals/{uuid:goal_id}", response={204: None}, **needs(READ, WRITE))
def let_go_of_goal(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Give a goal up; it stays in the record."""
    wanting.let_go(actor=request.auth, now=clock.now(), uid=goal_id)
    return nothing()


@router.get("/forecast", response=shapes.ForecastFacts, **needs(READ))
def show_forecast(request: HttpRequest, days: Annotated[int, Query(90, ge=1, le=LONGEST)]) -> HttpResponse:
    """Clients won by word of mouth in so many days, and what they are worth, with ranges."""
    return answer(plain.forecast(ahead.one_length(request.auth, clock.now(), days)))


@router.get("/forecast/record", response=shapes.ForecastRecordFacts, **needs(READ))
def show_forecast_record(request: HttpRequest) -> HttpResponse:
    """Past forecasts against what came."""
    rows = ahead.past(request.auth)
    fared = ahead.fared(rows)
    items = [plain.past(row) for row in rows]
    return answer({"over": fared.number, "held_half": fared.in_half, "held_most": fared.in_most, "items": items})


def _now(request: HttpRequest) -> tuple[datetime, date]:
    """This moment, and the day it falls on where the member lives: a goal ends with their month, not with London's."""
    now = clock.now()
    return now, day_in(now, request.auth.time_zone)
