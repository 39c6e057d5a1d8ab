"""The first steps: who you are, your goal, your first five, and bringing people in; each can be skipped."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from grapevine.domain.accounts.actions import edit_member
from grapevine.domain.accounts.models import Member
from grapevine.domain.people.actions import add_person
from grapevine.domain.people.queries import visible_to
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.onboarding import GoalForm, YouForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.goal_chain import chain, hours
from grapevine.kit.errors import NotDone

STEPS = 4
#: Where the first steps may lead.
AFTER = ("import_start", "person_add", "brief")
NOTE = (
    "These are starting guesses, not promises, and not yet your own numbers. There is no faster way; it is work, and it"
    " is pleasant work."
)


@member_page
@require_http_methods(["GET", "POST"])
def onboarding(request: MemberRequest) -> HttpResponse:
    """The step that is open; a form sent back comes with what was typed."""
    if request.method == "POST":
        takers = {"1": _take_you, "2": _take_goal, "3": _take_five, "later": _take_later}
        return takers.get(request.POST.get("step", ""), _take_later)(request)
    return _show(request, _step(request))


def _take_you(request: MemberRequest) -> HttpResponse:
    form = YouForm(request.POST)
    if form.is_valid():
        try:
            edit_member(actor=request.actor, now=request.now, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            return _to(2)
    return _show(request, 1, you_form=form, status=422)


def _take_goal(request: MemberRequest) -> HttpResponse:
    if "skip" in request.POST:
        return _to(3)
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _show(request, 2, goal_form=form, status=422)
    said = form.cleaned_data
    edit_member(
        actor=request.actor,
        now=request.now,
        goal_period=said["by"],
        goal_clients=said["clients"],
        goal_value=said["worth"],
        weekly_minutes=said["hours"] * 60,
    )
    return _to(2 if said["by"] and not request.user.goal_clients else 3)


def _take_five(request: MemberRequest) -> HttpResponse:
    typed = [" ".join(name.split()) for name in request.POST.getlist("five")[:5]]
    known = set(visible_to(request.actor).filter(name__in=typed).values_list("name", flat=True))
    try:
        with transaction.atomic():
            for name in dict.fromkeys(typed):
                if name and name not in known:
                    add_person(actor=request.actor, now=request.now, card=Card(name=name))
    except NotDone as refusal:
        return _show(request, 3, five=typed, five_errors=[refusal.reason], status=422)
    return _to(4)


def _take_later(request: MemberRequest) -> HttpResponse:
    edit_member(actor=request.actor, now=request.now, welcomed_at=request.now)
    return redirect(request.POST.get("to") if request.POST.get("to") in AFTER else "home")


def _step(request: MemberRequest) -> int:
    asked = request.GET.get("step", "")
    return int(asked) if asked in ("1", "2", "3", "4") else 1


def _to(step: int) -> HttpResponse:
    return redirect(f"{reverse('onboarding')}?step={step}")


def _show(request: MemberRequest, step: int, *, status: int = 200, **given: Any) -> HttpResponse:
    member = request.user
    five = (given.get("five") or _first_five(request)) + [""] * 5
    context = {
        "steps": _steps(member, step),
        "first_name": (member.name.split() or [member.email])[0],
        "you_form": given.get("you_form") or YouForm(initial=_plain(member, "name", "profession", "firm", "place")),
        "goal_form": given.get("goal_form") or GoalForm(initial=_goal(member)),
        "chain": _chain(member),
        "chain_note": NOTE,
        "five": five[:5],
        "five_shorts": [name.split()[0] if name.split() else None for name in five[:5]],
        "five_errors": given.get("five_errors", []),
    }
    return render(request, "onboarding.html", context, status=status)


def _steps(member: Member, step: int) -> list[dict[str, str]]:
    goal = ""
    if member.goal_clients:
        goal = f"{member.goal_clients:,} clients this {member.goal_period}, {hours(member.weekly_minutes)} a week"
    says = [words.role("", member.profession, member.place), goal, "Who would you call with good news?",
            "Your address book, calendar or mail"]  # fmt: skip
    return [
        {"state": "now" if number == step else "done" if number < step else "", "say": says[number - 1]}
        for number in range(1, STEPS + 1)
    ]


def _plain(member: Member, *names: str) -> dict[str, Any]:
    return {name: getattr(member, name) for name in names}


def _goal(member: Member) -> dict[str, Any]:
    return {
        "by": member.goal_period,
        "clients": member.goal_clients,
        "worth": member.goal_value,
        "hours": min(8, max(1, round(member.weekly_minutes / 60))),
    }


def _chain(member: Member) -> list[Any] | None:
    if not member.goal_clients or member.goal_period not in ("quarter", "year"):
        return None
    return chain(member.goal_clients, member.goal_value, member.goal_period, member.weekly_minutes)


def _first_five(request: MemberRequest) -> list[str]:
    """Those who came first into the book, while it is nearly empty."""
    people = visible_to(request.actor).filter(archived_at=None).order_by("pk")
    names = list(people.values_list("name", flat=True)[:6])
    return names if len(names) <= 5 else []
