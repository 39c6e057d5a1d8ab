"""Reads of what was counted over an organisation: for its organisers, nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from grapevine.domain.accounts.models import Chapter, Organisation
from grapevine.domain.accounts.rules.access import Actor, Permission, allowed
from grapevine.domain.insights.models import OrganisationFigures as Kept
from grapevine.domain.insights.rules.organisation import OrganisationFigures, from_data
from grapevine.kit.errors import NotFound

MISSING = "There is no organisation here that you organise."


@dataclass(frozen=True, slots=True)
class Standing:
    """The last count, if any, and whether another one is under way (``percent``) or came to nothing (``failed``)."""

    organisation: Organisation
    figures: OrganisationFigures | None
    since: date | None
    until: date | None
    seconds: float
    asked_at: datetime | None
    percent: int
    failed: str
    names: dict[int, str]


def organised(actor: Actor, uid: object = None) -> Organisation:
    """The organisation with this public id, or the first, that the actor organises. Raises NotFound."""
    own = [
        seat.organisation_id
        for seat in actor.seats
        if allowed(actor, Permission.ORGANISATION_READ, organisation_id=seat.organisation_id)
    ]
    places = Organisation.objects.filter(pk__in=own).order_by("pk")
    place = (places.filter(uid=str(uid)) if uid else places).first()
    if place is None:
        raise NotFound(MISSING)
    return place


def organises(actor: Actor) -> bool:
    """Whether there is anything here for them to see."""
    return any(
        allowed(actor, Permission.ORGANISATION_READ, organisation_id=seat.organisation_id) for seat in actor.seats
    )


def standing(actor: Actor, uid: object = None, *, chapters: bool = True) -> Standing:
    """What is known of the actor's organisation. ``chapters``: with the names of its chapters. Raises NotFound."""
    place = organised(actor, uid)
    kept: Any = Kept.objects.filter(organisation=place).first() or Kept(organisation=place)
    names = dict(Chapter.objects.filter(organisation=place).values_list("pk", "name")) if chapters else {}
    return Standing(
        place, from_data(kept.said) if kept.said else None, kept.since, kept.until, kept.seconds, kept.asked_at,
        kept.percent, kept.failed, names,
    )  # fmt: skip
