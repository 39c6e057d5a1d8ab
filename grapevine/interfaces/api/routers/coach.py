"""Before you send; techniques and practice; the week's plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.coach.actions import guarding, planning, practising, telling
from grapevine.domain.coach.models import Overrule, Practice
from grapevine.domain.coach.queries import guard as guards
from grapevine.domain.coach.queries import practice as practices
from grapevine.domain.coach.queries.situations import situation_of
from grapevine.domain.coach.queries.told import told_of
from grapevine.domain.coach.queries.week import Line
from grapevine.domain.coach.queries.week import week as week_of
from grapevine.domain.coach.rules.plan.valuing import DONE, LATER, SKIPPED
from grapevine.domain.coach.rules.techniques.fitting import fits_now, script, starters
from grapevine.domain.coach.rules.techniques.reading import Technique, catalogue
from grapevine.domain.people import queries as people
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes import coach as shapes
from grapevine.interfaces.exchange import plan as plain_plan
from grapevine.interfaces.exchange import plan_calendar
from grapevine.kit import clock
from grapevine.kit.errors import Refused

router = Router(tags=["coach"])
READ = (Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ)
#: Whoever has the calendar, or gets the letter, reads all that the plan tells.
HAND_OUT = (Permission.BOOK_WRITE, *READ)
KEY = Path(max_length=40, description="the key of a technique")
SHOWN = 200


@router.post("/people/{uuid:person_id}/guard", response=shapes.DraftVerdict, **needs(*READ))
def judge_draft(request: HttpRequest, person_id: UUID, draft: Body[shapes.DraftIn]) -> HttpResponse:
    """Whether a draft asks before this relationship carries it. Nothing is kept."""
    found = guards.judged(request.auth, person_id, draft.draft, clock.now())
    verdict = found.verdict
    cues = [
        {"family": cue.hit.family.name, "text": cue.hit.text, "weight": cue.weight, "start": cue.hit.start,
         "end": cue.hit.end}
        for cue in verdict.cues
    ]  # fmt: skip
    said = {name: getattr(verdict, name) for name in ("pitch", "p", "voice", "advice")}
    openings = [opening.line for opening in found.openings]
    return answer({**said, "cues": cues, "stage": found.situated.now.stage, "openings": openings})


@router.post("/people/{uuid:person_id}/guard/overrule", response={201: shapes.Overruled}, **needs(
    Permission.BOOK_WRITE, *READ))  # fmt: skip
def overrule_guard(request: HttpRequest, person_id: UUID, draft: Body[shapes.DraftIn]) -> HttpResponse:
    """Note that it is sent all the same: for the member alone, without the draft."""
    made = guarding.overrule(actor=request.auth, now=clock.now(), person_uid=person_id, draft=draft.draft)
    return answer(_overruled(made), 201)


@router.get("/guard/overrules", response=shapes.Overrules, **needs(Permission.BOOK_READ))
def list_overrules(request: HttpRequest) -> HttpResponse:
    """What was sent all the same."""
    return answer({"items": [_overruled(one) for one in guards.overrules(request.auth)[:SHOWN]]})


@router.delete("/guard/overrules/{uuid:overrule_id}", response={204: None}, **needs(Permission.BOOK_WRITE))
def forget_overrule(request: HttpRequest, overrule_id: UUID) -> HttpResponse:
    """Strike one out."""
    guarding.forget_overrule(actor=request.auth, now=clock.now(), overrule_uid=overrule_id)
    return nothing()


@router.get("/techniques", response=shapes.CoachTechniques, **needs(Permission.BOOK_READ))
def list_techniques(request: HttpRequest) -> HttpResponse:
    """The whole catalogue."""
    return answer({"items": [_technique(one, one.say) for one in catalogue().values()], "starters": []})


@router.get("/people/{uuid:person_id}/techniques", response=shapes.CoachTechniques, **needs(*READ))
def techniques_that_fit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Those that fit what is between you now, best first, with their words; ways to begin a talk."""
    found = situation_of(request.auth, people.person(request.auth, person_id), clock.now()).now
    rows = [_technique(one, script(one, found)) for one in fits_now(found)]
    return answer({"items": rows, "starters": starters(found)})


@router.get("/practice", response=shapes.Practised, **needs(*READ))
def show_practice(request: HttpRequest) -> HttpResponse:
    """What was practised, with mindset beside skill set."""
    rows = list(practices.practices(request.auth)[: practices.READ])
    found = practices.picture(request.auth, rows, clock.now())
    names = ("give_first", "relationship_first", "acts", "tried", "skill")
    return answer({"items": [_try(row) for row in rows], **{name: getattr(found, name) for name in names}})


@router.post("/techniques/{key}/choose", response={201: shapes.Try}, **needs(Permission.BOOK_WRITE))
def choose_technique(request: HttpRequest, key: str = KEY) -> HttpResponse:
    """Take a technique up for this week."""
    return answer(_try(practising.choose_technique(actor=request.auth, now=clock.now(), key=key)), 201)


@router.post("/techniques/{key}/tries", response={201: shapes.Try}, **needs(Permission.BOOK_WRITE))
def note_try(request: HttpRequest, tried: Body[shapes.TryIn], key: str = KEY) -> HttpResponse:
    """Note how a try went."""
    made = practising.note_try(actor=request.auth, now=clock.now(), key=key, went=tried.went, note=tried.note,
                               person_uid=tried.person)  # fmt: skip
    return answer(_try(made), 201)


@router.delete("/practice/{uuid:try_id}", response={204: None}, **needs(Permission.BOOK_WRITE))
def forget_try(request: HttpRequest, try_id: UUID) -> HttpResponse:
    """Strike a try out, or let the technique of the week go."""
    practising.leave_practice(actor=request.auth, now=clock.now(), practice_uid=try_id)
    return nothing()


@router.get("/plan", response=shapes.WeekPlan, **needs(*READ))
def show_plan(request: HttpRequest, minutes: int | None = Query(None, ge=0, le=2400)) -> HttpResponse:
    """The plan of this week, within these minutes or the member's own."""
    found = week_of(request.auth, clock.now(), minutes)
    return answer({
        "week": found.monday, "minutes": found.minutes, "spent": found.spent, "planned": found.plan.minutes,
        "exact": found.plan.exact, "gave_way": found.plan.gave_way,
        "actions": [_action(line) for line in found.lines],
        "left_out": [_action(one.line, one.reason) for one in found.left_out],
        "not_yet": plain_plan.not_yet(found),
    })  # fmt: skip


@router.post("/plan/{uuid:person_id}/{key}", response={201: shapes.WeekAnswer}, **needs(
    Permission.BOOK_WRITE, Permission.TOUCHES_WRITE, Permission.GIVES_WRITE, *READ))  # fmt: skip
def answer_plan(request: HttpRequest, person_id: UUID, said: Body[shapes.WeekAnswerIn], key: str = KEY) -> HttpResponse:
    """Done (logs it), later (nothing with them this week), or skipped (another idea)."""
    about: dict[str, Any] = {"actor": request.auth, "now": clock.now(), "person_uid": person_id, "key": key}
    if said.state not in (DONE, LATER, SKIPPED):
        raise Refused("Choose done, later or skipped.", "state")
    written: dict[str, UUID | None] = dict.fromkeys(("touch", "give", "promise"))
    if said.state == DONE:
        carried = planning.action_done(**about, note=said.note)
        made = carried.answer
        written = {name: row.uid if (row := getattr(carried, name)) else None for name in written}
    else:
        made = planning.action_later(**about) if said.state == LATER else planning.skip_action(**about)
    return answer({"id": made.uid, "person": person_id, "technique": key, "state": made.state, **written}, 201)


@router.delete("/plan/answers/{uuid:answer_id}", response={204: None}, **needs(Permission.BOOK_WRITE))
def take_plan_answer_back(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Take an answer back; what was logged with it stays."""
    planning.bring_action_back(actor=request.auth, now=clock.now(), planned_uid=answer_id)
    return nothing()


@router.get("/plan/calendar", response=shapes.PlanCalendarAddress, **needs(*HAND_OUT))
def show_plan_calendar(request: HttpRequest) -> HttpResponse:
    """The secret address at which a calendar program reads this week's actions and reviews."""
    return answer({"address": plan_calendar.address_of(told_of(request.auth))})


@router.post("/plan/calendar", response={204: None}, **needs(*HAND_OUT))
def renew_plan_calendar(request: HttpRequest) -> HttpResponse:
    """Make a secret address; the one before works no more. GET shows it: no kept answer may hold a secret."""
    telling.renew_calendar(actor=request.auth, now=clock.now())
    return nothing()


@router.delete("/plan/calendar", response={204: None}, **needs(Permission.BOOK_WRITE))
def revoke_plan_calendar(request: HttpRequest) -> HttpResponse:
    """Take the address back: calendar programs get nothing."""
    telling.revoke_calendar(actor=request.auth, now=clock.now())
    return nothing()


@router.get("/plan/letter", response=shapes.MondayLetterWish, **needs(Permission.BOOK_READ))
def show_monday_letter(request: HttpRequest) -> HttpResponse:
    """Whether your week comes by letter on Monday."""
    return answer({"wished": told_of(request.auth).letter})


@router.patch("/plan/letter", response=shapes.MondayLetterWish, **needs(*HAND_OUT))
def wish_monday_letter(request: HttpRequest, change: shapes.MondayLetterWishIn) -> HttpResponse:
    """Wish for your week by letter on Monday morning, to your own address, or for no more of them."""
    kept = telling.wish_monday_letter(actor=request.auth, now=clock.now(), wished=change.wished)
    return answer({"wished": kept.letter})


def _technique(one: Technique, say: str) -> dict[str, Any]:
    names = ("key", "name", "kind", "minutes", "moves", "gives_first", "claim", "source", "why", "steps")
    return {**{name: getattr(one, name) for name in names}, "say": say}


def _try(row: Practice) -> dict[str, Any]:
    names = ("technique", "chosen_at", "tried_at", "went", "note")
    person = row.person.uid if row.person else None
    return {"id": row.uid, "person": person, **{name: getattr(row, name) for name in names}}


def _overruled(one: Overrule) -> dict[str, Any]:
    return {"id": one.uid, "person": one.person.uid, "p": one.p, "families": one.families.split(),
            "said_at": one.said_at}  # fmt: skip


def _action(line: Line, reason: str = "") -> dict[str, Any]:
    names = ("value", "forced", "why", "words")
    return {"person": line.who.uid, "name": line.who.name, "technique": line.technique.key,
            "kind": line.technique.kind, "minutes": line.technique.minutes, "reason": reason,
            **{name: getattr(line, name) for name in names}}  # fmt: skip
