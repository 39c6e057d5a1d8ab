"""Changing and deleting one touch."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.touches import actions, queries
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.ledgers import TouchForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.when import at_of, today
from grapevine.kit.errors import Refused


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """The form of one touch."""
    touch = queries.touch(request.actor, uid)
    day = today(touch.at, request.actor.time_zone)
    form = TouchForm(request.POST if request.method == "POST" else None, initial=_initial(touch) | {"on": day})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        on = said.pop("on")
        at = touch.at if on == day else at_of(on, request.now, request.actor.time_zone)
        try:
            actions.edit_touch(actor=request.actor, now=request.now, touch_uid=uid, at=at, **said)
        except Refused as refusal:
            refuse(form, refusal, {"at": "on"})
        else:
            messages.success(request, "Set right.")
            return redirect("person", touch.person.uid)
    context = {"form": form, "person": brief(touch.person), "delete_link": reverse("touch_delete", args=[uid])}
    return render(request, "touches/form.html", context, status=422 if form.errors else 200)


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Take one touch back."""
    touch = queries.touch(request.actor, uid)
    actions.delete_touch(actor=request.actor, now=request.now, touch_uid=uid)
    messages.success(request, "Deleted. The depth between you no longer counts it.")
    return redirect("person", touch.person.uid)


def _initial(touch: Touch) -> dict[str, object]:
    return {name: getattr(touch, name) for name in ("kind", "minutes", "began_by", "about", "note")}
