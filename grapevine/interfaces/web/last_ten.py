"""The worksheet of the last ten clients: write, see the pattern, take lines over into the brief, delete."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.education import queries
from grapevine.domain.education.actions import last_ten as actions
from grapevine.domain.education.queries import last_ten
from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules import last_ten as rules
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.education.rules.brief_work import moments_in_order, work_of
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.briefs import sent_clients, sent_proposals
from grapevine.kit.errors import NotDone

_WORTH = (("", "Not said"), ("yes", "Yes"), ("no", "Rather not"))


@member_page
@require_http_methods(["GET", "POST"])
def show(request: MemberRequest) -> HttpResponse:
    """The worksheet. Before the first saving it begins with what the book knows."""
    if request.method != "POST":
        kept = last_ten.client_lines(request.actor)
        return _page(request, kept or last_ten.known_clients(request.actor), kept=bool(kept))
    lines = sent_clients(request.POST)
    try:
        actions.save_clients(actor=request.actor, now=request.now, lines=lines)
    except NotDone as refusal:
        if not refusal.field:
            raise
        return _page(request, lines, kept=False, refused=refusal.reason)
    messages.success(request, "Kept, for you alone.")
    return redirect("last_ten")


@member_page
@require_POST
def take(request: MemberRequest) -> HttpResponse:
    """Take the chosen lines over into the main brief."""
    try:
        actions.take_over(actor=request.actor, now=request.now, chosen=sent_proposals(request.POST))
    except NotDone as refusal:
        if not refusal.field:
            raise
        kept = last_ten.client_lines(request.actor)
        return _page(request, kept, kept=True, refused=refusal.reason)
    messages.success(request, "Taken over. Now put it into the words you would use.")
    return redirect("brief")


@member_page
@require_POST
def delete(request: MemberRequest) -> HttpResponse:
    """Delete the worksheet."""
    actions.delete_clients(actor=request.actor, now=request.now)
    messages.success(request, "The worksheet is deleted.")
    return redirect("last_ten")


def _page(request: MemberRequest, lines: list[ClientLine], *, kept: bool, refused: str = "") -> HttpResponse:
    facts = [line.fact for line in lines] if kept else []
    main = queries.main_brief(request.actor)
    text = main.text if main else BriefText()
    found, offers = rules.pattern(facts), rules.proposals(facts, text)
    first, others = moments_in_order(work_of(request.user.profession_key, request.user.profession), text.moments)
    context: dict[str, Any] = {
        "rows": [_row(number, line) for number, line in enumerate(_padded(lines), start=1)],
        "came_choices": [("", "Not said"), *((key.value, words) for key, words in rules.CAME_WORDS.items())],
        "moment_names": [MOMENTS[key].name for key in (*first, *others)],
        "profession_names": sorted(each.name for each in PROFESSIONS.values()),
        "worth_choices": _WORTH,
        "kept": kept,
        "pattern": {
            "told": found.told, "few": found.few, "worth": found.worth, "not_worth": found.not_worth,
            "moments": [(MOMENTS[key].name, count) for key, count in found.moments if key in MOMENTS],
            "referrers": [(PROFESSIONS[key].name, count) for key, count in found.referrers if key in PROFESSIONS],
            "came": [(rules.CAME_WORDS[rules.Came(key)], count) for key, count in found.came],
        },
        "offers": {
            "moments": [(key, MOMENTS[key].name) for key in offers.moments if key in MOMENTS],
            "listen_for": offers.listen_for,
            "not_a_fit": offers.not_a_fit,
        },
        "anything": bool(offers),
        "refused": refused,
    }  # fmt: skip
    return render(request, "education/last_ten.html", context, status=422 if refused else 200)


def _padded(lines: list[ClientLine]) -> list[ClientLine]:
    blank = ClientLine(rules.ClientFact())
    return [*lines[: rules.LINES], *[blank] * (rules.LINES - len(lines))]


def _row(number: int, line: ClientLine) -> dict[str, Any]:
    fact = line.fact
    return {
        "number": number, "who": fact.who, "came": fact.came, "problem": fact.problem,
        "moment": MOMENTS[fact.moment].name if fact.moment in MOMENTS else fact.moment,
        "referrer_profession": _called(fact.referrer_profession), "referrer": line.referrer,
        "referrer_name": line.referrer_name,
        "worth": {True: "yes", False: "no", None: ""}[fact.worth],
    }  # fmt: skip



def _called(profession: str) -> str:
    """A profession by its name, or what was typed."""
    return PROFESSIONS[profession].name if profession in PROFESSIONS else profession
