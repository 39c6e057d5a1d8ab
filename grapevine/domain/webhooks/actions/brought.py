"""Endpoints out of an archive, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.webhooks.actions.endpoints import add_endpoint
from grapevine.domain.webhooks.models import Endpoint
from grapevine.domain.webhooks.queries.endpoints import address as address_of
from grapevine.kit.sealing import seal

#: Nothing is told to an address before the member has said so in this house.
WITHOUT_SECRET = (
    "It came out of an archive, without its secret: make a new one, give it to the program, then let it go on."
)
WITHOUT_ADDRESS = (
    "It came out of an archive, which tells neither its secret nor more of its address than the host: "
    "enter the address, make a new secret, give it to the program, then let it go on."
)


@transaction.atomic
def bring_endpoint(
    *, actor: Actor, now: datetime, at: datetime, name: str, address: str, host: str, events: Iterable[str]
) -> Endpoint | None:
    """One endpoint, paused; None when it is here already. Raises Refused, NotAllowed.

    ``address``: whole, as archives told it before; "" where all that is known is the ``host``: the member has to
    enter the rest before anything goes there.
    """
    require(actor, Permission.WEBHOOKS_WRITE)
    own = Endpoint.objects.filter(owner_id=actor.member_id)
    if own.filter(host=host, name=name).exists() or any(address and address_of(one) == address.strip() for one in own):
        return None
    made, _ = add_endpoint(actor=actor, now=now, name=name, address=address or f"https://{host}/", events=events)
    made.created_at, made.paused_at, made.paused_why = at, now, WITHOUT_SECRET if address else WITHOUT_ADDRESS
    if not address:
        made.sealed_address = seal("")
    made.save(update_fields=["created_at", "paused_at", "paused_why", "sealed_address"])
    return made


def take_back(*, actor: Actor, made: Sequence[int]) -> None:
    """Take these back, with what waited for them."""
    require(actor, Permission.WEBHOOKS_WRITE)
    Endpoint.objects.filter(owner_id=actor.member_id, pk__in=made).delete()
