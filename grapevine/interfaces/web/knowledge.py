"""What is known of a person under five headings, and whether they know it of the member."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.people import queries
from grapevine.domain.people.actions import knowledge as actions
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.knowledge import HEARD, TOLD
from grapevine.interfaces.web.actor import MemberRequest, member_page, wants_part
from grapevine.interfaces.web.forms.knowledge import KnowledgeForm, NewKnowledgeForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.person_known import known
from grapevine.interfaces.web.when import at_of, today
from grapevine.kit.errors import NotDone


@member_page
@require_POST
def add(request: MemberRequest, uid: object) -> HttpResponse:
    """Write one thing down; where the browser can, only the sheet comes back."""
    person = queries.person(request.actor, uid)
    form = NewKnowledgeForm(request.POST)
    if form.is_valid():
        said = dict(form.cleaned_data)
        on = said.pop("on") or today(request.now, request.actor.time_zone)
        said["source"] = said["source"] or (HEARD if said["heard_from"] else TOLD)
        try:
            at = at_of(on, request.now, request.actor.time_zone)
            actions.add_knowledge(actor=request.actor, now=request.now, person_uid=uid, at=at, **said)
        except NotDone as refusal:
            refuse(form, refusal, {"at": "on"})
    return _back(request, person, form)


@member_page
@require_POST
def told(request: MemberRequest, uid: object) -> HttpResponse:
    """Note that they know this of me, or that they do not."""
    person = queries.person(request.actor, uid)
    heading, known = request.POST.get("heading", ""), request.POST.get("told") == "1"
    actions.mark_told(actor=request.actor, now=request.now, person_uid=uid, heading=heading, told=known)
    return _back(request, person)


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """The form of one thing known."""
    row = queries.knowledge(request.actor, uid)
    zone = request.actor.time_zone
    day = today(row.at, zone)
    initial = {name: getattr(row, name) for name in ("heading", "text", "source", "heard_from")} | {"on": day}
    form = KnowledgeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        on = said.pop("on")
        at = row.at if on == day else at_of(on, request.now, zone)
        try:
            actions.edit_knowledge(actor=request.actor, now=request.now, knowledge_uid=uid, at=at, **said)
        except NotDone as refusal:
            refuse(form, refusal, {"at": "on"})
        else:
            messages.success(request, "Set right.")
            return redirect(_place(row.person))
    context = {"form": form, "person": brief(row.person), "delete_link": reverse("knowledge_delete", args=[uid])}
    return render(request, "people/knowledge.html", context, status=422 if form.errors else 200)


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Strike one thing out."""
    row = queries.knowledge(request.actor, uid)
    actions.delete_knowledge(actor=request.actor, now=request.now, knowledge_uid=uid)
    messages.success(request, "Struck out.")
    return redirect(_place(row.person))


def _back(request: MemberRequest, person: Person, form: NewKnowledgeForm | None = None) -> HttpResponse:
    """The sheet alone for htmx; else the page of the person, with what was wrong as a message."""
    errors = [error for found in form.errors.values() for error in found] if form else []
    if wants_part(request):
        card = queries.card_of(person)
        sheet = queries.sheet_of(request.actor, person, card, request.now)
        context = {"person": brief(person), "known": known(person, sheet, request), "known_errors": errors,
                   "typed": form.data if form and errors else {}}  # fmt: skip
        return render(request, "people/_known.html", context)
    for error in errors:
        messages.error(request, error)
    return redirect(_place(person))


def _place(person: Person) -> str:
    return f"{reverse('person', args=[person.uid])}#look-h"
