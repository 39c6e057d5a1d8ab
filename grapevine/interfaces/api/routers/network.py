"""The network as a whole."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.network.queries.shape import shape
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.account import Shape
from grapevine.kit import clock

router = Router(tags=["network"])


@router.get("/network/shape", response=Shape, **needs(Permission.NETWORK_READ))
def show_shape(request: HttpRequest) -> HttpResponse:
    """How many people are deep, known both ways, one-sided, met, or not measured."""
    return answer(asdict(shape(request.auth, clock.now())))
