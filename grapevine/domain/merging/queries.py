"""Reads of merges."""

from __future__ import annotations

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.merging.models import Merge
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

_OF_PERSON = Prepared(
    lambda owner, person: Merge.objects.filter(owner=owner, person=person).order_by("-merged_at", "-pk")[:1], 1, 1
)


def visible_to(actor: Actor) -> QuerySet[Merge]:
    """The actor's own merges that can be undone, newest first."""
    require(actor, Permission.BOOK_READ)
    return Merge.objects.filter(owner_id=actor.member_id).order_by("-merged_at", "-pk")


def merge(actor: Actor, merge_uid: object) -> Merge:
    """One merge of the actor's. Raises NotFound for an unknown id and for somebody else's alike."""
    uid = ids.parse(merge_uid)
    found = visible_to(actor).select_related("person").filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such merge in your book. Perhaps it has been undone.")
    return found


def of_person(actor: Actor, person_id: int) -> QuerySet[Merge]:
    """What was merged into this person (inner id), newest first."""
    return visible_to(actor).filter(person=person_id)


def newest_of_person(actor: Actor, person_id: int) -> Merge | None:
    """What was merged into this person (inner id) last."""
    require(actor, Permission.BOOK_READ)
    return _OF_PERSON.first(actor.member_id, person_id)
