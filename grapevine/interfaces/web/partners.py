"""Agreements with partners: all of them, and one with its forms: sign, decline, pause, look at it, end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.partnerships.actions import agreements as actions
from grapevine.domain.partnerships.queries import agreements as queries
from grapevine.domain.partnerships.queries.agreements import Agreed
from grapevine.domain.partnerships.queries.matching import BOOK
from grapevine.domain.partnerships.rules import agreement as rules
from grapevine.domain.partnerships.rules.agreement import LIVING, OPEN, Move, State
from grapevine.domain.partnerships.rules.terms import Side
from grapevine.domain.referrals.queries.between import with_member, with_person
from grapevine.interfaces.exchange import partnerships as plain
from grapevine.interfaces.web import partners_rows as rows
from grapevine.interfaces.web import partners_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.partners import CheckInForm, StepForm
from grapevine.interfaces.web.forms.refusals import refuse, status_of
from grapevine.interfaces.web.partner_suggestions import suggestions
from grapevine.interfaces.web.when import day_text, today
from grapevine.kit.errors import Refused

#: What the steps of the page say when they are done; "{name}" is the other one.
_DONE = {
    Move.DECLINE: "Declined. {name} sees that, with your word.",
    Move.WITHDRAW: "Taken back.",
    Move.PAUSE: "It pauses. Nothing is asked of either of you meanwhile.",
    Move.RESUME: "Taken up again.",
    Move.END: "Ended. It stays here, with everything that happened.",
}


@member_page
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """All agreements, or those that are over."""
    over, on = "over" in request.GET, today(request.now, request.actor.time_zone)
    found = queries.agreements(request.actor, request.now, over=over)
    shown = [rows.row(one, on) for one in found]
    totals = rows.totals(shown)
    context = {
        "over": over,
        "rows": shown,
        "totals": totals,
        "number": rows.number(totals["number"]),
        "with_hopes": bool(totals["hoped"] or totals["hoped_back"]),
        "notes": [] if over else rows.notes(found, on),
        "suggestions": [] if over else suggestions(request),
        "where": BOOK,
    }
    return render(request, "partners/index.html", context)


@member_page
@require_safe
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """One agreement."""
    return page(request, uid)


@member_page
@require_POST
def sign(request: MemberRequest, uid: object) -> HttpResponse:
    """Sign the wording that was shown; when it has changed since, the new one is shown instead."""
    said = request.POST.get("version", "")
    if not said.isdecimal() or len(said) > 6:
        return page(request, uid, 422, refused="Read the wording again, then sign it.")
    try:
        one = actions.sign(now=request.now, find=actions.as_member(request.actor, uid), version=int(said))
    except Refused as refusal:
        return page(request, uid, status_of(refusal), refused=refusal.reason)
    done = "Signed by both: it is in force." if one.in_force == one.version else "Signed."
    messages.success(request, done)
    return redirect("partnership", uid)


@member_page
@require_POST
def step(request: MemberRequest, uid: object) -> HttpResponse:
    """Decline, take back, pause, resume, end."""
    form = StepForm(request.POST)
    move = next((each for each in _DONE if each == request.POST.get("move")), None)
    if move is None or not form.is_valid():
        wrong = "" if move is None else " ".join(str(each) for faults in form.errors.values() for each in faults)
        return page(request, uid, 422, refused=wrong or "Choose what to do with it.")
    said = form.cleaned_data
    try:
        actions.answer(
            now=request.now, find=actions.as_member(request.actor, uid), move=move, note=said["words"],
            until=said["until"] if move is Move.PAUSE else None, version=_version(request),
        )  # fmt: skip
    except Refused as refusal:
        return page(request, uid, status_of(refusal), refused=refusal.reason)
    messages.success(request, _DONE[move].format(name=queries.agreement_of(request.actor, uid, request.now).other_name))
    return redirect("partnership", uid)


@member_page
@require_POST
def check_in(request: MemberRequest, uid: object) -> HttpResponse:
    """Keep what the member says at a look together; the other side sees it."""
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return page(request, uid, 422, check_in=form)
    try:
        actions.check_in(now=request.now, find=actions.as_member(request.actor, uid), answers=form.answers())
    except Refused as refusal:
        refuse(form, refusal)
        return page(request, uid, 422, check_in=form)
    messages.success(request, "Kept. The other side sees it, too.")
    return redirect("partnership", uid)


@member_page
@require_POST
def note(request: MemberRequest, uid: object) -> HttpResponse:
    """Keep a note for oneself."""
    actions.keep_private_note(
        actor=request.actor, now=request.now, partnership_uid=uid, note=request.POST.get("note", "")
    )
    messages.success(request, "Kept, for you alone.")
    return redirect("partnership", uid)


def page(request: MemberRequest, uid: object, status: int = 200, **more: Any) -> HttpResponse:
    """The agreement as it stands; ``more``: what a form or a refusal adds to the page."""
    one = queries.agreement_of(request.actor, uid, request.now)
    zone, on, calls = request.actor.time_zone, today(request.now, request.actor.time_zone), rows.short(one)
    steps = plain.history(one.partnership, one.side)
    said = plain.terms(one.terms, one.side)
    force = plain.terms(one.in_force, one.side) if one.in_force else None
    waits = one.standing.waits_for() is not None
    links = _links(request, one)
    row = one.partnership
    referred = (
        with_person(request.actor, row.person) if one.side is Side.OWNER else with_member(request.actor, row.owner_id)
    )
    context: dict[str, Any] = {
        "agreement": _head(one, zone),
        "row": rows.row(one, on),
        "produced": one.produced,
        "wording": words.wording(force or said, calls),
        "waiting": words.wording(said, calls) if waits and force else [],
        "changes": words.changes(force, said, calls) if waits and force else [],
        "signatures": words.signatures(steps, calls, zone),
        "history": words.history(steps, calls, zone),
        "check_ins": words.check_ins([plain.check_in(row, one.side) for row in queries.check_ins_of(one.partnership)],
                                     calls),
        "can": {move.value for move in Move if not rules.refusal(one.standing, move, one.side)},
        "check_in": CheckInForm(),
        "step": StepForm(),
        "note": queries.private_note(request.actor, one.partnership) if one.side is Side.OWNER else "",
        "go": _go(one, bool(links)),
        "links": links,
        "link": "",
        "link_refused": "",
        "mail": None,
        "refused": "",
        "referred": referred,
        **more,
    }  # fmt: skip
    return render(request, "partners/show.html", context, status=status)


def _head(one: Agreed, zone: str) -> dict[str, Any]:
    row, where = one.partnership, one.standing.state
    owner = one.side is Side.OWNER
    return {
        "id": str(row.uid),
        "name": one.other_name,
        "short": rows.short(one),
        "person": str(row.person.uid) if owner else "",
        "person_link": reverse("person", args=[row.person.uid]) if owner else "",
        "new_link": reverse("partnership_new", args=[row.person.uid]) if owner else "",
        "is_owner": owner,
        "over": where not in OPEN,
        "living": where in LIVING,
        "proposed": where is State.PROPOSED,
        "waits_for_me": one.my_turn,
        "waits_for_them": one.standing.waits_for() is one.side.other,
        "version": one.standing.version,
        "in_force": one.standing.in_force,
        "regulated": row.regulated,
        "check_in_due": one.check_in_due,
        "began": row.started_on,
        "told_no_more": day_text(row.told_no_more_at, zone) if row.told_no_more_at else "",
    }


def _links(request: MemberRequest, one: Agreed) -> list[dict[str, str]]:
    """The partner's links that work, for the owner alone."""
    if one.side is not Side.OWNER:
        return []
    zone = request.actor.time_zone
    return [
        {
            "id": str(link.uid),
            "made": day_text(link.created_at, zone),
            "until": day_text(link.expires_at, zone),
            "used": day_text(link.used_at, zone) if link.used_at else "",
        }
        for link in queries.links_of(one, request.now)
    ]


def _go(one: Agreed, linked: bool) -> str:
    """The one step that matters most now: "sign", "check_in", "link", or ""."""
    if one.my_turn:
        return "sign"
    if one.check_in_due:
        return "check_in"
    return "link" if one.side is Side.OWNER and one.standing.waits_for() is not None and not linked else ""


def _version(request: MemberRequest) -> int | None:
    """The wording that was shown with the step, where it names one."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) <= 6 else None
