"""The referrals received in a year as ways from a name to a client."""

from __future__ import annotations

from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.insights.rules.funnel import Step, Way, funnel
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import LIVING
from grapevine.domain.referrals.models import Move
from grapevine.domain.referrals.queries.one import sides
from grapevine.domain.referrals.rules.moves import GIVEN, By, Stage

YEAR = timedelta(days=365)


def ways(actor: Actor, now: datetime) -> list[Way]:
    """What was sent to the actor in the last year, but for what was withdrawn or a mistake."""
    kept = sides(actor).filter(
        role=By.RECEIVER, referral__sent_at__gte=now - YEAR, stage__in=[stage.value for stage in GIVEN]
    )
    rows = list(kept.order_by("pk").values_list("referral", "stage", "moved_at", "person", "referral__sent_at"))
    living = Partnership.objects.filter(owner_id=actor.member_id, state__in=sorted(LIVING))
    partners = set(living.values_list("person", flat=True))
    moved: dict[int, list[tuple[Stage, datetime]]] = {}
    moves = Move.objects.filter(referral__in=[row[0] for row in rows], correction=False).order_by("number")
    for referral, to_stage, at in moves.values_list("referral", "to_stage", "at"):
        moved.setdefault(referral, []).append((Stage(to_stage), at))
    return [
        Way(
            tuple(moved.get(referral, [(Stage.SENT, sent_at)])) + ((Stage(stage), moved_at),),
            Stage(stage), moved_at, person in partners,
        )
        for referral, stage, moved_at, person, sent_at in rows
    ]  # fmt: skip


def steps(actor: Actor, now: datetime) -> tuple[Step, ...]:
    """How far they came."""
    return funnel(ways(actor, now), now)
