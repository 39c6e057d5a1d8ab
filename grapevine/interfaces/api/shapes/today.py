"""Today's list and what is said to it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from grapevine.domain.gives.rules import KINDS as GIVE_KINDS
from grapevine.domain.touches.rules import KINDS as TOUCH_KINDS
from grapevine.interfaces.api.shapes.common import Input, choice


class Who(Schema):
    """Whom a line is about."""

    id: UUID
    name: str
    work: str


class Line(Schema):
    """One line of the list. ``key`` is what it is answered under; ``kind``: promised (by you), awaited (promised to
    you), answer, thank, cooling, dormant, step. ``words``: a question to ask, or ""."""

    key: str
    kind: str
    person: Who
    title: str
    reason: str
    words: str
    due: date | None


class Reminder(Schema):
    """Something that is answered elsewhere. ``kind``: introduction, link (``id``: the request), referral, agreement
    (``id``: the partnership), refresher (``id``: the person whose memory of the brief is due to be asked)."""

    kind: str
    id: UUID
    title: str
    reason: str


class Today(Schema):
    """The list. ``more``: how many of a kind are not shown. ``doubles``: pairs that may be one person, null when nobody
    has looked yet; ``doubts``: records of imports that wait for a word. ``reminders``: what other members, referrals
    and agreements wait for. ``unsorted``: people without a part of life; ``comments``: under your stories, waiting for
    your word; ``ask``: what you ask for this week ("" while none is chosen, null without a brief); ``webhooks``: the
    names of those that are paused."""

    step: Line | None
    items: list[Line]
    more: dict[str, int]
    doubles: int | None
    doubts: int
    reminders: list[Reminder]
    unsorted: int
    comments: int
    ask: str | None
    webhooks: list[str]


class LaterIn(Input):
    """Until when; left out, for as long as its kind is put off (a promise of yours a day, a quiet tie a week ...)."""

    until: AwareDatetime | None = None


class DoneIn(Input):
    """How it was done: the kind of touch (message, when left out), or, of a promise, the kind of give it became."""

    kind: str = choice(("", *TOUCH_KINDS, *GIVE_KINDS), "")
    note: str = Field("", max_length=5000)
    at: AwareDatetime | None = None


class Done(Schema):
    """What was written: a touch, a give, a promise kept; null for what was not."""

    person: UUID
    touch: UUID | None
    give: UUID | None
    promise: UUID | None


class Aside(Schema):
    """Something put off (``until``) or, with null, set aside for good."""

    id: UUID
    kind: str
    person: UUID
    promise: UUID | None
    until: datetime | None
    said_at: datetime


class Asides(Schema):
    """What stands aside now, newest first."""

    items: list[Aside]
