"""How the plan is told outside of its page: the secret address of a calendar, and the letter on Monday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.coach.models import PlanTold
from grapevine.domain.coach.queries.week import Week, week
from grapevine.domain.coach.rules.plan.telling import letter_due
from grapevine.domain.letters.actions import queue_letter
from grapevine.domain.letters.rules import Letter
from grapevine.kit import tokens
from grapevine.kit.moments import time_in
from grapevine.kit.sealing import seal


@transaction.atomic
def renew_calendar(*, actor: Actor, now: datetime) -> PlanTold:
    """A new secret address for calendar programs; the one before it stops working at once."""
    _may_hand_out(actor)
    secret = tokens.make()
    made, _ = PlanTold.objects.update_or_create(
        owner_id=actor.member_id, defaults={"sealed": seal(secret), "secret_key": tokens.digest(secret)}
    )
    audit_log.record(Verb.PLAN_CALENDAR_MADE, now=now, member_id=actor.member_id)
    return made


@transaction.atomic
def revoke_calendar(*, actor: Actor, now: datetime) -> None:
    """No address any more: calendar programs get nothing. Harmless where there was none."""
    require(actor, Permission.BOOK_WRITE)
    having = PlanTold.objects.filter(owner_id=actor.member_id).exclude(secret_key=None)
    if having.update(sealed="", secret_key=None):
        audit_log.record(Verb.PLAN_CALENDAR_REVOKED, now=now, member_id=actor.member_id)


@transaction.atomic
def wish_monday_letter(*, actor: Actor, now: datetime, wished: bool) -> PlanTold:
    """Wish for the letter on Monday, or for no more of them."""
    if wished:
        _may_hand_out(actor)
    require(actor, Permission.BOOK_WRITE)
    row, _ = PlanTold.objects.select_for_update().get_or_create(owner_id=actor.member_id)
    row.letter = wished
    row.save(update_fields=["letter"])
    audit_log.record(Verb.MONDAY_LETTER_WISHED, now=now, member_id=actor.member_id, wished=wished)
    return row


@transaction.atomic
def tell_week(*, now: datetime, owner_id: int, written: Callable[[Actor, Week], Letter]) -> bool:
    """Write one member this week's plan, to their own address; False where it is not due, or nothing is planned.

    The week counts as told in the same transaction: no second letter, whoever else is writing. Raises Refused.
    """
    rows = PlanTold.objects.select_for_update(of=("self",)).filter(owner=owner_id, letter=True)
    row = rows.select_related("owner").first()
    if row is None or not letter_due(row.told_week, local := time_in(now, row.owner.time_zone)):
        return False
    row.told_week = local.date()
    row.save(update_fields=["told_week"])
    actor = actor_of(row.owner)
    found = week(actor, now)
    if not found.lines:
        return False
    queue_letter(actor=actor, now=now, letter=written(actor, found))
    return True


def _may_hand_out(actor: Actor) -> None:
    """Who hands out what the plan tells must be able to read it all."""
    for permission in (Permission.BOOK_WRITE, Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ):
        require(actor, permission)
