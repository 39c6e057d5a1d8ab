"""Answering a line of today: put off, set aside, brought back; done, which logs what was done, and undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.coach.models import Aside
from grapevine.domain.coach.queries.asides import aside as aside_of
from grapevine.domain.coach.rules import items
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.actions.promises import keep_promise
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.gives.queries import promise as promise_of
from grapevine.domain.gives.rules.promises import OPEN
from grapevine.domain.network.actions.taking_back import delete_give, delete_touch, reopen_promise
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.actions import log_touch
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an item: the touch, the give or the promise that was written."""

    person: Person
    touch: Touch | None = None
    give: Give | None = None
    promise: Promise | None = None


@transaction.atomic
def later(*, actor: Actor, now: datetime, key: str, until: datetime | None = None) -> Aside:
    """Put an item off until then, else for as long as its kind is put off (LATER_DAYS). Raises Refused, NotFound."""
    kind, _ = _parsed(key)
    when = until or now + timedelta(days=items.LATER_DAYS[kind])
    if when.tzinfo is None:
        raise Refused("The time needs its zone.", "until")
    if not now < when <= now + timedelta(days=items.LATER_MAX_DAYS):
        raise Refused("Choose a day to come, within a year.", "until")
    return _put(actor, now, key, when, Verb.ITEM_LATER)


@transaction.atomic
def set_aside(*, actor: Actor, now: datetime, key: str) -> Aside:
    """Never show this again: the same about the same person, or this promise. Raises NotFound."""
    return _put(actor, now, key, None, Verb.ITEM_SET_ASIDE)


@transaction.atomic
def bring_back(*, actor: Actor, now: datetime, aside_uid: object) -> Aside:
    """Take a putting off or setting aside back: what it is about may stand on the list again. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    aside = aside_of(actor, aside_uid)
    Aside.objects.filter(pk=aside.pk).delete()
    audit_log.record(Verb.ITEM_BROUGHT_BACK, now=now, member_id=actor.member_id, thing_id=aside.uid)
    return aside


@transaction.atomic
def done(
    *, actor: Actor, now: datetime, key: str, kind: str = "", note: str = "", at: datetime | None = None
) -> Done:
    """Log what was done at ``at`` (now, when left out), all in one transaction. Raises Refused, NotFound.

    A promise is kept, and a give of ``kind`` logged with it if there is one; thanks are a give; everything else is a
    touch of ``kind`` that I began, a message unless told.
    """
    what, uid = _parsed(key)
    when = at or now
    if what in items.OF_PROMISES:
        promise = keep_promise(actor=actor, now=now, promise_uid=uid, kind=kind, note=note, at=when)
        return Done(promise.person, give=promise.give, promise=promise)
    person = person_for_writing(actor, uid)
    if what == items.THANK:
        give = log_give(actor=actor, now=now, person_uid=uid, at=when, kind=give_rules.THANKS,
                        direction=give_rules.GIVEN, note=note)  # fmt: skip
        return Done(person, give=give)
    touch = log_touch(actor=actor, now=now, person_uid=uid, at=when, kind=kind or touch_rules.MESSAGE,
                      began_by=touch_rules.ME, about=touch_rules.RELATIONSHIP, note=note)  # fmt: skip
    return Done(person, touch=touch)


@transaction.atomic
def undo(
    *,
    actor: Actor,
    now: datetime,
    touches: Iterable[object] = (),
    gives: Iterable[object] = (),
    promises: Iterable[object] = (),
    asides: Iterable[object] = (),
) -> None:
    """Take back what one answer wrote (public ids), all or none. Raises NotFound, Refused."""
    for uid in promises:
        reopen_promise(actor=actor, now=now, promise_uid=uid)
    for uid in touches:
        delete_touch(actor=actor, now=now, touch_uid=uid)
    for uid in gives:
        delete_give(actor=actor, now=now, give_uid=uid)
    for uid in asides:
        bring_back(actor=actor, now=now, aside_uid=uid)


def _parsed(key: str) -> tuple[str, str]:
    parsed = items.parse(key)
    if parsed is None:
        raise NotFound("There is no such item on your list.")
    return parsed


def _put(actor: Actor, now: datetime, key: str, until: datetime | None, verb: Verb) -> Aside:
    """The one word that stands about this item; an older one about the same is replaced."""
    require(actor, Permission.BOOK_WRITE)
    kind, uid = _parsed(key)
    promise = promise_of(actor, uid) if kind in items.OF_PROMISES else None
    if promise and promise.outcome != OPEN:
        raise Refused("This promise is settled already: nothing is left to put off.")
    person = person_for_writing(actor, promise.person.uid if promise else uid)
    about = {"owner_id": actor.member_id, "kind": kind, "person": person, "promise": promise}
    Aside.objects.filter(**about).delete()
    made = Aside.objects.create(**about, until=until, said_at=now)
    audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=person.uid, kind=kind)
    return made
