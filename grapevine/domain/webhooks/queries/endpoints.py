"""The member's endpoints, and what was sent to each."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed, require
from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.rules.states import State
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared
from grapevine.kit.sealing import Lost, unseal

_PAUSED = Prepared(
    lambda owner: Endpoint.objects.filter(owner=owner).exclude(paused_why="").order_by("pk").values_list("name"), 1
)


def endpoints(actor: Actor) -> QuerySet[Endpoint]:
    """Every endpoint of the member's, the oldest first."""
    require(actor, Permission.WEBHOOKS_READ)
    return Endpoint.objects.filter(owner_id=actor.member_id).order_by("pk")


def archived(actor: Actor) -> QuerySet[Endpoint]:
    """The same for the complete archive of the member."""
    require(actor, Permission.EXPORT_READ)
    return Endpoint.objects.filter(owner_id=actor.member_id).order_by("pk")


def endpoint(actor: Actor, uid: object) -> Endpoint:
    """One of them. Raises NotFound."""
    parsed = ids.parse(uid)
    found = endpoints(actor).filter(uid=parsed).first() if parsed else None
    if found is None:
        raise NotFound("There is no such webhook of yours.")
    return found


def deliveries(actor: Actor, of: Endpoint | None = None) -> QuerySet[Delivery]:
    """What was sent, or waits, the newest first: to one endpoint (of the actor's), or to all."""
    require(actor, Permission.WEBHOOKS_READ)
    own = Delivery.objects.filter(owner_id=actor.member_id)
    return (own.filter(endpoint=of) if of else own).order_by("-created_at", "-pk")


def needs_look(actor: Actor) -> list[str]:
    """The names of endpoints that the house paused because nobody took anything there; none without the right."""
    return [name for (name,) in _PAUSED(actor.member_id)] if allowed(actor, Permission.WEBHOOKS_READ) else []


def address(found: Endpoint) -> str:
    """The whole address, for its owner; "" where the key of this house has changed since."""
    try:
        return unseal(found.sealed_address)
    except Lost:
        return ""


def waiting(actor: Actor) -> dict[int, int]:
    """How many deliveries wait, by inner id of the endpoint."""
    own = deliveries(actor).filter(state__in=(State.WAITING, State.SENDING)).order_by()
    return dict(own.values_list("endpoint_id").annotate(Count("pk")))
