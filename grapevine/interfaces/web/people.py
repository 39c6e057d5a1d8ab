"""Everyone you know: the list with its search, filters, order and pages; and who a few letters could mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from grapevine.domain.network.queries.people_list import COUNT_MAX, SORTS, Page, Wanted, count, people_list
from grapevine.domain.network.queries.sorting import unsorted_now
from grapevine.domain.network.rules.relation import THEIRS
from grapevine.domain.people import queries
from grapevine.domain.people.models import Book, Person
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.people_rows import filter_context, of_list

PAGE = 50
#: How long ago, as the filter says it -> days.
QUIET = {"quarter": 90, "year": 365, "never": 365 * 200}
#: Heading -> (order when pressed, the same the other way round where there is one).
HEADS = {"name": ("name", ""), "firm": ("firm", ""), "ring": ("depth", ""), "talked": ("last", "cooling")}
FOUND_MAX = 8


@member_page
def people(request: MemberRequest) -> HttpResponse:
    """One page of the list; for htmx only the rows change."""
    wanted = wanted_of(request.GET)
    page = people_list(request.actor, wanted, request.now, reach=False, told=THEIRS)
    book = queries.book(request.actor)
    context: dict[str, Any] = {
        **filter_context(filters_of(request.GET), queries.tags(request.actor, counted=book)),
        "total": book.people,
        "archived_total": book.archived,
        "rows": of_list(request.actor, page.rows, request.now, archived=wanted.archived),
        "sorts": sorts(request.GET, wanted.sort),
        "pager": _pager(request, wanted, page, book),
        "unsorted": unsorted_now(request.actor, book),
        **_download(request.GET),
    }
    context["bulk"] = {
        "filter": filter_query(request.GET),
        "found": context["pager"]["total"],
        "archived": wanted.archived,
        "tags": [tag for tag, _ in context["tags"]],
    }
    return render(request, "people/list.html", context)


def _download(asked: QueryDict) -> dict[str, str]:
    """The way to the file of whom the filters find."""
    query = filter_query(asked)
    if not query:
        return {"csv_link": f"{reverse('export')}?format=csv"}
    return {"csv_link": f"{reverse('export')}?format=csv&{query}", "csv_words": "Download these as CSV"}


@member_page
def suggest(request: MemberRequest) -> HttpResponse:
    """Who the letters typed so far could mean."""
    return render(request, "people/_found.html", {"candidates": candidates(request, request.GET.get("who", ""))})


def candidates(request: MemberRequest, text: str) -> list[dict[str, str]]:
    """People whom a few words could mean, at most a handful; nobody for no words."""
    if not text.strip():
        return []
    found: QuerySet[Person] = queries.search(request.actor, text[:200]).order_by("sort_name", "pk")
    return [
        {"id": str(one.uid), "name": one.name, "role": words.role(one.title, one.profession, one.firm)}
        for one in found[:FOUND_MAX]
    ]


def wanted_of(asked: QueryDict) -> Wanted:
    """What an address asks of the list; the domain refuses what makes no sense."""
    sort = asked.get("sort", "")
    return Wanted(
        text=asked.get("q", "")[:200],
        segment=asked.get("segment", ""),
        tag=asked.get("tag", ""),
        reach=asked.get("reach", ""),
        quiet_days=QUIET.get(asked.get("talked", ""), 0),
        archived=asked.get("archived") == "1",
        sort=sort if sort in SORTS else "depth",
        cursor=asked.get("cursor", ""),
        limit=PAGE,
    )


def filters_of(asked: QueryDict) -> dict[str, Any]:
    """The filters as the form shows them."""
    shown: dict[str, Any] = {name: asked.get(name, "") for name in ("q", "segment", "reach", "talked", "tag", "sort")}
    return {**shown, "archived": asked.get("archived") == "1"}


def sorts(asked: QueryDict, chosen: str) -> dict[str, dict[str, str | None]]:
    """For each heading where pressing it leads, and which way it is sorted now."""
    found: dict[str, dict[str, str | None]] = {}
    for head, (first, back) in HEADS.items():
        target = back if back and chosen == first else first
        direction = None
        if chosen in (first, back):
            direction = "descending" if SORTS[chosen][1] else "ascending"
        found[head] = {"link": _link(asked, sort=target), "direction": direction}
    return found


def _pager(request: MemberRequest, wanted: Wanted, page: Page, book: Book) -> dict[str, Any]:
    """Numbers and links of a page; the number of its first row travels in the address beside the cursor."""
    before = int(at) if wanted.cursor and (at := request.GET.get("at", "")).isdecimal() else 0
    shown, after = len(page.rows), page.next
    total = count(request.actor, replace(wanted, cursor=""), request.now, book)
    return {
        "first": before + 1,
        "last": before + shown,
        "total": f"{total:,}" if total <= COUNT_MAX else f"more than {COUNT_MAX:,}",
        "previous": _link(request.GET, sort=wanted.sort) if wanted.cursor else None,
        "next": _link(request.GET, sort=wanted.sort, cursor=after, at=str(before + shown)) if after else None,
    }


def filter_query(asked: QueryDict, **changes: str) -> str:
    """The filters as an address has them, without the order and the page; "" where nothing is filtered."""
    kept = {name: value for name, value in filters_of(asked).items() if value and name not in ("sort", "archived")}
    if asked.get("archived") == "1":
        kept["archived"] = "1"
    return urlencode({**kept, **changes})


def _link(asked: QueryDict, **changes: str) -> str:
    return f"{reverse('people')}?{filter_query(asked, **changes)}"
