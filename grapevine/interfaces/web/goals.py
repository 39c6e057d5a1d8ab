"""Goals: what I want, how it stands, what it takes; what if it were otherwise; keep one, let one go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.goals.actions import wanting
from grapevine.domain.goals.queries import wanted
from grapevine.domain.goals.queries.wanted import Desk, Wanted
from grapevine.domain.goals.rules.aim import Kind, Period, span, weeks_left
from grapevine.domain.goals.rules.needed import Needed
from grapevine.domain.goals.rules.rates import Rate, Rates, what_if
from grapevine.interfaces.web import goals_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.goals import GoalForm, WhatIfForm
from grapevine.interfaces.web.when import today
from grapevine.kit.errors import NotDone

_FIELDS = ("kind", "amount", "period", "won", "worth", "talks", "minutes")


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: MemberRequest) -> HttpResponse:
    """All living goals and a what-if by GET; keep a goal by POST."""
    if request.method == "POST":
        return _keep(request)
    return _page(request)


@member_page
@require_POST
def let_go(request: MemberRequest, uid: object) -> HttpResponse:
    """Give one up."""
    wanting.let_go(actor=request.actor, now=request.now, uid=uid)
    messages.success(request, "Let go. It stays in your record.")
    return redirect("goals")


def _keep(request: MemberRequest) -> HttpResponse:
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, refused="Write how many, of what, and by when.")
    said = form.cleaned_data
    try:
        wanting.set_goal(
            actor=request.actor, now=request.now, today=today(request.now, request.actor.time_zone), **said
        )
    except NotDone as refusal:
        return _page(request, 422, refused=refusal.reason)
    messages.success(request, "Kept. It stands beside your forecast from now on.")
    return redirect("goals")


def _page(request: MemberRequest, status: int = 200, refused: str = "") -> HttpResponse:
    at_desk, on = wanted.desk(request.actor, request.now), today(request.now, request.actor.time_zone)
    stands = [
        wanted.as_it_stands(at_desk, one, request.now, on)
        for one in wanted.living(request.actor, on).order_by("ends_on", "-begins_on")
    ]
    asked = any(name in request.GET for name in _FIELDS)
    form = WhatIfForm({**_start(at_desk, stands), **_given(request)}, money=at_desk.book.money)
    context = {
        "refused": refused,
        "goals": [_goal(one, at_desk) for one in stands],
        "form": form,
        "asked": asked,
        "answer": _answer(at_desk, form, stands, on) if (asked or not stands) and form.is_valid() else None,
        "rates": _rates(at_desk.rates, money=at_desk.book.money),
        "money": at_desk.book.money,
        "budget": words.hours(at_desk.minutes_a_week / 60),
        "open": words.count(at_desk.open, "referral is", "referrals are"),
    }
    return render(request, "goals/index.html", context, status=status)


def _given(request: MemberRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in _FIELDS if request.GET.get(name)}


def _start(at_desk: Desk, stands: list[Wanted]) -> dict[str, Any]:
    """What the form begins with: the next goal, what was said at the very start, or two clients a quarter."""
    if stands:
        one = stands[0]
        return {"kind": one.kind.value, "amount": one.amount, "period": one.period.value}
    clients, _, period = at_desk.first_goal
    usual = period if period in set(Period) else Period.QUARTER.value
    return {"kind": Kind.CLIENTS.value, "amount": clients or 2, "period": usual}


def _answer(at_desk: Desk, form: WhatIfForm, stands: list[Wanted], on: date) -> dict[str, Any]:
    """The chain of what was asked, counting what this period has brought already."""
    said, rates = form.cleaned_data, what_if(at_desk.rates, **form.instead())
    kind, period = Kind(said["kind"]), Period(said["period"])
    begins, ends = span(period, on)
    so_far = wanted.so_far(at_desk, kind, begins, ends)
    weeks = weeks_left(on, ends)
    takes = wanted.takes(kind, said["amount"] - so_far, weeks, rates)
    same = any((one.kind, one.period, one.amount) == (kind, period, said["amount"]) for one in stands)
    return {
        "what": words.amount(kind, said["amount"]),
        "by": words.long_day(ends),
        "so_far": words.amount(kind, so_far) if so_far else "",
        "reached": so_far >= said["amount"],
        "weeks": words.whole(max(1, weeks)),
        "links": _links(takes, rates, at_desk),
        "gap": words.gap(takes),
        "over": takes[1].hours_a_week * 60 > at_desk.minutes_a_week,
        "kept": same,
        "fields": [(name, said[name]) for name in ("kind", "amount", "period")],
    }


def _links(takes: list[Needed], rates: Rates, at_desk: Desk) -> list[dict[str, str]]:
    """The chain from referrals to hours, at 50 and at 80 in 100."""
    likely, sure = takes
    number = at_desk.open
    return [
        _link(
            "referrals to you", words.whole, likely.referrals, sure.referrals, voice="grape",
            why=f"if {words.per_hundred(rates.won.value)} of 100 become clients; "
            f"{words.count(number, 'is', 'are')} open now",
        ),
        _link(
            "people who send them", words.whole, likely.partners, sure.partners, voice="grape",
            why=f"if each sends {words.tenth(rates.sent.value)} a quarter",
        ),
        _link(
            "talks with people", words.whole, likely.talks, sure.talks,
            why=f"if one referral takes {words.tenth(rates.talks.value)}",
        ),
        _link(
            "a week, given first", words.hours, likely.hours_a_week, sure.hours_a_week,
            why=f"at {words.whole(rates.minutes.value)} minutes a talk",
        ),
    ]  # fmt: skip


def _link(
    what: str, say: Callable[[float], str], likely: float, sure: float, *, why: str, voice: str = ""
) -> dict[str, str]:
    return {"what": what, "likely": say(likely), "sure": say(sure), "why": why, "voice": voice}


def _goal(one: Wanted, at_desk: Desk) -> dict[str, Any]:
    return {
        "uid": one.uid,
        "what": words.amount(one.kind, one.amount),
        "by": words.long_day(one.ends_on),
        "so_far": words.amount(one.kind, one.so_far),
        "reached": one.so_far >= one.amount,
        "chance": words.chance(one.chance),
        "links": _links(list(one.takes), at_desk.rates, at_desk),
        "gap": words.gap(list(one.takes)),
    }


def _rates(found: Rates, *, money: bool) -> list[dict[str, str]]:
    """The rates as a table: reckoned with, the member's own from so many, usual."""
    rows: list[tuple[str, Rate, Any]] = [
        ("Become clients, of 100 referrals", found.won, words.per_hundred),
        *([("A client is worth (the middle one)", found.worth, words.rounded)] if money else []),
        ("Talks for one referral", found.talks, words.tenth),
        ("Minutes a talk", found.minutes, words.whole),
        ("Referrals a partner sends in a quarter", found.sent, words.tenth),
    ]
    return [
        {"what": what, "used": say(rate.value), "own": "" if rate.own is None else say(rate.own),
         "cases": words.whole(rate.cases), "usual": say(rate.usual)}
        for what, rate, say in rows
    ]  # fmt: skip
