"""Today: what was promised, who waits, who cools, one small step; each line put off, set aside, or done and logged."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from grapevine.domain.coach import actions
from grapevine.domain.coach.queries import asides
from grapevine.domain.coach.queries.reminders import of_agreements, of_news, of_referrals, of_requests
from grapevine.domain.coach.queries.today import today
from grapevine.domain.coach.rules import items
from grapevine.domain.merging.actions.looking import ask_to_look
from grapevine.domain.merging.queries import doubles_waiting
from grapevine.interfaces.web.actor import MemberRequest, member_page, wants_part
from grapevine.interfaces.web.forms.ledgers import Day
from grapevine.interfaces.web.log import back_to
from grapevine.interfaces.web.today_lines import Line, line_links, shown_line
from grapevine.interfaces.web.today_words import (
    SECTIONS,
    lede,
    logged,
    put_text,
    reminded,
)
from grapevine.interfaces.web.when import day_text, zone_of
from grapevine.interfaces.web.when import today as day_of
from grapevine.kit.errors import Refused

SHOWN_ASIDE = 200
#: So many referrals that ask for something; the rest is on their board.
SHOWN = 6
#: How the undo of a message names what it takes back.
UNDO = "undo-today"


@member_page
def show(request: MemberRequest) -> HttpResponse:
    """The list of today."""
    ask_to_look(actor=request.actor, now=request.now)
    return render(request, "today/show.html", _list(request))


@member_page
@require_POST
def later(request: MemberRequest, key: str) -> HttpResponse:
    """Put one line off to a day, or for as long as its kind is put off."""
    try:
        until = _chosen(request)
        aside = actions.later(actor=request.actor, now=request.now, key=key, until=until)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return _back(request)
    assert aside.until is not None
    told = f"{put_text(aside)} comes back on {day_text(aside.until, request.actor.time_zone)}."
    messages.success(request, told, extra_tags=f"{UNDO} aside:{aside.uid}")
    return _back(request)


@member_page
@require_POST
def set_aside(request: MemberRequest, key: str) -> HttpResponse:
    """Not for me: this does not come again."""
    try:
        aside = actions.set_aside(actor=request.actor, now=request.now, key=key)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return _back(request)
    told = f"{put_text(aside)} will not come up again. It waits under “What you put aside”."
    messages.success(request, told, extra_tags=f"{UNDO} aside:{aside.uid}")
    return _back(request)


@member_page
@require_POST
def done(request: MemberRequest, key: str) -> HttpResponse:
    """Log what was done."""
    said = {name: request.POST.get(name, "") for name in ("kind", "note")}
    try:
        made = actions.done(actor=request.actor, now=request.now, key=key, **said)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return _back(request)
    marks = [f"touch:{made.touch.uid}"] if made.touch else []
    marks += [f"promise:{made.promise.uid}"] if made.promise else [f"give:{made.give.uid}"] if made.give else []
    messages.success(request, logged(made), extra_tags=" ".join([UNDO, *marks]))
    return _back(request)


@member_page
@require_POST
def undo(request: MemberRequest) -> HttpResponse:
    """Take the last answer back."""
    actions.undo(
        actor=request.actor, now=request.now, touches=request.POST.getlist("touch"),
        gives=request.POST.getlist("give"), promises=request.POST.getlist("promise"),
        asides=request.POST.getlist("aside"),
    )  # fmt: skip
    messages.success(request, "Undone.")
    return redirect(back_to(request, None))


@member_page
def aside(request: MemberRequest) -> HttpResponse:
    """What was put off or set aside, each with its way back."""
    rows = [
        {
            "told": put_text(one),
            "link": reverse("person", args=[one.person.uid]),
            "until": day_text(one.until, request.actor.time_zone) if one.until else "",
            "said": day_text(one.said_at, request.actor.time_zone),
            "back": reverse("today_back", args=[one.uid]),
        }
        for one in asides.standing(request.actor, request.now)[:SHOWN_ASIDE]
    ]
    return render(request, "today/aside.html", {"rows": rows})


@member_page
@require_POST
def bring_back(request: MemberRequest, uid: object) -> HttpResponse:
    """Let it come up again."""
    back = actions.bring_back(actor=request.actor, now=request.now, aside_uid=uid)
    messages.success(request, f"{put_text(back)} may come up again.")
    return redirect("today_aside")


def _list(request: MemberRequest) -> dict[str, Any]:
    actor, now = request.actor, request.now
    found = today(actor, now)
    on = day_of(now, actor.time_zone)
    links = line_links()
    shown: dict[str, list[Line]] = {kind: [] for kind in items.KINDS}
    for item in found.items:
        shown[item.kind].append(shown_line(item, on, links))
    people = Counter(item.who.uid for item in (*found.items, *([found.step] if found.step else [])))
    referrals = found.referrals[:SHOWN]
    waits = of_requests(found.requests) + of_news(found.news)
    waits += of_referrals(referrals, on) + of_agreements(found.partnerships, on)
    requests = [reminded(one) for one in waits]
    return {
        "eyebrow": f"{on:%A} {on.day} {on:%B}",
        "people": len(people) + len(
            {one.asker for one in found.requests}
            | {one.name for one in referrals} | {one.name for one in found.partnerships}
        ),
        "lede": lede(found),
        "step": shown_line(found.step, on, links) if found.step else None,
        "sections": {
            name: {"items": [one for kind in kinds for one in shown[kind]],
                   "more": sum(found.more.get(kind, 0) for kind in kinds)}
            for name, kinds in SECTIONS.items()
        },
        "doubles": doubles_waiting(actor),
        "doubts": found.doubts,
        "unsorted": found.unsorted,
        "comments": found.comments,
        "refreshers": found.refreshers,
        "requests": requests,
        "more_referrals": len(found.referrals) - len(referrals),
        "ask": found.ask,
        "webhooks": found.webhooks,
        "numbered": _numbered(shown, len(requests)),
        "back": reverse("today"),
    }  # fmt: skip


def _numbered(shown: dict[str, list[Line]], asked: int) -> list[str]:
    """Who each numbered line is about, in the order of the page; nothing for what members ask."""
    of = {name: [one.uid for kind in kinds for one in shown[kind]] for name, kinds in SECTIONS.items()}
    return [*of["promised"], *[""] * asked, *of["waiting"], *of["cooling"]]


def _chosen(request: MemberRequest) -> datetime | None:
    """The morning of the day that was chosen; None for no day."""
    said = request.POST.get("until", "").strip()
    if not said:
        return None
    try:
        day = Day().clean(said)
    except Exception as error:
        raise Refused("Write the day as year-month-day.", "until") from error
    return datetime.combine(day, time(), zone_of(request.actor.time_zone)).astimezone(UTC)


def _back(request: MemberRequest) -> HttpResponse:
    """The list alone for htmx, with what is to be said; else the page again."""
    if wants_part(request):
        return render(request, "today/_day.html", {**_list(request), "part": True})
    return redirect("today")
