"""The weekly ask."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.education.actions.asks import WAYS
from grapevine.domain.education.rules.asks import CAME_MAX, LINE_MAX
from grapevine.interfaces.api.shapes.common import Input, Listed, choice


class OtherAsk(Schema):
    """Another ask that the brief gives, by its key."""

    key: str
    moment: str
    look_for: str


class Hearing(Schema):
    """Who has heard an ask; no person: the chapter, at its meeting."""

    person: UUID | None
    name: str | None
    way: str = choice(WAYS)
    at: datetime


class CurrentAsk(Schema):
    """This week's ask (``week``: its Monday). ``id`` is null until something is done about it."""

    id: UUID | None
    week: date
    key: str
    moment: str
    look_for: str
    tell: str
    introduce: str
    edited: bool
    heard: list[Hearing]
    others: list[OtherAsk]


class AskShape(Schema):
    """An ask that something was done about."""

    id: UUID
    week: date
    key: str
    moment: str
    look_for: str
    tell: str
    introduce: str
    edited: bool
    skipped_at: datetime | None
    came_of: str


class AskList(Listed):
    """Asks, newest first."""

    items: list[AskShape]


class AskIn(Input):
    """``key``: another of the brief's asks; the three lines: one's own words. What is left out stays."""

    key: str | None = Field(None, max_length=20)
    look_for: str | None = Field(None, max_length=LINE_MAX)
    tell: str | None = Field(None, max_length=LINE_MAX)
    introduce: str | None = Field(None, max_length=LINE_MAX)


class HeardIn(Input):
    """Who has heard this week's ask: people of the book, and the chapter at its meeting."""

    people: list[UUID] = Field(default_factory=list, max_length=100)
    meeting: bool = False


class CameIn(Input):
    """What came of it."""

    came_of: str = Field(max_length=CAME_MAX)
