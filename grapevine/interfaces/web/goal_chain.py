"""From a goal back to what it takes, in the first steps: by the rule of the goals' page, at usual rates."""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.goals.rules.aim import Kind
from grapevine.domain.goals.rules.needed import LIKELY, SURE, referrals_for
from grapevine.domain.goals.rules.needed import chain as takes
from grapevine.domain.goals.rules.rates import Record, rates

WEEKS = {"quarter": 13, "year": 52}


@dataclass(frozen=True)
class Link:
    """One link of the chain. ``voice``: "grape" for what comes back, "" for what you put in."""

    figure: str
    what: str
    why: str
    voice: str = ""


def chain(clients: int, worth: int | None, period: str, minutes: int) -> list[Link]:
    """The four links from clients (at least 1) by the end of a "quarter" or "year" back to minutes a week."""
    usual = rates(Record())
    likely = takes(Kind.CLIENTS, clients, WEEKS[period], usual, LIKELY)
    sure = referrals_for(Kind.CLIENTS, clients, usual, SURE)
    goal = f"your goal, worth about {clients * worth:,}" if worth else "your goal"
    weekly = likely.referrals / WEEKS[period]
    pace = f"about {weekly:.0f} a week" if weekly >= 1 else f"about one every {max(2, round(1 / weekly))} weeks"
    won = f"{usual.won.value:.0%}".removesuffix("%")
    return [
        Link(f"{clients:,}", "client" if clients == 1 else "clients", goal, "grape"),
        Link(
            f"{likely.referrals:,}",
            "referrals to you",
            f"{pace}, if {won} of 100 become clients; {sure:,} to be sure four times in five",
            "grape",
        ),
        Link(
            f"{likely.partners:,}",
            "person who knows how to refer you" if likely.partners == 1 else "people who know how to refer you",
            f"if each sends about {usual.sent.value} a quarter, once they know whom to send",
        ),
        Link(hours(minutes), "a week, given first", "the time you set aside for people"),
    ]


def hours(minutes: int) -> str:
    """``3 h``, ``1.5 h``."""
    return f"{minutes / 60:.1f}".removesuffix(".0") + " h"
