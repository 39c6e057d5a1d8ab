"""Plain data of a story: one form for the API and the command line; names only where the asking side may see them."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from grapevine.domain.stories.models import Party, Story, Testimonial
from grapevine.domain.stories.queries.comments import Line
from grapevine.domain.stories.queries.parties import Cast
from grapevine.domain.stories.queries.stories import Seen, raw
from grapevine.domain.stories.rules.telling import FIELDS, Reach


def story(one: Seen) -> dict[str, Any]:
    """One as others read it."""
    public = bool(one.slug) and one.reach is Reach.PUBLIC
    return {
        "id": str(one.uid), "title": one.told.title, "need": one.told.need, "happened": one.told.happened,
        "came": one.told.came, "teller": one.teller, "profession": one.profession_key, "mine": one.mine,
        "reach": str(one.reach), "at": one.at, "public": f"{settings.BASE_URL}/s/{one.slug}" if public else "",
        "indexed": one.indexed, "comments_open": one.comments_open, "comments": one.comments, "held": one.held,
        "answers": str(one.answers_uid) if one.answers_uid else None,
    }  # fmt: skip


def whole(one: Seen, lines: list[Line], own: Story | None, cast: list[Cast]) -> dict[str, Any]:
    """One with its comments, the stories that answer it and, for its teller, what was written and who is named."""
    written = raw(own) if own else None
    return {
        **story(one),
        "wording": own.wording if own else None,
        "written": {name: getattr(written, name) for name in FIELDS} if written else None,
        "replies": [{"id": str(uid), "title": title, "teller": teller} for uid, title, teller in one.replies],
        "comment_list": [comment(line) for line in lines],
        "named": [named(each) for each in cast],
    }


def comment(line: Line) -> dict[str, Any]:
    """One comment; the address of a guest for the teller alone."""
    return {
        "id": str(line.uid), "name": line.name, "email": line.email, "text": line.text, "at": line.at,
        "state": str(line.state), "guest": line.guest, "mine": line.mine,
    }  # fmt: skip


def named(one: Cast) -> dict[str, Any]:
    """Somebody named, as the teller sees it. ``in_chapter``, ``in_public``: whether the name stands there now."""
    return {**party(one.party), "in_chapter": one.in_chapter, "in_public": one.in_public, "earlier": one.earlier}


def party(row: Party) -> dict[str, Any]:
    """Somebody named, after a write."""
    return {
        "id": str(row.uid), "name": row.name, "part": row.part, "role": row.role, "also": row.also,
        "consent": row.consent, "reach": row.agreed_reach, "words": row.words, "agreed_at": row.agreed_at,
    }  # fmt: skip


def testimonial(row: Testimonial) -> dict[str, Any]:
    """Words of a client, or the question that was put."""
    return {
        "id": str(row.uid), "person": {"id": str(row.person.uid), "name": row.person.name}, "state": row.state,
        "text": row.text, "name": row.name, "asked": row.asked, "agreed_reach": row.agreed_reach,
        "reach": row.chosen_reach, "in_brief": row.in_brief, "story": str(row.story.uid) if row.story else None,
        "asked_at": row.asked_at, "given_at": row.given_at,
    }  # fmt: skip
