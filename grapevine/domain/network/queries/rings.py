"""Who stands in which ring: the rank keys of the deepest people of a book."""

from __future__ import annotations

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.reach import RINGS
from grapevine.kit.prepared import Prepared

_KEYS = Prepared(
    lambda owner: Relationship.objects.filter(owner=owner, rank_key__isnull=False, person__archived_at=None)
    .order_by("-rank_key")
    .values_list("rank_key")[: RINGS[-1]],
    1,
)


def ring_keys(actor: Actor) -> list[float]:
    """The rank keys of everybody inside the outermost ring, deepest first."""
    require(actor, Permission.BOOK_READ)
    return [key for (key,) in _KEYS(actor.member_id)]
