"""Words of clients and partners: the member's own list, what the chapter and the public see, what a link opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.models import Brief
from grapevine.domain.stories.models import Testimonial
from grapevine.domain.stories.rules.telling import Reach
from grapevine.domain.stories.rules.testimonials import State, opens, shown
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound

MISSING = "There is no such testimonial of yours."
#: As many stand on the page of a brief: three voices convince, more are scrolled past.
IN_BRIEF = 3


@dataclass(frozen=True, slots=True)
class Said:
    """Words as readers see them, with the name under which they may stand."""

    text: str
    name: str


def testimonials(actor: Actor) -> QuerySet[Testimonial]:
    """All that the actor asked for, the last first."""
    require(actor, Permission.STORIES_READ)
    rows = Testimonial.objects.filter(owner_id=actor.member_id).select_related("person", "story")
    return rows.order_by("-asked_at", "-pk")


def testimonial(actor: Actor, testimonial_uid: object) -> Testimonial:
    """One of them. Raises NotFound."""
    uid = ids.parse(testimonial_uid)
    found = testimonials(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound(MISSING)
    return found


def under_story(story_uid: UUID, where: Reach) -> list[Said]:
    """What stands under a story for its readers there; who may read the story has been asked already."""
    return _said(Testimonial.objects.filter(story__uid=story_uid), where)


def in_brief(slug: str) -> list[Said]:
    """What stands on the public page of a brief, by its address: in one statement."""
    owner = Brief.objects.filter(slug=slug, taken_down_at=None).values("owner_id")[:1]
    return _said(Testimonial.objects.filter(owner=owner, in_brief=True), Reach.PUBLIC)[:IN_BRIEF]


def by_secret(secret: str, now: datetime) -> Testimonial | None:
    """What a link opens; None for one that opens nothing, whatever the reason."""
    found = Testimonial.objects.filter(digest=tokens.digest(secret), owner__is_active=True)
    row = found.select_related("owner", "person").first()
    return row if row is not None and opens(row.asked_at, State(row.state), now) else None


def _said(rows: QuerySet[Testimonial], where: Reach) -> list[Said]:
    given = rows.filter(state=State.GIVEN).order_by("-given_at", "-pk")
    return [
        Said(row.text, row.name)
        for row in given
        if shown(State(row.state), Reach(row.agreed_reach), Reach(row.chosen_reach), where)
    ]
