"""The prospect's consent: how it was given, and what of them may pass to whom.

Nothing that names the person passes before they agreed (DESIGN 6). Three ways: they said yes by a link of their own,
they told the giver (how and when is kept), or the giver introduces the two from their own mailbox, and then nothing
passes through here at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from grapevine.domain.referrals.rules.moves import By


class How(StrEnum):
    """How the prospect agreed."""

    LINK = "link"
    SAID = "said"
    INTRODUCED = "introduced"
    #: The giver is the one who needs it.
    SELF = "self"
    #: The receiver noted what had come: the giver asked, or the person called by themselves.
    CAME = "came"


class Consent(StrEnum):
    """How it stands with it."""

    NONE = "none"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


#: What a giver may say of it without a link.
BY_WORD = (How.SAID, How.INTRODUCED, How.SELF)
#: With one of these, details pass through here.
PASSING = (How.LINK, How.SAID, How.SELF, How.CAME)

#: Nothing of them passes any more, and nothing begins anew.
SAID_NO = (Consent.REFUSED, Consent.WITHDRAWN)

LABEL, NAME, EMAIL, PHONE, ABOUT = "label", "name", "email", "phone", "about"
DETAILS = frozenset({NAME, EMAIL, PHONE, ABOUT})


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the prospect agreed, and how."""

    consent: Consent = Consent.NONE
    how: How | None = None


def agreed(standing: Standing) -> bool:
    """May the referral be sent?"""
    return standing.consent is Consent.GIVEN


def details_pass(standing: Standing) -> bool:
    """May the receiver be shown the prospect's name and how to reach them?"""
    return agreed(standing) and standing.how in PASSING


def seen_by(who: By, standing: Standing, *, noted_by: By = By.GIVER) -> frozenset[str]:
    """Which of a prospect's fields they may see. Whoever wrote them down knows them, until the prospect said no."""
    if standing.consent in SAID_NO:
        return frozenset({LABEL})
    if who is By.PROSPECT or who is noted_by or (who is By.RECEIVER and details_pass(standing)):
        return DETAILS | {LABEL}
    return frozenset({LABEL})


def refusal(how: How, words: str, at: datetime | None, now: datetime) -> str:
    """Why a word on consent is not enough; empty when it is."""
    if how not in BY_WORD:
        return f"Say how they agreed: {', '.join(BY_WORD)}; or ask them by a link."
    if how is How.SAID and not words.strip():
        return "Say how they agreed, like “on the phone, a call before noon is fine”."
    if at is not None and at > now:
        return "They cannot have agreed at a time to come."
    return ""


def label_of(name: str) -> str:
    """How somebody is spoken of who has not agreed: their initials, “Y. T.”; “somebody” without a name."""
    parts = [word for word in name.split() if word[0].isalnum()]
    ends = parts if len(parts) < 2 else [parts[0], parts[-1]]
    return " ".join(f"{word[0].upper()}." for word in ends) or "somebody"
