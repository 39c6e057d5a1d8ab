"""Deals written down by hand for the tests of the forecast; day 0 is when the records begin."""

from __future__ import annotations

from grapevine.domain.goals.rules.deals import LOST, OPEN, WON, Deal, Deals, columns

#: The day on which the tests look ahead.
AT = 730.0


def steady(sources: int = 6, every: int = 20, until: int = 820, won_each: int = 3, value: float = 1_000.0) -> Deals:
    """Each source sends one every so many days; each third is won, the others lost, after 35 days."""
    return columns(
        Deal(f"partner {source}", day, day + 35.0, WON if number % won_each == 0 else LOST, value)
        for source in range(sources)
        for number, day in enumerate(range(source, until, every))
    )


def one(source: str = "Dana", opened: float = 700.0, closed: float | None = None, won: bool = True) -> Deal:
    """One deal of Dana's."""
    return Deal(source, opened, closed, (WON if won else LOST) if closed is not None else OPEN, 500.0)
