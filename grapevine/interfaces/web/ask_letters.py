"""The weekly ask by mail: one letter to each person who was ticked, each shown and each to change before they go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from grapevine.domain.education.actions import asks as actions
from grapevine.domain.education.queries import asks as queries
from grapevine.domain.education.queries import main_brief
from grapevine.domain.letters import queries as letters
from grapevine.domain.letters.rules import Letter
from grapevine.domain.people import queries as people
from grapevine.domain.people.models import Person
from grapevine.interfaces.mail import envelope, paper, weekly_ask
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.questions import called
from grapevine.kit import ids
from grapevine.kit.errors import Refused


@member_page
@require_http_methods(["GET", "POST"])
def mail(request: MemberRequest) -> HttpResponse:
    """The letters as they would go (GET ?person=...); POST sends those that are ticked."""
    if request.method == "POST":
        return _send(request)
    wanted = list(dict.fromkeys(request.GET.getlist("person")))[: actions.LETTERS_MAX]
    found = [people.person(request.actor, uid) for uid in wanted]
    now = queries.this_weeks_ask(request.actor, request.now)
    if not found or now.chosen is None:
        messages.error(request, "Tick at least one person." if now.chosen else actions.NO_BRIEF)
        return redirect("asks")
    brief = main_brief(request.actor)
    public = brief and brief.brief.published_number and not brief.brief.taken_down_at
    link = f"{settings.BASE_URL}/b/{brief.brief.slug}" if brief and public else ""
    return _page(request, [_drafted(request, person, now.lines, link) for person in found])


def _send(request: MemberRequest) -> HttpResponse:
    ticked = list(dict.fromkeys(request.POST.getlist("send")))
    found = [people.person(request.actor, uid) for uid in ticked]
    try:
        row = actions.mail_ask(
            actor=request.actor, now=request.now,
            letters=[(person.uid, _written(request, person), _posted(request, person, "id")) for person in found],
        )  # fmt: skip
    except Refused as refusal:
        shown = [people.person(request.actor, uid) for uid in request.POST.getlist("shown")[: actions.LETTERS_MAX]]
        rows = [_row(request, person, _posted(request, person, "text"), str(person.uid) in ticked) for person in shown]
        return _page(request, rows, request.POST.get("subject", ""), refusal.reason)
    count = f"{len(found)} letters are on their way" if len(found) > 1 else "The letter is on its way"
    if not settings.MAIL_WORKS:
        count = "Kept as files: no mail server is set up here yet"
    messages.success(request, f"{count}. Noted who has heard the ask of {row.week.day} {row.week:%B}.")
    return redirect("asks")


def _drafted(request: MemberRequest, person: Person, lines: dict[str, str], link: str) -> dict[str, Any]:
    letter = weekly_ask.letter(
        to_address="", to_name=person.name, called=called(person), member_name=request.actor.name, lines=lines,
        brief=link,
    )  # fmt: skip
    return {**_row(request, person, letter.text, True), "subject": letter.subject}


def _row(request: MemberRequest, person: Person, text: str, ticked: bool) -> dict[str, Any]:
    why_not = letters.may_write_to(request.actor, person, request.now)
    return {
        "id": str(person.uid),
        "name": person.name,
        "address": letters.address_of(request.actor, person),
        "letter_id": _posted(request, person, "id") or str(ids.new()),
        "text": text,
        "why_not": why_not,
        "ticked": ticked and not why_not,
    }


def _written(request: MemberRequest, person: Person) -> Letter:
    """The letter as the form has it. Raises Refused with whose it is."""
    return paper.written(
        kind=weekly_ask.KIND, to_address=letters.address_of(request.actor, person), to_name=person.name,
        subject=request.POST.get("subject", ""), text=_posted(request, person, "text"),
    )  # fmt: skip


def _posted(request: MemberRequest, person: Person, name: str) -> str:
    return str(request.POST.get(f"{name}-{person.uid}", ""))


def _page(request: MemberRequest, rows: list[dict[str, Any]], subject: str = "", refused: str = "") -> HttpResponse:
    context = {
        "rows": rows,
        "subject": subject or next((row["subject"] for row in rows if row.get("subject")), ""),
        "can_go": sum(not row["why_not"] for row in rows),
        "footer": envelope.footer(request.user, "", f"{settings.BASE_URL}/stop/…"),
        "leaves": settings.MAIL_WORKS,
        "refused": refused,
    }
    return render(request, "asks/mail.html", context, status=422 if refused else 200)
