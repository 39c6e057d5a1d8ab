"""What a complete archive tells of the coach beside what was put aside: practice, drafts sent, answers to plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class PractisedRecord:
    """A technique taken up at ``at``; ``who`` has an id where it was tried with somebody, else it names the member.

    ``tried``: when (ISO, with zone), "" while it waits; ``went``: one of ``skill.WENT`` once it was tried.
    """

    key: str
    who: Party
    at: datetime
    technique: str = ""
    tried: str = ""
    went: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OverruledRecord:
    """A draft to ``who`` that was sent at ``at`` against the guard. ``p``: 0..1 as text; ``families``: of its cues."""

    key: str
    who: Party
    at: datetime
    p: str = ""
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """What was answered at ``at`` to one action of the plan of a week (its Monday, YYYY-MM-DD) about ``who``.

    ``act``: kind of the technique then; ``state``: done, skipped, later.
    """

    key: str
    who: Party
    at: datetime
    week: str = ""
    technique: str = ""
    act: str = ""
    minutes: int | None = None
    state: str = ""
