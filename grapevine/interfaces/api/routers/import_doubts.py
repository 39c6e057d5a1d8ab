"""What an import asks of the member: what unknown columns mean, and whom a doubtful record means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import actions, queries
from grapevine.domain.imports.models import Staged
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.faces import faces
from grapevine.interfaces.api.paging import Cut, in_order
from grapevine.interfaces.api.routers.imports import READ, WRITE, accepted
from grapevine.interfaces.api.shapes.imports import AnswerIn, Columns, ColumnsIn, Import, Question, QuestionPage
from grapevine.interfaces.exchange import imports
from grapevine.interfaces.exchange.table.targets import KEYS, TARGETS
from grapevine.kit import clock
from grapevine.kit.errors import NotFound, Refused

router = Router(tags=["imports"])


@router.get("/imports/{uuid:import_id}/columns", response=Columns, **needs(READ))
def show_columns(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The tables whose columns we could not tell for sure, with our guesses (the state is mapping)."""
    batch = queries.batch(request.auth, import_id)
    waiting = [file for file in queries.files(batch) if file.state == "mapping"]
    files = [{"file": file.position, "name": file.name, "columns": file.guesses} for file in waiting]
    targets = [{"key": target.key, "label": target.label} for target in TARGETS]
    return answer({"files": files, "targets": targets})


@router.post("/imports/{uuid:import_id}/columns", response={202: Import}, **needs(WRITE))
def map_columns(request: HttpRequest, import_id: UUID, columns: ColumnsIn) -> HttpResponse:
    """Say what the columns mean; reading goes on."""
    unknown = sorted({key for table in columns.files for key in table.columns.values()} - KEYS)
    if unknown:
        raise Refused(f"There is no target “{unknown[0]}”: choose {', '.join(sorted(KEYS))}.", "files")
    said = {table.file: table.columns for table in columns.files}
    batch = imports.map_columns(actor=request.auth, now=clock.now(), batch_uid=import_id, columns=said)
    return accepted(request.auth, batch)


@router.get("/imports/{uuid:import_id}/questions", response=QuestionPage, **needs(READ))
def list_questions(request: HttpRequest, import_id: UUID, cut: Query[Cut]) -> HttpResponse:
    """Doubtful records that wait for your word."""
    rows = queries.questions(queries.batch(request.auth, import_id)).select_related("file")
    found, after = in_order(rows, cut, name="questions", turn="turn")
    return answer({"items": _questions(request.auth, found), "next": after})


@router.post(
    "/imports/{uuid:import_id}/questions/{uuid:question_id}/answer", response=Question, **needs(WRITE)
)
def answer_question(request: HttpRequest, import_id: UUID, question_id: UUID, said: AnswerIn) -> HttpResponse:
    """Say whom a doubtful record means: somebody of your book, or (null) somebody else."""
    if queries.question(request.auth, question_id).batch.uid != import_id:
        raise NotFound("There is no such question in this import.")
    staged = actions.answer(
        actor=request.auth, now=clock.now(), question_uid=question_id, person_uid=said.person
    )
    return answer(_questions(request.auth, [staged])[0])


def _questions(actor: Actor, found: Sequence[Staged]) -> list[dict[str, Any]]:
    """The questions with the people they may mean, in a fixed number of queries."""
    shown = faces(actor, (pk for staged in found for pk in staged.candidates))
    return [
        {
            "id": staged.uid,
            "where": f"{staged.file.name}:{staged.line}",
            "kind": staged.kind,
            "reason": staged.reason,
            "said": staged.said or {},
            "candidates": [shown[pk] for pk in staged.candidates if pk in shown],
            "answered": staged.answer is not None,
        }
        for staged in found
    ]
