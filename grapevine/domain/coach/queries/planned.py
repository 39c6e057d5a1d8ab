"""What was answered to plans: of one week, and of late, to learn from."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.models import PlannedAction
from grapevine.domain.depth.rules.sums import days
from grapevine.kit import ids
from grapevine.kit.errors import NotFound

#: Answers older than this weigh so little that they are not read.
LEARN_DAYS, READ = 360, 500


def visible_to(actor: Actor) -> QuerySet[PlannedAction]:
    """Everything the actor answered, newest first."""
    require(actor, Permission.BOOK_READ)
    own = PlannedAction.objects.filter(owner_id=actor.member_id).select_related("person")
    return own.order_by("-said_at", "-pk")


def of_week(actor: Actor, monday: date) -> QuerySet[PlannedAction]:
    """What was answered of the plan of one week."""
    return visible_to(actor).filter(week=monday)


def planned(actor: Actor, uid: object) -> PlannedAction:
    """One answer. Raises NotFound."""
    found = visible_to(actor).filter(uid=parsed).first() if (parsed := ids.parse(uid)) else None
    if found is None:
        raise NotFound("There is no such answer. Perhaps it was taken back already.")
    return found


def answers(actor: Actor, now: datetime) -> list[tuple[str, str, float]]:
    """(Kind, state, day) of the answers of the last year, newest first, READ at most."""
    rows = visible_to(actor).filter(said_at__gte=now - timedelta(days=LEARN_DAYS))
    return [(kind, state, days(at)) for kind, state, at in rows.values_list("kind", "state", "said_at")[:READ]]
