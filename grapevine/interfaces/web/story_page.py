"""The page of one story, and how stories and comments are put in rows; with the teller's side of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from grapevine.domain.education import queries as briefs
from grapevine.domain.stories.queries import comments, stories
from grapevine.domain.stories.queries.parties import Cast, own_side
from grapevine.domain.stories.queries.stories import Seen
from grapevine.domain.stories.queries.testimonials import under_story
from grapevine.domain.stories.rules.comments import TEXT_MAX
from grapevine.domain.stories.rules.consent import Part
from grapevine.domain.stories.rules.telling import Reach, missing_to_show
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.public_story import parts_of
from grapevine.interfaces.web.when import day_text
from grapevine.interfaces.web.words import initials

REACHES = {Reach.PRIVATE: "yours alone", Reach.CHAPTER: "for your chapter", Reach.PUBLIC: "public"}
HOW_FAR = [(Reach.PRIVATE, "Me alone"), (Reach.CHAPTER, "My chapter"), (Reach.PUBLIC, "Anybody with the address")]
PARTS = [(Part.CLIENT, "The client"), (Part.GIVER, "Sent them"), (Part.RECEIVER, "Took care of them"),
         (Part.OTHER, "Was there")]  # fmt: skip
#: Of a story in a list, so many signs.
_BEGINNING = 280


def page(request: MemberRequest, uid: object, *, typed: str = "", error: str = "", **more: Any) -> HttpResponse:
    """The page; ``typed`` and ``error``: a comment that was refused; ``more``: what was just done on the teller's side
    (``refused``, and ``link``, ``mail``, ``link_of`` of a new link)."""
    one = stories.story(request.actor, uid)
    where = Reach.CHAPTER if one.reach is Reach.PRIVATE or not one.mine else one.reach
    context = {
        "story": row(request, one),
        "parts": parts_of(one.told),
        "comments": [comment(request, line) for line in comments.comments(request.actor, uid)],
        "replies": [{"id": str(each), "title": title, "teller": teller} for each, title, teller in one.replies],
        "said": under_story(one.uid, where),
        "typed": typed, "most": TEXT_MAX, "error": error,
        "own": _own(request, one) if one.mine else None,
        "refused": "", "link": "", "mail": None, "link_of": "", **more,
    }  # fmt: skip
    return render(request, "stories/show.html", context, status=422 if error or more.get("refused") else 200)


def row(request: MemberRequest, one: Seen) -> dict[str, Any]:
    """A story as lists and pages show it."""
    beginning = " ".join(" ".join(one.told.answers).split())
    return {
        "id": str(one.uid), "title": one.told.title or "Without a title", "teller": one.teller,
        "initials": one.initials, "work": one.work, "mine": one.mine, "reach": str(one.reach),
        "reach_words": REACHES[one.reach], "on": day_text(one.at, request.actor.time_zone),
        "first": beginning[:_BEGINNING] + ("…" if len(beginning) > _BEGINNING else ""), "comments": one.comments,
        "held": one.held, "open": one.comments_open, "answers": str(one.answers_uid) if one.answers_uid else "",
        "answers_title": one.answers_title,
    }  # fmt: skip


def comment(request: MemberRequest, line: comments.Line) -> dict[str, Any]:
    """A comment as pages show it."""
    return {
        "id": str(line.uid), "name": line.name, "initials": initials(line.name), "text": line.text,
        "on": day_text(line.at, request.actor.time_zone), "state": str(line.state), "guest": line.guest,
        "mine": line.mine, "email": line.email,
    }  # fmt: skip


def _own(request: MemberRequest, one: Seen) -> dict[str, Any]:
    """What only its teller sees."""
    side = own_side(request.actor, one.uid, request.now)
    main = briefs.main_brief(request.actor)
    return {
        "reach": str(one.reach),
        "how_far": [(str(key), words) for key, words in HOW_FAR
                    if key is not Reach.CHAPTER or any(seat.chapter_id for seat in request.actor.seats)],
        "indexed": one.indexed, "comments_open": one.comments_open,
        "address": f"{settings.BASE_URL}/s/{one.slug}" if one.slug and one.reach is Reach.PUBLIC else "",
        "missing": missing_to_show(side.written)[1],
        "cast": [_named(request, each) for each in side.cast],
        "perhaps": side.perhaps,
        "parts": [(str(key), words) for key, words in PARTS],
        "has_brief": main is not None,
    }  # fmt: skip


def _named(request: MemberRequest, one: Cast) -> dict[str, Any]:
    """Somebody named: how they appear, and why."""
    party, zone = one.party, request.actor.time_zone
    if one.in_public:
        stands = "by name, wherever the story goes"
    elif one.in_chapter:
        stands = "by name in your chapter, and elsewhere as “" + party.role + "”"
    else:
        stands = f"as “{party.role or 'somebody'}”"
    why = {
        "none": "", "refused": "They said no.", "withdrawn": "They took their name out.",
        "asked": f"Asked; the link waits until {day_text(one.waits_until, zone)}." if one.waits_until
        else "Asked; the link has run out.",
        "given": _agreed(request, one),
    }[party.consent]  # fmt: skip
    return {
        "id": str(party.uid), "name": party.name, "role": party.role, "also": party.also, "stands": stands, "why": why,
        "consent": party.consent, "earlier": one.earlier,
    }  # fmt: skip


def _agreed(request: MemberRequest, one: Cast) -> str:
    party = one.party
    on = day_text(party.agreed_at, request.actor.time_zone) if party.agreed_at else ""
    if one.earlier:
        return f"They agreed on {on}, to an earlier wording. Ask again, or read them the new one."
    return f"Agreed on {on}{', by their link' if party.by_link else f': “{party.words}”'}."
