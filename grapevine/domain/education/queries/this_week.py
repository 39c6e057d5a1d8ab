"""The one line about this week's ask that Today shows, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.models import Ask, Brief
from grapevine.domain.education.rules.asks import week_of
from grapevine.kit.moments import EARLIEST
from grapevine.kit.prepared import Prepared

_LINE = Prepared(
    lambda owner, week: Brief.objects.filter(owner=owner, is_main=True).values_list(
        Subquery(Ask.objects.filter(owner=OuterRef("owner"), week=week, skipped_at=None).values("look_for")[:1])
    )[:1],
    1, EARLIEST.date(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WeeklyLine:
    """This week's ask in the member's words; "" while none is chosen."""

    look_for: str


def weekly_line(actor: Actor, today: date) -> WeeklyLine | None:
    """What the member asks for this week; None without a brief, from which asks come."""
    require(actor, Permission.BOOK_READ)
    found = _LINE(actor.member_id, week_of(today))
    return WeeklyLine(found[0][0] or "") if found else None
