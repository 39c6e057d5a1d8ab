"""Who agreed to be named in a story: in which wording, how far, told by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from grapevine.domain.stories.rules.telling import Reach, covers

#: How long a link waits for its first answer, in days. Once answered it stays open, so that a yes can be taken back.
DAYS = 60


class Part(StrEnum):
    """What somebody was to the story."""

    GIVER = "giver"
    RECEIVER = "receiver"
    CLIENT = "client"
    OTHER = "other"


class Consent(StrEnum):
    """How it stands with it."""

    NONE = "none"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent: how it stands, how far it reaches, and the wording it was given to (its number)."""

    consent: Consent = Consent.NONE
    reach: Reach = Reach.PRIVATE
    wording: int = 0


def named(standing: Standing, where: Reach, wording: int) -> bool:
    """May the name stand there, in this wording? A text that changed since has to be agreed to anew."""
    return standing.consent is Consent.GIVEN and standing.wording == wording and covers(standing.reach, where)


def refusal(words: str, at: datetime | None, now: datetime) -> str:
    """Why the teller's word that somebody agreed is not enough; empty when it is."""
    if not words.strip():
        return "Say how they agreed, like “I read it to her on the phone, she laughed and said yes”."
    if at is not None and at > now:
        return "They cannot have agreed at a time to come."
    return ""


def open_until(asked_at: datetime) -> datetime:
    """Until when a link waits for the first answer."""
    return asked_at + timedelta(days=DAYS)


def opens(asked_at: datetime | None, answered: bool, now: datetime) -> bool:
    """Does a link still open? Once answered always: who said yes must be able to say no."""
    return answered or (asked_at is not None and now < open_until(asked_at))
