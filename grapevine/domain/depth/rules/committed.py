"""The trace of an agreement: what a side sent in the last quarter, against what it hoped to send (METHODS 1).

    committed = min(1, delivered / aim),   evidence = delivered + aim

The aim is a number of referrals a quarter. In the first quarter it grows day by day from nothing to the whole, so that
nobody has failed an agreement on the day it was signed. Where no number was agreed on there is no trace: then the share
of the giving speaks. What is kept of it is one short text (``packed``), read with the row of the relationship.
"""

from __future__ import annotations

from grapevine.domain.depth.rules.parts import Trace

QUARTER_DAYS = 91.3
#: The longest text: two aims of at most 50, two counts of at most 999, a day.
PACKED_MAX = 40
_MOST = 999


def packed(*, my_aim: int | None, given: int, their_aim: int | None, received: int, since: int) -> str:
    """The text kept with a relationship; empty when neither side named a number.

    Aims: referrals a quarter, 1..50. ``given`` and ``received``: counted over the last quarter, but not before
    ``since``, the day (since 1970) from which it is in force.
    """
    if not (my_aim or their_aim):
        return ""
    return ";".join(map(str, (my_aim or 0, min(given, _MOST), their_aim or 0, min(received, _MOST), since)))


def mine(kept: str, at: float) -> Trace | None:
    """The owner's side at a time (days), from :func:`packed`; None where they named no number."""
    return _trace(kept, at, 0) if kept else None


def theirs(kept: str, at: float) -> Trace | None:
    """The person's side, as :func:`mine`."""
    return _trace(kept, at, 2) if kept else None


def _trace(kept: str, at: float, first: int) -> Trace | None:
    numbers = list(map(int, kept.split(";")))
    aim, delivered = numbers[first : first + 2]
    so_far = aim * min(1.0, max(0.0, at - numbers[4]) / QUARTER_DAYS)
    return Trace(min(1.0, delivered / so_far), delivered + so_far) if so_far else None
