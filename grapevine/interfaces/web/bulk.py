"""Changing several people of the list at once, those ticked or all whom the filters find; and taking that back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from grapevine.domain.network.queries.chosen import changes as changes_of
from grapevine.domain.network.queries.chosen import meant
from grapevine.domain.people.actions.bulk import change_many, undo_change
from grapevine.domain.people.rules.bulk import Asked, Do, told
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.people import filter_query, wanted_of
from grapevine.interfaces.web.when import moment_text
from grapevine.kit.errors import Refused

SHOWN_MAX = 100


@member_page
@require_POST
def change(request: MemberRequest) -> HttpResponse:
    """Do what the form says to those it means, and go back to the same list with the way to undo it."""
    asked = QueryDict(request.POST.get("filter", "")[:2_000])
    do, _, value = request.POST.get("what", "").partition(":")
    if do in (Do.TAG, Do.UNTAG):
        value = request.POST.get("tag", "")
    try:
        found = wanted_of(asked) if request.POST.get("whom") == "found" else None
        named = None if found else request.POST.getlist("person")
        people = meant(request.actor, request.now, named, found)
        done = change_many(actor=request.actor, now=request.now, people=people, do=do, value=value)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        way_back = f"undo-change {done.change.uid}" if done.change else ""
        messages.success(request, done.told, extra_tags=way_back)
    return redirect(f"{reverse('people')}?{filter_query(asked)}".removesuffix("?"))


@member_page
@require_POST
def undo(request: MemberRequest, uid: object) -> HttpResponse:
    """Give everybody back what they had before a change."""
    try:
        messages.success(request, undo_change(actor=request.actor, now=request.now, change_uid=uid).told)
    except Refused as refused:
        messages.error(request, refused.reason)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if safe else reverse("changes"))


@member_page
def changes(request: MemberRequest) -> HttpResponse:
    """What was changed of several people at once, newest first, each with its way back."""
    rows: list[dict[str, Any]] = [
        {
            "told": told(Asked(Do(one.do), one.value), one.people, 0),
            "when": moment_text(one.made_at, request.actor.time_zone),
            "undone": moment_text(one.undone_at, request.actor.time_zone) if one.undone_at else "",
            "undo": reverse("change_undo", args=[one.uid]),
        }
        for one in changes_of(request.actor)[:SHOWN_MAX]
    ]
    return render(request, "people/changes.html", {"rows": rows})
