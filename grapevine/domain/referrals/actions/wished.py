"""The member's choice of letters about referrals, and whether their public page takes any."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.referrals.models import LettersWished, Referral, Side
from grapevine.domain.referrals.rules.wished import Often
from grapevine.kit.errors import Refused


@transaction.atomic
def wish_letters(
    *, actor: Actor, now: datetime, moves: str | None = None, reminders: bool | None = None, intake: bool | None = None
) -> LettersWished:
    """Choose how often to be told of moves, whether to be reminded, whether the page takes any; None leaves it.

    Raises Refused. Letters begin with what happens from now on.
    """
    require(actor, Permission.REFERRALS_WRITE)
    if moves is not None and moves not in set(Often):
        raise Refused(f"How often is one of {', '.join(Often)}.", "moves")
    row, _ = LettersWished.objects.select_for_update().get_or_create(owner_id=actor.member_id)
    if moves is not None and moves != row.moves:
        if row.moves == Often.NEVER:
            _nothing_is_news(actor)
            row.moves_told_at = now
        row.moves = moves
    if reminders is not None:
        row.reminded_at = row.reminded_at if reminders and row.reminders else now
        row.reminders = reminders
    row.intake = row.intake if intake is None else intake
    row.save()
    audit_log.record(Verb.REFERRAL_LETTERS_WISHED, now=now, member_id=actor.member_id)
    return row


def _nothing_is_news(actor: Actor) -> None:
    """What stands now is known: no letter tells it."""
    version = Referral.objects.filter(pk=OuterRef("referral_id")).values("version")
    Side.objects.filter(owner_id=actor.member_id).update(told_version=Subquery(version))
