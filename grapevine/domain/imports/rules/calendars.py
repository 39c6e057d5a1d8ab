"""A calendar that is asked again and again: when, what is news in it, and which meetings are no longer there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

#: However often it fails, a calendar is asked at least so often.
LONGEST_WAIT = timedelta(days=1)
#: So many failures in a row are no hiccup any more: the member is told that something needs doing.
MANY_FAILURES = 3
#: What lies further back stays, whatever the calendar says: old entries are cleared away, not unmade.
WITHDRAWN_WITHIN = timedelta(days=90)
#: Up to so many meetings may vanish at once; more only while they are less than half of all that could vanish.
FEW = 5


class Health(StrEnum):
    """How a calendar stands: ``looking`` now, ``fresh``, not looked at yet (``new``), ``late`` (a failure or two, it
    mends itself), ``failing`` (the member has to do something), ``paused``."""

    LOOKING = "looking"
    FRESH = "fresh"
    NEW = "new"
    LATE = "late"
    FAILING = "failing"
    PAUSED = "paused"


def health(
    *, paused: bool, failures: int, lasting: bool, asked: datetime | None, looked: datetime | None,
    fresh: datetime | None,
) -> Health:
    """How it stands, by what is known of the last looks."""
    if paused:
        return Health.PAUSED
    if asked is not None and (looked is None or looked < asked):
        return Health.LOOKING
    if failures:
        return Health.FAILING if lasting or failures >= MANY_FAILURES else Health.LATE
    return Health.FRESH if fresh else Health.NEW


def next_look(now: datetime, every: timedelta, failures: int, after: timedelta = timedelta(0)) -> datetime:
    """When to ask again: after ``every``, twice as long after each failure in a row, not before ``after``, for which
    the host asked, at most a day."""
    wait = max(every * 2 ** min(failures, 10), after)
    return now + max(every, min(wait, LONGEST_WAIT))


@dataclass(frozen=True, slots=True)
class Said:
    """What a calendar says of one meeting with one person: a digest of all of it, and when it was (aware)."""

    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """``news``: keys to bring in. ``gone``: keys whose touch is withdrawn. ``held``: how many are gone but stay,
    because it looks like a fault of the calendar."""

    news: frozenset[str]
    gone: frozenset[str]
    held: int = 0


def compare(
    heard: Mapping[str, Said], said: Mapping[str, Said], *, now: datetime, reach: date | None, whole: bool
) -> Change:
    """What changed between what was heard before and what is said now; keys are those of :func:`key_of`.

    ``reach`` is the first day the calendar still speaks of (of its events that do not repeat; None: it cannot be told),
    ``whole`` whether every event in it could be read. A meeting is gone only if the calendar still reaches back beyond
    it, all of it was read, it lies less than WITHDRAWN_WITHIN back, and not most of them vanish at once: a calendar
    that hands out a sliding window, or comes back empty, takes nothing away.
    """
    news = frozenset(key for key, one in said.items() if key not in heard or heard[key].digest != one.digest)
    if reach is None or not whole:
        return Change(news, frozenset())
    spoken_of = {key for key, one in heard.items() if one.at.date() >= reach and one.at >= now - WITHDRAWN_WITHIN}
    gone = frozenset(spoken_of - said.keys())
    if len(gone) > FEW and 2 * len(gone) > len(spoken_of):
        return Change(news, frozenset(), held=len(gone))
    return Change(news, gone)


def key_of(text: str) -> str:
    """A key as it is remembered: it names nobody."""
    return hashlib.sha256(text.encode()).hexdigest()
