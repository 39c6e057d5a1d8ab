"""What our own complete archive tells of lessons: what was told, what was shown, and the choice about refreshers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class LessonRecord:
    """One part of the brief (``education.rules.brief.Part``) told at ``at`` in one of ``teaching.LESSONS``."""

    key: str
    who: Party
    at: datetime
    part: str
    how: str


@dataclass(frozen=True, slots=True)
class TeachBackRecord:
    """One occasion of showing what is known, asked at ``at``. ``asked`` and ``answers`` are JSON lists, as the table
    has them; ``answered`` and ``declined``: ISO, with zone, or "". A link is not told: it belongs to its server."""

    key: str
    who: Party
    at: datetime
    how: str
    asked: str = "[]"
    answers: str = "[]"
    answered: str = ""
    declined: str = ""


@dataclass(frozen=True, slots=True)
class RefreshersRecord:
    """What the member chose about refreshers of ``who``: one of ``teaching.Refreshers``."""

    key: str
    who: Party
    at: datetime
    chosen: str
