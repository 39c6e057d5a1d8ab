"""What you gave and what grew: give and take, from a name to a client, hours and depth, the network's year."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from grapevine.domain.insights.queries.giving import giving
from grapevine.domain.insights.queries.growth import Growth, growth
from grapevine.domain.insights.queries.organisation import organises
from grapevine.domain.insights.queries.pipeline import steps
from grapevine.domain.insights.rules.funnel import Step
from grapevine.domain.people import queries as people_queries
from grapevine.interfaces.exchange import insights as plain
from grapevine.interfaces.web import insights_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.pictures import insights as pictures
from grapevine.interfaces.web.pictures.insights import Bar, Stand
from grapevine.interfaces.web.pictures.pen import signed
from grapevine.interfaces.web.pictures.trellis import Month
from grapevine.interfaces.web.when import day_text, today

KEPT_SECONDS = 86_400
#: People of the table of hours; the picture shows all.
ROWS = 12


@member_page
@require_safe
def insights(request: MemberRequest) -> HttpResponse:
    """The whole on one page."""
    given, way, grown = giving(request.actor, request.now), steps(request.actor, request.now), _growth(request)
    months = [
        Month(f"{month.first:%b}", month.gave, month.got, month.first.year, month is given.months[-1])
        for month in given.months
    ]
    context = {
        "until": day_text(request.now, request.actor.time_zone),
        "lede": words.lede(given),
        "organises": organises(request.actor),
        "stats": words.stats(given, way, grown),
        "given": given,
        "months": given.months,
        "give_take": pictures.give_take(months),
        "per_mark": pictures.per_mark(months),
        "balance": words.balance(given),
        "people": [{"link": reverse("person", args=[one.id]), "one": one} for one in given.people],
        "way": [_step(step) for step in way],
        "way_picture": pictures.way_to_client(_bars(way)),
        "way_told": words.way(way),
        **_grown(grown, request.actor.time_zone),
    }
    return render(request, "insights/index.html", context)


@member_page
@require_safe
def as_csv(request: MemberRequest, part: str) -> StreamingHttpResponse:
    """One of the tables as a file."""
    if part not in plain.PARTS:
        raise Http404
    asked: dict[str, Any] = {"months": giving, "people": giving, "way": steps, "growth": growth, "hours": growth}
    content = plain.lines(part, asked[part](request.actor, request.now))
    headers = {"Content-Disposition": f'attachment; filename="insights-{part}.csv"'}
    return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _growth(request: MemberRequest) -> Growth:
    """The year of the network: worked out once for each state of the book and day, like the page of the network."""
    actor = request.actor
    revision, day = people_queries.book(actor).revision, today(request.now, actor.time_zone)
    key = f"insights-growth:{actor.member_id}:{revision}:{day}:{actor.tempo}"
    found: Growth | None = caches["pages"].get(key)
    if found is None:
        found = growth(actor, request.now)
        caches["pages"].set(key, found, KEPT_SECONDS)
    return found


def _bars(way: tuple[Step, ...]) -> list[Bar]:
    return [Bar(words.STEPS[step.stage], step.count, step.partners, words.goes_on(step)) for step in way]


def _step(step: Step) -> dict[str, Any]:
    return {
        "label": words.STEPS[step.stage],
        "step": step,
        "goes_on": words.goes_on(step) or "–",
        "days": words.days(step.days),
        "waiting_days": words.days(step.waiting_days),
    }


def _grown(grown: Growth, zone: str) -> dict[str, Any]:
    looks = [
        Stand(f"{at:%b %Y}", shape.deep, shape.one_sided, shape.measured)
        for at, shape in zip(grown.at, grown.shapes, strict=True)
    ]
    hours = [
        {
            "name": grown.names[one.who][1],
            "link": reverse("person", args=[grown.names[one.who][0]]),
            "hours": f"{one.minutes / 60:.1f}",
            "before": f"{one.before:.0f}",
            "after": f"{one.after:.0f}",
            "gained": signed(one.gained),
        }
        for one in grown.invested[:ROWS]
    ]
    return {
        "looks": looks,
        "grown_picture": pictures.stands(looks),
        "grown_told": words.grown(looks),
        "hours": hours,
        "hours_picture": pictures.hours_and_depth([(one.minutes / 60, one.gained) for one in grown.invested]),
        "hours_told": words.hours(grown),
    }
