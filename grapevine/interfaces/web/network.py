"""The network page: the rings, the shape, the roots, and the first rows of everyone; worked out once for each state
of the book and day."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.network.queries.shape import SHOWN, Shape, Standing, shape, standings
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Book
from grapevine.interfaces.web import people, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.network_then import a_year_ago
from grapevine.interfaces.web.network_words import expected_room, lede, room, tip, verdict
from grapevine.interfaces.web.people_rows import filter_context, of_standings
from grapevine.interfaces.web.pictures.network import network as picture_of
from grapevine.interfaces.web.pictures.network_layout import BEYOND, Dot
from grapevine.interfaces.web.pictures.network_people import dots, segments
from grapevine.interfaces.web.pictures.roots import Root
from grapevine.interfaces.web.when import today

#: Rows below the picture; with more of them the page outgrows 150 kB.
ROWS = 20
KEPT_SECONDS = 86_400


@member_page
def network(request: MemberRequest) -> HttpResponse:
    """The page. A book that did not change since this morning is not asked again."""
    actor = request.actor
    book = people_queries.book(actor)
    key = f"network-page:{actor.member_id}:{book.revision}:{today(request.now, actor.time_zone)}:{actor.tempo}"
    kept = caches["pages"].get(key)
    if kept is None:
        kept = _worked_out(request, book)
        caches["pages"].set(key, kept, KEPT_SECONDS)
    sorts = people.sorts(request.GET, "depth")
    return render(request, "network.html", {**kept, "sorts": sorts})


def _worked_out(request: MemberRequest, book: Book) -> dict[str, Any]:
    actor, now = request.actor, request.now
    found = shape(actor, now, book=book)
    shown = standings(actor, now, SHOWN)
    drawn = dots(shown, lambda uid: reverse("person", args=[uid]))
    counted = by_segment(actor)
    then = a_year_ago(actor, shown, now)
    told = "empty" if not found.people else verdict(found)
    return {
        **_picture(drawn, counted, found),
        **_table(drawn, counted),
        **_shape(found, then.deep if then else None),
        **_list(book, shown, drawn, request),
        "total": found.people,
        "verdict": told,
        "lede": lede(found),
        "roots_of": [Root(one.relation.i_know, one.relation.they_know) for one in shown],
        "roots_then": then.weaker if then else None,
        "tip": tip(found),
    }


def by_segment(actor: Actor) -> dict[str, int]:
    """How many of the book stand in each part of life; archived people in none."""
    people = people_queries.visible_to(actor).filter(archived_at=None)
    counted = people.values_list("segment").annotate(count=Count("pk")).order_by()
    return {segment if segment in words.SEGMENTS else "": count for segment, count in counted}


def _picture(drawn: list[Dot], by_segment: dict[str, int], found: Shape) -> dict[str, Any]:
    kinds = {kind: 0 for kind in words.MISSING}
    for dot in drawn:
        kinds[dot.missing] += 1
    beyond = max(0, found.people - len(drawn))
    return {"picture": picture_of(segments(by_segment), drawn, beyond), "counts": kinds}


def _table(drawn: list[Dot], by_segment: dict[str, int]) -> dict[str, Any]:
    """Counts by ring and segment; whoever is not drawn is beyond."""
    keys = [*words.SEGMENTS, ""]
    cells = {(ring, key): 0 for ring in range(BEYOND + 1) for key in keys}
    for dot in drawn:
        cells[(dot.ring, dot.segment)] += 1
    for key in keys:
        cells[(BEYOND, key)] = by_segment.get(key, 0) - sum(cells[(ring, key)] for ring in range(BEYOND))
    rows = []
    for ring, expected in enumerate(expected_room()):
        numbers = [cells[(ring, key)] for key in keys]
        rows.append((numbers, sum(numbers), expected))
    inner = [sum(row[0]) for row in rows[:BEYOND]]
    return {"ring_table": rows, "room": room(inner)}


def _shape(found: Shape, deep_then: int | None) -> dict[str, Any]:
    return {
        "shape": {
            "deep": {"now": found.deep, "before": deep_then},
            "one_sided": {"now": found.one_sided, "before": None},
            "met_once": {"now": found.met, "before": None},
        },
        "unplaced": found.none,
    }


def _list(book: Book, shown: list[Standing], drawn: list[Dot], request: MemberRequest) -> dict[str, Any]:
    actor = request.actor
    rings = [dot.ring for dot in drawn[:ROWS]]
    rows = of_standings(shown[:ROWS], rings, request.now, actor.time_zone)
    more = f"{reverse('people')}?sort=depth" if book.people > len(rows) else None
    return {
        **filter_context(people.filters_of(request.GET.__class__("")), people_queries.tags(actor, counted=book)),
        "rows": rows,
        "pager": {"first": 1, "last": len(rows), "total": f"{book.people:,}", "previous": None, "next": more},
        "csv_link": f"{reverse('export')}?format=csv",
    }
