"""The week’s plan: what to do within one’s minutes, with a reason each; what was left out, and why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.coach.actions import planning
from grapevine.domain.coach.models import PlannedAction
from grapevine.domain.coach.queries.reminders import of_referrals
from grapevine.domain.coach.queries.week import KIND_FULL, NO_TIME, TOO_LONG, LeftOut, Line, Week, week
from grapevine.domain.coach.rules.plan import choosing
from grapevine.domain.coach.rules.techniques.reading import catalogue
from grapevine.domain.goals.queries.vine import vine
from grapevine.domain.referrals.queries.one import regulated
from grapevine.domain.referrals.queries.waiting import waiting
from grapevine.interfaces.web import plan_told, plan_words, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.network_mini import MOST as NUMBERED
from grapevine.interfaces.web.today_words import reminded
from grapevine.interfaces.web.when import today
from grapevine.kit.errors import Refused

MINUTES_MAX = 2400
#: So many referrals that wait; the rest is on their board.
REFERRALS = 5
#: So many actions stand on the page at once, so many more are folded below; the next ones come up as these are done.
LINES, FOLDED = 9, 31
LEFT = {NO_TIME: "no minutes left", KIND_FULL: "half of the week is that already",
        TOO_LONG: "longer than half of your week"}  # fmt: skip
STATES = {"done": "Done", "skipped": "Not for me this week", "later": "Next week"}
GAVE_WAY = {
    choosing.OVERCOMMITTED: "You promised more than this week has minutes. Here are those that matter most;"
    " tell the others a new day.",
    choosing.NO_GIVE_FIRST: "Nothing that gives first fits this week. Note what people are after, and it will.",
    choosing.GIVE_FIRST_TOO_LONG: "What gives first takes longer than what is left.",
    choosing.FORCED_TWICE: "Two promises to one person are both in.",
    choosing.FORCED_KIND: "Your promises take more than half of the week in one way; nothing more of that is added.",
}


@member_page
@require_safe
def show(request: MemberRequest) -> HttpResponse:
    """The plan of this week."""
    minutes = _minutes(request)
    own = request.user.weekly_minutes if minutes is None else minutes
    found, on = week(request.actor, request.now, own), today(request.now, request.actor.time_zone)
    waits = waiting(request.actor, request.now, on)
    context = {
        **_context(found),
        "eyebrow": f"{on:%A} {on.day} {on:%B}, week {on.isocalendar().week}",
        "told": plan_told.told(request.actor),
        "referrals": [reminded(one) for one in of_referrals(waits[:REFERRALS], on)],
        "more_referrals": max(0, len(waits) - REFERRALS),
        "pipeline": plan_words.pipeline(vine(request.actor, on), money=not regulated([request.user.profession_key])),
    }
    return render(request, "coach/plan.html", context)


@member_page
@require_POST
def done(request: MemberRequest, uid: object, key: str) -> HttpResponse:
    """It is done: the touch, the give or the promise is logged."""
    try:
        made = planning.action_done(actor=request.actor, now=request.now, person_uid=uid, key=key,
                                    note=request.POST.get("note", ""))  # fmt: skip
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("plan")
    logged = made.touch or made.give or made.promise
    told = "Done, and logged." if logged else "Done."
    messages.success(request, f"{told} {made.answer.minutes} minutes for {words.short(made.answer.person)}.")
    return redirect("plan")


@member_page
@require_POST
def later(request: MemberRequest, uid: object, key: str) -> HttpResponse:
    """Not this week."""
    made = planning.action_later(actor=request.actor, now=request.now, person_uid=uid, key=key)
    messages.success(request, f"{words.short(made.person)} may come up again next week.")
    return redirect("plan")


@member_page
@require_POST
def skip(request: MemberRequest, uid: object, key: str) -> HttpResponse:
    """Not this: another idea."""
    made = planning.skip_action(actor=request.actor, now=request.now, person_uid=uid, key=key)
    messages.success(request, f"Not that, then. If something else fits {words.short(made.person)}, it is in the plan.")
    return redirect("plan")


@member_page
@require_POST
def bring_back(request: MemberRequest, uid: object) -> HttpResponse:
    """Take an answer back."""
    made = planning.bring_action_back(actor=request.actor, now=request.now, planned_uid=uid)
    kept = " What was logged stays on their page." if made.state == "done" else ""
    messages.success(request, f"Taken back.{kept}")
    return redirect("plan")


def _minutes(request: MemberRequest) -> int | None:
    said = request.GET.get("minutes", "")
    return min(int(said), MINUTES_MAX) if said.isdecimal() and len(said) < 6 else None


def _context(found: Week) -> dict[str, Any]:
    planned, further = round(found.plan.minutes), found.lines[LINES : LINES + FOLDED]
    return {
        "lede": plan_words.lede(found),
        "no_time": not found.lines and found.minutes <= found.spent,
        "numbered": [str(line.who.uid) for line in found.lines][:NUMBERED],
        "minutes": found.minutes,
        "planned": _hours(planned),
        "budget": _hours(found.minutes),
        "spent": _hours(found.spent) if found.spent else "",
        "people": len(found.lines),
        "bar": plan_words.bar(found.lines, max(0, found.minutes - found.spent - planned)),
        "legend": plan_words.legend(found.lines),
        "lines": [_line(line) for line in found.lines[:LINES]],
        "further": [_line(line) for line in further],
        "further_time": _hours(sum(line.technique.minutes for line in further)),
        "more_lines": max(0, len(found.lines) - LINES - FOLDED),
        "not_yet": _not_yet(found),
        "gave_way": [GAVE_WAY[rule] for rule in found.plan.gave_way] if found.lines else [],
        "left_out": [_left(one) for one in found.left_out],
        "answered": [_answered(one) for one in found.answered],
    }


def _line(line: Line) -> dict[str, Any]:
    args = [line.who.uid, line.technique.key]
    return {
        "title": line.technique.name, "name": line.who.name, "person": reverse("person", args=[line.who.uid]),
        "why": line.why, "words": line.words, "minutes": line.technique.minutes, "waits": line.waits,
        "did": plan_words.did(line.technique, line.who.now.name), "gives_first": line.technique.gives_first,
        "technique": reverse("technique", args=[line.technique.key]),
        "links": {name: reverse(f"plan_{name}", args=args) for name in ("done", "later", "skip")},
    }  # fmt: skip


def _not_yet(found: Week) -> dict[str, Any] | None:
    said = plan_words.not_yet(found)
    if said is None:
        return None
    links = {"person": reverse("person", args=[said["id"]]), "draft": f"{reverse('guard')}?person={said['id']}"}
    return {**said, **links}


def _left(one: LeftOut) -> dict[str, str]:
    return {"name": one.line.who.name, "title": one.line.technique.name, "why": LEFT[one.reason],
            "person": reverse("person", args=[one.line.who.uid])}  # fmt: skip


def _answered(one: PlannedAction) -> dict[str, str]:
    known = catalogue().get(one.technique)
    return {"name": one.person.name, "person": reverse("person", args=[one.person.uid]), "state": STATES[one.state],
            "title": known.name if known else one.technique, "back": reverse("plan_back", args=[one.uid])}  # fmt: skip


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours and rest else f"{hours} h" if hours else f"{rest} min"
