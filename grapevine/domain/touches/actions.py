"""Writes of touches; each tells depth the difference it makes, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import Max

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.actions import Credit, credit
from grapevine.domain.depth.actions.links import hold
from grapevine.domain.depth.rules.day import credit_at, day_of, difference
from grapevine.domain.depth.rules.shared import touch_changes
from grapevine.domain.depth.rules.sums import Event, days
from grapevine.domain.people.queries import lock, person_for_writing
from grapevine.domain.touches import rules
from grapevine.domain.touches.models import Touch
from grapevine.domain.touches.queries import day_weights
from grapevine.domain.touches.queries import touch as touch_of
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened
from grapevine.kit.text import clean_lines

NOTE_MAX = 5_000
MINUTES_MAX = 24 * 60

NOBODY: Mapping[int, int] = MappingProxyType({})
Days = dict[tuple[int, int], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A touch to be written. ``person_id`` is the inner id of one of the actor's own people."""

    person_id: int
    at: datetime
    kind: str
    minutes: int | None = None
    began_by: str = rules.UNKNOWN
    about: str = ""
    note: str = ""
    source: str = ""
    source_key: str = ""
    by_hand: bool = False


@transaction.atomic
def log_touch(
    *,
    actor: Actor,
    now: datetime,
    person_uid: object,
    at: datetime,
    kind: str,
    minutes: int | None = None,
    began_by: str = rules.UNKNOWN,
    about: str = "",
    note: str = "",
) -> Touch:
    """Log one touch by hand. Raises Refused for an unknown kind, a time to come, impossible minutes."""
    person = person_for_writing(actor, person_uid)
    draft = Draft(person.pk, at, kind, minutes, began_by, about, note)
    (touch,) = log_touches(actor=actor, now=now, drafts=[draft])
    audit_log.record(Verb.TOUCH_LOGGED, now=now, member_id=actor.member_id, thing_id=touch.uid)
    return touch


@transaction.atomic
def log_touches(*, actor: Actor, now: datetime, drafts: Sequence[Draft]) -> list[Touch]:
    """Log many touches of one's own people at once; the caller writes the log entry of the whole."""
    require(actor, Permission.TOUCHES_WRITE)
    touches = [_touch(actor, now, draft) for draft in drafts]
    pairs = hold(lock(actor, (touch.person_id for touch in touches)))
    before = _day_weights(((touch.person_id, touch.day) for touch in touches), pairs)
    Touch.objects.bulk_create(touches, batch_size=500)
    _tell_depth(actor, before, [(touch, 1, touch.began_by) for touch in touches], pairs)
    return touches


@transaction.atomic
def edit_touch(*, actor: Actor, now: datetime, touch_uid: object, **changes: object) -> Touch:
    """Change at, kind, minutes, began_by, about or note of a touch. Raises NotFound, Refused."""
    touch = _locked(actor, touch_uid)
    fields = ("at", "kind", "minutes", "began_by", "about", "note")
    values: dict[str, Any] = {name: changes.get(name, getattr(touch, name)) for name in fields}
    draft = Draft(touch.person_id, source=touch.source, source_key=touch.source_key or "", **values)
    change_touches(actor=actor, now=now, changes=[(touch, draft)], by_hand=True)
    audit_log.record(Verb.TOUCH_CHANGED, now=now, member_id=actor.member_id, thing_id=touch.uid)
    return touch


@transaction.atomic
def change_touches(
    *, actor: Actor, now: datetime, changes: Sequence[tuple[Touch, Draft]], by_hand: bool = False
) -> None:
    """Write new drafts onto touches, with the same people; the caller writes the log entry."""
    require(actor, Permission.TOUCHES_WRITE)
    pairs = hold(lock(actor, (touch.person_id for touch, _ in changes)))
    keys = {(touch.person_id, touch.day) for touch, _ in changes}
    fresh = [_touch(actor, now, draft) for _, draft in changes]
    before = _day_weights(keys | {(touch.person_id, touch.day) for touch in fresh}, pairs)
    fields = ["at", "day", "kind", "minutes", "began_by", "about", "note", "mine", "theirs", "by_hand"]
    steps = [(touch, -1, touch.began_by) for touch, _ in changes]
    steps += [(touch, 1, draft.began_by) for touch, draft in changes]
    for (touch, _), new in zip(changes, fresh, strict=True):
        for name in fields:
            setattr(touch, name, getattr(new, name))
        touch.by_hand |= by_hand
    Touch.objects.bulk_update([touch for touch, _ in changes], fields, batch_size=200)
    _tell_depth(actor, before, steps, pairs)


@transaction.atomic
def delete_touch(*, actor: Actor, now: datetime, touch_uid: object) -> None:
    """Take one touch back; what it added to depth goes with it. Raises NotFound."""
    touch = _locked(actor, touch_uid)
    uid = touch.uid
    delete_touches(actor=actor, touches=[touch])
    audit_log.record(Verb.TOUCH_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


@transaction.atomic
def delete_touches(*, actor: Actor, touches: Sequence[Touch]) -> None:
    """Take many touches of one's own back at once; the caller writes the log entry."""
    require(actor, Permission.TOUCHES_WRITE)
    pairs = hold(lock(actor, (touch.person_id for touch in touches)))
    before = _day_weights(((touch.person_id, touch.day) for touch in touches), pairs)
    Touch.objects.filter(owner_id=actor.member_id, pk__in=[touch.pk for touch in touches]).delete()
    _tell_depth(actor, before, [(touch, -1, touch.began_by) for touch in touches], pairs)


def _locked(actor: Actor, touch_uid: object) -> Touch:
    lock(actor, [touch_of(actor, touch_uid).person_id])
    return touch_of(actor, touch_uid)


def _touch(actor: Actor, now: datetime, draft: Draft) -> Touch:
    check(draft, now)
    mine, theirs = rules.weights(draft.kind, draft.began_by, draft.minutes)
    return Touch(
        owner_id=actor.member_id,
        person_id=draft.person_id,
        at=draft.at,
        day=day_of(days(draft.at)),
        kind=draft.kind,
        minutes=draft.minutes,
        began_by=draft.began_by,
        about=draft.about,
        note=clean_lines(draft.note, NOTE_MAX),
        source=draft.source,
        source_key=draft.source_key[:300] or None,
        mine=mine,
        theirs=theirs,
        by_hand=draft.by_hand,
        created_at=now,
    )


def check(draft: Draft, now: datetime) -> None:
    """Raise Refused, naming the field, for a draft that cannot be."""
    if draft.kind not in rules.KINDS:
        raise Refused(f"“{draft.kind}” is no kind of touch: choose {', '.join(rules.KINDS)}.", "kind")
    if draft.began_by not in rules.BEGAN_BY:
        raise Refused("It was begun by “me” or by “them”; leave it empty if you do not know.", "began_by")
    if draft.about not in rules.ABOUT:
        raise Refused("A touch is about “relationship”, “business” or “ask”; leave it empty if unknown.", "about")
    if draft.minutes is not None and not 0 <= draft.minutes <= MINUTES_MAX:
        raise Refused(f"Minutes lie between 0 and {MINUTES_MAX}.", "minutes")
    must_have_happened(draft.at, now, "A touch lies in the past: log it once it has happened.")


def _day_weights(keys: Iterable[tuple[int, int]], pairs: Mapping[int, int] = NOBODY) -> Days:
    """The weight of each of these (person, day), from the ledger as it stands.

    ``pairs`` names who stands at the other end of a link: the same days of theirs, in the other member's book, too.
    """
    wanted = set(keys)
    wanted |= {(pairs[person_id], day) for person_id, day in wanted if person_id in pairs}
    found = day_weights({person_id for person_id, _ in wanted}, {day for _, day in wanted})
    return {key: found.get(key, (0.0, 0.0)) for key in wanted}


def _tell_depth(
    actor: Actor, before: Days, steps: Sequence[tuple[Touch, int, str]], pairs: Mapping[int, int]
) -> None:
    """Credit every relationship with the difference of its days, and of what a linked ledger adds to the other.

    ``steps`` say how the counts change: (touch, one more or one fewer, who had begun it).
    """
    after = _day_weights(before)
    credits: dict[int, Credit] = {}
    for touch, step, began_by in steps:
        what = credits.setdefault(touch.person_id, Credit())
        what.touches += step
        what.begun_by_me += step * (began_by == rules.ME)
        what.begun_by_them += step * (began_by == rules.THEM)
    for (person_id, day), weight in sorted(after.items()):
        mine, theirs = difference(before[(person_id, day)], weight)
        if mine or theirs:
            credits[person_id].events.append(Event(credit_at(day), mine, theirs))
    newest = Touch.objects.filter(person__in=credits).values("person").annotate(at=Max("at"))
    last = {row["person"]: row["at"] for row in newest}
    for person_id, what in credits.items():
        what.last_touch_at, what.last_touch_known = last.get(person_id), True
    credit(actor=actor, credits=credits, shared=touch_changes(before, after, pairs))
