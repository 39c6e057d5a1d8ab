"""From a goal back to what it takes each week. The rates are starting guesses, and shown as such."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Of 100 referrals, this many become clients.
CLOSED_OF_100 = 36
#: Referrals that one partner who knows how sends in a quarter.
PER_PARTNER = 1.8
WEEKS = {"quarter": 13, "year": 52}
QUARTERS = {"quarter": 1, "year": 4}


@dataclass(frozen=True)
class Link:
    """One link of the chain. ``voice``: "grape" for what comes back, "" for what you put in."""

    figure: str
    what: str
    why: str
    voice: str = ""


def chain(clients: int, worth: int | None, period: str, minutes: int) -> list[Link]:
    """The four links from clients (at least 1) by the end of a "quarter" or "year" back to minutes a week."""
    referrals = math.ceil(clients * 100 / CLOSED_OF_100)
    partners = math.ceil(referrals / (PER_PARTNER * QUARTERS[period]))
    goal = f"your goal, worth about {clients * worth:,}" if worth else "your goal"
    weekly = referrals / WEEKS[period]
    pace = f"about {weekly:.0f} a week" if weekly >= 1 else f"about one every {max(2, round(1 / weekly))} weeks"
    return [
        Link(f"{clients:,}", "client" if clients == 1 else "clients", goal, "grape"),
        Link(f"{referrals:,}", "referrals to you", f"{pace}, if {CLOSED_OF_100} of 100 become clients", "grape"),
        Link(
            f"{partners:,}",
            "person who knows how to refer you" if partners == 1 else "people who know how to refer you",
            f"if each sends about {PER_PARTNER} a quarter, once they know whom to send",
        ),
        Link(hours(minutes), "a week, given first", "the time you set aside for people"),
    ]


def hours(minutes: int) -> str:
    """``3 h``, ``1.5 h``."""
    return f"{minutes / 60:.1f}".removesuffix(".0") + " h"
