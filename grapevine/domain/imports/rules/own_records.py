"""What our own complete archive tells of the member alone: webhooks, days a stage, and where they let themselves count.

All of these are the member's own choices: ``who`` is the member.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class WebhookRecord:
    """An endpoint added at ``at``; ``events``: none means all. Its secret stays behind, and so does all of its address
    but the ``host``: path and query can be secrets too. Archives written before that have the whole ``address``.
    """

    key: str
    who: Party
    at: datetime
    name: str = ""
    address: str = ""
    host: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferralTimesRecord:
    """After how many ``days`` each stage of a referral is overdue: JSON, stage -> days."""

    key: str
    who: Party
    at: datetime
    days: str = ""


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """Since ``at`` the member lets their ``numbers`` (JSON) be counted in the comparison of this chapter.

    Only the choice is brought in, where they sit in a chapter of these names: the numbers follow from the book.
    """

    key: str
    who: Party
    at: datetime
    chapter: str = ""
    organisation: str = ""
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class SurveyVoiceRecord:
    """The member answered the ``survey`` (its public id) that was opened at ``at``; what, nobody knows."""

    key: str
    who: Party
    at: datetime
    survey: str = ""
    chapter: str = ""


#: Any of them.
OwnRecord = WebhookRecord | ReferralTimesRecord | CountedRecord | SurveyVoiceRecord
