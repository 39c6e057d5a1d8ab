"""Changing and deleting one give."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.gives import actions, queries
from grapevine.domain.gives.models import Give
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.ledgers import GiveForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.when import at_of, today
from grapevine.kit.errors import Refused


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """The form of one give."""
    give = queries.give(request.actor, uid)
    day = today(give.at, request.actor.time_zone)
    form = GiveForm(request.POST if request.method == "POST" else None, initial=_initial(give) | {"on": day})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        on = said.pop("on")
        at = give.at if on == day else at_of(on, request.now, request.actor.time_zone)
        try:
            actions.edit_give(actor=request.actor, now=request.now, give_uid=uid, at=at, **said)
        except Refused as refusal:
            refuse(form, refusal, {"at": "on"})
        else:
            messages.success(request, "Set right.")
            return redirect("person", give.person.uid)
    context = {"form": form, "person": brief(give.person), "delete_link": reverse("give_delete", args=[uid])}
    return render(request, "gives/form.html", context, status=422 if form.errors else 200)


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Take one give back."""
    give = queries.give(request.actor, uid)
    actions.delete_give(actor=request.actor, now=request.now, give_uid=uid)
    messages.success(request, "Deleted. The depth between you no longer counts it.")
    return redirect("person", give.person.uid)


def _initial(give: Give) -> dict[str, object]:
    return {name: getattr(give, name) for name in ("kind", "direction", "sphere", "note")}
