"""Comments under a story: what readers see, and what waits. A guest's address goes to its teller alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.stories.models import Comment, Story
from grapevine.domain.stories.queries.stories import readable
from grapevine.domain.stories.rules.comments import State
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound

_PARTS = ("uid", "name", "email", "text", "at", "state", "member_id")


@dataclass(frozen=True, slots=True)
class Line:
    """One comment. ``guest``: written without an account; ``mine``: by whoever reads; ``email``: of a guest, for the
    teller of the story alone, to answer by hand."""

    uid: UUID
    name: str
    text: str
    at: datetime
    state: State
    guest: bool
    mine: bool
    email: str = ""


def shown(story: Story) -> list[Line]:
    """What everybody sees under a story, the first first."""
    return _lines(story.comments.filter(state=State.SHOWN), None)


def comments(actor: Actor, story_uid: object) -> list[Line]:
    """What the actor sees under a story they may read: its teller all of them, others what is shown and their own."""
    uid = ids.parse(story_uid)
    story = readable(actor).filter(uid=uid).first() if uid else None
    if story is None:
        raise NotFound("There is no such story.")
    if story.owner_id == actor.member_id:
        return _lines(story.comments.all(), actor.member_id, told=True)
    return _lines(story.comments.filter(state=State.SHOWN), actor.member_id)


def waiting(actor: Actor) -> list[tuple[Line, UUID, str]]:
    """Comments that wait for the actor's word, the oldest first: (comment, story's public id, its own title)."""
    require(actor, Permission.STORIES_READ)
    rows = Comment.objects.filter(story__owner_id=actor.member_id, state=State.HELD).order_by("at", "pk")
    found = rows.values(*_PARTS, "story__uid", "story__title")
    return [(_line(row, actor.member_id, told=True), row["story__uid"], row["story__title"]) for row in found]


def by_secret(secret: str) -> Comment | None:
    """The comment behind its writer's link; None where there is none any more."""
    found = Comment.objects.filter(digest=tokens.digest(secret), story__owner__is_active=True)
    return found.select_related("story", "story__owner").first()


def _lines(rows: QuerySet[Comment], reader: int | None, *, told: bool = False) -> list[Line]:
    return [_line(row, reader, told=told) for row in rows.order_by("at", "pk").values(*_PARTS)]


def _line(row: dict, reader: int | None, *, told: bool) -> Line:
    return Line(
        row["uid"], row["name"], row["text"], row["at"], State(row["state"]), row["member_id"] is None,
        reader is not None and row["member_id"] == reader, row["email"] if told else "",
    )  # fmt: skip
