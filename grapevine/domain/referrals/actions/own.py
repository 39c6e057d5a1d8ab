"""What each side keeps to itself: a note, a guess of worth, the next step, the days it gives a stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.referrals.models import Side, Times
from grapevine.domain.referrals.queries.one import side as side_of
from grapevine.domain.referrals.rules.thanks import MOST
from grapevine.domain.referrals.rules.turn import times_refusal
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, clean_lines

NOTE_MAX, STEP_MAX = 5_000, 300


@transaction.atomic
def keep_own(
    *,
    actor: Actor,
    now: datetime,
    referral_uid: object,
    note: str | None = None,
    worth: int | None = None,
    next_step: str | None = None,
    next_on: date | None = None,
) -> Side:
    """Write the private part anew; a text left out (None) stays, worth and day are set as given. Raises Refused."""
    require(actor, Permission.REFERRALS_WRITE)
    own = side_of(actor, referral_uid)
    if worth is not None and not 0 <= worth <= MOST:
        raise Refused(f"A value lies between 0 and {MOST:,}.", "worth")
    own.note = own.note if note is None else clean_lines(note, NOTE_MAX)
    own.next_step = own.next_step if next_step is None else clean(next_step, STEP_MAX)
    own.worth, own.next_on = worth, next_on
    own.save(update_fields=["note", "worth", "next_step", "next_on"])
    audit_log.record(Verb.REFERRAL_CHANGED, now=now, member_id=actor.member_id, thing_id=own.referral.uid)
    return own


@transaction.atomic
def set_times(*, actor: Actor, now: datetime, days: Mapping[str, int]) -> None:
    """After how many days a stage is overdue, for the stages named; the others go back to the default."""
    require(actor, Permission.REFERRALS_WRITE)
    told = times_refusal(days)
    if told:
        raise Refused(told, "days")
    Times.objects.update_or_create(owner_id=actor.member_id, defaults={"days": dict(days)})
    audit_log.record(Verb.REFERRAL_TIMES_CHANGED, now=now, member_id=actor.member_id)
