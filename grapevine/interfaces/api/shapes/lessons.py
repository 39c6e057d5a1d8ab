"""Lessons, teach-backs and refreshers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.education.rules.brief import Part
from grapevine.domain.education.rules.memory import POINTS, Rating
from grapevine.domain.education.rules.teaching import DAYS, LESSONS, MOST_DAYS, STATES, How, Refreshers
from grapevine.interfaces.api.shapes.common import Input, Listed, choice


class LessonIn(Input):
    """Which parts of the brief were told to whom. ``at``: when, if not just now."""

    person: UUID
    parts: list[str] = Field(json_schema_extra={"items": {"enum": list(Part)}}, max_length=len(Part))
    how: str = choice(LESSONS, How.IN_PERSON.value)
    at: datetime | None = None


class Lesson(Schema):
    """One delivery of one part; ``version``: which version of the brief it was, null where that is gone."""

    id: UUID
    person: UUID
    part: str = choice(Part)
    how: str = choice(LESSONS)
    at: datetime
    version: int | None


class LessonList(Listed):
    """Lessons, newest first."""

    items: list[Lesson]


class LessonsMade(Schema):
    """The lessons that were kept, one a part."""

    items: list[Lesson]


class TeachBackIn(Input):
    """Whom to ask about which points; none: what is due, else what is weakest. At most three questions are made.

    ``they_agreed``: they said "rather not" before, and told you since that you may ask.
    """

    person: UUID
    parts: list[str] = Field([], json_schema_extra={"items": {"enum": list(POINTS)}}, max_length=len(POINTS))
    days: int = Field(DAYS, ge=1, le=MOST_DAYS)
    they_agreed: bool = False


class InPersonIn(Input):
    """What they said face to face: point -> share of its key points, 0 to 1. ``unprompted``: without any help."""

    person: UUID
    shares: dict[str, float] = Field(max_length=len(POINTS))
    unprompted: bool = False


class ReferralIn(Input):
    """Somebody they sent: did they fit?"""

    person: UUID
    fits: bool


class Answer(Schema):
    """One answer: the point, how it went, the share of key points. ``chosen``: the number of the option, by a link."""

    part: str = choice(POINTS)
    rating: str = choice(Rating)
    share: float
    chosen: int | None
    at: datetime


class TeachBack(Schema):
    """One occasion on which somebody was asked, or showed what they know."""

    id: UUID
    person: UUID
    how: str = choice(How)
    state: str = choice(STATES)
    asked_at: datetime
    expires_at: datetime | None
    answered_at: datetime | None
    questions: list[str]
    answers: list[Answer]


class TeachBackNew(TeachBack):
    """The same with its secret link, this once. A repeated request answers with it empty."""

    link: str


class TeachBackList(Listed):
    """Teach-backs, newest first."""

    items: list[TeachBack]


class RefreshersIn(Input):
    """Off, shown to you when due (ask), or sent by schedule (send)."""

    refreshers: str = choice(Refreshers)


class Refresher(Schema):
    """Somebody you teach. ``educated``: 0 to 1, null while never asked; ``strengths``: point -> 0 to 1 or null."""

    person: UUID
    name: str
    due_on: date | None
    is_due: bool
    refreshers: str = choice(Refreshers)
    educated: float | None
    points: int
    recalled: int
    strengths: dict[str, float | None]


class RefresherList(Schema):
    """Everybody you teach, the soonest due first."""

    items: list[Refresher]
