"""One referral: where it stands and whose turn it is, its history, its moves, thanks, what is the member's alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.education.actions.teach_backs import note_referral
from grapevine.domain.referrals.actions import own, thanking
from grapevine.domain.referrals.actions.giving import put_in_chain
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.queries.detail import detail
from grapevine.domain.referrals.queries.one import side
from grapevine.domain.referrals.rules.moves import Stage
from grapevine.interfaces.web import referral_links
from grapevine.interfaces.web import referral_shown as shown
from grapevine.interfaces.web import referral_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.referrals import OwnForm, ThanksForm
from grapevine.interfaces.web.forms.refusals import refuse, status_of
from grapevine.interfaces.web.referral_tell import tellable
from grapevine.kit.errors import Refused


@member_page
@require_safe
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """One referral."""
    return page(request, uid)


@member_page
@require_POST
def move(request: MemberRequest, uid: object) -> HttpResponse:
    """Move it on, back by a correction, end it, or make it void."""
    said = request.POST

    def moved() -> str:
        to = said.get("to", "")
        made = move_referral(
            actor=request.actor, now=request.now, referral_uid=uid, to=to, note=said.get("note", ""),
            correcting=said.get("correcting") == "1", version=version_of(request),
        )  # fmt: skip
        return f"Kept: {words.STAGES[Stage(made.stage)].lower()}."

    return done(request, uid, moved)


@member_page
@require_POST
def thank(request: MemberRequest, uid: object) -> HttpResponse:
    """Thank the giver, with as much of the value as the earner chooses."""
    found = detail(request.actor, uid, request.now)
    form = ThanksForm(request.POST, regulated=found.regulated)
    if not form.is_valid():
        return page(request, uid, 422, thanks_form=form)
    try:
        thanking.thank_giver(actor=request.actor, now=request.now, referral_uid=uid, **form.cleaned_data)
    except Refused as refusal:
        refuse(form, refusal)
        return page(request, uid, 422, thanks_form=form)
    messages.success(request, "Thanked. The loop is closed." if found.side.role == "receiver" else "Kept.")
    return redirect("referral", uid)


@member_page
@require_POST
def unthank(request: MemberRequest, uid: object) -> HttpResponse:
    """Take thanks back that were a mistake."""

    def taken() -> str:
        thanking.take_back_thanks(actor=request.actor, now=request.now, referral_uid=uid)
        return "Taken back."

    return done(request, uid, taken)


@member_page
@require_POST
def told(request: MemberRequest, uid: object) -> HttpResponse:
    """Note that a giver without an account was told how it ended."""

    def kept() -> str:
        thanking.tell_giver(actor=request.actor, now=request.now, referral_uid=uid)
        return "Kept: they know."

    return done(request, uid, kept)


@member_page
@require_POST
def keep(request: MemberRequest, uid: object) -> HttpResponse:
    """Keep the member's own part."""
    found = detail(request.actor, uid, request.now)
    form = OwnForm(request.POST, money=not found.regulated)
    if form.is_valid():
        try:
            own.keep_own(actor=request.actor, now=request.now, referral_uid=uid, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Kept, for you alone.")
            return redirect("referral", uid)
    return page(request, uid, 422, own_form=form)


@member_page
@require_POST
def chain(request: MemberRequest, uid: object) -> HttpResponse:
    """Say out of which one it came, or out of none."""

    def put() -> str:
        came_from = request.POST.get("came_from") or None
        put_in_chain(actor=request.actor, now=request.now, referral_uid=uid, came_from_uid=came_from)
        return "Kept." if came_from else "It stands on its own."

    return done(request, uid, put)


@member_page
@require_POST
def fit(request: MemberRequest, uid: object) -> HttpResponse:
    """Say whether it was somebody for the member: that shows what the giver knows of whom to send."""
    at = side(request.actor, uid)

    def noted() -> str:
        if at.role != "receiver":
            raise Refused("Only who receives it can say whether it fits.")
        fits = request.POST.get("fits") == "yes"
        note_referral(actor=request.actor, now=request.now, person_uid=at.person.uid, fits=fits)
        return "Kept with what they know of whom to send you."

    return done(request, uid, noted)


def done(request: MemberRequest, uid: object, act: Callable[[], str]) -> HttpResponse:
    """The page after an act that says in a sentence what was done, or with the reason why it could not be."""
    try:
        said = act()
    except Refused as refusal:
        return page(request, uid, status_of(refusal), refused=refusal.reason)
    messages.success(request, said)
    return redirect("referral", uid)


def page(request: MemberRequest, uid: object, status: int = 200, **more: Any) -> HttpResponse:
    """The referral as it stands; ``more``: what a form or a refusal adds."""
    found = detail(request.actor, uid, request.now)
    at, money = found.side, not found.regulated
    context = {
        **shown.context(request, found),
        "own_form": OwnForm(
            initial={"note": at.note, "worth": at.worth, "next_step": at.next_step, "next_on": at.next_on},
            money=money,
        ),
        "thanks_form": ThanksForm(regulated=found.regulated),
        "refused": "",
        "panel": referral_links.panel(request.actor, uid, request.now),
        "tellable": tellable(found),
        **more,
    }  # fmt: skip
    return render(request, "referrals/show.html", context, status=status)


def version_of(request: MemberRequest) -> int | None:
    """The version that was shown with the form, where it names one."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else None
