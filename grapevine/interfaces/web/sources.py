"""What keeps coming in by itself: calendars at an address, connected address books, letters dropped by mail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.imports.actions import calendars as actions
from grapevine.domain.imports.actions import dropping
from grapevine.domain.imports.models import Subscription
from grapevine.domain.imports.queries import calendars as queries
from grapevine.domain.imports.rules.calendars import Health
from grapevine.interfaces.exchange import calendars, sources
from grapevine.interfaces.web import contact_accounts, import_told, secret_addresses
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.forms.sources import CalendarChangeForm, CalendarForm
from grapevine.interfaces.web.person_story import count
from grapevine.interfaces.web.when import moment_text
from grapevine.kit.errors import NotDone

#: Health -> (words, colour of the tag).
STATES = {
    Health.FRESH: ("fresh", "vine"), Health.NEW: ("not looked at yet", "due"), Health.LOOKING: ("looking now", "due"),
    Health.LATE: ("trying again", "due"), Health.FAILING: ("needs you", "stop"), Health.PAUSED: ("paused", ""),
}  # fmt: skip
#: So many imports of a calendar are shown on its page.
SHOWN = 20


@member_page
@require_http_methods(["GET", "POST"])
def every(request: MemberRequest) -> HttpResponse:
    """Everything that keeps coming in; a new calendar is sent here, and asked at once."""
    form = CalendarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = calendars.add(actor=request.actor, now=request.now, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"{found.name} is here. What happened with people comes in now.")
            return redirect("sources")
    rows = [_row(request, each) for each in queries.subscriptions(request.actor)]
    context = {
        "form": form,
        "calendars": rows,
        "looking": any(row["looking"] for row in rows),
        "contacts": contact_accounts.rows(request),
        "post": _letters(request),
    }
    return render(request, "sources/list.html", context, status=422 if form.errors else 200)


@member_page
@require_http_methods(["GET", "POST"])
def calendar(request: MemberRequest, uid: object) -> HttpResponse:
    """One calendar: how it stands, what it brought, its name and address."""
    found = queries.subscription(request.actor, uid)
    form = CalendarChangeForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            calendars.change(actor=request.actor, now=request.now, uid=uid, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Changed.")
            return redirect("source_calendar", uid)
    batches = queries.brought(found).prefetch_related("files")[:SHOWN]
    context = {
        "form": form,
        "calendar": _row(request, found),
        "refused": found.counts.get("refused", []),
        "imports": [import_told.row(batch, request.actor.time_zone) for batch in batches],
    }
    return render(request, "sources/calendar.html", context, status=422 if form.errors else 200)


@member_page
@require_POST
def refresh(request: MemberRequest, uid: object) -> HttpResponse:
    """Look now."""
    calendars.refresh(actor=request.actor, now=request.now, uid=uid)
    messages.success(request, "We are looking now.")
    return redirect("sources")


@member_page
@require_POST
def pause(request: MemberRequest, uid: object) -> HttpResponse:
    """Ask it no more for now."""
    actions.pause_calendar(actor=request.actor, now=request.now, uid=uid, paused=True)
    messages.success(request, "Paused. What it brought stays.")
    return redirect("sources")


@member_page
@require_POST
def resume(request: MemberRequest, uid: object) -> HttpResponse:
    """Let it go on."""
    calendars.resume(actor=request.actor, now=request.now, uid=uid)
    messages.success(request, "It goes on. We are looking now.")
    return redirect("sources")


@member_page
@require_http_methods(["GET", "POST"])
def remove(request: MemberRequest, uid: object) -> HttpResponse:
    """Ask once what becomes of what it brought, then forget the calendar."""
    found = queries.subscription(request.actor, uid)
    if request.method == "POST":
        take_back = request.POST.get("what") == "back"
        undone = calendars.remove(actor=request.actor, now=request.now, uid=uid, take_back=take_back)
        back = " What it brought is being taken back." if undone else ""
        messages.success(request, f"{found.name} is removed, and its address forgotten.{back}")
        return redirect("sources")
    return render(request, "sources/remove.html", {"calendar": _row(request, found)})


drop_renew, drop_revoke = secret_addresses.views(
    dropping.renew_drop_address, dropping.revoke_drop_address, back_to="sources",
    revoked="Letters to that address are left alone.",
)  # fmt: skip


def _row(request: MemberRequest, found: Subscription) -> dict[str, Any]:
    told = sources.calendar(found)
    state = Health(told["state"])
    label, colour = STATES[state]
    return {
        **told,
        "label": label,
        "colour": colour,
        "looking": state is Health.LOOKING,
        "paused": found.paused,
        "say": _say(request, found, told["last"]),
        "trouble": _trouble(request, found, state),
    }


def _say(request: MemberRequest, found: Subscription, last: dict[str, Any]) -> str:
    """What the last look that worked found, in a sentence or two."""
    if found.fresh_at is None:
        return "Nothing has come in yet."
    parts = [f"Up to date as of {moment_text(found.fresh_at, request.actor.time_zone)}",
             f"{count(last['meetings'], 'meeting')} with people in it"]  # fmt: skip
    if last["withdrawn"]:
        parts.append(f"{count(last['withdrawn'], 'meeting')} no longer in it, taken out of your touches")
    told = "; ".join(parts) + "."
    if last["held"]:
        told += (
            f" {count(last['held'], 'meeting')} vanished at once. That looks like a fault of the calendar, so "
            "nothing of it was taken out."
        )
    if last["refused_count"]:
        told += f" {count(last['refused_count'], 'entry', 'entries')} could not be read."
    return told


def _trouble(request: MemberRequest, found: Subscription, state: Health) -> str:
    if state not in (Health.LATE, Health.FAILING):
        return ""
    again = moment_text(found.due_at, request.actor.time_zone)
    return f"{found.message} The next try is on {again}; what came in before stays."


def _letters(request: MemberRequest) -> dict[str, Any]:
    told = sources.letters(request.actor)
    shown, lost = sources.drop_address_or_why(request.actor)
    zone = request.actor.time_zone
    rows = [
        {
            "when": moment_text(each["at"], zone),
            "say": count(each["touches"], "touch", "touches") if each["touches"] else each["reason"],
            "taken": bool(each["touches"]),
            "link": reverse("import", args=[each["import_id"]]) if each["import_id"] else "",
        }
        for each in told["items"]
    ]
    return {**told, "address": shown, "lost": lost, "rows": rows}
