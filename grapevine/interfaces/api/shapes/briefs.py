"""Briefs, their versions, and the last ten clients."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from grapevine.domain.education.actions.briefs import NAME_MAX, NOTE_MAX, READERS_MAX
from grapevine.domain.education.actions.last_ten import PROBLEM_MAX, WHO_MAX
from grapevine.domain.education.rules.brief import HEAD_MAX, LINE_MAX, LINES_MAX, MOMENTS_MAX, TEXT_MAX
from grapevine.domain.education.rules.last_ten import LINES, Came
from grapevine.interfaces.api.shapes.common import Input, choice

Line = Annotated[str, StringConstraints(max_length=LINE_MAX)]


class BriefText(Schema):
    """What one version says: a head (name to phone) and eight parts. ``moments`` are keys of the catalogue."""

    name: str
    work: str
    headline: str
    email: str
    phone: str
    whom_i_help: str
    moments: list[str]
    listen_for: list[str]
    first_question: str
    introduce_me: str
    not_a_fit: list[str]
    story: str
    treatment: str


class BriefChange(Input):
    """What of a brief changes; what is not sent stays. Each change is a version of its own."""

    name: str = Field("", max_length=HEAD_MAX, description="your name, as readers see it")
    work: str = Field("", max_length=HEAD_MAX)
    headline: str = Field("", max_length=HEAD_MAX)
    email: str = Field("", max_length=HEAD_MAX)
    phone: str = Field("", max_length=HEAD_MAX)
    whom_i_help: str = Field("", max_length=TEXT_MAX)
    moments: list[Line] = Field([], max_length=MOMENTS_MAX)
    listen_for: list[Line] = Field([], max_length=LINES_MAX)
    first_question: str = Field("", max_length=TEXT_MAX)
    introduce_me: str = Field("", max_length=TEXT_MAX)
    not_a_fit: list[Line] = Field([], max_length=LINES_MAX)
    story: str = Field("", max_length=TEXT_MAX)
    treatment: str = Field("", max_length=TEXT_MAX)
    note: str = Field("", max_length=NOTE_MAX, description="why it changed, for you alone")


class VariantIn(Input):
    """A brief for certain partners: what you call it, and for whom it is."""

    name: str = Field(max_length=NAME_MAX)
    people: list[UUID] = Field([], max_length=READERS_MAX)


class PublishIn(Input):
    """How it is published: whether search engines may list the page; null leaves that as it is."""

    indexed: bool | None = None


class BriefAdvice(Schema):
    """What would make a brief easier to act on; ``line`` counts the lines of a list from 1."""

    part: str
    line: int | None
    words: str


class Brief(Schema):
    """A brief with what its newest version says. ``public`` is its address, "" while it is not public."""

    id: UUID
    name: str
    is_main: bool
    version: int
    saved_at: datetime
    public: str
    published_version: int | None
    published_at: datetime | None
    taken_down_at: datetime | None
    indexed: bool
    text: BriefText


class BriefShown(Brief):
    """A brief with the people it was written for, and what would help it."""

    people: list[UUID]
    advice: list[BriefAdvice]


class Briefs(Schema):
    """Every brief, the main one first."""

    items: list[Brief]


class BriefVersion(Schema):
    """What a brief said from one saving to the next."""

    version: int
    saved_at: datetime
    note: str
    text: BriefText


class BriefVersions(Schema):
    """Everything it ever said, newest first."""

    items: list[BriefVersion]


class RecentClientIn(Input):
    """One line of the worksheet; initials are enough. ``worth``: more of the kind? null where not said."""

    who: str = Field("", max_length=WHO_MAX)
    came: str = choice(("", *Came), "")
    referrer: UUID | None = None
    referrer_profession: str = Field("", max_length=60)
    problem: str = Field("", max_length=PROBLEM_MAX)
    moment: str = Field("", max_length=60)
    worth: bool | None = None


class RecentClientsIn(Input):
    """The whole worksheet, at most ten lines."""

    items: list[RecentClientIn] = Field(max_length=LINES)


class RecentClient(Schema):
    """One line of the worksheet."""

    who: str
    came: str
    referrer: UUID | None
    referrer_profession: str
    problem: str
    moment: str
    worth: bool | None


class Counted(Schema):
    """How often something came up."""

    key: str
    count: int


class BriefProposals(Schema):
    """What the brief could take over."""

    moments: list[str]
    listen_for: list[str]
    not_a_fit: list[str]


class ClientPattern(Schema):
    """What the clients have in common. ``few``: under ten told, so it may be chance."""

    told: int
    few: bool
    worth: int
    not_worth: int
    moments: list[Counted]
    referrers: list[Counted]
    came: list[Counted]
    proposals: BriefProposals


class RecentClients(Schema):
    """The worksheet and its pattern."""

    items: list[RecentClient]
    pattern: ClientPattern
