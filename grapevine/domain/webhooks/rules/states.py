"""What a delivery goes through, when it is tried again, and when nobody seems to listen any more.

    waiting -> sending -> delivered
               sending -> waiting (not taken) -> ... -> failed (tried often enough, or gone for good)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a delivery is."""

    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"


#: How long after each failed try the next one comes, before chance moves it: two days in all.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
#: Each wait is up to this much shorter or longer, so that what failed together does not come back together.
JITTER = 0.2
#: A worker that holds a delivery this long is dead: longer than a try may take.
HELD_AT_MOST = timedelta(minutes=5)
#: So many failures in a row, over at least so long: then the endpoint is paused.
FAILURES, FAILING = 5, timedelta(hours=24)
#: The tries that are kept, and the characters of an answer.
KEPT_TRIES, KEPT_SAID = 10, 300
#: The other end says that there will never be anybody there again (RFC 9110 15.5.11).
GONE = 410
#: An old secret signs beside the new one for this long, so that the other end can change in its own time.
BOTH_SECRETS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Try:
    """What came of one try. ``status`` 0: no answer; ``said``: the first of the answer, or why there was none."""

    status: int
    milliseconds: int
    said: str

    @property
    def taken(self) -> bool:
        """Whether the other end took it: any 2xx. A redirect is not followed, so it is none."""
        return 200 <= self.status < 300


def next_try(attempts: int, now: datetime, chance: float) -> datetime | None:
    """When to try again after ``attempts`` (1 or more) failed tries; None: it is given up. ``chance``: 0 up to 1."""
    if not 1 <= attempts <= len(WAITS):
        return None
    return now + WAITS[attempts - 1] * (1 - JITTER + 2 * JITTER * chance)


def must_pause(failures: int, since: datetime | None, status: int, now: datetime) -> bool:
    """Whether to try no more: it failed so often and for so long without one success, or the other end is gone."""
    if status == GONE:
        return True
    return since is not None and failures >= FAILURES and now - since >= FAILING
