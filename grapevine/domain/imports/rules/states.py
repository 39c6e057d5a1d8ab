"""The stations of a batch, and the verdicts on a record."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a batch stands. The ones that end in -ing are at work; mapping and ready wait for the member."""

    READING = "reading"
    MAPPING = "mapping"
    JUDGING = "judging"
    READY = "ready"
    APPLYING = "applying"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISCARDED = "discarded"
    FAILED = "failed"


AT_WORK = frozenset({State.READING, State.JUDGING, State.APPLYING, State.UNDOING})
ENDED = frozenset({State.DONE, State.UNDONE, State.DISCARDED, State.FAILED})


class Verdict(StrEnum):
    """What a record is to the book. An empty verdict: not judged yet."""

    NEW = "new"
    JOINED = "joined"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    SKIPPED = "skipped"
