"""Setting a goal, and letting one go."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from grapevine.domain.accounts.queries import member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.goals.models import Goal
from grapevine.domain.goals.queries.wanted import goal as goal_of
from grapevine.domain.goals.rules.aim import Period, check, span
from grapevine.domain.referrals.queries.one import regulated
from grapevine.kit.errors import Refused


@transaction.atomic
def set_goal(*, actor: Actor, now: datetime, today: date, kind: str, amount: int, period: str) -> Goal:
    """Want so many clients, or so much value, by the end of this month, quarter or year.

    Takes the place of a goal of the same kind and time; the same again changes nothing. Raises Refused.
    """
    require(actor, Permission.REFERRALS_WRITE)
    chosen = check(kind, amount, regulated=regulated([member(actor).profession_key]))
    if period not in set(Period):
        raise Refused("Choose by when: the end of the month, the quarter or the year.", "period")
    begins_on, ends_on = span(Period(period), today)
    living = Goal.objects.select_for_update().filter(
        owner=actor.member_id, kind=chosen, begins_on=begins_on, ends_on=ends_on, let_go_at=None
    )
    before = living.first()
    if before is not None and before.amount == amount:
        return before
    living.update(let_go_at=now)
    made = Goal.objects.create(
        owner_id=actor.member_id, kind=chosen, amount=amount, begins_on=begins_on, ends_on=ends_on, created_at=now
    )
    audit_log.record(Verb.GOAL_SET, now=now, member_id=actor.member_id, thing_id=made.uid, kind=str(chosen))
    return made


@transaction.atomic
def let_go(*, actor: Actor, now: datetime, uid: object) -> Goal:
    """Give up a goal; it stays in the record. Doing it twice changes nothing. Raises NotFound."""
    require(actor, Permission.REFERRALS_WRITE)
    found = goal_of(actor, uid)
    if found.let_go_at is None:
        found.let_go_at = now
        found.save(update_fields=["let_go_at"])
        audit_log.record(Verb.GOAL_LET_GO, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found
