"""What our own complete archive tells of referrals: each from the member's own side, with every move and the thanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class ReferralRecord:
    """One referral with ``who``, noted at ``at``; ``role``: the member's own. Times in ISO, with zone, or "".

    ``moves``: a JSON list; ``whom``: JSON, as much of the prospect as the member may see; ``thanks``: JSON or "".
    ``give``, ``thanks_give``: keys of what it came to in the ledger. ``from_key``: out of which referral it came.
    Links are not told: they belong to their server.
    """

    key: str
    who: Party
    at: datetime
    role: str = ""
    need: str = ""
    moves: str = ""
    whom: str = ""
    moment: str = ""
    warmth: str = ""
    noted_by: str = ""
    inside: bool = False
    sent: str = ""
    accepted: str = ""
    ended: str = ""
    told: str = ""
    thanks: str = ""
    note: str = ""
    worth: int | None = None
    earned: int | None = None
    next_step: str = ""
    next_on: str = ""
    give: str = ""
    thanks_give: str = ""
    from_key: str = ""


@dataclass(frozen=True, slots=True)
class ReferralAboutRecord:
    """That whom the referral of the key ``referral`` is about is ``who`` of the book."""

    key: str
    who: Party
    at: datetime
    referral: str = ""
