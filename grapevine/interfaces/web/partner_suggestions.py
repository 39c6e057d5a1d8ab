"""Who could be a partner, and who may suggest the member as one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.network.queries.rings import ring_keys
from grapevine.domain.partnerships.actions import offers as actions
from grapevine.domain.partnerships.queries import offers
from grapevine.domain.partnerships.queries.matching import BOOK, CHAPTER, ORGANISATION, WHERE, suggest
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.interfaces.exchange.partner_suggestions import seen_by
from grapevine.interfaces.web import partner_words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.partner_suggestions import OfferForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person_work import choices
from grapevine.kit.errors import NotDone

SHOWN, PASSED = 10, 20
WORDS = {BOOK: "My book", CHAPTER: "My chapters", ORGANISATION: "My organisation"}


def suggestions(
    request: MemberRequest, limit: int = 3, where: str = BOOK, profession: str = ""
) -> list[dict[str, Any]]:
    """The best candidates as ``partners/_suggestions.html`` shows them, see ``partner_words``."""
    found = suggest(request.actor, request.now, limit, where, profession)
    keys = ring_keys(request.actor) if found and where == BOOK else []
    return [partner_words.row(one, keys) for one in found]


@member_page
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """All suggestions from one place, of one profession if the member wants, and whom they passed over."""
    where, profession = _asked(request.GET)
    passed = offers.passed_over(request.actor)[:PASSED]
    context = {
        "suggestions": suggestions(request, SHOWN, where, profession),
        "where": where,
        "wheres": [(key, WORDS[key]) for key in (WHERE if request.actor.seats else (BOOK,))],
        "profession": profession,
        "professions": choices(),
        "known_work": bool(accounts.member(request.actor).profession_key),
        "passed": [{"uid": one.uid, "name": (one.person or one.member).name} for one in passed],
    }
    return render(request, "partners/suggestions.html", context)


@member_page
@require_POST
def pass_over(request: MemberRequest) -> HttpResponse:
    """Not for me: somebody is not suggested again."""
    actions.pass_over(
        actor=request.actor, now=request.now, person_uid=request.POST.get("person"),
        member_uid=request.POST.get("member"),
    )  # fmt: skip
    messages.success(request, "Not suggested again. Below you can take that back.")
    where, profession = _asked(request.POST)
    return redirect(f"{reverse('partner_suggestions')}?{urlencode({'where': where, 'profession': profession})}")


@member_page
@require_POST
def take_back(request: MemberRequest, uid: object) -> HttpResponse:
    """Suggest somebody again after all."""
    actions.take_back(actor=request.actor, now=request.now, uid=uid)
    messages.success(request, "May be suggested again.")
    return redirect("partner_suggestions")


@member_page
@require_http_methods(["GET", "POST"])
def offer(request: MemberRequest) -> HttpResponse:
    """Who may suggest the member; what they say is sent here."""
    said = offers.offer(request.actor)
    initial = {"seen_by": seen_by(said)}
    if said is not None:
        names = ("place", "latitude", "longitude", "clients", "full", "overflow")
        initial |= {name: getattr(said, name) for name in names}
        initial |= {"languages": ", ".join(said.languages), "conflicts": "\n".join(said.conflicts)}
    form = OfferForm(request.POST if request.method == "POST" else None, initial=initial, places=_places(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_offer(actor=request.actor, now=request.now, draft=form.draft())
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Kept.")
            return redirect("partner_offer")
    return render(request, "partners/offer.html", {"form": form}, status=422 if form.errors else 200)


def _places(request: MemberRequest) -> list[tuple[str, str]]:
    """The chapters and organisations that may be let in: those the member sits in."""
    found: dict[str, str] = {}
    for seat in accounts.seats(request.actor):
        if seat.chapter:
            found[f"chapter:{seat.chapter.uid}"] = f"Members of {seat.chapter.name}"
        found[f"organisation:{seat.organisation.uid}"] = f"Everybody of {seat.organisation.name}"
    return list(found.items())


def _asked(said: QueryDict) -> tuple[str, str]:
    """Where from and which profession; what is neither stands for the book, and for every profession."""
    where, profession = said.get("where", BOOK), said.get("profession", "")
    return where if where in WHERE else BOOK, profession if profession in PROFESSIONS else ""
