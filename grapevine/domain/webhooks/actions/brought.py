"""Endpoints out of an archive, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.webhooks.actions.endpoints import add_endpoint
from grapevine.domain.webhooks.models import Endpoint
from grapevine.domain.webhooks.queries.endpoints import address as address_of

#: Nothing is told to an address before the member has said so in this house.
WITHOUT_SECRET = (
    "It came out of an archive, without its secret: make a new one, give it to the program, then let it go on."
)


@transaction.atomic
def bring_endpoint(
    *, actor: Actor, now: datetime, at: datetime, name: str, address: str, events: Iterable[str]
) -> Endpoint | None:
    """One endpoint, paused; None when its address is here already. Raises Refused, NotAllowed."""
    require(actor, Permission.WEBHOOKS_WRITE)
    own = Endpoint.objects.filter(owner_id=actor.member_id)
    if any(address_of(one) == address.strip() for one in own):
        return None
    made, _ = add_endpoint(actor=actor, now=now, name=name, address=address, events=events)
    made.created_at, made.paused_at, made.paused_why = at, now, WITHOUT_SECRET
    made.save(update_fields=["created_at", "paused_at", "paused_why"])
    return made


def take_back(*, actor: Actor, made: Sequence[int]) -> None:
    """Take these back, with what waited for them."""
    require(actor, Permission.WEBHOOKS_WRITE)
    Endpoint.objects.filter(owner_id=actor.member_id, pk__in=made).delete()
