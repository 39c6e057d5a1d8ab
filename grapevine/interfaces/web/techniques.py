"""Techniques: by situation, one with its steps, tries noted; mindset beside skill set, for the member alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.coach.actions import practising
from grapevine.domain.coach.models import Practice
from grapevine.domain.coach.queries import practice as queries
from grapevine.domain.coach.queries.situations import situation_of
from grapevine.domain.coach.rules.techniques import skill
from grapevine.domain.coach.rules.techniques.fitting import fits_now, script, starters
from grapevine.domain.coach.rules.techniques.reading import Technique, catalogue
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.people import queries as people
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import Refused

GROUPS = {
    "keeping": "Keeping a tie alive", "knowing": "Getting to know each other", "giving": "Giving first",
    "referring": "Teaching, agreeing, asking",
}  # fmt: skip
WENT = {"well": "Well", "so_so": "So-so", "not_yet": "Not yet"}
SHOWN_TRIES = 12


@member_page
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The catalogue, those that fit one person when one is named, and what was practised."""
    rows = list(queries.practices(request.actor)[: queries.READ])
    tried, clock = queries.tries(rows), days(request.now)
    uid = request.GET.get("person", "")
    person = people.person(request.actor, uid) if uid else None
    context: dict[str, Any] = {"person": brief(person) if person else None, "fits": [], "starters": []}
    if person is not None:
        found = situation_of(request.actor, person, request.now).now
        context["fits"] = [{**_row(one, tried, clock), "say": script(one, found)} for one in fits_now(found)]
        context["starters"] = starters(found)
    chosen = queries.of_this_week(rows)
    picture = None if person else queries.picture(request.actor, rows, request.now)
    context |= {
        "groups": [] if person else _groups(tried, clock),
        "count": len(catalogue()),
        "chosen": _row(catalogue()[chosen.technique], tried, clock)
        if chosen is not None and chosen.technique in catalogue() else None,
        "picture": picture,
        "level": skill.level(picture.skill) if picture else "",
        "enough": skill.ENOUGH_ACTS,
    }  # fmt: skip
    return render(request, "coach/techniques.html", context)


@member_page
@require_safe
def show(request: MemberRequest, key: str) -> HttpResponse:
    """One technique: when, how, what to say; and the tries of it."""
    one = queries.technique(key)
    rows = list(queries.practices(request.actor).filter(technique=key)[: queries.READ])
    chosen = queries.of_this_week(rows) is not None
    context = {
        "one": {**_row(one, queries.tries(rows), days(request.now)), "steps": one.steps, "say": one.say,
                "source": one.source, "claim": one.claim, "group": GROUPS[one.group]},
        "chosen": chosen,
        "tries": [_try(row, request) for row in rows if row.tried_at is not None][:SHOWN_TRIES],
        "went": list(WENT.items()),
        "links": {name: reverse(f"technique_{name}", args=[key]) for name in ("choose", "tried")},
    }  # fmt: skip
    return render(request, "coach/technique.html", context)


@member_page
@require_POST
def choose(request: MemberRequest, key: str) -> HttpResponse:
    """Take it up for this week."""
    practising.choose_technique(actor=request.actor, now=request.now, key=key)
    messages.success(request, "It is your technique of this week. Try it once, and note how it went.")
    return redirect("technique", key)


@member_page
@require_POST
def tried(request: MemberRequest, key: str) -> HttpResponse:
    """Note how a try went."""
    said = {name: request.POST.get(name, "") for name in ("went", "note")}
    try:
        practising.note_try(actor=request.actor, now=request.now, key=key, **said)
        messages.success(request, "Noted. Skill grows from tries, those that went astray as well.")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("technique", key)


@member_page
@require_POST
def forget(request: MemberRequest, uid: object) -> HttpResponse:
    """Strike a try out."""
    key = queries.practice(request.actor, uid).technique
    practising.leave_practice(actor=request.actor, now=request.now, practice_uid=uid)
    messages.success(request, "Struck out.")
    return redirect("technique", key) if key in catalogue() else redirect("techniques")


def _groups(tried: dict[str, list[tuple[float, str]]], clock: float) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (label, [_row(one, tried, clock) for one in catalogue().values() if one.group == group])
        for group, label in GROUPS.items()
    ]


def _row(one: Technique, tried: dict[str, list[tuple[float, str]]], clock: float) -> dict[str, Any]:
    rows = tried.get(one.key, [])
    return {
        "name": one.name, "say": "", "why": one.why, "minutes": one.minutes, "gives_first": one.gives_first,
        "link": reverse("technique", args=[one.key]), "tries": len(rows),
        "level": skill.level(skill.skill(rows, clock)) if rows else "",
    }  # fmt: skip


def _try(row: Practice, request: MemberRequest) -> dict[str, str]:
    assert row.tried_at is not None
    return {
        "on": day_text(row.tried_at, request.actor.time_zone),
        "went": WENT.get(row.went, row.went),
        "note": row.note,
        "with": row.person.name if row.person else "",
        "forget": reverse("technique_forget", args=[row.uid]),
    }
