"""The pipeline of the quarter: what is under way to a member, what was won, and the goal it is for; two statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.goals.models import Goal
from grapevine.domain.goals.queries.wanted import living
from grapevine.domain.goals.rules.aim import Period, period_of, span
from grapevine.domain.referrals.queries.board import Total
from grapevine.domain.referrals.queries.one import sides
from grapevine.domain.referrals.rules.moves import OPEN, By, Stage

#: From the day a referral reaches the member.
STAGES = (*OPEN[2:], Stage.WON)


@dataclass(frozen=True, slots=True)
class Vine:
    """``hanging``: each of STAGES -> how many and their worth; won counts from the first day of ``period`` on, which
    is the goal's, else this quarter. ``earned``: what those won brought, as far as it was told."""

    hanging: Mapping[Stage, Total]
    period: Period
    goal: Goal | None
    earned: int = 0


def vine(actor: Actor, today: date) -> Vine:
    """The pipeline of what comes to the actor, with the goal that ends first."""
    goal = living(actor, today).filter(begins_on__lte=today).order_by("ends_on", "pk").first()
    begins, ends = (goal.begins_on, goal.ends_on) if goal else span(Period.QUARTER, today)
    won = Q(stage=Stage.WON, referral__ended_at__gte=_dawn(begins), referral__ended_at__lt=_dawn(ends + timedelta(1)))
    own = sides(actor).filter(Q(stage__in=OPEN[2:]) | won, role=By.RECEIVER)
    rows = own.values_list("stage").annotate(n=Count("pk"), all=Sum(Coalesce("earned", "worth")), won=Sum("earned"))
    found = {Stage(stage): (Total(count, worth or 0), earned or 0) for stage, count, worth, earned in rows.order_by()}
    hanging = {stage: found[stage][0] if stage in found else Total() for stage in STAGES}
    return Vine(hanging, period_of(begins, ends), goal, found[Stage.WON][1] if Stage.WON in found else 0)


def _dawn(day: date) -> datetime:
    """The beginning of a day, as goals count days (UTC)."""
    return datetime.combine(day, time(), UTC)
