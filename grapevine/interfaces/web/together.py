"""Do people who put the relationship first do better? The comparison of a chapter, and its anonymous survey."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.insights.actions import together as actions
from grapevine.domain.insights.queries import together as queries
from grapevine.domain.insights.queries.together import Standing, Together
from grapevine.domain.insights.rules.headline import Outcome
from grapevine.domain.insights.rules.survey import ANSWERS_FROM, BROUGHT, GROUP_FROM, STYLES, SUCCESS
from grapevine.interfaces.web import together_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.pictures.together import between
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import NotDone, Refused


@member_page
@require_safe
def comparison(request: MemberRequest) -> HttpResponse:
    """What is known, place by place."""
    return page(request)


@member_page
@require_POST
def count(request: MemberRequest) -> HttpResponse:
    """Be counted, or no longer."""
    if request.POST.get("out"):
        actions.leave_me_out(actor=request.actor, now=request.now)
        messages.success(request, "You are counted no longer. Your numbers are gone.")
        return redirect("comparison")
    try:
        actions.count_me_in(actor=request.actor, now=request.now)
    except NotDone as refusal:
        return page(request, 422, refused=refusal.reason)
    messages.success(request, "You are counted. Nobody sees your numbers.")
    return redirect("comparison")


@member_page
@require_POST
def open_survey(request: MemberRequest, chapter: int) -> HttpResponse:
    """Open the survey of a chapter."""
    try:
        actions.open_survey(actor=request.actor, now=request.now, chapter_id=chapter)
    except Refused as refusal:
        return page(request, 422, refused=refusal.reason)
    messages.success(request, "The survey is open. Tell everybody at the next meeting.")
    return redirect("comparison")


@member_page
@require_POST
def answer(request: MemberRequest, uid: object) -> HttpResponse:
    """Answer once."""
    said = {name: _number(request.POST.get(name, "")) for name in ("style", "success", "brought")}
    try:
        actions.answer_survey(actor=request.actor, now=request.now, survey_uid=uid, **said)
    except Refused as refusal:
        return page(request, 422, refused=refusal.reason, said=said)
    messages.success(request, "Thank you. Your answer is counted, and nobody can tell which one is yours.")
    return redirect("comparison")


@member_page
@require_POST
def close(request: MemberRequest, uid: object) -> HttpResponse:
    """Close it, and tell what was answered."""
    actions.close_survey(actor=request.actor, now=request.now, survey_uid=uid)
    messages.success(request, "Closed. What may be told stands here.")
    return redirect("comparison")


def page(request: MemberRequest, status: int = 200, **more: Any) -> HttpResponse:
    """The page as it stands; ``more``: a refusal, or what was chosen."""
    own = queries.is_counted(request.actor)
    context = {
        "places": [_place(one, request.actor.time_zone) for one in queries.together(request.actor)],
        "counted": own is not None,
        "counted_at": day_text(own.at, request.actor.time_zone) if own else "",
        "own": words.own(own.asks, own.deep_asks) if own else "",
        "styles": list(STYLES.items()),
        "success": list(SUCCESS.items()),
        "brought": list(enumerate(BROUGHT)),
        "answers_from": ANSWERS_FROM,
        "group_from": GROUP_FROM,
        "refused": "",
        "said": {},
        **more,
    }
    return render(request, "insights/together.html", context, status=status)


def _place(one: Together, zone: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "chapter": one.chapter_id,
        "may_open": one.may_open,
        "missing": words.missing(one.headline),
        "outcomes": [_outcome(each) for each in one.headline.outcomes],
        "survey": _survey(one.survey, zone) if one.survey else None,
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    shown = one.within or one.crude
    return {
        "title": words.OUTCOMES[one.name],
        "picture": between(shown.a, shown.low, shown.high),
        "told": words.told(one),
        "a": f"{shown.a:.2f}",
        "range": f"{shown.low:.2f} to {shown.high:.2f}",
        "delta": f"{shown.delta:+.2f}",
        "p": f"{one.p:.2f}",
        "crude": f"{one.crude.a:.2f}",
        "slope": "–" if one.slope is None else f"{one.slope:+.2f}",
        "people": f"{shown.first} and {shown.other}",
    }


def _survey(one: Standing, zone: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "open": one.open,
        "answered": one.answered,
        "answers": one.answers,
        "opened": day_text(one.opened_at, zone),
        "closed": day_text(one.closed_at, zone) if one.closed_at else "",
        "told": one.told,
        "difference": words.difference(one.told) if one.told else "",
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 3 else -1
