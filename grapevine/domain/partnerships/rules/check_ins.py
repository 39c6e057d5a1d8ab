"""A check-in: the dated look at an agreement, three questions to each side, and one next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

TEXT_MAX = 1_000
#: How well one kept one's own side of it, and how the form says it.
KEPT: Mapping[str, str] = {"yes": "Yes", "partly": "In part", "no": "Not this time"}
#: Shown this many days before it is due.
AHEAD_DAYS = 7
#: So long after a look was due the side that has not spoken yet is asked for its word to it.
OPEN_DAYS = 28


@dataclass(frozen=True, slots=True)
class Answers:
    """What one side says: did I keep my part, what helped, what should change, my next step. Both sides see them."""

    kept: str
    helped: str = ""
    change: str = ""
    step: str = ""


def faults(answers: Answers) -> list[tuple[str, str]]:
    """What is wrong: (field, what to do)."""
    found = [] if answers.kept in KEPT else [("kept", "Say whether you kept your part: yes, in part, not this time.")]
    for name in ("helped", "change", "step"):
        if len(getattr(answers, name)) > TEXT_MAX:
            found.append((name, f"At most {TEXT_MAX:,} signs."))
    return found


def due(next_on: date | None, today: date) -> bool:
    """Whether it is time to look at it together."""
    return next_on is not None and next_on <= today + timedelta(days=AHEAD_DAYS)


def still_asked(owner_said: bool, partner_said: bool) -> str:
    """Whose word to a look is open once the other has spoken: "owner", "partner", or "" for nobody's."""
    if owner_said == partner_said:
        return ""
    return "partner" if owner_said else "owner"


def open_for(side: str, asked_side: str, asked_on: date | None, today: date) -> bool:
    """Whether this side is still asked for its word to the last look, which was due on ``asked_on``."""
    return side == asked_side and asked_on is not None and today <= asked_on + timedelta(days=OPEN_DAYS)
