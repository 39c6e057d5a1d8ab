"""Promises on the page of a person: written down, kept, let go, changed, struck out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.gives import queries
from grapevine.domain.gives.actions import promises as actions
from grapevine.domain.gives.models import Promise
from grapevine.domain.network.actions import taking_back
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Person
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.promises import EndForm, PromiseForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.log import back_to
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.person_promises import shown
from grapevine.interfaces.web.today import UNDO
from grapevine.kit.errors import NotDone


@member_page
@require_POST
def add(request: MemberRequest, uid: object) -> HttpResponse:
    """Write a promise down."""
    person = people_queries.person(request.actor, uid)
    form = PromiseForm(request.POST)
    if form.is_valid():
        try:
            actions.make_promise(actor=request.actor, now=request.now, person_uid=uid, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Written down. It comes up on the page of today when it is due.")
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
    return redirect(_place(person))


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """The page of one promise: how it stands, its words, its day."""
    promise = queries.promise(request.actor, uid)
    initial = {name: getattr(promise, name) for name in ("what", "by", "due")}
    form = PromiseForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_promise(actor=request.actor, now=request.now, promise_uid=uid, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Set right.")
            return redirect(_place(promise.person))
    context = {
        "form": form,
        "end": EndForm(),
        "person": brief(promise.person),
        "promise": shown(request, promise),
        "links": {name: reverse(f"promise_{name}", args=[uid]) for name in ("keep", "let_go", "reopen", "delete")},
    }
    return render(request, "promises/form.html", context, status=422 if form.errors else 200)


@member_page
@require_POST
def keep(request: MemberRequest, uid: object) -> HttpResponse:
    """It was kept; with a kind, the give it became is logged."""
    promise = queries.promise(request.actor, uid)
    said = {name: request.POST.get(name, "") for name in ("kind", "note")}
    return _ended(request, promise, lambda: actions.keep_promise(
        actor=request.actor, now=request.now, promise_uid=uid, **said
    ), "A word that was kept.")  # fmt: skip


@member_page
@require_POST
def let_go(request: MemberRequest, uid: object) -> HttpResponse:
    """No longer needed; or it was not kept."""
    promise = queries.promise(request.actor, uid)
    broken, note = request.POST.get("broken") == "1", request.POST.get("note", "")
    told = "It counts as not kept." if broken else "Let go. Nobody is to blame, and nothing counts it."
    return _ended(request, promise, lambda: actions.let_go_promise(
        actor=request.actor, now=request.now, promise_uid=uid, broken=broken, note=note
    ), told)  # fmt: skip


@member_page
@require_POST
def reopen(request: MemberRequest, uid: object) -> HttpResponse:
    """Take its end back."""
    promise = queries.promise(request.actor, uid)
    try:
        taking_back.reopen_promise(actor=request.actor, now=request.now, promise_uid=uid)
    except NotDone as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "It is open again.")
    return redirect(_place(promise.person))


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Strike it out."""
    promise = queries.promise(request.actor, uid)
    actions.delete_promise(actor=request.actor, now=request.now, promise_uid=uid)
    messages.success(request, "Struck out.")
    return redirect(_place(promise.person))


def _ended(request: MemberRequest, promise: Promise, end: Any, told: str) -> HttpResponse:
    try:
        end()
    except NotDone as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, told, extra_tags=f"{UNDO} promise:{promise.uid}")
    return redirect(back_to(request, promise.person))


def _place(person: Person) -> str:
    return f"{reverse('person', args=[person.uid])}#promises"
