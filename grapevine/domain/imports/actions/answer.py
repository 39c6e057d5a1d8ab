"""The member's word on a doubtful record."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.actions.apply import apply_records
from grapevine.domain.imports.actions.begin import held
from grapevine.domain.imports.actions.judge import CHUNK
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.queries import asked_alike, count, question
from grapevine.domain.imports.rules.states import State
from grapevine.domain.people.queries import person as person_of
from grapevine.kit.errors import Refused


@transaction.atomic
def answer(*, actor: Actor, now: datetime, question_uid: object, person_uid: object | None) -> Staged:
    """One person (whose id is given), or two (None); the same goes for every touch of that party.

    Before the batch is applied the answer waits for it.
    Raises NotFound, or Refused when the batch is over.
    """
    asked = question(actor, question_uid)
    batch = held(actor, asked.batch.uid)
    staged = question(actor, question_uid)
    if staged.applied_at is not None:
        return staged
    staged.answer = {"person": person_of(actor, person_uid).pk if person_uid else None}
    staged.save(update_fields=["answer"])
    alike = asked_alike(staged)
    alike.update(answer={"same_as": staged.pk})
    if batch.state == State.DONE:
        others = list(alike.select_related("file"))
        apply_records(actor, now, [staged])
        for _, of_kind in groupby(others, key=lambda other: other.kind):
            same = list(of_kind)
            for start in range(0, len(same), CHUNK):
                apply_records(actor, now, same[start : start + CHUNK])
        batch.counts = count(batch)
        batch.save(update_fields=["counts"])
    elif batch.state not in (State.READY, State.APPLYING):
        raise Refused("This import is over: there is nothing left to answer.")
    audit_log.record(Verb.IMPORT_ANSWERED, now=now, member_id=actor.member_id, thing_id=batch.uid)
    return staged
