"""Links for who has no account: one referral, one purpose, an end, and a way to take them back."""

from __future__ import annotations

from datetime import datetime, timedelta

from grapevine.domain.referrals.rules.moves import UNSENT, By, Stage

PROSPECT, RECEIVER = "prospect", "receiver"
PURPOSES = (PROSPECT, RECEIVER)
#: How long a link works, in days: unless said otherwise, and at most. A referral takes months, its answer days.
DAYS, MOST_DAYS = 30, 180


def ends(now: datetime, days: int) -> datetime | None:
    """When a link of so many days ends; None when that is no possible number of days."""
    return now + timedelta(days=days) if 1 <= days <= MOST_DAYS else None


def works(expires_at: datetime, revoked: bool, now: datetime) -> bool:
    """Can it still be used?"""
    return not revoked and now < expires_at


def kept_until(expires_at: datetime, now: datetime) -> datetime:
    """When the link of somebody who said yes ends: a yes can be taken back for as long as a link can last."""
    return max(expires_at, now + timedelta(days=MOST_DAYS))


def refusal(purpose: str, role: By, stage: Stage, *, other_has_book: bool) -> str:
    """Why no link of this purpose can be made now by this side; empty when one can."""
    if purpose == PROSPECT:
        asks = role is By.GIVER and stage is Stage.NOTED
        return "" if asks else "Consent is asked by the giver, before the referral is sent."
    if purpose != RECEIVER:
        return f"A link is for the {' or the '.join(PURPOSES)}."
    if role is not By.GIVER or other_has_book:
        return "They have it in their own book: no link is needed."
    if stage in (*UNSENT, Stage.WITHDRAWN, Stage.VOID):
        return "Send it first: the link shows what was sent."
    return ""
