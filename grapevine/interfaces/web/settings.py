"""The settings page: profile, colours, tempo, own addresses, keys for programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.accounts import actions, queries
from grapevine.domain.network.actions import change_tempo
from grapevine.domain.network.queries import introductions
from grapevine.interfaces.web.actor import MemberRequest, member_page, no_content
from grapevine.interfaces.web.forms.introductions import AskableForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.forms.settings import THEMES, OwnAddressesForm, ProfileForm, TempoForm, TokenForm
from grapevine.interfaces.web.proof import prove
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import NotDone, NotFound, Refused

TEMPO_NOTE = "Changing this works out every relationship anew from what is kept; nothing is lost by trying."
PROFILE = ("name", "profession", "firm", "place", "time_zone", "theme")


@member_page
@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    """Everything about you; the profile is sent here."""
    if request.method == "GET":
        return _page(request)
    form = ProfileForm(request.POST)
    if form.is_valid():
        try:
            actions.edit_member(actor=request.actor, now=request.now, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            return _saved(request)
    return _page(request, profile_form=form)


@member_page
@require_POST
def theme(request: MemberRequest) -> HttpResponse:
    """Keep the colours; asked by a small script, or by a plain form."""
    chosen = request.POST.get("theme", "")
    if chosen not in dict(THEMES):
        raise Refused("Choose day, night, or as the device says.", "theme")
    actions.edit_member(actor=request.actor, now=request.now, theme=chosen)
    asked_by_script = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    return no_content() if asked_by_script else redirect("settings")


@member_page
@require_POST
def tempo(request: MemberRequest) -> HttpResponse:
    """How fast relationships fade."""
    change_tempo(actor=request.actor, now=request.now, tempo=request.POST.get("tempo", ""))
    return _saved(request)


@member_page
@require_POST
def addresses(request: MemberRequest) -> HttpResponse:
    """The other addresses the member writes from."""
    form = OwnAddressesForm(request.POST)
    if form.is_valid():
        try:
            emails = form.cleaned_data["emails"].replace(",", "\n").splitlines()
            actions.set_own_addresses(actor=request.actor, now=request.now, emails=emails)
        except NotDone as refusal:
            refuse(form, refusal, {"email": "emails"})
        else:
            return _saved(request)
    return _page(request, addresses_form=form)


@member_page
@require_POST
def token_create(request: MemberRequest) -> HttpResponse:
    """Make a key; its secret is on this one page and nowhere else."""
    prove(request)
    form = TokenForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        ends = request.now + timedelta(days=int(said["expires"])) if said["expires"] else None
        try:
            _, secret = actions.make_token(
                actor=request.actor, now=request.now, name=said["name"], scopes=said["scopes"], expires_at=ends
            )
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            return _page(request, new_token=secret)
    return _page(request, token_form=form)


@member_page
@require_POST
def token_revoke(request: MemberRequest, uid: object) -> HttpResponse:
    """End a key."""
    if not queries.api_tokens(request.actor).filter(uid=uid).exists():
        raise NotFound("There is no such token.")
    prove(request)
    actions.revoke_token(actor=request.actor, now=request.now, uid=uid)
    messages.success(request, "Revoked. Whatever used that key is locked out now.")
    return redirect("settings")


def _saved(request: MemberRequest) -> HttpResponse:
    messages.success(request, "Saved.")
    return redirect("settings")


def _page(request: MemberRequest, **given: Any) -> HttpResponse:
    member, actor = request.user, request.actor
    profile = {name: getattr(member, name) for name in PROFILE}
    profile["profession_key"] = member.profession_key if member.profession_said else ""
    own = sorted(queries.own_emails(actor) - {actor.email.lower()})
    context: dict[str, Any] = {
        "profile_form": ProfileForm(initial=profile),
        "tempo_form": TempoForm(initial={"tempo": member.tempo}),
        "tempo_note": TEMPO_NOTE,
        "addresses_form": OwnAddressesForm(initial={"emails": "\n".join(own)}),
        "token_form": TokenForm(),
        "new_token": None,
        "addresses": _mailboxes(request),
        "askable_form": AskableForm(initial=asdict(introductions.choice(actor))),
        "session_count": UserSession.objects.filter(user=member).count(),
        "second_factor": _second_factor(request),
        "may_invite": queries.can_invite(actor),
        "seats": [
            {"chapter": seat.chapter.name if seat.chapter else "", "organisation": seat.organisation.name,
             "role": seat.role}
            for seat in queries.seats(actor)
        ],
        "tokens": _tokens(request),
    }  # fmt: skip
    wrong = any(form.errors for form in given.values() if hasattr(form, "errors"))
    return render(request, "settings.html", {**context, **given}, status=422 if wrong else 200)


def _mailboxes(request: MemberRequest) -> list[dict[str, Any]]:
    known = EmailAddress.objects.filter(user=request.user).order_by("-primary", "email")
    found = [{"email": one.email, "verified": one.verified, "primary": one.primary} for one in known]
    return found or [{"email": request.user.email, "verified": False, "primary": True}]


def _second_factor(request: MemberRequest) -> dict[str, int]:
    """How many of each kind: "totp", "webauthn", "recovery_codes"."""
    kinds = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    return dict(Counter(kinds))


def _tokens(request: MemberRequest) -> list[dict[str, Any]]:
    zone = request.actor.time_zone
    return [
        {
            "id": str(token.uid),
            "name": token.name,
            "scopes": token.scopes,
            "created": day_text(token.created_at, zone),
            "last_used": f"{token.last_used_on.day} {token.last_used_on:%B %Y}" if token.last_used_on else "",
            "expires": day_text(token.expires_at, zone) if token.expires_at else "",
        }
        for token in queries.api_tokens(request.actor)
    ]
