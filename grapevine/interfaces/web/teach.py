"""Whom I teach: how much each partner still knows, when to ask again, what the brief tells badly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from grapevine.domain.education import queries as briefs
from grapevine.domain.education.actions.teach_backs import send_refresher
from grapevine.domain.education.queries import lessons as queries
from grapevine.domain.education.queries.lessons import Known
from grapevine.domain.education.rules import memory
from grapevine.domain.education.rules.brief import HEADINGS, Part
from grapevine.domain.education.rules.teaching import Refreshers
from grapevine.domain.people import queries as people
from grapevine.interfaces.web import teach_person, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.pictures.curve import curve
from grapevine.interfaces.web.when import day_text, today
from grapevine.kit.errors import Refused

#: From this share on a partner remembers well.
WELL = 0.8


@member_page
@require_GET
def show(request: MemberRequest) -> HttpResponse:
    """Every learner a row."""
    actor, day = request.actor, today(request.now, request.actor.time_zone)
    rows = [_row(request, one, day) for one in queries.known(actor, request.now)]
    main = briefs.main_brief(actor)
    context = {
        "has_brief": main is not None,
        "changed": day_text(main.version.saved_at, actor.time_zone) if main else "",
        "rows": rows,
        "answered": sum(row["known"] is not None for row in rows),
        "well": sum(row["known"] is not None and row["known"] >= WELL for row in rows),
        "due": sum(row["is_due"] for row in rows),
        "missed": _missed(request) if rows else [],
    }
    return render(request, "teach/list.html", context)


@member_page
@require_POST
def refresh(request: MemberRequest, uid: object) -> HttpResponse:
    """Send a refresher in one click to whoever got such a letter before; the first time, show it first."""
    person = people.person(request.actor, uid)
    if not teach_person.wrote_before(request, person):
        calls = words.short(person)
        messages.info(request, f"It would be your first such letter to {calls}: make the link, read it, then send it.")
        return redirect(f"{teach_person.address(person)}#ask-h")
    try:
        written = teach_person.writer(request.user, request.actor)
        send_refresher(actor=request.actor, now=request.now, person_uid=uid, written=written)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("teach_person", uid)
    messages.success(request, f"A few questions are on their way to {person.name}.")
    return redirect(request.POST.get("next") if request.POST.get("next") in ("/today", "/teach") else "teach")


def _row(request: MemberRequest, one: Known, day: Any) -> dict[str, Any]:
    person, zone, due_on = one.person, request.actor.time_zone, one.learner.due_on
    asked = [each for each in one.memories.values() if each.stability is not None]

    def known(days: float) -> float | None:
        return memory.educated(one.points, one.memories, request.now + timedelta(days=days))

    since = max(((request.now - each.since).days for each in asked), default=0)
    is_due = due_on is not None and due_on <= day and one.learner.refreshers != Refreshers.OFF
    return {
        "id": str(person.uid),
        "name": person.name,
        "initials": words.initials(person.name),
        "role": words.role(person.title, person.profession, person.firm),
        "short": words.short(person),
        "learned": day_text(one.first_told, zone) if one.first_told else "",
        "lessons": one.lessons,
        "answered": one.answered,
        "recalled": sum(each.recalled for part, each in one.memories.items() if part in one.points),
        "points": len(one.points),
        "parts": [_strength(request, part, one) for part in one.points if part in one.memories],
        "known": one.educated,
        "percent": None if one.educated is None else round(100 * one.educated),
        "in_a_month": None if one.educated is None else round(100 * (known(30.0) or 0.0)),
        "curve": Markup(curve(known, since)) if asked and one.educated is not None else "",
        "is_due": is_due,
        "late": (day - due_on).days if due_on is not None and is_due else 0,
        "next": _day(due_on, day),
        "off": one.learner.refreshers == Refreshers.OFF,
        "referrals": one.referrals,
    }


def _strength(request: MemberRequest, part: Part, one: Known) -> dict[str, Any]:
    known = memory.strength(one.memories[part], request.now)
    return {"heading": HEADINGS[part], "percent": None if known is None else round(100 * known)}


def _day(due_on: Any, day: Any) -> str:
    if due_on is None:
        return ""
    if due_on == day + timedelta(days=1):
        return "Tomorrow"
    return f"{due_on.day} {due_on:%B}" + ("" if due_on.year == day.year else f" {due_on.year}")


def _missed(request: MemberRequest) -> list[dict[str, Any]]:
    """Points by how many recalled them when asked last; the worst told first."""
    found: list[dict[str, Any]] = [
        {"heading": HEADINGS[part], "right": right, "of": of, "share": right / of}
        for part, (right, of) in queries.missed(request.actor).items()
    ]
    for row in found:
        row["fault"] = row["share"] < memory.WEAK_BELOW
    return sorted(found, key=lambda row: (row["share"], row["heading"]))[:3]


