"""Introducing two people of one's book: each is asked first, then one letter to both; drafted from their briefs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.letters.queries import address_of
from grapevine.domain.people import queries as people
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.introducing import WHY_MAX, introduce_two
from grapevine.domain.referrals.rules import introducing
from grapevine.interfaces.mail import introduction_question
from grapevine.interfaces.web import letter_preview
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.people import candidates
from grapevine.interfaces.web.referral_asks import party
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused

#: The two ends in the address of the page.
ENDS = ("one", "other")


@member_page
@require_safe
def show(request: MemberRequest) -> HttpResponse:
    """Choose the two, then read what is written for each."""
    asked = request.GET
    if asked.get("person") and asked.get("go"):
        end = "other" if asked.get("one") else "one"
        return redirect(_address({**_kept(asked), end: str(people.person(request.actor, asked["person"]).uid)}))
    if not (asked.get("one") and asked.get("other")):
        one = people.person(request.actor, asked["one"]) if asked.get("one") else None
        context = {
            "one": {"id": str(one.uid), "name": one.name} if one else None, "who": asked.get("who", "")[:200],
            "why": asked.get("why", "")[:WHY_MAX], "candidates": candidates(request, asked.get("who", "")),
        }  # fmt: skip
        return render(request, "referrals/two_choose.html", context)
    return _page(request)


@member_page
@require_POST
def send(request: MemberRequest) -> HttpResponse:
    """Send the question to one of them, in the words that were posted."""
    to = request.GET.get("mail", "")
    pair = _pair(request)
    if to not in pair:
        raise NotFound("There is no such letter.")
    try:
        letter_preview.send(request, pair[to], kind=introduction_question.KIND)
    except Refused as refusal:
        return _page(request, 422, mail=letter_preview.again(request, pair[to], refusal.reason))
    messages.success(request, letter_preview.sent_line(pair[to]))
    return redirect(_address(_kept(request.GET)))


@member_page
@require_POST
def made(request: MemberRequest) -> HttpResponse:
    """Keep that the two were introduced."""
    try:
        introduce_two(
            actor=request.actor, now=request.now, one_uid=request.GET.get("one"), other_uid=request.GET.get("other"),
            why=request.GET.get("why", ""),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("introduce_two")
    messages.success(request, "Kept as help you gave to both of them.")
    return redirect("person", ids.parse(request.GET.get("one")))


def _pair(request: MemberRequest) -> dict[str, Person]:
    return {end: people.person(request.actor, request.GET.get(end, "")) for end in ENDS}


def _page(request: MemberRequest, status: int = 200, mail: dict[str, Any] | None = None) -> HttpResponse:
    pair, why = _pair(request), request.GET.get("why", "")[:WHY_MAX]
    one, other = (party(request, pair[end]) for end in ENDS)
    name, to = request.actor.name, request.GET.get("mail", "")
    texts = {"one": introducing.question(name, one, other, why), "other": introducing.question(name, other, one, why)}
    if mail is None and to in pair:
        drafted = introduction_question.letter(
            to_address=address_of(request.actor, pair[to]), to_name=pair[to].name,
            other_name=pair["one" if to == "other" else "other"].name, text=texts[to],
        )  # fmt: skip
        mail = letter_preview.preview(request, pair[to], drafted)
    both = introducing.letter(name, one, other, why)
    kept = _kept(request.GET)
    addresses = {end: address_of(request.actor, pair[end]) for end in ENDS}
    context = {
        "names": {end: pair[end].name for end in ENDS},
        "why": why,
        "kept": kept,
        "questions": [
            {
                "end": end, "name": pair[end].name, "text": texts[end], "mail": _address({**kept, "mail": end}),
                "own": letter_preview.mailto(addresses[end], "May I introduce you to somebody?", texts[end]),
            }
            for end in ENDS
        ],
        "both": both,
        "both_own": letter_preview.mailto(
            ",".join(address for address in addresses.values() if address),
            f"{pair['one'].name}, meet {pair['other'].name}", both,
        ),
        "mail": mail,
        "mail_to": to,
        "send": f"{reverse('introduce_two_send')}?{urlencode({**kept, 'mail': to})}",
        "done": f"{reverse('introduce_two_made')}?{urlencode(kept)}",
    }  # fmt: skip
    return render(request, "referrals/two.html", context, status=status)


def _kept(asked: QueryDict) -> dict[str, str]:
    kept = {name: asked.get(name, "")[:WHY_MAX] for name in (*ENDS, "why")}
    return {name: value for name, value in kept.items() if value}


def _address(kept: dict[str, str]) -> str:
    return f"{reverse('introduce_two')}?{urlencode(kept)}"
