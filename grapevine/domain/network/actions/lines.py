"""Keeping what one line says of several people: touches, gives, promises; and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.actions.links import hold
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.actions.promises import WHAT_MAX, delete_promise, make_promise
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.network.actions.taking_back import delete_give, delete_touch
from grapevine.domain.network.queries.line import read_line
from grapevine.domain.network.rules.line.asking import Unsettled
from grapevine.domain.network.rules.line.result import Known, Understood
from grapevine.domain.people.actions import add_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import by_uids, lock
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.actions import log_touch
from grapevine.domain.touches.models import Touch


@dataclass(frozen=True, slots=True)
class Logged:
    """What a line became: how it was understood, a touch a person, gives, promises, and who is new in the book."""

    understood: Understood
    touches: tuple[Touch, ...]
    gives: tuple[Give, ...]
    added: tuple[Person, ...] = ()
    promises: tuple[Promise, ...] = ()


@transaction.atomic
def log_line(*, actor: Actor, now: datetime, text: str, choices: Mapping[str, str] | None = None) -> Logged:
    """Keep what a line says, all of it or nothing. ``choices`` answer what is unsure, as for ``read_line``.

    Raises Unsettled (a Refused of the field "who") with the questions left, NotFound for a choice not in the book,
    NotAllowed for a token that may not write both ledgers.
    """
    require(actor, Permission.TOUCHES_WRITE)
    require(actor, Permission.GIVES_WRITE)
    found = read_line(actor, text, now, choices)
    if found.unsure:
        raise Unsettled(found.unsure)
    everybody = found.everybody
    if len(everybody) > 1:  # all of them first, so that lines about the same lunch cannot wait for each other in a ring
        hold(lock(actor, by_uids(actor, [each.uid for each in everybody if each.uid]).values()))
    added = {each: add_person(actor=actor, now=now, card=Card(name=each.name)) for each in everybody if not each.uid}
    uids = {each: str(added[each].uid) if each in added else each.uid for each in everybody}
    touches = _touches(actor, now, found, uids) if found.kind else ()
    gives, promises = _gives(actor, now, found, uids), _promises(actor, now, found, uids)
    return Logged(found, touches, gives, tuple(added.values()), promises)


def _touches(actor: Actor, now: datetime, found: Understood, uids: Mapping[Known, str]) -> tuple[Touch, ...]:
    return tuple(
        log_touch(
            actor=actor,
            now=now,
            person_uid=uids[person],
            at=found.at,
            kind=found.kind,
            minutes=found.minutes,
            began_by=found.began_by,
            about=found.about,
            note=found.note,
        )
        for person in found.people
    )


def _gives(actor: Actor, now: datetime, found: Understood, uids: Mapping[Known, str]) -> tuple[Give, ...]:
    return tuple(
        log_give(
            actor=actor,
            now=now,
            person_uid=uids[person],
            at=found.at,
            kind=gave.kind,
            direction=gave.direction,
            sphere=gave.sphere,
            note=gave.note,
        )
        for gave in found.gives
        for person in gave.people
    )


def _promises(actor: Actor, now: datetime, found: Understood, uids: Mapping[Known, str]) -> tuple[Promise, ...]:
    return tuple(
        make_promise(
            actor=actor,
            now=now,
            person_uid=uids[person],
            what=made.what[:WHAT_MAX],
            by=made.by,
            due=made.due,
            made_at=found.at,
        )
        for made in found.promises
        for person in made.people
    )


@transaction.atomic
def take_back_line(
    *,
    actor: Actor,
    now: datetime,
    touches: Iterable[object] = (),
    gives: Iterable[object] = (),
    promises: Iterable[object] = (),
) -> None:
    """Undo a line right after: what it kept (uids) goes, all or none; people it added stay. Raises NotFound."""
    for uid in touches:
        delete_touch(actor=actor, now=now, touch_uid=uid)
    for uid in gives:
        delete_give(actor=actor, now=now, give_uid=uid)
    for uid in promises:
        delete_promise(actor=actor, now=now, promise_uid=uid)
