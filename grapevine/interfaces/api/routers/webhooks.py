"""Webhooks: endpoints made, changed, paused, tried, removed; what was sent there, and sent once more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.webhooks.actions import delivering, endpoints
from grapevine.domain.webhooks.queries import endpoints as queries
from grapevine.interfaces.api.answers import answer, nothing, once_only
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import Cut, newest_first
from grapevine.interfaces.api.shapes import webhooks as shapes
from grapevine.interfaces.exchange import webhooks as plain
from grapevine.kit import clock

router = Router(tags=["webhooks"])
READ, WRITE = Permission.WEBHOOKS_READ, Permission.WEBHOOKS_WRITE
_ONE = "/webhooks/{uuid:webhook_id}"


@router.get("/webhooks", response=shapes.Webhooks, **needs(READ))
def list_webhooks(request: HttpRequest) -> HttpResponse:
    """Your webhooks; neither address nor secret is told."""
    return answer({"items": [plain.endpoint(each) for each in queries.endpoints(request.auth)]})


@router.post("/webhooks", response={201: shapes.WebhookMade}, **needs(WRITE))
def add_webhook(request: HttpRequest, new: shapes.NewWebhook) -> HttpResponse:
    """A new one, and its secret, this once."""
    return _with_secret(*endpoints.add_endpoint(actor=request.auth, now=clock.now(), **new.dict()))


@router.get(_ONE, response=shapes.Webhook, **needs(READ))
def show_webhook(request: HttpRequest, webhook_id: UUID) -> HttpResponse:
    """One of them."""
    return answer(plain.endpoint(queries.endpoint(request.auth, webhook_id)))


@router.patch(_ONE, response=shapes.Webhook, **needs(WRITE))
def change_webhook(request: HttpRequest, webhook_id: UUID, change: shapes.WebhookChange) -> HttpResponse:
    """Another name, address or choice of events."""
    wanted = change.dict(exclude_unset=True)
    changed = endpoints.change_endpoint(actor=request.auth, now=clock.now(), endpoint_uid=webhook_id, **wanted)
    return answer(plain.endpoint(changed))


@router.delete(_ONE, response={204: None}, **needs(WRITE))
def remove_webhook(request: HttpRequest, webhook_id: UUID) -> HttpResponse:
    """Forget it, with its secret and its log; what waits is not sent."""
    endpoints.remove_endpoint(actor=request.auth, now=clock.now(), endpoint_uid=webhook_id)
    return nothing()


@router.post(f"{_ONE}/secret", response={201: shapes.WebhookMade}, **needs(WRITE))
def change_webhook_secret(request: HttpRequest, webhook_id: UUID) -> HttpResponse:
    """A new secret, this once; for 24 hours the old one signs as well."""
    return _with_secret(*endpoints.rotate_secret(actor=request.auth, now=clock.now(), endpoint_uid=webhook_id))


@router.post(f"{_ONE}/pause", response=shapes.Webhook, **needs(WRITE))
def pause_webhook(request: HttpRequest, webhook_id: UUID, wish: shapes.WebhookPause) -> HttpResponse:
    """Send nothing there for now, or let it go on with what waited."""
    act = endpoints.pause_endpoint if wish.paused else endpoints.resume_endpoint
    return answer(plain.endpoint(act(actor=request.auth, now=clock.now(), endpoint_uid=webhook_id)))


@router.post(f"{_ONE}/trial", response={202: shapes.WebhookMessage}, **needs(WRITE))
def try_webhook(request: HttpRequest, webhook_id: UUID) -> HttpResponse:
    """Send a message that is about nothing."""
    made = endpoints.try_endpoint(actor=request.auth, now=clock.now(), endpoint_uid=webhook_id)
    return answer(plain.delivery(made, webhook_id), 202)


@router.get(f"{_ONE}/messages", response=shapes.WebhookMessages, **needs(READ))
def list_webhook_messages(request: HttpRequest, webhook_id: UUID, cut: Query[Cut]) -> HttpResponse:
    """What was sent there in the last 30 days, or waits, newest first."""
    found = queries.endpoint(request.auth, webhook_id)
    rows, following = newest_first(
        queries.deliveries(request.auth, found), cut, name="webhook-messages", stamp="created_at", fields=plain.FIELDS
    )
    return answer({"items": [plain.delivery_of(row, webhook_id) for row in rows], "next": following})


@router.post("/webhooks/messages/{uuid:message_id}/replay", response={202: shapes.WebhookMessage}, **needs(WRITE))
def replay_webhook_message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Send it once more, with the same id."""
    held = delivering.replay(actor=request.auth, now=clock.now(), delivery_uid=message_id)
    return answer(plain.delivery(held, held.endpoint.uid), 202)


def _with_secret(made: Any, secret: str) -> HttpResponse:
    told = plain.endpoint(made)
    return once_only({**told, "secret": secret}, {**told, "secret": ""})
