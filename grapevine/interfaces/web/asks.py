"""The weekly ask: this week's three lines, who has heard it, the others by turn, and what came of those before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from grapevine.domain.education.actions import asks as actions
from grapevine.domain.education.models import Ask, AskHearing
from grapevine.domain.education.queries import asks as queries
from grapevine.domain.education.queries.asks import CurrentAsk
from grapevine.domain.education.rules import asks as rules
from grapevine.domain.professions.rules import MOMENTS
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.when import short_text
from grapevine.kit.errors import NotDone, Refused

#: So many earlier asks are shown.
EARLIER = 12
LABELS = {"look_for": "Look for", "tell": "Tell them", "introduce": "Introduce us"}
WAYS = {actions.TOLD: "told", actions.MAIL: "by mail", actions.MEETING: "at the meeting"}


@member_page
def asks(request: MemberRequest) -> HttpResponse:
    """The page."""
    return _page(request)


@member_page
@require_POST
def choose(request: MemberRequest) -> HttpResponse:
    """Another of the brief's asks for this week."""
    key = request.POST.get("key", "")
    return _done(request, lambda: actions.choose_ask(actor=request.actor, now=request.now, key=key), "Taken.")


@member_page
@require_POST
def edit(request: MemberRequest) -> HttpResponse:
    """One's own words."""
    lines = {name: request.POST.get(name, "") for name in rules.FIELDS}
    try:
        actions.edit_ask(actor=request.actor, now=request.now, lines=lines)
    except NotDone as refusal:
        if not refusal.field:
            raise
        return _page(request, lines=lines, refused=refusal)
    messages.success(request, "Kept in your words.")
    return redirect("asks")


@member_page
@require_POST
def skip(request: MemberRequest) -> HttpResponse:
    """The next one instead."""
    return _done(request, lambda: actions.skip_ask(actor=request.actor, now=request.now), "Here is the next one.")


@member_page
@require_POST
def heard(request: MemberRequest) -> HttpResponse:
    """Who has heard it; with ``do=mail``, on to the letters for those who were ticked."""
    people, meeting = request.POST.getlist("person"), request.POST.get("meeting") == "on"
    if request.POST.get("do") == "mail":
        return redirect(f"{reverse('ask_mail')}?{urlencode([('person', uid) for uid in people])}")
    note = actions.note_heard
    return _done(
        request, lambda: note(actor=request.actor, now=request.now, person_uids=people, meeting=meeting), "Noted."
    )


@member_page
@require_POST
def came(request: MemberRequest, uid: object) -> HttpResponse:
    """What came of one."""
    text = request.POST.get("came_of", "")
    note = actions.note_came_of
    return _done(request, lambda: note(actor=request.actor, now=request.now, uid=uid, text=text), "Kept.")


def _done(request: MemberRequest, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect("asks")


def _page(
    request: MemberRequest, *, lines: dict[str, str] | None = None, refused: NotDone | None = None
) -> HttpResponse:
    actor, zone = request.actor, request.actor.time_zone
    now = queries.this_weeks_ask(actor, request.now)
    earlier = list(queries.asks(actor).exclude(pk=now.row.pk if now.row else None)[:EARLIER])
    ears = queries.hearings(actor, [*earlier, *([now.row] if now.row else [])])
    told = [_hearing(each, zone) for each in ears.get(now.row.pk, [])] if now.row else []
    known = {each["id"] for each in told}
    context = {
        "has_brief": now.has_brief,
        "ask": _shown(now, lines or now.lines, refused) if now.chosen else None,
        "text": rules.as_text(**now.lines, name=actor.name) if now.chosen else "",
        "others": [{"key": each.key, "look_for": each.look_for} for each in now.others],
        "heard": told,
        "could_hear": [
            (str(person.uid), person.name) for person in queries.who_could_hear(actor) if str(person.uid) not in known
        ],
        "earlier": [_earlier(ask, ears[ask.pk]) for ask in earlier],
        "most": actions.LETTERS_MAX,
        "refused": refused is not None,
    }
    return render(request, "asks/index.html", context, status=422 if refused else 200)


def _shown(now: CurrentAsk, lines: dict[str, str], refused: NotDone | None) -> dict[str, Any]:
    wrong = {refused.field: refused.reason} if refused else {}
    chosen = now.chosen
    moment = MOMENTS.get(now.row.moment if now.row else chosen.moment if chosen else "")
    return {
        "week": f"{now.week.day} {now.week:%B}",
        "moment": moment.name if moment else "",
        "edited": bool(now.row and now.row.edited),
        "lines": [
            {"name": name, "label": LABELS[name], "text": lines[name], "error": wrong.get(name, "")}
            for name in rules.FIELDS
        ],
    }


def _hearing(hearing: AskHearing, zone: str) -> dict[str, str]:
    person = hearing.person
    return {
        "id": str(person.uid) if person else "",
        "name": person.name if person else "Your chapter",
        "way": WAYS[hearing.way],
        "when": short_text(hearing.at, zone),
    }


def _earlier(ask: Ask, ears: list[AskHearing]) -> dict[str, Any]:
    names = [each.person.name if each.person else "your chapter" for each in ears]
    return {
        "id": str(ask.uid),
        "week": f"{ask.week.day} {ask.week:%B %Y}",
        "look_for": ask.look_for,
        "skipped": ask.skipped_at is not None,
        "heard": ", ".join(names),
        "came_of": ask.came_of,
    }
