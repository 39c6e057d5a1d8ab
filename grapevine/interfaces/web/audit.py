"""The source audit: the two sentences, what each group has and lacks, what to do; and the people of one group."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from grapevine.domain.depth.rules.parts import COMMITTED, EDUCATED, INGREDIENTS, KNOW, LIKE, TRUST
from grapevine.domain.insights.queries import audit as queries
from grapevine.domain.insights.queries.audit import Audit, Source
from grapevine.domain.insights.queries.audit_facts import GROUPS
from grapevine.domain.insights.rules.audit import PARTNERS, Cell, Group
from grapevine.domain.insights.rules.missing_words import State
from grapevine.domain.insights.rules.next_steps import ASK, KEEP, step
from grapevine.interfaces.exchange import audit as plain
from grapevine.interfaces.web import audit_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.pictures.audit import Spot, necessary, split100
from grapevine.interfaces.web.pictures.marks import UNKNOWN
from grapevine.interfaces.web.when import day_text
from grapevine.interfaces.web.words import initials

#: People of a group on one page.
ROWS = 50
#: Where each step begins.
_WHERE = {KNOW: "network", LIKE: "people", TRUST: "people", COMMITTED: "partners", EDUCATED: "brief", ASK: "people",
          KEEP: "people"}  # fmt: skip
_SHORT = {"family": "Family", "friend": "Friends", "school": "School", "client": "Clients",
          "professional": "Professionals", "community": "Community", PARTNERS: "Partners"}  # fmt: skip


@member_page
@require_safe
def audit(request: MemberRequest) -> HttpResponse:
    """The whole on one page."""
    found = queries.audit(request.actor, request.now)
    most = max((row.sent for row in found.groups), default=0)
    context = {
        "until": day_text(request.now, request.actor.time_zone),
        "title": words.title(found),
        "lede": words.lede(found),
        "people": found.people,
        "sayings": [_saying(one) for one in found.questions],
        "rows": [_row(row, most) for row in found.groups],
        "todo": _plan(found),
        "picture": necessary(_spots(found)),
        "spots": _spots(found),
    }
    return render(request, "audit/index.html", context)


@member_page
@require_safe
def group(request: MemberRequest, key: str) -> HttpResponse:
    """The people of one group, those first from whom most more could come."""
    if key not in GROUPS:
        raise Http404
    page = request.GET.get("page", "1")
    number = int(page) if page.isdecimal() and 0 < int(page) < 10_000 else 1
    row, people = queries.sources(request.actor, request.now, key, first=(number - 1) * ROWS, limit=ROWS + 1)
    here = reverse("audit_group", args=[key])
    context = {
        "key": key,
        "label": words.label(key),
        "whom": words.WHOM[key],
        "row": _row(row, row.sent) if row else None,
        "todo": _todo(row) if row else None,
        "people": [_person(one) for one in people[:ROWS]],
        "pager": {
            "previous": here if number > 1 else None,
            "next": f"{here}?page={number + 1}" if len(people) > ROWS else None,
        },
    }
    return render(request, "audit/group.html", context)


@member_page
@require_safe
def as_csv(request: MemberRequest, key: str = "") -> StreamingHttpResponse:
    """The table of groups, or the people of one of them."""
    if not key:
        return _file("audit.csv", plain.lines(queries.audit(request.actor, request.now)))
    if key not in GROUPS:
        raise Http404
    return _file(f"audit-{key}.csv", plain.people_lines(queries.sources(request.actor, request.now, key)[1]))


def _file(name: str, content: Any) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _saying(question: Any) -> dict[str, str]:
    return {
        "saying": words.SAYINGS[question.kind],
        "answer": words.ANSWERS[question.answer],
        "told": words.told(question),
    }


def _row(row: Group, most: int) -> dict[str, Any]:
    limit = row.verdict.first.ingredient if row.verdict.first and row.verdict.state is State.MISSING else ""
    return {
        "key": row.key,
        "label": words.label(row.key),
        "link": reverse("audit_group", args=[row.key]),
        "partners": row.key == PARTNERS,
        "people": words.count(row.people, "person", "people"),
        "told": row.told,
        "cells": [_cell(cell, name, limit) for cell, name in zip(row.cells, INGREDIENTS, strict=True)],
        "sent": row.sent,
        "top": max(1, most),
        "per_ten": f"{row.per_ten:.1f} per ten",
        "kind": words.kind(row.verdict),
        "held": words.held(row.verdict),
        "split": split100(row.shown),
        "sure": words.how_sure(row.verdict),
        "known_of": f"known of {row.told} of {row.people}",
    }


def _cell(cell: Cell | None, name: str, limit: str) -> dict[str, Any]:
    if cell is None:
        return {"css": "h-0 is-thin", "value": None, "range": ""}
    css = f"h-{min(4, int(cell.mean * 5))}"
    if cell.thin:
        css += " is-thin"
    if name == limit:
        css += f" is-limit is-limit--{name}"
    spread = "of one" if cell.range is None else f"±{100 * cell.range:.0f}"
    return {"css": css, "value": f"{100 * cell.mean:.0f}", "range": spread}


def _in_order(found: Audit) -> list[Group]:
    """What should pay back soonest first; then what has to be learned."""
    rows = [row for row in found.groups if row.verdict.state is not State.COMPLETE]
    return sorted(rows, key=lambda row: (row.verdict.state is State.UNKNOWN, -row.worth))


def _plan(found: Audit) -> list[dict[str, Any]]:
    """What to do, in order; where the same helps several groups it stands once."""
    plan: dict[str, dict[str, Any]] = {}
    for row in _in_order(found):
        key = step(row.verdict).key
        if key in plan:
            plan[key]["groups"].append((words.WHOM[row.key], reverse("audit_group", args=[row.key])))
        else:
            one = _todo(row)
            plan[key] = {**one, "groups": [(one["whom"], one["link"])]}
    return list(plan.values())


def _todo(row: Group) -> dict[str, Any]:
    do = step(row.verdict)
    return {
        "do": do.do,
        "whom": words.WHOM[row.key],
        "why": do.why,
        "kind": UNKNOWN if do.key == ASK else words.kind(row.verdict),
        "minutes": do.minutes,
        "expect": words.expected(row) if do.key != ASK else "",
        "link": reverse("audit_group", args=[row.key]),
        "start": reverse(_WHERE[do.key]),
    }


def _spots(found: Audit) -> list[Spot]:
    """The groups of whom both sides of the picture are known."""
    spots = []
    for row in found.groups:
        warm = [cell.mean for cell in row.cells[:3] if cell]
        able = [cell.mean for cell in row.cells[3:] if cell]
        if row.told and warm and able:
            across, up = 100 * sum(warm) / len(warm), 100 * sum(able) / len(able)
            spots.append(Spot(_SHORT.get(row.key, "Unsorted"), across, up, row.people, row.sent, row.key == PARTNERS))
    return spots


def _person(one: Source) -> dict[str, Any]:
    do = step(one.verdict)
    return {
        "name": one.name,
        "initials": initials(one.name),
        "role": one.role,
        "link": reverse("person", args=[one.id]),
        "values": [None if share is None else f"{100 * share:.0f}" for share in one.shares],
        "sent": one.sent,
        "kind": words.kind(one.verdict),
        "held": words.held(one.verdict),
        "sure": words.how_sure(one.verdict),
        "do": do.do,
        "minutes": do.minutes,
    }
