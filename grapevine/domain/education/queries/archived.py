"""Everything a complete archive takes along of briefs."""

from __future__ import annotations

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.models import BriefReader, BriefVersion


def every_version(actor: Actor) -> QuerySet[BriefVersion]:
    """All versions of all briefs of the actor, a brief after the other, each from its first."""
    require(actor, Permission.BOOK_READ)
    own = BriefVersion.objects.filter(brief__owner_id=actor.member_id)
    return own.select_related("brief").order_by("brief_id", "number")


def every_reader(actor: Actor) -> QuerySet[BriefReader]:
    """For whom the actor's briefs are."""
    require(actor, Permission.BOOK_READ)
    own = BriefReader.objects.filter(brief__owner_id=actor.member_id)
    return own.select_related("brief", "person").order_by("pk")
