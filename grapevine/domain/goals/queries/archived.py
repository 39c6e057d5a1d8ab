"""Everything of this package that goes along into a complete archive."""

from __future__ import annotations

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.goals.models import ForecastRecord, Goal


def every_goal(actor: Actor) -> QuerySet[Goal]:
    """Also those let go, the oldest first."""
    require(actor, Permission.EXPORT_READ)
    return Goal.objects.filter(owner=actor.member_id).order_by("created_at", "pk")


def every_forecast(actor: Actor) -> QuerySet[ForecastRecord]:
    """Every kept forecast, the oldest first."""
    require(actor, Permission.EXPORT_READ)
    return ForecastRecord.objects.filter(owner=actor.member_id).order_by("made_on", "days")
