"""What our own complete archive tells of agreements: one record each, with every wording, move and look together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """One agreement with ``who``, begun at ``at``. State, numbers and days as its table has them, days as ISO or "".

    ``wordings``, ``moves`` and ``looks`` are JSON lists. ``told_no_more`` and ``noted``: ISO, with zone, or "".
    ``note`` is the owner's private one. The partner's links are not told: they belong to their server.
    """

    key: str
    who: Party
    at: datetime
    state: str
    version: int
    latest: int
    signed_owner: int
    signed_partner: int
    in_force: int
    wordings: str
    moves: str
    looks: str = "[]"
    regulated: bool = False
    proposed_on: str = ""
    started_on: str = ""
    paused_until: str = ""
    check_in_on: str = ""
    review_on: str = ""
    ended_on: str = ""
    told_no_more: str = ""
    note: str = ""
    noted: str = ""
