"""Suggestions of partners and offers, as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema

from grapevine.domain.partnerships.queries.matching import BOOK, WHERE
from grapevine.domain.partnerships.rules.matching.partner import GROUPS
from grapevine.interfaces.api.shapes.common import Input, choice


class Suggestion(Schema):
    """Somebody who could be a partner: a person of your book or a member near you, the other is null.

    ``score``: 100 for the best of the list. ``depth``: null for somebody who is not in your book.
    """

    person: UUID | None
    member: UUID | None
    name: str
    role: str
    profession_key: str
    score: float
    why_you_help_them: list[str]
    why_they_help_you: list[str]
    depth: float | None
    known_to: list[str] = Field(description="people of your book who know them, as you noted")
    km: float | None


class Suggestions(Schema):
    """The best candidates, the best first."""

    items: list[Suggestion]


class SuggestionsWanted(Schema):
    """Where from, and how many."""

    where: str = choice(WHERE, default=BOOK)
    limit: int = Field(10, ge=1, le=50)


class OfferIn(Input):
    """Who may suggest you, and what others should know. All of it is replaced."""

    seen_by: str = Field("", max_length=60, description="empty: nobody; else chapter:ID or organisation:ID")
    place: str = Field("", max_length=200)
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    clients: list[str] = Field([], max_length=20, description=f"of {', '.join(GROUPS)}")
    languages: list[str] = Field([], max_length=50)
    full: bool = Field(False, description="no room for another partner")
    overflow: bool = Field(False, description="you send clients on to others of your profession")
    conflicts: list[str] = Field([], max_length=50, description="names and firms; only you see them")


class Offer(Schema):
    """What you said about being suggested."""

    seen_by: str
    place: str
    latitude: float | None
    longitude: float | None
    clients: list[str]
    languages: list[str]
    full: bool
    overflow: bool
    conflicts: list[str]


class PassIn(Input):
    """Whom not to suggest again: a person of your book, or a member."""

    person: UUID | None = None
    member: UUID | None = None


class Passed(Schema):
    """Somebody who is not suggested any more."""

    id: UUID
    person: UUID | None
    member: UUID | None
    name: str
    at: datetime


class PassedList(Schema):
    """Whom you passed over, the newest first."""

    items: list[Passed]
