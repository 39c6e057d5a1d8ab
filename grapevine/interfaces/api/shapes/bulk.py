"""Changes of many people at once, their way back, and the queue of whoever is not sorted yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.network.queries.chosen import NAMED_MAX
from grapevine.domain.people.rules.bulk import TAG_MAX, Do
from grapevine.interfaces.api.shapes.common import Input, Listed, choice
from grapevine.interfaces.api.shapes.people import PeopleFilter


class Found(Input, PeopleFilter):
    """Everybody whom these filters find, the same as in the list; {} is everybody who is not archived."""


class BulkIn(Input):
    """What is done to whom: either the ``people`` named, or everybody whom the ``filter`` finds."""

    do: str = choice(Do)
    value: str = Field("", max_length=TAG_MAX, description="the segment (none: not sorted), or the tag")
    people: list[UUID] | None = Field(None, min_length=1, max_length=NAMED_MAX)
    filter: Found | None = None


class BulkDone(Schema):
    """What was done; ``id`` takes it back, null when there was nothing to change. ``same``: who had it already."""

    id: UUID | None
    people: int
    same: int
    told: str


class Undone(Schema):
    """What undoing did: how many are as before, were changed since and left alone, are gone from the book."""

    id: UUID
    people: int
    left: int
    gone: int
    told: str


class Change(Schema):
    """A change of several people that is kept for a while."""

    id: UUID
    do: str
    value: str
    people: int
    made_at: datetime
    undone_at: datetime | None


class ChangePage(Listed):
    """A page of changes, newest first."""

    items: list[Change]


class Suggestion(Schema):
    """A part of life they may belong to, and the fact that says so."""

    segment: str
    why: str


class Unsorted(Schema):
    """Somebody without a part of life, with what helps to decide."""

    id: UUID
    name: str
    firm: str
    title: str
    profession: str
    emails: list[str]
    phones: list[str]
    tags: list[str]
    last_touch_at: datetime | None
    touches: int
    put_off: bool
    suggestion: Suggestion | None


class UnsortedPage(Listed):
    """A page of the queue; ``left`` and ``put_off`` count all of it."""

    items: list[Unsorted]
    left: int
    put_off: int
