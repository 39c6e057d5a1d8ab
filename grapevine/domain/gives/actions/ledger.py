"""Writes of gives; each tells depth what it adds, in its own transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.actions import Credit, credit
from grapevine.domain.depth.actions.links import hold
from grapevine.domain.depth.rules.sums import Event, days
from grapevine.domain.gives import rules
from grapevine.domain.gives.actions import shared
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.queries import give as give_of
from grapevine.domain.people.queries import lock, person_for_writing
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened
from grapevine.kit.text import clean_lines

NOTE_MAX = 5_000
MINUTES_MAX = 100 * 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A give to be written. ``person_id`` is the inner id of one of the actor's own people."""

    person_id: int
    at: datetime
    kind: str
    direction: str
    sphere: str = "business"
    minutes: int | None = None
    note: str = ""
    source: str = ""
    source_key: str = ""
    by_hand: bool = False


@transaction.atomic
def log_give(
    *,
    actor: Actor,
    now: datetime,
    person_uid: object,
    at: datetime,
    kind: str,
    direction: str,
    sphere: str = "business",
    minutes: int | None = None,
    note: str = "",
) -> Give:
    """Log one give by hand. Raises Refused for an unknown kind, direction or sphere, or a time to come."""
    person = person_for_writing(actor, person_uid)
    draft = Draft(person.pk, at, kind, direction, sphere, minutes, note)
    (give,) = log_gives(actor=actor, now=now, drafts=[draft])
    audit_log.record(Verb.GIVE_LOGGED, now=now, member_id=actor.member_id, thing_id=give.uid)
    return give


@transaction.atomic
def log_gives(*, actor: Actor, now: datetime, drafts: Sequence[Draft]) -> list[Give]:
    """Log many gives of one's own people at once; the caller writes the log entry of the whole."""
    require(actor, Permission.GIVES_WRITE)
    gives = [_give(actor, now, draft) for draft in drafts]
    pairs = hold(lock(actor, (give.person_id for give in gives)))
    before = shared.counts_of(gives, pairs)
    Give.objects.bulk_create(gives, batch_size=500)
    _tell_depth(actor, gives, 1.0, shared.changes(before, pairs))
    return gives


@transaction.atomic
def edit_give(*, actor: Actor, now: datetime, give_uid: object, **changes: object) -> Give:
    """Change at, kind, direction, sphere, minutes or note of a give. Raises NotFound, Refused."""
    require(actor, Permission.GIVES_WRITE)
    give = _locked(actor, give_uid)
    fields = ("at", "kind", "direction", "sphere", "minutes", "note")
    values: dict[str, Any] = {name: changes.get(name, getattr(give, name)) for name in fields}
    new = _give(actor, now, Draft(give.person_id, **values))
    pairs = hold([give.person_id] if give.person.linked_member_id else [])
    before = shared.counts_of([give, new], pairs)
    _tell_depth(actor, [give], -1.0)
    for name in fields:
        setattr(give, name, getattr(new, name))
    give.by_hand = True
    give.save(update_fields=[*fields, "by_hand"])
    _tell_depth(actor, [give], 1.0, shared.changes(before, pairs))
    audit_log.record(Verb.GIVE_CHANGED, now=now, member_id=actor.member_id, thing_id=give.uid)
    return give


@transaction.atomic
def delete_give(*, actor: Actor, now: datetime, give_uid: object) -> None:
    """Take one give back; what it added to depth goes with it. Raises NotFound."""
    give = _locked(actor, give_uid)
    uid = give.uid
    delete_gives(actor=actor, gives=[give])
    audit_log.record(Verb.GIVE_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


@transaction.atomic
def delete_gives(*, actor: Actor, gives: Sequence[Give]) -> None:
    """Take many gives of one's own back at once; the caller writes the log entry."""
    require(actor, Permission.GIVES_WRITE)
    pairs = hold(lock(actor, (give.person_id for give in gives)))
    before = shared.counts_of(gives, pairs)
    Give.objects.filter(owner_id=actor.member_id, pk__in=[give.pk for give in gives]).delete()
    _tell_depth(actor, gives, -1.0, shared.changes(before, pairs))


def _locked(actor: Actor, give_uid: object) -> Give:
    lock(actor, [give_of(actor, give_uid).person_id])
    found = give_of(actor, give_uid)
    if found.source == rules.OF_A_REFERRAL:
        raise Refused("This follows from a referral: move, correct or void it there, and the ledger follows.")
    return found


def _give(actor: Actor, now: datetime, draft: Draft) -> Give:
    check(draft, now)
    return Give(
        owner_id=actor.member_id,
        person_id=draft.person_id,
        at=draft.at,
        kind=draft.kind,
        direction=draft.direction,
        sphere=draft.sphere,
        minutes=draft.minutes,
        note=clean_lines(draft.note, NOTE_MAX),
        source=draft.source,
        source_key=draft.source_key[:300] or None,
        by_hand=draft.by_hand,
        created_at=now,
    )


def check(draft: Draft, now: datetime) -> None:
    """Raise Refused, naming the field, for a draft that cannot be."""
    if draft.kind not in rules.KINDS:
        raise Refused(f"“{draft.kind}” is no kind of give: choose {', '.join(rules.KINDS)}.", "kind")
    if draft.direction not in rules.DIRECTIONS:
        raise Refused("A give is “given” or “received”.", "direction")
    if draft.sphere not in rules.SPHERES:
        raise Refused(f"There is no part of life “{draft.sphere}”: choose {', '.join(rules.SPHERES)}.", "sphere")
    if draft.minutes is not None and not 0 <= draft.minutes <= MINUTES_MAX:
        raise Refused(f"Minutes lie between 0 and {MINUTES_MAX}.", "minutes")
    must_have_happened(draft.at, now, "A give lies in the past: log it once it has happened.")


def _tell_depth(
    actor: Actor, gives: Sequence[Give], sign: float, linked: Mapping[int, Sequence[Event]] | None = None
) -> None:
    """Credit every relationship with its gives, and those at the ends of links with what changed in the ``linked``."""
    credits: dict[int, Credit] = {}
    for give in gives:
        mine, theirs = rules.weights(give.kind, give.direction)
        what = credits.setdefault(give.person_id, Credit())
        what.events.append(Event(days(give.at), sign * mine, sign * theirs))
        what.given += int(sign) * (give.direction == rules.GIVEN)
        what.received += int(sign) * (give.direction == rules.RECEIVED)
    credit(actor=actor, credits=credits, shared=linked)
