"""Accounts of contacts: connect one, see how it stands, choose, send changes, answer, pause, disconnect."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.imports.actions import contact_accounts as actions
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.imports.queries import contacts
from grapevine.interfaces.exchange.carddav import jobs, telling
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.contact_accounts import ConnectForm, PasswordForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person_story import count
from grapevine.interfaces.web.when import moment_text
from grapevine.kit.errors import NotDone

#: State -> (words, colour of the tag).
STATES = {
    "choosing": ("needs you", "stop"), "locked": ("needs you", "stop"), "asking": ("needs you", "stop"),
    "paused": ("paused", ""), "looking": ("looking now", "due"), "late": ("trying again", "due"),
    "new": ("not looked at yet", "due"), "in step": ("in step", "vine"),
}  # fmt: skip
FIELDS = {
    "name": "Name", "prefix": "Title before", "given": "First name", "middle": "Middle name", "family": "Last name",
    "suffix": "After the name", "nickname": "What you call them", "firm": "Firm", "department": "Department",
    "title": "Job title", "profession": "Profession", "phonetic": "How it is said",
}  # fmt: skip
CLASHES_SHOWN = 20


def rows(request: MemberRequest) -> list[dict[str, Any]]:
    """The member's accounts for the list of what keeps coming in."""
    return [_row(request, found) for found in contacts.accounts(request.actor)]


@member_page
@require_http_methods(["GET", "POST"])
def connect(request: MemberRequest) -> HttpResponse:
    """Ask for the address and the way in; sent back with what was wrong."""
    form = ConnectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = jobs.connect(actor=request.actor, now=request.now, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            return redirect("contact_account", found.uid)
    return render(request, "sources/connect.html", {"form": form}, status=422 if form.errors else 200)


@member_page
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """One account: how it stands, what it asks, what may be changed about it."""
    return _page(request, contacts.account(request.actor, uid), PasswordForm())


@member_page
@require_POST
def books(request: MemberRequest, uid: object) -> HttpResponse:
    """These address books and no others."""
    found = contacts.account(request.actor, uid)
    wanted = request.POST.getlist("books")
    try:
        found = actions.choose(actor=request.actor, now=request.now, account_uid=found.uid, book_uids=wanted)
    except NotDone as refusal:
        messages.error(request, refusal.reason)
    else:
        jobs.again_soon(found)
        messages.success(request, "Chosen. We are looking now.")
    return redirect("contact_account", uid)


@member_page
@require_POST
def sends(request: MemberRequest, uid: object) -> HttpResponse:
    """What may be done on the server."""
    wanted = {name: name in request.POST for name in ("sends", "creates", "deletes")}
    found = actions.set_switches(actor=request.actor, now=request.now, account_uid=uid, **wanted)
    jobs.again_soon(found)
    messages.success(request, "Changes go both ways now." if found.sends else "It is only read now.")
    return redirect("contact_account", uid)


@member_page
@require_POST
def look(request: MemberRequest, uid: object) -> HttpResponse:
    """Compare both sides now."""
    found = contacts.account(request.actor, uid)
    try:
        jobs.look_now(actor=request.actor, now=request.now, account_uid=found.uid)
    except NotDone as refusal:
        messages.error(request, refusal.reason)
    return redirect("contact_account", uid)


@member_page
@require_POST
def pause(request: MemberRequest, uid: object) -> HttpResponse:
    """Look no more, or look again."""
    paused = request.POST.get("what") != "resume"
    found = actions.pause(actor=request.actor, now=request.now, account_uid=uid, paused=paused)
    jobs.again_soon(found)
    messages.success(request, "Paused. Everything stays as it is." if paused else "It goes on.")
    return redirect("contact_account", uid)


@member_page
@require_POST
def allow(request: MemberRequest, uid: object) -> HttpResponse:
    """Yes, so many are to go."""
    jobs.again_soon(actions.allow(actor=request.actor, now=request.now, account_uid=uid))
    return redirect("contact_account", uid)


@member_page
@require_POST
def password(request: MemberRequest, uid: object) -> HttpResponse:
    """Another password, tried before it is kept."""
    found = contacts.account(request.actor, uid)
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            jobs.new_password(actor=request.actor, now=request.now, account_uid=uid, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "The new password works.")
            return redirect("contact_account", uid)
    return _page(request, found, form)


@member_page
@require_POST
def clash(request: MemberRequest, uid: object) -> HttpResponse:
    """Keep what stands here, or take what stands there."""
    field, word = request.POST.get("field", ""), request.POST.get("word", "")
    found = actions.answer_clash(
        actor=request.actor, now=request.now, account_uid=uid, person_uid=request.POST.get("person", ""),
        field=field, word=word,
    )  # fmt: skip
    jobs.again_soon(found.card.book.account)
    return redirect("contact_account", uid)


@member_page
@require_http_methods(["GET", "POST"])
def disconnect(request: MemberRequest, uid: object) -> HttpResponse:
    """Ask once what becomes of the people, then forget the account."""
    found = contacts.account(request.actor, uid)
    if request.method == "POST":
        back = request.POST.get("what") == "back"
        jobs.disconnect(actor=request.actor, now=request.now, account_uid=uid, take_back=back)
        gone = " Whom it brought is being taken back." if back else ""
        messages.success(request, f"Disconnected, and the password forgotten.{gone}")
        return redirect("sources")
    return render(request, "sources/disconnect.html", {"account": _row(request, found)})


def _page(request: MemberRequest, found: ContactAccount, form: PasswordForm) -> HttpResponse:
    asked = telling.clashes(request.actor, found)
    context = {
        "account": _row(request, found),
        "form": form,
        "clashes": [{**one, "label": FIELDS.get(one["field"], one["field"])} for one in asked[:CLASHES_SHOWN]],
        "more_clashes": max(0, len(asked) - CLASHES_SHOWN),
        "preview": telling.preview(request.actor, found),
    }
    return render(request, "sources/account.html", context, status=422 if form.errors else 200)


def _row(request: MemberRequest, found: ContactAccount) -> dict[str, Any]:
    told = telling.account(found, request.now)
    label, colour = STATES[told["state"]]
    say = f"{count(told['cards']['people'], 'person', 'people')} in step"
    if told["looked_at"]:
        say += f" as of {moment_text(told['looked_at'], request.actor.time_zone)}"
    return {**told, "label": label, "colour": colour, "say": f"{say}.", "trouble": _trouble(told), "did": _did(told)}


def _trouble(told: dict[str, Any]) -> str:
    """What the member has to know or do; empty when all is well."""
    if told["state"] == "choosing":
        return "Choose which address books to keep in step."
    if told["state"] == "asking":
        return "Many people would go at once, so nothing of that was done yet."
    return str(told["message"])


def _did(told: dict[str, Any]) -> list[str]:
    """What the last look changed, in words."""
    last = told["last"]
    sentences = (
        ("came", "came here or found each other"), ("changed_here", "changed here"),
        ("put_aside", "put aside here, because their card was deleted there"), ("changed_there", "changed there"),
        ("made_there", "added there"), ("deleted_there", "deleted there"),
        ("refused", "could not be sent: the server did not take the change"),
    )  # fmt: skip
    return [f"{count(last[name], 'person', 'people')} {words}" for name, words in sentences if last[name]]
