"""What is known of a person under five headings, both ways."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from grapevine.domain.people.actions.knowledge import FROM_MAX, TEXT_MAX
from grapevine.domain.people.rules.knowledge import HEADINGS, SOURCES, TOLD
from grapevine.interfaces.api.shapes.common import Input, choice


class KnowledgeIn(Input):
    """One thing known of somebody. ``at`` is now when left out; ``heard_from`` is kept with the source "heard"."""

    heading: str = choice(HEADINGS)
    text: str = Field(min_length=1, max_length=TEXT_MAX)
    source: str = choice(SOURCES, TOLD)
    heard_from: str = Field("", max_length=FROM_MAX)
    at: AwareDatetime | None = None


class KnowledgeChange(Input):
    """What of it changes; what is not sent stays."""

    heading: str = choice(HEADINGS, "")
    text: str = Field("", max_length=TEXT_MAX)
    source: str = choice(SOURCES, "")
    heard_from: str = Field("", max_length=FROM_MAX)
    at: AwareDatetime = Field(None)  # type: ignore[assignment]


class ToldIn(Input):
    """Whether they know this heading of you."""

    heading: str = choice(HEADINGS)
    told: bool = True
    at: AwareDatetime | None = None


class Knowledge(Schema):
    """One thing known of somebody."""

    id: UUID
    person: UUID
    heading: str
    text: str
    source: str
    heard_from: str
    at: datetime


class Entry(Schema):
    """One thing known. ``id`` and ``at`` are null for a fact of the card; ``old``: worth asking again."""

    id: UUID | None
    text: str
    source: str
    heard_from: str
    at: datetime | None
    old: bool


class Heading(Schema):
    """One heading: what you know, what to ask next ("" when nothing), since when they know it of you, what to tell."""

    heading: str
    entries: list[Entry]
    question: str
    told_at: datetime | None
    tell: str


class Sheet(Schema):
    """The five headings of one person."""

    person: UUID
    headings: list[Heading]
