"""Answering an action of the week's plan: done, which logs it; skipped; later; and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.coach.models import PlannedAction
from grapevine.domain.coach.queries.planned import planned
from grapevine.domain.coach.queries.practice import technique
from grapevine.domain.coach.queries.situations import situations
from grapevine.domain.coach.rules.plan.valuing import DONE, LATER, SKIPPED
from grapevine.domain.coach.rules.techniques.reading import Technique
from grapevine.domain.education.rules.asks import week_of
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.actions.promises import keep_promise
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.actions import log_touch
from grapevine.domain.touches.models import Touch
from grapevine.kit.moments import day_in


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of an action that was done: the answer, and the touch, give or promise that was written, if any."""

    answer: PlannedAction
    touch: Touch | None = None
    give: Give | None = None
    promise: Promise | None = None


@transaction.atomic
def action_done(*, actor: Actor, now: datetime, person_uid: object, key: str, note: str = "") -> Carried:
    """It is done: log what the technique logs, or keep the promise it is about. Raises NotFound, Refused."""
    person, chosen = person_for_writing(actor, person_uid), technique(key)
    answer = _answered(actor, now, person, chosen, DONE)
    if "promised" in chosen.facts:
        found = situations(actor, now, [person.pk]).get(person.pk)
        if found is not None and found.promise is not None:
            kept = keep_promise(actor=actor, now=now, promise_uid=found.promise.uid, note=note, at=now)
            return Carried(answer, promise=kept)
    if chosen.logs in touch_rules.KINDS:
        touch = log_touch(actor=actor, now=now, person_uid=person_uid, at=now, kind=chosen.logs, note=note,
                          began_by=touch_rules.ME, about=touch_rules.RELATIONSHIP,
                          minutes=None if chosen.logs == touch_rules.MESSAGE else chosen.minutes)  # fmt: skip
        return Carried(answer, touch=touch)
    if chosen.logs:
        give = log_give(actor=actor, now=now, person_uid=person_uid, at=now, kind=chosen.logs,
                        direction=give_rules.GIVEN, note=note)  # fmt: skip
        return Carried(answer, give=give)
    return Carried(answer)


@transaction.atomic
def skip_action(*, actor: Actor, now: datetime, person_uid: object, key: str) -> PlannedAction:
    """Not this with them this week; the plan learns that this kind is done less often. Raises NotFound."""
    return _answered(actor, now, person_for_writing(actor, person_uid), technique(key), SKIPPED)


@transaction.atomic
def action_later(*, actor: Actor, now: datetime, person_uid: object, key: str) -> PlannedAction:
    """Nothing with them this week; it may come again in the next. Raises NotFound."""
    return _answered(actor, now, person_for_writing(actor, person_uid), technique(key), LATER)


@transaction.atomic
def bring_action_back(*, actor: Actor, now: datetime, planned_uid: object) -> PlannedAction:
    """Take an answer back; what was logged with it stays in the ledger. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    found = planned(actor, planned_uid)
    PlannedAction.objects.filter(pk=found.pk).delete()
    audit_log.record(Verb.ACTION_BROUGHT_BACK, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found


def _answered(actor: Actor, now: datetime, person: Person, chosen: Technique, state: str) -> PlannedAction:
    """The one answer to this action of this week; an older one is replaced."""
    require(actor, Permission.BOOK_WRITE)
    made, _ = PlannedAction.objects.update_or_create(
        owner_id=actor.member_id, week=week_of(day_in(now, actor.time_zone)), person=person, technique=chosen.key,
        defaults={"kind": chosen.kind, "minutes": chosen.minutes, "state": state, "said_at": now},
    )  # fmt: skip
    audit_log.record(Verb.ACTION_ANSWERED, now=now, member_id=actor.member_id, thing_id=person.uid, kind=state)
    return made
