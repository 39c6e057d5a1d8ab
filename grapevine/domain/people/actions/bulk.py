"""Changing many people at once, and taking that back; sorting one person is a change of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.actions import bulk_rows
from grapevine.domain.people.actions.bulk_tags import tag_room
from grapevine.domain.people.models import Before, Change, Person
from grapevine.domain.people.rules import bulk
from grapevine.domain.people.rules.bulk import Asked, Do, Standing
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Done:
    """What a change did: to how many, and for how many there was nothing to change. No change: nobody was changed."""

    change: Change | None
    people: int
    same: int
    told: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did: how many are as before, were changed since and left alone, are gone from the book."""

    change: Change
    people: int
    left: int
    gone: int
    told: str


@transaction.atomic
def change_many(
    *, actor: Actor, now: datetime, people: QuerySet[Person], do: str, value: str = "", sorting: bool = False
) -> Done:
    """Do the same to each of these people of the actor's book, in a few statements however many they are.

    ``do`` is one of ``bulk.Do``, ``value`` the segment or tag. ``sorting`` marks a step of sorting. Raises Refused.
    """
    require(actor, Permission.BOOK_WRITE)
    asked = bulk.checked(do, value)
    standing = bulk_rows.standing(actor, asked, people)
    room = tag_room(list(standing)) if asked.do is Do.TAG else {}
    changes: dict[int, Standing] = {}
    for pk, now_so in standing.items():
        tags, position = room.get(pk, (0, 0))
        after = bulk.changed(asked, now_so, now, tags=tags, position=position)
        if after is not None:
            changes[pk] = after
    same = len(standing) - len(changes)
    if not changes:
        return Done(None, 0, same, bulk.told(asked, 0, same))
    change = Change.objects.create(
        owner_id=actor.member_id, do=asked.do, value=asked.value, people=len(changes), sorting=sorting, made_at=now
    )
    kept = ((pk, bulk.was(asked, standing[pk])) for pk in changes)
    Before.objects.bulk_create([bulk_rows.before(change, pk, was) for pk, was in kept], batch_size=2_000)
    bulk_rows.write(actor, asked, standing, changes, now)
    said = {"do": asked.do.value, "people": len(changes)}
    audit_log.record(Verb.PEOPLE_CHANGED, now=now, member_id=actor.member_id, thing_id=change.uid, **said)
    return Done(change, len(changes), same, bulk.told(asked, len(changes), same))


@transaction.atomic
def undo_change(*, actor: Actor, now: datetime, change_uid: object) -> Undone:
    """Give each person back what they had; whoever was changed since in the same respect is left alone.

    Raises NotFound, and Refused for one that is taken back already.
    """
    require(actor, Permission.BOOK_WRITE)
    uid = ids.parse(change_uid)
    own = Change.objects.select_for_update().filter(owner_id=actor.member_id, uid=uid)
    change = own.first() if uid else None
    if change is None:
        raise NotFound("There is no such change, or the time to take it back is over.")
    if change.undone_at is not None:
        raise Refused("This change is taken back already.")
    return _undo(actor, now, change)


@transaction.atomic
def undo_sorting(*, actor: Actor, now: datetime) -> Undone | None:
    """Take the last step of sorting back that is not taken back yet; None where there is none."""
    require(actor, Permission.BOOK_WRITE)
    steps = Change.objects.select_for_update().filter(owner_id=actor.member_id, sorting=True, undone_at=None)
    change = steps.order_by("-pk").first()
    return _undo(actor, now, change) if change else None


def put_off(*, actor: Actor, person_id: int, at: datetime) -> bool:
    """Put one's own person (inner id) off since ``at``; False for one who is put off already.

    Called inside a transaction; the caller writes the log entry.
    """
    require(actor, Permission.BOOK_WRITE)
    own = Person.objects.filter(owner_id=actor.member_id, pk=person_id, later_at=None)
    return bool(own.update(later_at=at))


def forget_changes(now: datetime) -> None:
    """Let go of changes that are too old to be taken back (everybody's; called by the timetable)."""
    Change.objects.filter(made_at__lt=now - bulk.KEPT).delete()


def _undo(actor: Actor, now: datetime, change: Change) -> Undone:
    asked = Asked(Do(change.do), change.value)
    kept = Before.objects.filter(change=change)
    was = {row.person_id: bulk_rows.was_of(asked, row) for row in kept.iterator(5_000)}
    standing = bulk_rows.standing(actor, asked, Person.objects.filter(pk__in=kept.values("person")))
    backs: dict[int, Standing] = {}
    for pk, now_so in standing.items():
        back = bulk.taken_back(asked, was[pk], now_so, change.made_at)
        if back is not None:
            backs[pk] = back
    bulk_rows.write(actor, asked, standing, backs, now)
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    people, left, gone = len(backs), len(standing) - len(backs), change.people - len(standing)
    said = {"people": people, "left": left}
    audit_log.record(Verb.PEOPLE_CHANGED_BACK, now=now, member_id=actor.member_id, thing_id=change.uid, **said)
    return Undone(change, people, left, gone, bulk.told_back(people, left, gone))
