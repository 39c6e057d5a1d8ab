"""Letters that went out in the member's name, or wait: seen, sent once more, called back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.letters import actions, queries
from grapevine.domain.letters.rules.states import State
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import Cut, newest_first
from grapevine.interfaces.api.shapes import letters as shapes
from grapevine.kit import clock

router = Router(tags=["letters"])
READ, WRITE = Permission.LETTERS_READ, Permission.LETTERS_WRITE
_SAME = ("kind", "subject", "text", "state", "attempts", "created_at", "sent_at")
_FIELDS = (*_SAME, "uid", "person__uid", "to_name", "to_address", "next_try_at", "last_error")


@router.get("/letters", response=shapes.LetterList, **needs(READ))
def list_letters(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """Your letters, newest first: what went out, what waits, what failed and why."""
    rows = queries.letters(request.auth).select_related(None)
    found, following = newest_first(rows, cut, name="letters", stamp="created_at", fields=_FIELDS)
    return answer({"items": [_shape(row) for row in found], "next": following})


@router.post("/letters/{uuid:letter_id}/retry", response=shapes.LetterShape, **needs(WRITE))
def retry_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Send once more what failed, or what may have been cut off."""
    actions.retry(actor=request.auth, now=clock.now(), uid=letter_id)
    return _one(request, letter_id)


@router.post("/letters/{uuid:letter_id}/cancel", response=shapes.LetterShape, **needs(WRITE))
def cancel_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Call back a letter that waits, or let go of one that failed."""
    actions.cancel(actor=request.auth, now=clock.now(), uid=letter_id)
    return _one(request, letter_id)


def _one(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    found = queries.letters(request.auth).select_related(None).filter(uid=letter_id).values(*_FIELDS)
    return answer(_shape(found.get()))


def _shape(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _SAME},
        "id": row["uid"],
        "person": row["person__uid"],
        "name": row["to_name"],
        "address": row["to_address"],
        "next_try_at": row["next_try_at"] if row["state"] == State.QUEUED else None,
        "said": row["last_error"],
    }
