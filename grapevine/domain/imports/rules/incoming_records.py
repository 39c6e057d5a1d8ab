"""What our own complete archive tells of requests by the public page, and of letters wished for about referrals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class IncomingRecord:
    """A referral that ``who`` sent by the public page at ``at`` and that waits; ``me``: they need it themselves."""

    key: str
    who: Party
    at: datetime
    need: str = ""
    me: bool = False
    name: str = ""
    email: str = ""
    phone: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class LettersWishedRecord:
    """How often the member ``who`` is told of ``moves``, if they are reminded, if their page is ``closed``."""

    key: str
    who: Party
    at: datetime
    moves: str = ""
    reminders: bool = False
    closed: bool = False
