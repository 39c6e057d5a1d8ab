"""Moments that somebody tells of: with their zone, within living memory, and not yet to come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from grapevine.kit.errors import Refused

EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
#: A clock may run ahead a little; anything later has not happened yet.
AHEAD = timedelta(days=1)


def must_have_happened(at: datetime, now: datetime, otherwise: str) -> None:
    """Raise Refused for ``at`` without a zone, and with the words of ``otherwise`` outside of the possible past."""
    if at.tzinfo is None:
        raise Refused("The time needs its zone.", "at")
    if not EARLIEST <= at <= now + AHEAD:
        raise Refused(otherwise, "at")
