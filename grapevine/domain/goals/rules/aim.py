"""What a goal is: so many clients, or so much closed value, by the end of a month, a quarter or a year."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from grapevine.kit.errors import Refused


class Kind(StrEnum):
    """What is counted."""

    CLIENTS = "clients"
    VALUE = "value"


class Period(StrEnum):
    """By the end of which the goal is to be reached."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
#: More than this is a slip of the hand.
MOST = {Kind.CLIENTS: 10_000, Kind.VALUE: 1_000_000_000}
NO_MONEY = "In your profession goals count clients: nothing about referrals is measured in money."


def span(period: Period, on: date) -> tuple[date, date]:
    """First and last day of the month, quarter or year that a day lies in."""
    months = MONTHS[period]
    first = date(on.year, (on.month - 1) // months * months + 1, 1)
    year, month = divmod(first.month - 1 + months, 12)
    return first, date(first.year + year, month + 1, 1) - timedelta(days=1)


def period_of(begins: date, ends: date) -> Period:
    """The period that a goal was set for."""
    return next((each for each in Period if span(each, begins) == (begins, ends)), Period.YEAR)


def check(kind: str, amount: int, *, regulated: bool) -> Kind:
    """The kind, when such a goal can be set. Raises Refused."""
    if kind not in set(Kind):
        raise Refused("Choose whether the goal counts clients or value.", "kind")
    chosen = Kind(kind)
    if regulated and chosen is Kind.VALUE:
        raise Refused(NO_MONEY, "kind")
    if not 1 <= amount <= MOST[chosen]:
        raise Refused(f"Write a number from 1 to {MOST[chosen]:,}.", "amount")
    return chosen


def weeks_left(on: date, ends: date) -> float:
    """Weeks from the beginning of a day to the end of the last, at least one day."""
    return max(1, (ends - on).days + 1) / 7.0
