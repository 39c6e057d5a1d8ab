"""The small network beside a list: the people of the list by their numbers, among everybody else.

A part of a page, asked for on its own once the list stands there: nobody waits for a picture to read what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from grapevine.domain.network.queries.shape import SHOWN, standings
from grapevine.domain.people import queries as people_queries
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.network import KEPT_SECONDS, by_segment
from grapevine.interfaces.web.pictures.mini import mini
from grapevine.interfaces.web.pictures.network import MOST_DOTS
from grapevine.interfaces.web.pictures.network_layout import Arrangement, arrange
from grapevine.interfaces.web.pictures.network_people import dots, segments
from grapevine.interfaces.web.when import today

#: More numbers than these crowd the middle.
MOST = 12


@member_page
def picture(request: MemberRequest) -> HttpResponse:
    """The picture: ``who`` names people in the order of their numbers, empty where a line is about nobody."""
    book = people_queries.book(request.actor)
    places, ids = _placed(request, book.revision)
    marked = [ids.get(one, 0) for one in _asked(request.GET.getlist("who"))]
    context = {
        "picture": mini(places, marked),
        "marked": sum(1 for one in marked if one),
        "unseen": sum(1 for one in _asked(request.GET.getlist("who")) if one and one not in ids),
        "total": book.people,
    }
    return render(request, "network/_mini.html", context)


def _asked(given: Sequence[str]) -> list[UUID | None]:
    """What is no id is about nobody, and keeps its number."""
    found: list[UUID | None] = []
    for said in given[:MOST]:
        try:
            found.append(UUID(said))
        except ValueError:
            found.append(None)
    return found


def _placed(request: MemberRequest, revision: int) -> tuple[Arrangement, dict[UUID | None, int]]:
    """Where everybody stands, and the id of each in the picture; kept for one state of the book and one day."""
    actor = request.actor
    key = f"network-mini:{actor.member_id}:{revision}:{today(request.now, actor.time_zone)}:{actor.tempo}"
    kept = caches["pages"].get(key)
    if kept is None:
        shown = standings(actor, request.now, SHOWN)[:MOST_DOTS]
        drawn = dots(shown, lambda uid: reverse("person", args=[uid]))
        ids = {cast("UUID | None", UUID(str(one.uid))): one.id for one in shown}
        kept = arrange(segments(by_segment(actor)), drawn), ids
        caches["pages"].set(key, kept, KEPT_SECONDS)
    return kept
