"""The forecast: what the next 30 and 90 days bring, why, and how past forecasts fared; as a page and as CSV."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from grapevine.domain.goals.models import Goal
from grapevine.domain.goals.queries import ahead as queries
from grapevine.domain.goals.queries import wanted
from grapevine.domain.goals.queries.ahead import Ahead, Past
from grapevine.domain.goals.rules.aim import Kind
from grapevine.domain.goals.rules.forecast import Forecast
from grapevine.interfaces.exchange import goals as plain
from grapevine.interfaces.web import goals_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.pictures.fan import Corner, Fan, Step, fan
from grapevine.interfaces.web.when import today


@member_page
@require_safe
def forecast(request: MemberRequest) -> HttpResponse:
    """The whole on one page."""
    on = today(request.now, request.actor.time_zone)
    goal = _goal(request, on)
    behind = (on - goal.begins_on).days if goal else queries.BEHIND
    found = queries.ahead(request.actor, request.now, behind)
    kept = queries.past(request.actor)
    longest = found.forecasts[max(queries.LENGTHS)]
    context = {
        "title": words.title(longest),
        "lede": words.lede(longest, found.open, found.young),
        "change": words.change(longest.change),
        "rows": [_row(each) for each in found.forecasts.values()],
        "money": longest.with_value,
        "picture": fan(_fan(found, on, behind, goal)),
        "caption": words.caption(longest, len(found.behind), behind),
        "steps": [_step(days, drawn, on, len(found.behind)) for days, drawn in found.fan],
        "brings": [
            {"name": each.name, "link": reverse("person", args=[each.uid]), "open": words.tenth(each.of_open),
             "new": words.tenth(each.of_new), "all": words.tenth(each.of_open + each.of_new)}
            for each in found.brings
        ],
        "kept": [_kept(row) for row in kept],
        "kept_money": any(row.value for row in kept),
        "fared": words.fared(queries.fared(kept)),
        "usual": not longest.closed,
    }  # fmt: skip
    return render(request, "goals/forecast.html", context)


@member_page
@require_safe
def as_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The forecasts as a table."""
    found = queries.ahead(request.actor, request.now)
    return _file("forecast.csv", plain.forecast_lines(list(found.forecasts.values())))


@member_page
@require_safe
def record_csv(request: MemberRequest) -> StreamingHttpResponse:
    """Past forecasts against what came, as a table."""
    return _file("forecast-record.csv", plain.record_lines(queries.past(request.actor, limit=1_000)))


def _file(name: str, content: Any) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _row(one: Forecast) -> dict[str, Any]:
    return {
        "days": int(one.days),
        "clients": words.three(one.won, words.whole),
        "value": words.three(one.value, words.rounded) if one.with_value else None,
    }


def _fan(found: Ahead, on: date, behind: int, goal: Goal | None) -> Fan:
    steps = [Step(days, drawn.p10, drawn.p25, drawn.median, drawn.p75, drawn.p90) for days, drawn in found.fan]
    marks = [(float(days), words.short_day(on + timedelta(days=days))) for days in (-behind, 30, max(queries.LENGTHS))]
    corner = None
    if goal:
        label = f"goal: {goal.amount:,} by {words.short_day(goal.ends_on)}"
        corner = Corner(label, goal.amount, (goal.ends_on - on).days + 1)
    return Fan(steps, found.behind, behind, [marks[0], (0.0, "today"), *marks[1:]], corner)


def _goal(request: MemberRequest, on: date) -> Goal | None:
    """The next goal in clients that fits into the picture: begun a few weeks ago at least, over within its days."""
    for one in wanted.living(request.actor, on).order_by("ends_on", "-begins_on"):
        begun, left = (on - one.begins_on).days, (one.ends_on - on).days
        if one.kind == Kind.CLIENTS and 14 <= begun <= 100 and left < max(queries.LENGTHS):
            return one
    return None


def _step(days: float, drawn: Any, on: date, came: int) -> dict[str, str]:
    return {
        "by": words.long_day(on + timedelta(days=days)),
        "middle": words.whole(came + drawn.median),
        "half": words.between(came + drawn.p25, came + drawn.p75, words.whole),
        "most": words.between(came + drawn.p10, came + drawn.p90, words.whole),
    }


def _kept(row: Past) -> dict[str, Any]:
    return {
        "made_on": words.long_day(row.made_on),
        "days": row.days,
        "half": words.between(row.won.p25, row.won.p75, words.whole),
        "most": words.between(row.won.p10, row.won.p90, words.whole),
        "came": None if row.came_won is None else words.whole(row.came_won),
        "held": row.came_won is not None and row.won.p10 <= row.came_won <= row.won.p90,
        "value": words.between(row.value.p10, row.value.p90, words.rounded) if row.value else "",
        "came_value": None if row.came_value is None else f"{row.came_value:,}",
    }
