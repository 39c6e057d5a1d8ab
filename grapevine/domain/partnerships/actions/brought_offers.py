"""What a member said of themselves and whom they passed over, out of an archive: what was said here stands.

Each function returns the new row, or None where there is one already. The caller writes the log entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.partnerships.actions.offers import Draft, save_offer
from grapevine.domain.partnerships.models import NotForMe, PartnerOffer


def bring_offer(*, actor: Actor, now: datetime, draft: Draft) -> PartnerOffer | None:
    """What the member said of themselves; nobody sees it before they say here who may. Raises Refused."""
    require(actor, Permission.BOOK_WRITE)
    if PartnerOffer.objects.filter(member_id=actor.member_id).exists():
        return None
    return save_offer(actor=actor, now=now, draft=draft)


def bring_passed_over(*, actor: Actor, person_id: int, at: datetime) -> NotForMe | None:
    """Somebody of the book who shall not be suggested."""
    require(actor, Permission.BOOK_WRITE)
    made, new = NotForMe.objects.get_or_create(owner_id=actor.member_id, person_id=person_id, defaults={"at": at})
    return made if new else None


def take_back(*, actor: Actor, offers: Iterable[str], passed: Iterable[int]) -> None:
    """Take what an import brought back. offers: when each was kept (ISO); one that was changed since stays."""
    require(actor, Permission.BOOK_WRITE)
    kept = [datetime.fromisoformat(at) for at in offers]
    PartnerOffer.objects.filter(member_id=actor.member_id, changed_at__in=kept, organisation=None).delete()
    NotForMe.objects.filter(owner_id=actor.member_id, pk__in=list(passed)).delete()
