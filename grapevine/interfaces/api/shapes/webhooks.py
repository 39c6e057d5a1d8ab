"""Webhooks: endpoints of programs, and what was sent to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.webhooks.actions.endpoints import ADDRESS_MAX, NAME_MAX
from grapevine.domain.webhooks.rules.events import EVENTS
from grapevine.domain.webhooks.rules.states import State
from grapevine.interfaces.api.shapes.common import Input, Listed, Words, choice


class Webhook(Schema):
    """One endpoint. ``events``: none means all. ``paused_why``: why Grapevine paused it, "" if it did not."""

    id: UUID
    name: str
    host: str
    events: list[str]
    paused_at: datetime | None
    paused_why: str
    failures: int
    failing_since: datetime | None
    created_at: datetime


class WebhookMade(Webhook):
    """One endpoint with its new secret, which is never shown again; "" when the same request comes twice."""

    secret: str


class Webhooks(Schema):
    """Every endpoint."""

    items: list[Webhook]


class NewWebhook(Input):
    """A new endpoint. ``events``: none means all, also those to come."""

    name: str = Field(max_length=NAME_MAX)
    address: str = Field(max_length=ADDRESS_MAX)
    events: list[Words] = Field([], json_schema_extra={"items": {"enum": list(EVENTS)}}, max_length=len(EVENTS))


class WebhookChange(Input):
    """What is to be different; what is left out stays. The address is never told, only changed."""

    name: str | None = Field(None, max_length=NAME_MAX)
    address: str | None = Field(None, max_length=ADDRESS_MAX)
    events: list[Words] | None = Field(None, max_length=len(EVENTS))


class WebhookPause(Input):
    """Whether it is to be paused; false lets it go on, with what waited."""

    paused: bool


class WebhookTry(Schema):
    """One try: ``status`` 0 means no answer at all; ``said``: how the answer began, or why there was none."""

    at: datetime
    status: int
    milliseconds: int
    said: str


class WebhookMessage(Schema):
    """One message: its state, the tries (the last ten), and the very text that is sent and signed."""

    id: UUID
    webhook: UUID
    event: str
    state: str = choice(State)
    attempts: int
    created_at: datetime
    next_try_at: datetime | None
    tries: list[WebhookTry]
    body: str


class WebhookMessages(Listed):
    """Messages, newest first."""

    items: list[WebhookMessage]
