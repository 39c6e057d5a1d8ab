"""The referrals a member received, as the deals that the rules look at, in four statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import numpy as np
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce

from grapevine.domain.accounts.queries import member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.goals.models import ForecastRecord
from grapevine.domain.goals.rules.deals import ENDED, LOST, OPEN, WON, Deals
from grapevine.domain.goals.rules.forecast import SIGMA
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import LIVING
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Side
from grapevine.domain.referrals.queries.one import regulated
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.kit.dialect import Days
from grapevine.kit.prepared import Prepared

_SECONDS = 86_400.0
#: How each stage stands as the end of a deal; declined before acting is as lost.
ENDS = {
    **dict.fromkeys((Stage.SENT, Stage.ACCEPTED, Stage.CONTACTED, Stage.MET, Stage.PROPOSED), OPEN),
    Stage.WON: WON,
    Stage.LOST: LOST,
    Stage.DECLINED: LOST,
    Stage.WITHDRAWN: ENDED,
}
_OUTCOMES = {stage.value: float(end) for stage, end in ENDS.items()}
_EPOCH = Value(datetime(1970, 1, 1, tzinfo=UTC), DateTimeField())
#: The database counts the days: to make thousands of moments only to count them costs more than the forecast.
_ROWS = Prepared(
    lambda owner: Side.objects.filter(
        owner=owner, role=By.RECEIVER, stage__in=list(ENDS), referral__sent_at__isnull=False
    ).order_by("pk").values_list(
        "person_id", Days(_EPOCH, "referral__sent_at"), Days(_EPOCH, Coalesce("referral__ended_at", "moved_at")),
        "stage", "earned",
    ),
    1,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """What was received: deals by partner (the source is the inner number of the person), since when each has an
    agreement, the width of the shock, and whether money may be named."""

    deals: Deals
    began: Mapping[str, float]
    sigma: float
    money: bool


def day(at: datetime | date) -> float:
    """A moment, or the beginning of a day (UTC), in days since 1970."""
    moment = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=UTC)
    return moment.timestamp() / _SECONDS


def book(actor: Actor) -> Book:
    """The actor's received referrals, with everything the forecast needs besides."""
    agreed = Partnership.objects.filter(owner=actor.member_id, state__in=LIVING, started_on__isnull=False)
    began = {str(person): day(on) for person, on in agreed.values_list("person_id", "started_on")}
    last = ForecastRecord.objects.filter(owner=actor.member_id).order_by("-made_on").values_list("sigma", flat=True)
    return Book(
        deals=received(actor, began),
        began=began,
        sigma=last.first() or SIGMA,
        money=not regulated([member(actor).profession_key]),
    )


def received(actor: Actor, partners: Mapping[str, float]) -> Deals:
    """Every referral that came, as deals in columns; partners stand among the sources even if they sent nothing."""
    require(actor, Permission.REFERRALS_READ)
    number = {name: place for place, name in enumerate(partners)}
    rows = [
        (number.setdefault(str(person), len(number)), opened, closed, _OUTCOMES[stage],
         np.nan if earned is None else earned)
        for person, opened, closed, stage, earned in _ROWS(actor.member_id)
    ]  # fmt: skip
    source, opened, closed, outcome, value = np.array(rows, dtype=float).reshape(-1, 5).T
    closed = np.where(outcome == OPEN, np.inf, np.maximum(closed, opened))
    return Deals(tuple(number), source.astype(int), opened, closed, outcome.astype(int), value)


def names_of(actor: Actor, sources: list[str]) -> dict[str, tuple[str, UUID]]:
    """Source -> (name, public id) of some people of the book."""
    rows = Person.objects.filter(owner=actor.member_id, pk__in=[int(each) for each in sources])
    return {str(pk): (name, uid) for pk, name, uid in rows.values_list("pk", "name", "uid")}
