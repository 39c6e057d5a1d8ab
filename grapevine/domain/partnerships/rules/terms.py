"""What two partners agree on: what each hopes to send, in which moments, how they introduce, when they look again.

A regulated profession (law, health, finance, settlement) on either side has no numbers, no exclusivity and no money in
its agreement, says so in writing, and is looked at again within a year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

#: Hopes a quarter; more than this is a number for a machine.
MOST_HOPED = 50
CADENCES: Mapping[int, str] = {14: "every two weeks", 30: "every month", 60: "every two months", 91: "every quarter"}
#: Longest time until an agreement is looked at as a whole.
MOST_REVIEW_DAYS = 366
MOST_MOMENTS = 12
TEXT_MAX = 2_000
#: What a regulated agreement says of itself; each side's own rules may ask for more.
DISCLOSURE = (
    "Each of us is free to send people to whoever serves them best. Nothing is paid or promised for a referral, no"
    " number is owed, and whoever we send is told that we know each other and may choose somebody else."
)


class Side(StrEnum):
    """Who of the two: the member in whose book the agreement stands, or the partner."""

    OWNER = "owner"
    PARTNER = "partner"

    @property
    def other(self) -> Side:
        """The one across the table."""
        return Side.PARTNER if self is Side.OWNER else Side.OWNER


@dataclass(frozen=True, slots=True)
class Terms:
    """One wording of an agreement.

    ``owner_hopes`` and ``partner_hopes``: referrals that side hopes to send in a quarter, 1..50, or None.
    ``owner_moments`` and ``partner_moments``: keys of moments in which that side's own clients are to be found, so the
    other listens for them. ``cadence``: days between check-ins, one of CADENCES. ``review_on``: when it is looked at
    as a whole. ``introduce`` and ``note``: shared words of at most 2,000 signs.
    """

    owner_hopes: int | None = None
    partner_hopes: int | None = None
    owner_moments: tuple[str, ...] = ()
    partner_moments: tuple[str, ...] = ()
    introduce: str = ""
    cadence: int = 30
    review_on: date | None = None
    note: str = ""
    disclosure: str = ""

    def hopes(self, side: Side) -> int | None:
        """What that side hopes to send in a quarter."""
        return self.owner_hopes if side is Side.OWNER else self.partner_hopes


def as_data(terms: Terms) -> dict[str, Any]:
    """Plain data for a row or an answer."""
    data = asdict(terms)
    data["review_on"] = terms.review_on.isoformat() if terms.review_on else None
    return {**data, "owner_moments": list(terms.owner_moments), "partner_moments": list(terms.partner_moments)}


def from_data(data: Mapping[str, Any]) -> Terms:
    """Terms from :func:`as_data`."""
    known = {field.name: data[field.name] for field in fields(Terms) if field.name in data}
    if known.get("review_on"):
        known["review_on"] = date.fromisoformat(str(known["review_on"]))
    for name in ("owner_moments", "partner_moments"):
        known[name] = tuple(known.get(name, ()))
    return Terms(**known)


def faults(terms: Terms, *, regulated: bool, today: date, moments: frozenset[str]) -> list[tuple[str, str]]:
    """What is wrong with a wording: (field, what to do), empty when it can stand. ``moments``: the keys there are."""
    found = [*_hopes(terms, regulated), *_moments(terms, moments), *_words(terms)]
    if terms.cadence not in CADENCES:
        found.append(("cadence", f"Choose how often you look at it together: {', '.join(CADENCES.values())}."))
    if terms.review_on is None:
        found.append(("review_on", "Choose a day on which you look at the whole agreement again."))
    elif not today < terms.review_on <= today + timedelta(days=MOST_REVIEW_DAYS):
        found.append(("review_on", "The day to look at it again lies after today and within a year."))
    if regulated and not terms.disclosure.strip():
        found.append(("disclosure", "One of you works in a regulated profession: say that nobody owes anything."))
    return found


def _hopes(terms: Terms, regulated: bool) -> list[tuple[str, str]]:
    found = []
    for name in ("owner_hopes", "partner_hopes"):
        value = getattr(terms, name)
        if value is not None and regulated:
            found.append((name, "With a regulated profession on either side no number of referrals is agreed on."))
        elif value is not None and not 1 <= value <= MOST_HOPED:
            found.append((name, f"A hope is a number from 1 to {MOST_HOPED} a quarter, or left open."))
    return found


def _moments(terms: Terms, known: frozenset[str]) -> list[tuple[str, str]]:
    found = []
    for name in ("owner_moments", "partner_moments"):
        chosen = getattr(terms, name)
        strange = [key for key in chosen if key not in known]
        if strange:
            found.append((name, f"There is no moment called “{strange[0]}”."))
        elif len(chosen) > MOST_MOMENTS:
            found.append((name, f"Choose at most {MOST_MOMENTS} moments: a long list is not listened for."))
    if not terms.owner_moments and not terms.partner_moments:
        found.append(("owner_moments", "Choose at least one moment that one of you listens for."))
    return found


def _words(terms: Terms) -> list[tuple[str, str]]:
    long = [name for name in ("introduce", "note", "disclosure") if len(getattr(terms, name)) > TEXT_MAX]
    return [(name, f"At most {TEXT_MAX:,} signs.") for name in long]


#: Field -> how a change of it is named.
NAMES: Mapping[str, str] = {
    "owner_hopes": "what {owner} hopes to send",
    "partner_hopes": "what {partner} hopes to send",
    "owner_moments": "the moments of {owner}’s clients",
    "partner_moments": "the moments of {partner}’s clients",
    "introduce": "how you introduce",
    "cadence": "how often you look at it",
    "review_on": "the day of the review",
    "note": "the note",
    "disclosure": "what you tell clients",
}


def changed(before: Terms, after: Terms) -> tuple[str, ...]:
    """The fields that differ, in their order."""
    return tuple(name for name in NAMES if getattr(before, name) != getattr(after, name))
