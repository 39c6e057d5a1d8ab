"""The programs of both sides hear of every move: by ids and stages alone, in the move's own transaction."""

from __future__ import annotations

from datetime import datetime

from grapevine.domain.referrals.actions.holding import Held
from grapevine.domain.webhooks.actions import tell

TOLD, THANKED, UNTHANKED = "told", "thanked", "unthanked"


def tell_sides(held: Held, now: datetime, what: str, *, by: str, correction: bool = False) -> None:
    """Tell each side that ``what`` happened, a stage or one of the words above, done by that side.

    Nothing goes out that a prospect would have to agree to, nor what one side wrote: the program behind an endpoint is
    neither giver nor receiver. It reads more through the API, with a key of its own.
    """
    referral = held.referral
    for side in sorted(held.sides.values(), key=lambda side: side.owner_id):
        payload = {
            "referral": str(referral.uid),
            "role": str(side.role),
            "person": str(side.person.uid),
            "stage": str(referral.stage),
            "before": str(referral.before),
            "version": referral.version,
            "by": str(by),
            "correction": correction,
            "moved_at": referral.moved_at.isoformat(),
            "thanked": held.thanks is not None,
        }
        tell(owner_id=side.owner_id, now=now, event=f"referral.{what}", payload=payload)
