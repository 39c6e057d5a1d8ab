"""Who somebody of the book knows, whether they may be spoken of, and who may ask the member."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from grapevine.domain.network.actions import wishes
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Person
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.introductions import KnowsForm, StandingForm
from grapevine.interfaces.web.introduction_rows import known
from grapevine.interfaces.web.introductions import whom
from grapevine.interfaces.web.person import brief
from grapevine.kit.errors import NotDone


@member_page
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """Who they know, and what holds for them in introductions."""
    return _page(request, people_queries.person(request.actor, uid))


@member_page
@require_POST
def add(request: MemberRequest, uid: object) -> HttpResponse:
    """Note that they know somebody else of the book."""
    person = people_queries.person(request.actor, uid)
    other, found, said = whom(request)
    form = KnowsForm(request.POST)
    if other and form.is_valid():
        try:
            wishes.add_acquaintance(
                actor=request.actor, now=request.now, one_uid=uid, other_uid=other, **form.cleaned_data
            )
        except NotDone as refusal:
            said = refusal.reason
        else:
            messages.success(request, "Noted.")
            return redirect("person_introductions", uid)
    return _page(request, person, status=422, form=form, candidates=found, errors=[said] if said else [])


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Strike out that two know each other."""
    row = queries.acquaintance(request.actor, uid)
    wishes.delete_acquaintance(actor=request.actor, now=request.now, acquaintance_uid=uid)
    messages.success(request, "Struck out.")
    return redirect("person_introductions", row.one.uid)


@member_page
@require_POST
def standing(request: MemberRequest, uid: object) -> HttpResponse:
    """Hide them, open them, or neither."""
    chosen = request.POST.get("standing", "")
    wishes.set_standing(actor=request.actor, now=request.now, person_uid=uid, standing=chosen)
    messages.success(request, "Kept.")
    return redirect("person_introductions", uid)


@member_page
@require_POST
def askable(request: MemberRequest) -> HttpResponse:
    """Who may ask the member to introduce them, and about whom."""
    said = {name: request.POST.get(name, "") for name in ("askable_by", "opens")}
    wishes.choose_askable(actor=request.actor, now=request.now, **said)
    messages.success(request, "Saved.")
    return redirect("settings")


def _page(request: MemberRequest, person: Person, status: int = 200, **given: Any) -> HttpResponse:
    zone = request.actor.time_zone
    context: dict[str, Any] = {
        "person": brief(person),
        "rows": [known(row, person.pk, zone) for row in queries.known_to(request.actor, person.pk)],
        "form": KnowsForm(),
        "standing_form": StandingForm(initial={"standing": queries.standing(request.actor, person.pk)}),
        "candidates": [],
        "errors": [],
        "typed": request.POST.get("who", ""),
        "links": {"add": reverse("person_knows", args=[person.uid]),
                  "standing": reverse("person_standing", args=[person.uid])},
    }  # fmt: skip
    return render(request, "introductions/person.html", {**context, **given}, status=status)
