"""What a letter goes through, and when it is tried again.

    queued -> sending -> sent
              sending -> queued (a passing fault) -> ... -> failed (given up, or refused for good)
              sending -> unsure (cut off at the one moment when nobody can know)
    queued -> stopped (cancelled, or its reader asked for no more)
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a letter is."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
    STOPPED = "stopped"


#: Out of these a letter comes only by the hand of the member.
AT_REST = frozenset({State.SENT, State.FAILED, State.UNSURE, State.STOPPED})
#: What the member may send once more.
RETRIABLE = frozenset({State.FAILED, State.UNSURE})
#: What still waits and can be called back.
CANCELLABLE = frozenset({State.QUEUED, State.FAILED, State.UNSURE})

#: How long after each failed try the next one comes. RFC 5321 4.5.4.1: at least 30 minutes after the first tries, and
#: give up after 4 to 5 days; the first two come sooner because grey-listing servers let go within minutes.
WAITS = tuple(
    timedelta(minutes=minutes)
    for minutes in (2, 10, 30, 60, 120, 240, 480, 720, 1440, 1440, 1440)
)
#: A worker that holds a letter this long is dead: longer than all time limits of one sending together.
HELD_AT_MOST = timedelta(minutes=15)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after ``attempts`` (1 or more) failed tries; None: it is given up, after some 5 days."""
    return now + WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None


def after_a_death(*, handing: bool, automatic: bool) -> State:
    """What becomes of a letter whose worker died while it held it.

    Before it was handed over (``handing`` false) it surely did not go: it is queued again. After that nobody can know
    whether the mail server took it. A letter nobody wrote by hand (a sign-in link) goes again, with the same
    Message-ID; of a member's own the member decides.
    """
    return State.UNSURE if handing and not automatic else State.QUEUED
