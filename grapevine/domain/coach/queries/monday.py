"""Who wishes for the letter on Monday, and for whom it is time."""

from __future__ import annotations

from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.models import MondayLetter
from grapevine.domain.coach.rules.plan.telling import letter_due
from grapevine.kit.moments import time_in


def wishes_monday_letter(actor: Actor) -> bool:
    """Whether the actor wishes for it."""
    require(actor, Permission.BOOK_READ)
    return MondayLetter.objects.filter(owner_id=actor.member_id, wished=True).exists()


def due(now: datetime) -> list[int]:
    """Inner ids of the members to whom it goes now, whoever's. For the worker."""
    rows = MondayLetter.objects.filter(wished=True, owner__is_active=True).order_by("pk")
    found = rows.values_list("owner_id", "told_week", "owner__time_zone")
    return [owner for owner, told, zone in found if letter_due(told, time_in(now, zone))]
