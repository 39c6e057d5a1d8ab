"""Reads of what keeps coming in: one's own calendars, one's secret address, and the letters sent to it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.imports.models import Batch, DropAddress, DroppedLetter, Subscription
from grapevine.domain.imports.rules import calendars
from grapevine.domain.imports.rules.calendars import Health, Said
from grapevine.domain.imports.rules.states import AT_WORK
from grapevine.kit import ids
from grapevine.kit.errors import NotFound


def subscriptions(actor: Actor) -> QuerySet[Subscription]:
    """The actor's own calendars in the order in which they were added."""
    require(actor, Permission.IMPORTS_READ)
    return Subscription.objects.filter(owner_id=actor.member_id).order_by("pk")


def subscription(actor: Actor, uid: object) -> Subscription:
    """One calendar. Raises NotFound."""
    known = ids.parse(uid)
    found = subscriptions(actor).filter(uid=known).first() if known else None
    if found is None:
        raise NotFound("There is no such calendar.")
    return found


def health(found: Subscription) -> Health:
    """How a calendar stands."""
    return calendars.health(
        paused=found.paused, failures=found.failures, lasting=found.lasting, asked=found.asked_at,
        looked=found.looked_at, fresh=found.fresh_at,
    )  # fmt: skip


def brought(found: Subscription) -> QuerySet[Batch]:
    """What it brought, newest first; a look without news brings nothing."""
    return found.batches.order_by("-created_at", "-pk")


def is_at_work(found: Subscription) -> bool:
    """Whether what it brought last is still coming in."""
    return found.batches.filter(state__in=AT_WORK).exists()


def heard(found: Subscription) -> dict[str, Said]:
    """What the calendar last said of each meeting with each person."""
    return {key: Said(digest, at) for key, digest, at in found.heard.values_list("key", "digest", "at")}


def due(now: datetime) -> list[tuple[int, str]]:
    """Calendars that should be asked by now: (member's inner id, uid of the calendar), the longest waiting first."""
    waiting = Subscription.objects.filter(paused=False, due_at__lte=now, owner__is_active=True).order_by("due_at", "pk")
    return [(owner, str(uid)) for owner, uid in waiting.values_list("owner_id", "uid")]


def drop_address(actor: Actor) -> DropAddress | None:
    """The actor's secret address, where there is one."""
    require(actor, Permission.IMPORTS_READ)
    return DropAddress.objects.filter(owner_id=actor.member_id).first()


def letters(actor: Actor) -> QuerySet[DroppedLetter]:
    """Letters that were sent to the actor's secret address, the last first."""
    require(actor, Permission.IMPORTS_READ)
    return DroppedLetter.objects.filter(owner_id=actor.member_id).order_by("-at", "-pk")


def members_of(secrets: list[str]) -> list[Member]:
    """Whose secrets these are. For the worker: whoever has the secret speaks for the member."""
    keys = [calendars.key_of(secret) for secret in secrets]
    found = DropAddress.objects.filter(secret_key__in=keys, owner__is_active=True).select_related("owner")
    return [each.owner for each in found.order_by("pk")]


def has_letter(member_id: int, key: str) -> bool:
    """Whether this letter has been taken before."""
    return DroppedLetter.objects.filter(owner_id=member_id, key=key).exists()
