"""Promises between two people: whose they are, when they are late, and what they say of trust.

A promise is open until it was kept, let go (no longer needed: nobody is to blame) or broken. Only kept and broken ones
count: they are the evidence of trust in METHODS, rule 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ME, THEM = "me", "them"
#: Who promised.
BY = (ME, THEM)

OPEN = ""
KEPT, LET_GO, BROKEN = "kept", "let_go", "broken"
#: How a promise ends.
OUTCOMES = (KEPT, LET_GO, BROKEN)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises each of the two kept and broke, ever."""

    kept_by_me: int = 0
    broken_by_me: int = 0
    kept_by_them: int = 0
    broken_by_them: int = 0


def tally(counted: Iterable[tuple[str, str, int]]) -> Tally:
    """From (who promised, outcome, how many); what is open or let go says nothing of trust."""
    found: dict[tuple[str, str], int] = {}
    for by, outcome, count in counted:
        found[(by, outcome)] = found.get((by, outcome), 0) + count
    return Tally(
        kept_by_me=found.get((ME, KEPT), 0),
        broken_by_me=found.get((ME, BROKEN), 0),
        kept_by_them=found.get((THEM, KEPT), 0),
        broken_by_them=found.get((THEM, BROKEN), 0),
    )


def days_late(due: date | None, today: date) -> int | None:
    """Days since it was due: 0 on that day, below 0 before it, None without a day."""
    return None if due is None else (today - due).days
