"""Lessons given, teach-backs asked and shown, refreshers due."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.education.actions import lessons as actions
from grapevine.domain.education.actions import teach_backs
from grapevine.domain.education.models import Lesson, TeachBack
from grapevine.domain.education.queries import lessons as queries
from grapevine.domain.education.rules import memory
from grapevine.domain.education.rules.teaching import Refreshers
from grapevine.interfaces.api.answers import answer, nothing, once_only
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import Cut, newest_first
from grapevine.interfaces.api.shapes import lessons as shapes
from grapevine.interfaces.exchange.measures import measured
from grapevine.kit import clock
from grapevine.kit.moments import day_in

router = Router(tags=["lessons"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE


@router.get("/lessons", response=shapes.LessonList, **needs(READ))
def list_lessons(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """Every lesson you gave, newest first."""
    fields = ("uid", "person__uid", "part", "how", "version__number")
    found, following = newest_first(queries.lessons(request.auth), cut, name="lessons", stamp="at", fields=fields)
    items = [
        {
            "id": row["uid"], "person": row["person__uid"], "part": row["part"], "how": row["how"], "at": row["at"],
            "version": row["version__number"],
        }
        for row in found
    ]  # fmt: skip
    return answer({"items": items, "next": following})


@router.post("/lessons", response={201: shapes.LessonsMade}, **needs(WRITE))
def give_lesson(request: HttpRequest, lesson: shapes.LessonIn) -> HttpResponse:
    """Keep that parts of your brief were told somebody; in a week it is time to ask."""
    said = lesson.dict()
    made = actions.give_lesson(actor=request.auth, now=clock.now(), person_uid=said.pop("person"), **said)
    return answer({"items": [_lesson(one) for one in made]}, 201)


@router.delete("/lessons/{uuid:lesson_id}", response={204: None}, **needs(WRITE))
def undo_lesson(request: HttpRequest, lesson_id: UUID) -> HttpResponse:
    """Take a lesson back; what was shown since stays."""
    actions.undo_lesson(actor=request.auth, now=clock.now(), lesson_uid=lesson_id)
    return nothing()


@router.get("/teach-backs", response=shapes.TeachBackList, **needs(READ))
def list_teach_backs(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """Every teach-back, newest first, with what was answered."""
    now = clock.now()
    rows = queries.teach_backs(request.auth)
    found, following = newest_first(rows, cut, name="teach-backs", stamp="asked_at", fields=())
    whole = rows.in_bulk([row["pk"] for row in found])
    return answer({"items": [_teach_back(whole[row["pk"]], now) for row in found], "next": following})


@router.post("/teach-backs", response={201: shapes.TeachBackNew}, **needs(WRITE))
def ask_teach_back(request: HttpRequest, teach_back: shapes.TeachBackIn) -> HttpResponse:
    """Make a link with at most three questions. You hand it over yourself; nothing is sent. An open one ends."""
    now, said = clock.now(), teach_back.dict()
    row, secret = teach_backs.ask_teach_back(actor=request.auth, now=now, person_uid=said.pop("person"), **said)
    shown = _teach_back(row, now)
    return once_only({**shown, "link": f"{settings.BASE_URL}/t/{secret}"}, {**shown, "link": ""})


@router.post("/teach-backs/in-person", response={201: shapes.TeachBack}, **needs(WRITE))
def check_in_person(request: HttpRequest, said: shapes.InPersonIn) -> HttpResponse:
    """Keep what somebody said when you asked face to face."""
    now, values = clock.now(), said.dict()
    row = teach_backs.check_in_person(actor=request.auth, now=now, person_uid=values.pop("person"), **values)
    return answer(_teach_back(row, now), 201)


@router.post("/teach-backs/referral", response={201: shapes.TeachBack}, **needs(WRITE))
def note_referral(request: HttpRequest, sent: shapes.ReferralIn) -> HttpResponse:
    """Keep what a referral shows: a fit, that they know whom to send; a misfit, that they do not know whom not to."""
    now = clock.now()
    row = teach_backs.note_referral(actor=request.auth, now=now, person_uid=sent.person, fits=sent.fits)
    return answer(_teach_back(row, now), 201)


@router.post("/teach-backs/{uuid:teach_back_id}/revoke", response=shapes.TeachBack, **needs(WRITE))
def revoke_teach_back(request: HttpRequest, teach_back_id: UUID) -> HttpResponse:
    """Take a link back; what was answered by it stays."""
    now = clock.now()
    teach_backs.revoke_teach_back(actor=request.auth, now=now, teach_back_uid=teach_back_id)
    return answer(_teach_back(queries.teach_back(request.auth, teach_back_id), now))


@router.delete("/teach-backs/{uuid:teach_back_id}", response={204: None}, **needs(WRITE))
def delete_teach_back(request: HttpRequest, teach_back_id: UUID) -> HttpResponse:
    """Delete one with its link and answers, as if it had never been."""
    teach_backs.delete_teach_back(actor=request.auth, now=clock.now(), teach_back_uid=teach_back_id)
    return nothing()


@router.get("/refreshers", response=shapes.RefresherList, **needs(READ))
def list_refreshers(request: HttpRequest) -> HttpResponse:
    """Everybody you teach: how much they still know, and when they are to be asked again."""
    now = clock.now()
    today = day_in(now, request.auth.time_zone)
    return answer({"items": [_known(one, now, today) for one in queries.known(request.auth, now)]})


@router.put("/people/{uuid:person_id}/refreshers", response=shapes.RefreshersIn, **needs(WRITE))
def choose_refreshers(request: HttpRequest, person_id: UUID, chosen: shapes.RefreshersIn) -> HttpResponse:
    """Say whether refreshers of this partner are off, shown to you, or sent by schedule."""
    row = actions.choose_refreshers(
        actor=request.auth, now=clock.now(), person_uid=person_id, refreshers=chosen.refreshers
    )
    return answer({"refreshers": row.refreshers})


def _lesson(row: Lesson) -> dict[str, Any]:
    return {
        "id": row.uid, "person": row.person.uid, "part": row.part, "how": row.how, "at": row.at,
        "version": row.version.number if row.version else None,
    }  # fmt: skip


def _teach_back(row: TeachBack, now: datetime) -> dict[str, Any]:
    return {
        "id": row.uid,
        "person": row.person.uid,
        "how": row.how,
        "state": queries.state_of(row, now),
        "asked_at": row.asked_at,
        "expires_at": row.expires_at,
        "answered_at": row.answered_at,
        "questions": [one["sentence"] for one in row.asked],
        "answers": row.answers,
    }


def _known(one: queries.Known, now: datetime, today: Any) -> dict[str, Any]:
    due_on, chosen = one.learner.due_on, one.learner.refreshers
    return {
        "person": one.person.uid,
        "name": one.person.name,
        "due_on": due_on,
        "is_due": due_on is not None and due_on <= today and chosen != Refreshers.OFF,
        "refreshers": chosen,
        "educated": measured(one.educated),
        "points": len(one.points),
        "recalled": sum(each.recalled for part, each in one.memories.items() if part in one.points),
        "strengths": {part: measured(memory.strength(one.memories.get(part), now)) for part in one.points},
    }
