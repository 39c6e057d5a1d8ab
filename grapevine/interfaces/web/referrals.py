"""The board of referrals in either direction, moved from there, and the list with its filters and its file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.queries import board as queries
from grapevine.domain.referrals.queries.board import Filters
from grapevine.domain.referrals.queries.choices import choices_of
from grapevine.domain.referrals.queries.one import regulated
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.interfaces.exchange.referrals import table
from grapevine.interfaces.web import referral_rows as rows
from grapevine.interfaces.web import referral_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused

#: Cards a lane on the page; the others are a click away, in the list.
CARDS = 10
PAGE = 50


@member_page
@require_safe
def board(request: MemberRequest) -> HttpResponse:
    """Where everything stands, in one direction."""
    role = _role(request.GET)
    found = queries.board(request.actor, role, request.now, each=CARDS)
    money = money_of(request)
    choices = choices_of(request.actor, [one.uid for one in rows.shown(found)])
    open_ones = [lane.total for lane in found.lanes if lane.key not in (Stage.WON, "ended")]
    context = {
        "role": str(role),
        "totals": {str(side): found.totals[side].count for side in words.ROLES},
        "lanes": rows.lanes(found, choices, money=money),
        "ended": rows.ended(found, money=money),
        "overdue": found.overdue,
        "open": sum(total.count for total in open_ones),
        "worth": words.worth(sum(total.worth for total in open_ones) or None) if money else "",
        "short": words.WHERE_FROM[role],
    }
    return render(request, "referrals/board.html", context)


@member_page
@require_POST
def move(request: MemberRequest) -> HttpResponse:
    """One card a step on: ``step`` is its public id, the version that was seen, and where to."""
    said, _, rest = request.POST.get("step", "").partition(":")
    uid = ids.parse(said)
    version, _, to = rest.partition(":")
    if uid is None or not version.isdecimal() or len(version) > 9:
        raise NotFound("There is no such referral in your book.")
    try:
        moved = move_referral(actor=request.actor, now=request.now, referral_uid=uid, to=to, version=int(version))
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("referral", uid)
    messages.success(request, f"Moved: {words.STAGES[Stage(moved.stage)].lower()}.")
    return redirect(f"{reverse('referrals')}?role={_role(request.POST)}#r-{uid}")


@member_page
@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    """All of them, narrowed down."""
    wanted = wanted_of(request.GET)
    after = request.GET.get("after", "")
    found = queries.page(
        request.actor, wanted, request.now, after=int(after) if after.isdecimal() and len(after) < 19 else None,
        limit=PAGE + 1,
    )  # fmt: skip
    money, query = money_of(request), _query(request.GET)
    context = {
        "rows": [rows.card(one, money=money) for one in found[:PAGE]],
        "money": money,
        "asked": {name: request.GET.get(name, "") for name in ("role", "stage", "person", "due", "q")},
        "stages": [(str(stage), name) for stage, name in words.STAGES.items()],
        "roles": [(str(role), name) for role, name in words.ROLES.items()],
        "due": words.DUE,
        "partners": queries.partners(request.actor),
        "csv": f"{reverse('referral_csv')}?{query}",
        "next": f"{reverse('referral_list')}?{query}&after={found[PAGE - 1].row_id}" if len(found) > PAGE else "",
        "first": not after,
    }
    return render(request, "referrals/list.html", context)


@member_page
@require_safe
def as_csv(request: MemberRequest) -> HttpResponseBase:
    """The same as a file."""
    cards = queries.every_card(request.actor, wanted_of(request.GET), request.now)
    headers = {"Content-Disposition": 'attachment; filename="referrals.csv"'}
    return StreamingHttpResponse(table.lines(cards), content_type="text/csv; charset=utf-8", headers=headers)


def wanted_of(asked: QueryDict) -> Filters:
    """What an address asks of the list; the domain refuses what makes no sense."""
    return Filters(
        role=asked.get("role", ""),
        stages=[stage for stage in asked.getlist("stage") if stage],
        person_uid=ids.parse(asked.get("person", "")),
        due=asked.get("due", ""),
        text=asked.get("q", "")[:200],
    )


def _query(asked: QueryDict) -> str:
    kept: list[tuple[str, Any]] = [(name, asked.get(name, "")) for name in ("role", "person", "due", "q")]
    kept += [("stage", stage) for stage in asked.getlist("stage")]
    return urlencode([(name, value) for name, value in kept if value])


def _role(asked: QueryDict) -> By:
    return By.GIVER if asked.get("role") == By.GIVER else By.RECEIVER


def money_of(request: MemberRequest) -> bool:
    """Does the member work where money may be spoken of?"""
    return not regulated([accounts.member(request.actor).profession_key])
