"""Overruling the guard: recorded for the member alone, without the draft; and taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.coach.models import Overrule
from grapevine.domain.coach.queries import guard
from grapevine.domain.coach.rules.guard.verdict import SILENT
from grapevine.kit.errors import Refused


@transaction.atomic
def overrule(*, actor: Actor, now: datetime, person_uid: object, draft: str) -> Overrule:
    """Note that the member sends this all the same: how much it read as a pitch and why, never the draft.

    Raises NotFound; Refused when the guard has nothing against it.
    """
    require(actor, Permission.BOOK_WRITE)
    found = guard.judged(actor, person_uid, draft, now)
    if found.verdict.voice == SILENT:
        raise Refused("There is nothing to overrule: the guard has nothing against this draft.", "draft")
    families = dict.fromkeys(cue.hit.family.name for cue in found.verdict.against())
    made = Overrule.objects.create(owner_id=actor.member_id, person_id=found.situated.pk, p=found.verdict.p,
                                   families=" ".join(families), said_at=now)  # fmt: skip
    audit_log.record(Verb.PITCH_OVERRULED, now=now, member_id=actor.member_id, thing_id=found.situated.uid)
    return made


@transaction.atomic
def forget_overrule(*, actor: Actor, now: datetime, overrule_uid: object) -> None:
    """Strike one out. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    found = guard.overrule(actor, overrule_uid)
    Overrule.objects.filter(pk=found.pk).delete()
    audit_log.record(Verb.PITCH_OVERRULE_DELETED, now=now, member_id=actor.member_id, thing_id=found.uid)
