"""The few numbers of one member that the comparison counts, from their own book alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Sum

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import RECEIVED, REFERRAL
from grapevine.domain.insights.rules.comparison import DEEP_FROM
from grapevine.domain.insights.rules.growth import snapshots
from grapevine.domain.network.queries.relationship import ledgers
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.referrals.queries.one import sides
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.touches import queries as touch_queries
from grapevine.domain.touches.rules import ASK

#: Both halves of the year that is looked at; the first for how one asks, the second for what comes.
HALF = timedelta(days=180)
#: The years at which an age of membership begins.
AGES = (1, 3)


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """As ``models.Counted`` keeps them."""

    asks: int
    deep_asks: int
    received_weekly: float
    closed_value: int
    stratum: str


def own_numbers(actor: Actor, now: datetime) -> OwnNumbers:
    """The actor's own, at ``now``."""
    require(actor, Permission.BOOK_READ)
    since, middle = now - 2 * HALF, now - HALF
    firsts = touch_queries.visible_to(actor).filter(about=ASK).values("person").annotate(first=Min("at"))
    asked = {row["person"]: row["first"] for row in firsts.order_by() if since <= row["first"] < middle}
    tempo, events = TEMPOS[actor.tempo], ledgers(actor, list(asked), middle)
    depths = []
    for pk, first in asked.items():
        # Only what was there before: the ask itself makes nobody deeper.
        before = days(first) - 1e-6
        (sums,) = snapshots(events[pk], [before], tempo)
        depths.append(score.depth(sums, before, tempo) if sums.at is not None else 0.0)
    received = Give.objects.filter(
        owner_id=actor.member_id, kind=REFERRAL, direction=RECEIVED, at__gte=middle, at__lte=now
    ).count()
    won = sides(actor).filter(role=By.RECEIVER, stage=Stage.WON, moved_at__gte=middle)
    member = account_queries.member(actor)
    weeks = max(1.0, min(HALF.days, (now - member.created_at).days) / 7)
    return OwnNumbers(
        asks=len(depths),
        deep_asks=sum(depth >= DEEP_FROM for depth in depths),
        received_weekly=received / weeks,
        closed_value=won.aggregate(all=Sum("earned"))["all"] or 0,
        stratum=f"{_sphere(member.profession_key)}, {_age((now - member.created_at).days)}",
    )


def _sphere(key: str) -> str:
    return PROFESSIONS[key].sphere if key in PROFESSIONS else "other"


def _age(since: int) -> str:
    return f"{sum(since >= 365 * years for years in AGES)}"
