"""The five questions, corrections of single parts, and links between members."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.depth.actions.corrections import REASON_MAX
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.depth.rules.questions import DAYS, MOST_DAYS, STATES
from grapevine.interfaces.api.shapes.common import Input, choice

SIDES = ("theirs", "mine")


class Answers(Input):
    """Five answers, 1 to 5 each."""

    know: int = Field(ge=1, le=5)
    like: int = Field(ge=1, le=5)
    trust: int = Field(ge=1, le=5)
    committed: int = Field(ge=1, le=5)
    educated: int = Field(ge=1, le=5)


class QuestionIn(Input):
    """How long the link works. ``they_agreed``: they said "rather not" before, and told you since that you may ask."""

    days: int = Field(DAYS, ge=1, le=MOST_DAYS)
    they_agreed: bool = False


class Asked(Schema):
    """A link by which somebody was asked. ``again_on``: from when on asking again makes sense."""

    id: UUID
    person: UUID
    state: str = choice(STATES)
    created_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    declined_at: datetime | None
    answers: Answers | None
    again_on: datetime | None


class AskedNew(Asked):
    """The same with its secret link and a drafted letter, this once. A repeated request answers with both empty."""

    link: str
    subject: str
    letter: str


class AskedList(Schema):
    """Every link of one person, newest first."""

    items: list[Asked]


class CorrectionIn(Input):
    """Your own word on one part of one side: 1 (not at all) to 5 (fully)."""

    side: str = choice(SIDES)
    part: str = choice(INGREDIENTS)
    value: int = Field(ge=1, le=5)
    reason: str = Field("", max_length=REASON_MAX)


class Correction(CorrectionIn):
    """A correction that stands."""

    id: UUID
    at: datetime


class CorrectionList(Schema):
    """The corrections of one person that stand."""

    items: list[Correction]


class LinkShape(Schema):
    """A request to be linked, or a link. ``name``: who asks, for a request to you; else whom you asked.

    Who asked is never told of a no: the request waits and runs out.
    """

    id: UUID
    asked_by_me: bool
    state: str
    name: str
    person: UUID | None
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None


class LinkNew(LinkShape):
    """The same with its secret link, this once. A repeated request answers with it empty."""

    link: str


class LinkList(Schema):
    """Requests and links, newest first."""

    items: list[LinkShape]


class AcceptIn(Input):
    """Who asked, in your own book; null adds them. ``code``: the last part of the link that was handed to you."""

    code: str = Field("", max_length=100)
    person: UUID | None = None


