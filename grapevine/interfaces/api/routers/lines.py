"""One line, understood and kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission, require
from grapevine.domain.network.actions import log_line
from grapevine.domain.network.queries.line import read_line
from grapevine.domain.network.rules.line.asking import NEW, Unsettled, answers
from grapevine.domain.network.rules.line.describe import said
from grapevine.domain.network.rules.line.result import Known, Understood, Unsure
from grapevine.interfaces.api import problems
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import caller, needs
from grapevine.interfaces.api.shapes.lines import LineIn, LineKept
from grapevine.kit import clock

router = Router(tags=["lines"])
P = Permission


@router.post(
    "/lines", response={200: LineKept, 201: LineKept}, **needs(P.BOOK_READ, P.TOUCHES_WRITE, P.GIVES_WRITE)
)
def keep_line(request: HttpRequest, line: LineIn) -> HttpResponse:
    """Keep what one line says, touches, gives and promises, whole or not at all; with dry_run only read it."""
    now, actor = clock.now(), request.auth
    if NEW in line.choices.values():
        holder = caller(request)
        assert holder is not None  # the door has let them in
        require(holder, P.BOOK_WRITE)
    if line.dry_run:
        found = read_line(actor, line.line, now, line.choices)
        return answer({"understood": _understood(found), "touches": [], "gives": [], "added": [], "promises": []})
    try:
        made = log_line(actor=actor, now=now, text=line.line, choices=line.choices)
    except Unsettled as unsettled:
        told = [{"field": unsettled.field, "detail": unsettled.reason}]
        unsure = [_unsure(each) for each in unsettled.unsure]
        return problems.answer("invalid", unsettled.reason, errors=told, unsure=unsure)
    kept = {name: [each.uid for each in getattr(made, name)] for name in ("touches", "gives", "added", "promises")}
    return answer({"understood": _understood(made.understood), **kept}, 201)


def _understood(found: Understood) -> dict[str, Any]:
    plain = {name: getattr(found, name) for name in ("kind", "at", "minutes", "began_by", "about", "note")}
    gives = [
        {"kind": gave.kind, "direction": gave.direction, "sphere": gave.sphere, "note": gave.note,
         "people": _people(gave.people)} for gave in found.gives
    ]  # fmt: skip
    promises = [
        {"by": made.by, "what": made.what, "due": made.due, "people": _people(made.people)} for made in found.promises
    ]
    unsure = [_unsure(each) for each in found.unsure]
    parts = {"gives": gives, "promises": promises, "unsure": unsure, "said": said(found)}
    return {"people": _people(found.people), **plain, **parts}


def _unsure(unsure: Unsure) -> dict[str, Any]:
    candidates = _people(unsure.candidates)
    return {"text": unsure.text, "reason": unsure.reason, "candidates": candidates, "answers": list(answers(unsure))}


def _people(people: Iterable[Known]) -> list[dict[str, str | None]]:
    return [{"id": each.uid or None, "name": each.name, "firm": each.firm} for each in people]
