"""Promises: made by the member or to them, kept, let go, taken up again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.gives import queries
from grapevine.domain.gives.actions import promises as actions
from grapevine.domain.gives.rules.promises import OPEN
from grapevine.domain.network.actions import taking_back
from grapevine.interfaces.api.answers import nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.ledger import Ledger
from grapevine.interfaces.api.shapes.promises import (
    KeptIn,
    LetGoIn,
    Promise,
    PromiseChange,
    PromiseIn,
    PromisePage,
    PromisesWanted,
)
from grapevine.kit import clock

router = Router(tags=["promises"])
READ, WRITE = Permission.GIVES_READ, Permission.GIVES_WRITE
_FIELDS = ("what", "by", "due", "made_at", "outcome", "ended_at", "ended_note")
_LEDGER = Ledger("promises", _FIELDS, queries.promises, queries.promise, shown_by="show_promise", stamp="made_at")
_OPEN = Ledger("open promises", _FIELDS, lambda actor: queries.promises(actor).filter(outcome=OPEN), queries.promise,
               shown_by="show_promise", stamp="made_at")  # fmt: skip


@router.get("/promises", response=PromisePage, **needs(READ))
def list_promises(request: HttpRequest, wanted: Query[PromisesWanted]) -> HttpResponse:
    """Promises, the one made last in front."""
    return (_OPEN if wanted.open else _LEDGER).page(request, wanted)


@router.post("/promises", response={201: Promise}, **needs(WRITE))
def make_promise(request: HttpRequest, promise: PromiseIn) -> HttpResponse:
    """Write a promise down."""
    said = promise.dict(exclude={"person"})
    made = actions.make_promise(actor=request.auth, now=clock.now(), person_uid=promise.person, **said)
    return _LEDGER.made(made, promise.person)


@router.get("/promises/{uuid:promise_id}", response=Promise, **needs(READ))
def show_promise(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """One promise."""
    return _LEDGER.shown(queries.promise(request.auth, promise_id))


@router.patch("/promises/{uuid:promise_id}", response=Promise, **needs(WRITE))
def change_promise(request: HttpRequest, promise_id: UUID, promise: PromiseChange) -> HttpResponse:
    """Change the fields that are sent."""
    changes = promise.dict(exclude_unset=True)
    with _LEDGER.unchanged(request, promise_id):
        changed = actions.edit_promise(actor=request.auth, now=clock.now(), promise_uid=promise_id, **changes)
    return _LEDGER.shown(changed)


@router.delete("/promises/{uuid:promise_id}", response={204: None}, **needs(WRITE))
def delete_promise(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Strike it out, as if it had never been said; a give it became stays."""
    with _LEDGER.unchanged(request, promise_id):
        actions.delete_promise(actor=request.auth, now=clock.now(), promise_uid=promise_id)
    return nothing()


@router.post("/promises/{uuid:promise_id}/keep", response=Promise, **needs(WRITE))
def keep_promise(request: HttpRequest, promise_id: UUID, kept: Body[KeptIn | None] = None) -> HttpResponse:
    """It was kept; with a kind, the give it became is logged as well."""
    said = kept.dict() if kept else {}
    return _LEDGER.shown(
        actions.keep_promise(actor=request.auth, now=clock.now(), promise_uid=promise_id, **said)
    )


@router.post("/promises/{uuid:promise_id}/let-go", response=Promise, **needs(WRITE))
def let_go_promise(request: HttpRequest, promise_id: UUID, ended: Body[LetGoIn | None] = None) -> HttpResponse:
    """No longer needed; or, `broken`, it was not kept."""
    said = ended.dict() if ended else {}
    return _LEDGER.shown(
        actions.let_go_promise(actor=request.auth, now=clock.now(), promise_uid=promise_id, **said)
    )


@router.post("/promises/{uuid:promise_id}/reopen", response=Promise, **needs(WRITE))
def reopen_promise(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Take its end back; the give it became goes with it."""
    return _LEDGER.shown(
        taking_back.reopen_promise(actor=request.auth, now=clock.now(), promise_uid=promise_id)
    )
