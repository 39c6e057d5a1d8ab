"""What one wants at hand before a talk with somebody, in one answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.network.queries.preparation import preparation
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.preparation import Preparation
from grapevine.interfaces.exchange.preparation import plain
from grapevine.kit import clock

router = Router(tags=["knowledge"])
SCOPES = (Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ)


@router.get("/people/{uuid:person_id}/preparation", response=Preparation, **needs(*SCOPES))
def show_preparation(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Before a talk: what is between you, the last talks and gives, what you know, what to ask and to tell."""
    return answer(plain(preparation(request.auth, person_id, clock.now())))
