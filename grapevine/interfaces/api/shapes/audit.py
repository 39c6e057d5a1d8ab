"""The source audit, as the API shows it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema

SHARE = Field(ge=0, le=1)


class AuditAverage(Schema):
    """The average of one ingredient, 0..1, known of ``people``; ``range``: where it likely lies, give or take."""

    mean: float = SHARE
    range: float | None
    people: int


class AuditMissing(Schema):
    """One of the two likeliest. ``known``: it was rated or seen; else rate or ask first."""

    ingredient: str
    p: float = SHARE
    sure: str
    known: bool


class AuditRange(Schema):
    """How many more a year, 10 and 90 of 100."""

    p10: int
    p90: int


class AuditGroup(Schema):
    """One group: what it has and lacks, and what it sent. ``state``: missing, not settled, nothing missing or too
    little known."""

    group: str
    people: int
    known_of: int
    ingredients: dict[str, AuditAverage | None]
    sent: int
    senders: int
    state: str
    missing: list[AuditMissing]
    next_step: str
    more_a_year: AuditRange | None


class AuditQuestion(Schema):
    """One of the two sentences: warm (know, like and trust bring referrals) or served (good service does)."""

    kind: str
    people: int
    senders: int
    sent: int
    answer: str


class AuditReport(Schema):
    """The audit of a year. All of it holds as far as ``assumes`` does."""

    since: datetime
    people: int
    sent: int
    assumes: str
    questions: list[AuditQuestion]
    groups: list[AuditGroup]


class AuditSource(Schema):
    """One person of a group; an ingredient that is not known is null."""

    id: UUID
    name: str
    ingredients: dict[str, float | None]
    sent: int
    state: str
    missing: list[AuditMissing]
    next_step: str


class AuditSources(Schema):
    """People of a group: those from whom most more could come first."""

    items: list[AuditSource]
    next: str | None
