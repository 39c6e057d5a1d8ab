"""Doubles and merges: the pair that may be one person, the choices of a merge, the merge that can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.people.rules.joining import CHOICES
from grapevine.interfaces.api.shapes.common import Input


class Face(Schema):
    """One of a pair."""

    id: UUID
    name: str
    firm: str
    title: str
    emails: list[str]
    phones: list[str]


class Double(Schema):
    """Two people who may be one: how sure (0 to 100), and why in plain words."""

    one: Face
    other: Face
    score: int = Field(ge=0, le=100)
    reasons: list[str]


class DoublePage(Schema):
    """A page of pairs, the surest first. ``looking``: the worker looks through this book for the first time."""

    items: list[Double]
    next: str | None
    looking: bool


class MergeIn(Input):
    """Whom to keep, who is the same, and what is taken of whom; lists and the note hold both unless said otherwise."""

    keep: UUID
    other: UUID
    choices: dict[str, Literal["keep", "other", "both"]] = Field(
        default_factory=dict, max_length=len(CHOICES), description=f"One of {', '.join(CHOICES)}: whose is taken."
    )


class Merge(Schema):
    """A merge that can be taken back."""

    id: UUID
    person: UUID
    person_name: str
    other: UUID
    other_name: str
    merged_at: datetime


class MergePage(Schema):
    """A page of merges, newest first."""

    items: list[Merge]
    next: str | None


class Parted(Schema):
    """Who was kept, and who is back."""

    person: UUID
    other: UUID


class ApartIn(Input):
    """Two who look alike, and are two people."""

    one: UUID
    other: UUID


class Apart(Schema):
    """The same, kept: they are not asked about again."""

    one: UUID
    other: UUID
    apart: bool
