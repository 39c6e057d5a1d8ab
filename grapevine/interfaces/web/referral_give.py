"""Giving a referral: what somebody needs, who of one's own serves that, about whom and why; noting one that came."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from grapevine.domain.education.queries.briefs import brief_from
from grapevine.domain.education.rules.brief import HEADINGS, BriefText, Part
from grapevine.domain.people import queries as people
from grapevine.domain.people.models import Person
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS, moments_about
from grapevine.domain.referrals.actions import giving
from grapevine.domain.referrals.queries.detail import detail
from grapevine.domain.referrals.queries.serving import Server, serving, speaking_up
from grapevine.domain.referrals.rules.moves import By
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.referrals import GiveForm, ReceivedForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.people import candidates
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.when import at_of, today
from grapevine.kit.errors import Refused

#: So many moments are offered for a few words, and so many before anybody has typed one.
MOMENTS_SHOWN = 24
_PARTS = (Part.WHOM_I_HELP, Part.LISTEN_FOR, Part.FIRST_QUESTION, Part.NOT_A_FIT)


@member_page
@require_safe
def choose(request: MemberRequest) -> HttpResponse:
    """Who in my network serves this moment? Or somebody by name."""
    asked = request.GET
    if asked.get("person") and asked.get("go"):
        person = people.person(request.actor, asked["person"])
        return redirect(f"{reverse('referral_new', args=[person.uid])}?{_carried(asked)}")
    key, text = asked.get("moment", ""), asked.get("q", "")[:200]
    found = serving(request.actor, key, request.now) if key else []
    context = {
        "asked": {"q": text, "moment": key, "who": asked.get("who", "")[:200]},
        "moment": _moment(key) if key else None,
        "moments": [_moment(one.key) for one in moments_about(text)[:MOMENTS_SHOWN]] if not key else [],
        "servers": [_server(one, key) for one in found],
        "candidates": candidates(request, asked.get("who", "")),
    }
    return render(request, "referrals/choose.html", context)


def _carried(asked: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    if asked.get("moment") in MOMENTS:
        kept["moment"] = asked["moment"]
    return kept.urlencode()


def _moment(key: str) -> dict[str, str]:
    one = MOMENTS[key]
    return {"key": key, "name": one.name, "says": one.sentence, "link": f"{reverse('referral_give')}?moment={key}"}


def _server(one: Server, moment: str) -> dict[str, Any]:
    person = one.person
    return {
        "name": person.name, "initials": words.initials(person.name), "link": reverse("person", args=[person.uid]),
        "role": words.role(person.title, PROFESSIONS[person.profession_key].name, person.firm),
        "partner": one.partner, "depth": one.depth, "not_yet": one.not_yet,
        "give": f"{reverse('referral_new', args=[person.uid])}?moment={moment}",
    }  # fmt: skip


@member_page
@require_http_methods(["GET", "POST"])
def give(request: MemberRequest, uid: object) -> HttpResponse:
    """A referral to this person: about whom, what for, how warm."""
    person = people.person(request.actor, uid)
    form = GiveForm(request.POST if request.method == "POST" else None, initial=_initial(request.GET))
    finding = request.POST.get("do") == "find"
    if request.method == "POST" and not finding and form.is_valid():
        said = form.cleaned_data
        try:
            made = giving.give_referral(
                actor=request.actor, now=request.now, person_uid=uid, whom=form.whom(), what=form.what(),
                about_uid=request.POST.get("person") or None, came_from_uid=said["came_from"],
            )  # fmt: skip
        except Refused as refusal:
            refuse(form, refusal, {"about": "who", "name": "who"})
        else:
            messages.success(request, "Noted. Nothing has gone out yet: ask them first.")
            return redirect(f"{reverse('referral', args=[made.uid])}#consent")
    context = {
        "person": brief(person), "short": words.short(person), "form": form, "received": False,
        "not_yet": speaking_up(request.actor, [person.pk], request.now).get(person.pk),
        "says": _says(brief_from(request.actor, uid)),
        "candidates": candidates(request, request.POST.get("who", "")) if finding else [],
    }  # fmt: skip
    failed = form.is_bound and not finding and bool(form.errors)
    return render(request, "referrals/give.html", context, status=422 if failed else 200)


@member_page
@require_http_methods(["GET", "POST"])
def received(request: MemberRequest) -> HttpResponse:
    """Note by hand one that came: from whom, about whom, what for, when."""
    chosen = request.POST.get("from") or request.GET.get("from", "")
    if not chosen:
        return _from_whom(request)
    person = people.person(request.actor, chosen)
    form = ReceivedForm(request.POST if request.method == "POST" else None, initial=_initial(request.GET))
    form.fields["on"].initial = today(request.now, request.actor.time_zone)
    if form.is_bound and form.is_valid():
        made = _note(request, person, form)
        if made is not None:
            messages.success(request, "Noted. A quick answer means most on the first day.")
            return redirect("referral", made)
    context = {
        "person": brief(person), "short": words.short(person), "form": form, "received": True, "not_yet": None,
        "says": [], "candidates": [],
    }  # fmt: skip
    return render(request, "referrals/give.html", context, status=422 if form.errors else 200)


def _from_whom(request: MemberRequest) -> HttpResponse:
    asked = request.GET
    if asked.get("person") and asked.get("go"):
        person = people.person(request.actor, asked["person"])
        return redirect(f"{reverse('referral_received')}?from={person.uid}")
    who = asked.get("who", "")[:200]
    context = {"asked": {"who": who}, "candidates": candidates(request, who)}
    return render(request, "referrals/from.html", context)


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """Word anew what the member noted, as long as nobody else has seen it."""
    found = detail(request.actor, uid, request.now)
    if not found.mine_alone:
        raise Refused("It has passed on already: a note with the next move tells the other side what changed.")
    referral, prospect = found.side.referral, found.side.referral.prospect
    initial = {
        "who": prospect.name, "need": referral.need, "moment": referral.moment_key, "warmth": referral.warmth,
        "email": prospect.email, "phone": prospect.phone, "about": prospect.about, "inside": referral.inside,
    }  # fmt: skip
    form = GiveForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            giving.edit_referral(
                actor=request.actor, now=request.now, referral_uid=uid, whom=form.whom(), what=form.what()
            )
        except Refused as refusal:
            refuse(form, refusal, {"name": "who"})
        else:
            messages.success(request, "Kept.")
            return redirect("referral", uid)
    context = {"form": form, "id": str(referral.uid), "who": found.card.who, "given": found.card.role is By.GIVER}
    return render(request, "referrals/edit.html", context, status=422 if form.errors else 200)


def _note(request: MemberRequest, person: Person, form: ReceivedForm) -> object:
    at = at_of(form.cleaned_data["on"], request.now, request.actor.time_zone)
    try:
        return giving.note_received(
            actor=request.actor, now=request.now, person_uid=person.uid, whom=form.whom(), what=form.what(), at=at,
            came_from_uid=form.cleaned_data["came_from"],
        ).uid  # fmt: skip
    except Refused as refusal:
        refuse(form, refusal, {"at": "on", "name": "who"})
        return None


def _initial(asked: QueryDict) -> dict[str, str]:
    return {name: asked.get(name, "")[:60] for name in ("moment", "came_from") if asked.get(name)}


def _says(text: BriefText | None) -> list[tuple[str, str]]:
    """What the one it goes to says of whom to send, in their own words."""
    if text is None:
        return []
    said = [(HEADINGS[part], text.part(part)) for part in _PARTS]
    return [(name, value if isinstance(value, str) else "; ".join(value)) for name, value in said if value]
