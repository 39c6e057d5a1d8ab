"""What the agreements of a member ask of them today, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules import agreement, check_ins, waiting
from grapevine.domain.partnerships.rules.agreement import OPEN, Standing, State
from grapevine.domain.partnerships.rules.terms import Side
from grapevine.kit.moments import EARLIEST
from grapevine.kit.prepared import Prepared

#: So many are looked at; nobody keeps more agreements alive.
MOST = 60
_OPEN_STATES = sorted(OPEN)
_ROWS = Prepared(
    lambda owner, linked, soon, soon_too, since: Partnership.objects.filter(
        Q(check_in_on__lte=soon) | Q(review_on__lte=soon_too) | Q(asked_on__gte=since)
        | ~Q(signed_owner=F("signed_partner")),
        Q(owner=owner) | Q(person__linked_member=linked),
        state__in=_OPEN_STATES, person__archived_at=None,
    ).order_by("check_in_on", "pk").values_list(
        "uid", "owner_id", "owner__name", "person__name", "state", "version", "signed_owner", "signed_partner",
        "in_force", "latest", "proposed_on", "paused_until", "check_in_on", "review_on",
        "asked_side", "asked_on",
    )[:MOST],
    1, 1, EARLIEST.date(), EARLIEST.date(), EARLIEST.date(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matter:
    """One agreement that asks something of a member: what (one of ``waiting.ASKS``), with whom, and its day."""

    uid: UUID
    name: str
    asks: str
    on: date | None

    def title(self) -> str:
        """What to do, in one line."""
        return waiting.title(self.asks, self.name)

    def why(self, today: date) -> str:
        """Why now."""
        return waiting.why(self.asks, self.name, self.on, today)


def matters(actor: Actor, today: date) -> list[Matter]:
    """What waits for the actor, wordings to answer first, then the longest due."""
    require(actor, Permission.BOOK_READ)
    soon, since = today + timedelta(days=check_ins.AHEAD_DAYS), today - timedelta(days=check_ins.OPEN_DAYS)
    found = []
    for uid, owner, owner_name, name, state, *numbers, check_in_on, review_on, asked_side, asked_on in _ROWS(
        actor.member_id, actor.member_id, soon, soon, since
    ):
        side = Side.OWNER if owner == actor.member_id else Side.PARTNER
        standing = agreement.now_standing(Standing(State(state), *numbers), today)
        if check_ins.open_for(side, asked_side, asked_on, today):
            check_in_on = asked_on
        asks = waiting.asked(standing, side, check_in_on, review_on, today)
        if asks:
            on = {waiting.CHECK_IN: check_in_on, waiting.REVIEW: review_on}.get(asks)
            found.append(Matter(uid, name if side is Side.OWNER else owner_name, asks, on))
    return sorted(found, key=lambda one: (waiting.ASKS.index(one.asks), one.on or today, one.name))
