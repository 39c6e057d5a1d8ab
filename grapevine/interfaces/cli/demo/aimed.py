"""What Leah wants this quarter and this year, and what the forecast said when her referrals had begun to come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.goals.actions.keeping import keep_for
from grapevine.domain.goals.actions.wanting import set_goal

#: (kind, number, by the end of).
GOALS = (("clients", 9, "quarter"),)
#: Days ago on which a forecast was kept, a month apart.
KEPT = (70, 40, 10)


def write_aimed(actor: Actor, leah: Member, now: datetime) -> None:
    """Set the goals, and keep the forecasts of the last months as they would have been kept: from what was known."""
    today = now.astimezone(UTC).date()
    for kind, amount, period in GOALS:
        set_goal(actor=actor, now=now, today=today, kind=kind, amount=amount, period=period)
    for ago in KEPT:
        at = now - timedelta(days=ago)
        keep_for(leah, now=at, today=at.astimezone(UTC).date())
