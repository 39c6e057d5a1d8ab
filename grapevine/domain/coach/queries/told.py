"""How members are told the plan outside of its page, and to whom a letter goes now."""

from __future__ import annotations

from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.models import PlanTold
from grapevine.domain.coach.rules.plan.telling import letter_due
from grapevine.kit.moments import time_in


def told_of(actor: Actor) -> PlanTold:
    """The actor's choice; nothing of it where nothing was chosen (not saved)."""
    require(actor, Permission.BOOK_READ)
    return PlanTold.objects.filter(owner_id=actor.member_id).first() or PlanTold(owner_id=actor.member_id)


def due(now: datetime) -> list[int]:
    """Inner ids of the members to whom the letter goes now, whoever's. For the worker."""
    rows = PlanTold.objects.filter(letter=True, owner__is_active=True).order_by("pk")
    found = rows.values_list("owner_id", "told_week", "owner__time_zone")
    return [owner for owner, told, zone in found if letter_due(told, time_in(now, zone))]
