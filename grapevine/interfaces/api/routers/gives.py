"""The ledger of gives."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.gives import actions, queries
from grapevine.domain.network.actions import taking_back
from grapevine.interfaces.api.answers import nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.ledger import Ledger, sent
from grapevine.interfaces.api.shapes.ledgers import Give, GiveChange, GiveIn, GivePage, LedgerWanted
from grapevine.kit import clock

router = Router(tags=["gives"])
READ, WRITE = Permission.GIVES_READ, Permission.GIVES_WRITE
_FIELDS = ("at", "kind", "direction", "sphere", "minutes", "note", "source")
_LEDGER = Ledger("gives", _FIELDS, queries.visible_to, queries.give, shown_by="show_give")


@router.get("/gives", response=GivePage, **needs(READ))
def list_gives(request: HttpRequest, wanted: Query[LedgerWanted]) -> HttpResponse:
    """Gives, newest first."""
    return _LEDGER.page(request, wanted)


@router.post("/gives", response={201: Give}, **needs(WRITE))
def log_give(request: HttpRequest, give: GiveIn) -> HttpResponse:
    """Log a give."""
    now = clock.now()
    made = actions.log_give(actor=request.auth, now=now, person_uid=give.person, **sent(give, now))
    return _LEDGER.made(made, give.person)


@router.get("/gives/{uuid:give_id}", response=Give, **needs(READ))
def show_give(request: HttpRequest, give_id: UUID) -> HttpResponse:
    """One give."""
    return _LEDGER.shown(queries.give(request.auth, give_id))


@router.patch("/gives/{uuid:give_id}", response=Give, **needs(WRITE))
def change_give(request: HttpRequest, give_id: UUID, give: GiveChange) -> HttpResponse:
    """Change the fields that are sent."""
    changes = give.dict(exclude_unset=True)
    with _LEDGER.unchanged(request, give_id):
        changed = taking_back.edit_give(actor=request.auth, now=clock.now(), give_uid=give_id, **changes)
    return _LEDGER.shown(changed)


@router.delete("/gives/{uuid:give_id}", response={204: None}, **needs(WRITE))
def delete_give(request: HttpRequest, give_id: UUID) -> HttpResponse:
    """Take a give back; what it added to depth goes with it."""
    with _LEDGER.unchanged(request, give_id):
        taking_back.delete_give(actor=request.auth, now=clock.now(), give_uid=give_id)
    return nothing()
