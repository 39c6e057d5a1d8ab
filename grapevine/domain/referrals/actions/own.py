"""What each side keeps to itself: a note, a guess of worth, the next step, the days it gives a stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.referrals.actions.holding import hold
from grapevine.domain.referrals.models import Side, Times
from grapevine.domain.referrals.rules.thanks import MOST
from grapevine.domain.referrals.rules.turn import times_refusal
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, clean_lines

NOTE_MAX, STEP_MAX = 5_000, 300
_FIELDS = ("note", "worth", "next_step", "next_on")


@transaction.atomic
def keep_own(*, actor: Actor, now: datetime, referral_uid: object, **changes: object) -> Side:
    """Change note, worth, next_step or next_on of the private part; what is not named stays. Raises Refused."""
    own = hold(actor, referral_uid).own
    values: dict[str, Any] = {name: changes.get(name, getattr(own, name)) for name in _FIELDS}
    if values["worth"] is not None and not 0 <= values["worth"] <= MOST:
        raise Refused(f"A value lies between 0 and {MOST:,}.", "worth")
    own.note, own.next_step = clean_lines(values["note"], NOTE_MAX), clean(values["next_step"], STEP_MAX)
    own.worth, own.next_on = values["worth"], values["next_on"]
    own.save(update_fields=_FIELDS)
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
