"""What the referrals of a member ask of them today, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed
from grapevine.domain.referrals.models import Prospect, Side, Times
from grapevine.domain.referrals.queries.one import seen_of
from grapevine.domain.referrals.rules import reminding
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import OPEN, OUTCOMES, By, Stage
from grapevine.domain.referrals.rules.turn import DAYS
from grapevine.kit.moments import EARLIEST
from grapevine.kit.prepared import Prepared

#: So many of those that may ask for something are looked at, the last moved first.
MOST = 60
_GIVERS = [Stage.NOTED, Stage.CONSENTED]
_RECEIVERS = [stage for stage in OPEN if stage not in _GIVERS]
_ROWS = Prepared(
    lambda owner, since, planned, day: Side.objects.filter(
        Q(role=By.GIVER, stage__in=_GIVERS) | Q(role=By.RECEIVER, stage__in=_RECEIVERS)
        | Q(role=By.RECEIVER, stage__in=sorted(OUTCOMES), thanked=False)
        | Q(stage__in=OPEN, next_on__gt=planned, next_on__lte=day),
        owner=owner, moved_at__gte=since, person__archived_at=None,
    ).order_by("-moved_at", "-pk").values_list(
        "referral__uid", "person__name", "role", "stage", "moved_at", "thanked", "next_step", "next_on",
        "referral__noted_by", "referral__prospect__label", "referral__prospect__name", "referral__prospect__consent",
        "referral__prospect__how", Subquery(Times.objects.filter(owner=OuterRef("owner")).values("days")),
    )[:MOST],
    1, EARLIEST, EARLIEST.date(), EARLIEST.date(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """One referral that asks something of a member: what (one of ``reminding.ASKS``), with whom, about whom."""

    uid: UUID
    name: str
    whom: str
    asks: str
    stage: Stage
    days: int
    step: str
    next_on: date | None

    def title(self) -> str:
        """What to do, in one line."""
        return reminding.title(self.asks, self.name, self.whom, self.step)

    def why(self, today: date) -> str:
        """Why now."""
        return reminding.why(self.asks, self.stage, self.days, self.next_on, today)


def waiting(actor: Actor, now: datetime, today: date) -> list[Waiting]:
    """What waits for the actor, answers first, then the longest waiting; nothing without the right to see."""
    if not allowed(actor, Permission.REFERRALS_READ):
        return []
    since = now - timedelta(days=reminding.BACK)
    planned = today - timedelta(days=reminding.STEP_STANDS)
    found = []
    for uid, name, role, stage, moved_at, thanked, step, next_on, noted_by, label, full, consent, how, days in _ROWS(
        actor.member_id, since, planned, today
    ):
        asks = reminding.asked(
            Stage(stage), By(role), moved_at, now, consent=Consent(consent), thanked=thanked,
            allowed=(days or {}).get(stage, DAYS.get(Stage(stage), 0)), next_on=next_on, today=today,
        )  # fmt: skip
        if asks:
            seen = seen_of(Prospect(label=label, name=full, consent=consent, how=how), By(role), noted_by)
            whom = seen["name"] or seen["label"]
            found.append(Waiting(uid, name, whom, asks, Stage(stage), (now - moved_at).days, step, next_on))
    return sorted(found, key=lambda one: (reminding.ASKS.index(one.asks), -one.days, one.name))
