"""What an archive says of goals and past forecasts, brought in and taken back; inside the import's transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.goals.models import ForecastRecord, Goal
from grapevine.domain.goals.rules.aim import check
from grapevine.kit.errors import Refused

WRONG = "this is no goal or forecast as an archive writes it"
_POINTS = 5
_MOST_DAYS = 3_660


def bring_goal(
    *, actor: Actor, at: datetime, counts: str, amount: int, begins: str, ends: str, let_go: str
) -> Goal | None:
    """A goal as it was; None when it is here already. Beside a living one of its time it comes as let go.

    Raises Refused.
    """
    require(actor, Permission.REFERRALS_WRITE)
    begins_on, ends_on, gone = _day(begins), _day(ends), _moment(let_go)
    kind = check(counts, amount, regulated=False)
    if begins_on > ends_on:
        raise Refused(WRONG)
    same = Goal.objects.filter(owner=actor.member_id, kind=kind, begins_on=begins_on, ends_on=ends_on)
    if same.filter(created_at=at, amount=amount).exists():
        return None
    if gone is None and same.filter(let_go_at=None).exists():
        gone = at
    return Goal.objects.create(
        owner_id=actor.member_id, kind=kind, amount=amount, begins_on=begins_on, ends_on=ends_on, created_at=at,
        let_go_at=gone,
    )  # fmt: skip


def bring_forecast(
    *, actor: Actor, at: datetime, days: int, won: str, value: str, sigma: str, sigma_set_on: str,
    came_won: int | None, came_value: int | None, settled: str,
) -> ForecastRecord | None:  # fmt: skip
    """A kept forecast; None when there is one of that day. Raises Refused."""
    require(actor, Permission.REFERRALS_WRITE)
    made_on = at.astimezone(UTC).date()
    if not 1 <= days <= _MOST_DAYS or min(came_won or 0, came_value or 0) < 0:
        raise Refused(WRONG)
    found, made = ForecastRecord.objects.get_or_create(
        owner_id=actor.member_id, made_on=made_on, days=days,
        defaults={
            "won": _points(won), "value": _points(value) if value else [], "sigma": _number(sigma),
            "sigma_set_on": _day(sigma_set_on), "came_won": came_won, "came_value": came_value,
            "settled_at": _moment(settled),
        },
    )  # fmt: skip
    return found if made else None


def take_back(*, actor: Actor, goals: Sequence[int], forecasts: Sequence[int]) -> None:
    """Take back what was brought in (inner numbers)."""
    require(actor, Permission.REFERRALS_WRITE)
    Goal.objects.filter(owner=actor.member_id, pk__in=goals).delete()
    ForecastRecord.objects.filter(owner=actor.member_id, pk__in=forecasts).delete()


def _points(text: str) -> list[float]:
    """Five rising numbers of 0 or more. Raises Refused."""
    try:
        points = [float(point) for point in json.loads(text)]
    except (TypeError, ValueError):
        raise Refused(WRONG) from None
    if len(points) != _POINTS or points != sorted(points) or not 0.0 <= points[0] <= points[-1] < 1e15:
        raise Refused(WRONG)
    return points


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise Refused(WRONG) from None
    if not 0.0 <= number <= 1.0:
        raise Refused(WRONG)
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(WRONG) from None


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(WRONG) from None
    if at.tzinfo is None:
        raise Refused(WRONG)
    return at
