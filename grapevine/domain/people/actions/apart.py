"""Saying that two who look alike are two people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.actions import rows
from grapevine.domain.people.models import Apart
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit.errors import Refused


@transaction.atomic
def tell_apart(*, actor: Actor, now: datetime, one_uid: object, other_uid: object) -> Apart:
    """Two people, not one: they are not asked about again. Raises NotFound, Refused for one person twice."""
    first, second = sorted(
        (person_for_writing(actor, one_uid), person_for_writing(actor, other_uid)), key=lambda one: one.pk
    )
    if first == second:
        raise Refused("These are the same entry: name two people.", "other")
    apart, is_new = Apart.objects.get_or_create(
        one=first, other=second, defaults={"owner_id": actor.member_id, "said_at": now}
    )
    if is_new:
        rows.count(actor.member_id)
        audit_log.record(Verb.PEOPLE_TOLD_APART, now=now, member_id=actor.member_id, thing_id=first.uid)
    return apart


@transaction.atomic
def tell_many_apart(*, actor: Actor, pairs: Iterable[tuple[int, int, datetime]]) -> list[Apart]:
    """Keep what was said of many pairs of one's own people (inner ids) before; only what is new is given back.

    The caller writes the log entry of the whole.
    """
    require(actor, Permission.BOOK_WRITE)
    made = []
    for one, other, at in pairs:
        first, second = sorted((one, other))
        apart, is_new = Apart.objects.get_or_create(
            one_id=first, other_id=second, defaults={"owner_id": actor.member_id, "said_at": at}
        )
        made += [apart] if is_new else []
    if made:
        rows.count(actor.member_id)
    return made
