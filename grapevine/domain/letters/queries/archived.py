"""Everything a complete archive takes along of letters: that is the member's right, whatever a key may see."""

from __future__ import annotations

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.letters.models import Letter, Stop


def every_letter(actor: Actor) -> QuerySet[Letter]:
    """The member's letters, the oldest first."""
    require(actor, Permission.EXPORT_READ)
    return Letter.objects.filter(owner_id=actor.member_id).select_related("person").order_by("pk")


def every_stop(actor: Actor) -> QuerySet[Stop]:
    """Who asked the member for no more."""
    require(actor, Permission.EXPORT_READ)
    return Stop.objects.filter(owner_id=actor.member_id).select_related("person").order_by("pk")
