"""The five questions: asked by a link, answered for one's own side; and single parts set right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.depth import actions, queries
from grapevine.domain.depth.actions.questions import ask_questions, revoke_questions
from grapevine.domain.depth.models import Correction, QuestionLink
from grapevine.domain.depth.rules.answers import unpacked
from grapevine.domain.depth.rules.questions import again_on, letter
from grapevine.domain.people import queries as people
from grapevine.interfaces.api.answers import answer, nothing, once_only
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes import questions as shapes
from grapevine.interfaces.api.shapes.people import Rating
from grapevine.kit import clock

router = Router(tags=["questions"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE


@router.get("/people/{uuid:person_id}/questions", response=shapes.AskedList, **needs(READ))
def list_question_links(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every link by which you asked this person, newest first, with what was answered by it."""
    now = clock.now()
    found = queries.question_links(request.auth, people.person(request.auth, person_id))
    return answer({"items": [_shape(link, now) for link in found]})


@router.post("/people/{uuid:person_id}/questions", response={201: shapes.AskedNew}, **needs(WRITE))
def ask_five_questions(request: HttpRequest, person_id: UUID, question: shapes.QuestionIn) -> HttpResponse:
    """Make a link for this person. You hand it over yourself; nothing is sent. Older links of theirs are taken back."""
    now = clock.now()
    link, secret = ask_questions(actor=request.auth, now=now, person_uid=person_id, **question.dict())
    address = f"{settings.BASE_URL}/questions/{secret}"
    subject, text = letter(link.person.given or link.person.name.split()[0], request.auth.name, address)
    shown = _shape(link, now)
    told = {"link": address, "subject": subject, "letter": text}
    return once_only({**shown, **told}, {**shown, **dict.fromkeys(told, "")})


@router.delete("/questions/{uuid:question_id}", response={204: None}, **needs(WRITE))
def revoke_question_link(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Take a link back; what was answered by it stays."""
    revoke_questions(actor=request.auth, now=clock.now(), link_uid=question_id)
    return nothing()


@router.post("/people/{uuid:person_id}/answers", response={201: Rating}, **needs(WRITE))
def answer_five_questions(request: HttpRequest, person_id: UUID, answers: shapes.Answers) -> HttpResponse:
    """Answer the five questions about somebody for your own side; only your newest answers count."""
    made = actions.answer_questions(
        actor=request.auth, now=clock.now(), person_uid=person_id, values=answers.dict()
    )
    return answer({"value": made.value, "at": made.at}, 201)


@router.get("/people/{uuid:person_id}/corrections", response=shapes.CorrectionList, **needs(READ))
def list_corrections(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What you have set right of the five parts of either side."""
    found = queries.standing_corrections(request.auth, people.person(request.auth, person_id))
    return answer({"items": [_corrected(row) for row in found.values()]})


@router.post("/people/{uuid:person_id}/corrections", response={201: shapes.Correction}, **needs(WRITE))
def correct_part(request: HttpRequest, person_id: UUID, correction: shapes.CorrectionIn) -> HttpResponse:
    """Set one part right: it is shown so, and depth stays what was measured."""
    made = actions.correct_part(actor=request.auth, now=clock.now(), person_uid=person_id, **correction.dict())
    return answer(_corrected(made), 201)


@router.delete("/corrections/{uuid:correction_id}", response={204: None}, **needs(WRITE))
def take_back_correction(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Let what was measured stand again."""
    actions.take_back_correction(actor=request.auth, now=clock.now(), correction_uid=correction_id)
    return nothing()


def _shape(link: QuestionLink, now: Any) -> dict[str, Any]:
    return {
        "id": link.uid,
        "person": link.person.uid,
        "state": queries.state_of(link, now),
        "created_at": link.created_at,
        "expires_at": link.expires_at,
        "answered_at": link.answered_at,
        "declined_at": link.declined_at,
        "answers": unpacked(link.rating.answers) if link.rating else None,
        "again_on": again_on(link.answered_at) if link.answered_at else None,
    }


def _corrected(row: Correction) -> dict[str, Any]:
    return {"id": row.uid, "at": row.at, "side": row.side, "part": row.part, "value": row.value, "reason": row.reason}
