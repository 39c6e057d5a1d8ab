"""What agreements say of how committed the two sides are, kept with each relationship."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F

from grapevine.domain.depth.actions.credit import turn_page
from grapevine.domain.depth.models import Relationship
from grapevine.domain.people.models import Book


def keep_agreed(found: Mapping[int, tuple[int, str]]) -> int:
    """Keep the texts of ``rules.committed`` with these people, in few statements; returns how many were new.

    ``found``: inner id of the person -> (inner id of the owner, text). Called inside a transaction.
    """
    known = Relationship.objects.select_for_update().order_by("pk").in_bulk(list(found))
    changed = [row for pk, row in known.items() if row.agreed != found[pk][1]]
    for row in changed:
        row.agreed = found[row.pk][1]
    fresh = [
        Relationship(person_id=pk, owner_id=owner, agreed=text)
        for pk, (owner, text) in sorted(found.items()) if text and pk not in known
    ]  # fmt: skip
    Relationship.objects.bulk_create(fresh, batch_size=500)
    Relationship.objects.bulk_update(changed, ["agreed"], batch_size=200)
    owners = {row.owner_id for row in (*changed, *fresh)}
    if len(owners) == 1:
        Book.objects.filter(owner_id__in=owners).update(revision=F("revision") + 1)
    else:
        turn_page(owners)
    return len(changed) + len(fresh)
