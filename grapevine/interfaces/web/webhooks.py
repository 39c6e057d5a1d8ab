"""Webhooks: the list of a member's endpoints, one of them with its log, and what can be done with each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.webhooks.actions import delivering
from grapevine.domain.webhooks.actions import endpoints as actions
from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.queries import endpoints as queries
from grapevine.domain.webhooks.rules.events import EVENTS, TRIAL
from grapevine.domain.webhooks.rules.states import State
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.forms.webhooks import WebhookForm
from grapevine.interfaces.web.proof import prove
from grapevine.interfaces.web.when import ago, day_text, moment_text
from grapevine.kit.errors import NotDone, Refused

PAGE = 30
#: The state as a word, and the colour of its tag.
TAGS = {
    State.WAITING: ("waits", "due"), State.SENDING: ("going out", "due"), State.DELIVERED: ("taken", "vine"),
    State.FAILED: ("given up", "stop"),
}  # fmt: skip


@member_page
@require_http_methods(["GET", "POST"])
def webhooks(request: MemberRequest) -> HttpResponse:
    """All of them; a new one is sent here, and its secret stands on that one answer and nowhere else."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST":
        prove(request)
        if form.is_valid():
            try:
                made, secret = actions.add_endpoint(actor=request.actor, now=request.now, **form.cleaned_data)
            except NotDone as refusal:
                refuse(form, refusal)
            else:
                return _one(request, made, new_secret=secret)
    waits = queries.waiting(request.actor)
    rows = [_row(request, each, waits.get(each.pk, 0)) for each in queries.endpoints(request.actor)]
    context = {"webhooks": rows, "form": form}
    return render(request, "webhooks/list.html", context, status=422 if form.errors else 200)


@member_page
@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """One with its log; another name, address or choice of events is sent here."""
    found = queries.endpoint(request.actor, uid)
    if request.method == "GET":
        return _one(request, found)
    form = WebhookForm(request.POST)
    if form.is_valid():
        try:
            actions.change_endpoint(actor=request.actor, now=request.now, endpoint_uid=uid, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Saved.")
            return redirect("webhook", uid)
    return _one(request, found, form=form)


@member_page
@require_POST
def secret(request: MemberRequest, uid: object) -> HttpResponse:
    """A new secret, on this one answer and nowhere else."""
    found = queries.endpoint(request.actor, uid)
    prove(request)
    found, made = actions.rotate_secret(actor=request.actor, now=request.now, endpoint_uid=uid)
    return _one(request, found, new_secret=made)


@member_page
@require_POST
def pause(request: MemberRequest, uid: object) -> HttpResponse:
    """Send nothing there for now, or go on."""
    goes_on = request.POST.get("what") == "resume"
    act = actions.resume_endpoint if goes_on else actions.pause_endpoint
    try:
        act(actor=request.actor, now=request.now, endpoint_uid=uid)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        paused = "Paused. What happens meanwhile waits for up to 30 days."
        messages.success(request, "It goes on, with what waited first." if goes_on else paused)
    return redirect("webhook", uid)


@member_page
@require_POST
def trial(request: MemberRequest, uid: object) -> HttpResponse:
    """Send something that is about nothing."""
    try:
        actions.try_endpoint(actor=request.actor, now=request.now, endpoint_uid=uid)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "A trial is on its way. Look at the log in a moment.")
    return redirect("webhook", uid)


@member_page
@require_POST
def remove(request: MemberRequest, uid: object) -> HttpResponse:
    """Forget it, with its secret and its log."""
    actions.remove_endpoint(actor=request.actor, now=request.now, endpoint_uid=uid)
    messages.success(request, "Removed. Nothing is sent there any more.")
    return redirect("webhooks")


@member_page
@require_POST
def replay(request: MemberRequest, uid: object) -> HttpResponse:
    """Send one message once more; ``uid`` is the message's."""
    try:
        held = delivering.replay(actor=request.actor, now=request.now, delivery_uid=uid)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        held = queries.deliveries(request.actor).get(uid=uid)
    else:
        messages.success(request, "It is on its way once more, with the same id.")
    return redirect("webhook", held.endpoint.uid)


def _one(request: MemberRequest, found: Endpoint, **given: Any) -> HttpResponse:
    at = request.GET.get("from", "")
    skip = int(at) if at.isdecimal() and len(at) < 6 else 0
    log = list(queries.deliveries(request.actor, found)[skip : skip + PAGE + 1])
    here = reverse("webhook", args=[found.uid])
    first = {"name": found.name, "address": queries.address(found), "events": found.events}
    context = {
        "webhook": _row(request, found, 0),
        "form": WebhookForm(initial=first),
        "log": [_delivery(request, each) for each in log[:PAGE]],
        "pager": {
            "previous": here if skip else None,
            "next": f"{here}?from={skip + PAGE}" if len(log) > PAGE else None,
        },
        "new_secret": "",
        **given,
    }
    return render(request, "webhooks/show.html", context, status=422 if context["form"].errors else 200)


def _row(request: MemberRequest, found: Endpoint, waits: int) -> dict[str, Any]:
    zone = request.actor.time_zone
    return {
        "id": str(found.uid),
        "name": found.name,
        "host": found.host,
        "paused": found.paused_at is not None,
        "trouble": found.paused_why,
        "failing": f"since {ago(found.failing_since, request.now, zone)}" if found.failing_since else "",
        "hears": f"{len(found.events)} of {len(EVENTS)} happenings" if found.events else "everything",
        "waits": waits,
        "both": day_text(found.before_until, zone)
        if found.before_until and found.before_until > request.now else "",
    }  # fmt: skip


def _delivery(request: MemberRequest, each: Delivery) -> dict[str, Any]:
    zone = request.actor.time_zone
    label, css = TAGS[State(each.state)]
    waits = each.state == State.WAITING
    return {
        "id": str(each.uid),
        "event": each.event,
        "says": EVENTS.get(each.event, "A trial" if each.event == TRIAL else each.event),
        "label": label,
        "css": css,
        "when": moment_text(each.created_at, zone),
        "again": moment_text(each.next_try_at, zone) if waits and each.attempts else "",
        "tries": [
            {**one, "when": moment_text(datetime.fromisoformat(one["at"]), zone)} for one in reversed(each.tries)
        ],
        "replays": each.state != State.SENDING,
        "body": each.body,
    }
