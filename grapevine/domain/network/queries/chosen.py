"""Whom a change of many people means, and the changes that were made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.network.queries.people_list import Wanted, everybody
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Change, Person
from grapevine.domain.people.rules.bulk import Asked, Do
from grapevine.kit.errors import NotFound, Refused

#: More people than this are named by the filters that find them.
NAMED_MAX = 20_000
#: So many ids to a statement.
_PART = 1_000


@dataclass(frozen=True, slots=True)
class Step:
    """The last step of sorting that can be taken back: whom it sorted, and how."""

    name: str
    asked: Asked


def chosen(actor: Actor, person_uids: Collection[object]) -> QuerySet[Person]:
    """The people with these public ids. Raises Refused for none or too many, NotFound when one is not the actor's."""
    wanted = list({str(uid) for uid in person_uids})
    if not wanted:
        raise Refused("Choose at least one person.", "people")
    if len(wanted) > NAMED_MAX:
        raise Refused(f"At most {NAMED_MAX:,} people can be named at once.", "people")
    found: list[int] = []
    for start in range(0, len(wanted), _PART):
        found += people_queries.by_uids(actor, wanted[start : start + _PART]).values()
    if len(found) != len(wanted):
        missing = f": {len(wanted) - len(found):,} of those named are not" if len(wanted) > 1 else ""
        raise NotFound(f"There is no such person in your book{missing}.")
    return people_queries.visible_to(actor).filter(pk__in=found)


def meant(
    actor: Actor, now: datetime, person_uids: Collection[object] | None, wanted: Wanted | None
) -> QuerySet[Person]:
    """Either the people named, or everybody whom the filters find. Raises Refused for both or neither, NotFound."""
    if (person_uids is None) == (wanted is None):
        raise Refused("Name the people, or the filter that finds them: one of the two.", "people")
    return everybody(actor, wanted, now) if wanted is not None else chosen(actor, person_uids or ())


def changes(actor: Actor) -> QuerySet[Change]:
    """The changes of many people that are kept, newest first; steps of sorting are not among them."""
    require(actor, Permission.BOOK_READ)
    return Change.objects.filter(owner_id=actor.member_id, sorting=False).order_by("-pk")


def last_step(actor: Actor) -> Step | None:
    """The step of sorting that would be taken back next; None where there is none."""
    require(actor, Permission.BOOK_READ)
    steps = Change.objects.filter(owner_id=actor.member_id, sorting=True, undone_at=None).order_by("-pk")
    found = steps.values_list("do", "value", "before__person__name").first()
    return Step(found[2] or "", Asked(Do(found[0]), found[1])) if found else None
