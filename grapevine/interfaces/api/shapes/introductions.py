"""Warm introductions: whom to meet, who knows whom, the ways, and requests."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from grapevine.domain.network.actions.introductions import LETTER_MAX, NOTE_MAX
from grapevine.domain.network.actions.wishes import NAMED, WHY_MAX
from grapevine.domain.network.rules.introductions.across import STANDINGS
from grapevine.domain.network.rules.introductions.knows import HOW_SURE, HOW_WELL, KNOW, TOLD
from grapevine.domain.network.rules.introductions.requests import STATES
from grapevine.interfaces.api.shapes.common import Input, choice


class WishIn(Input):
    """Somebody to meet: a ``person`` of the book, or somebody named here."""

    person: UUID | None = None
    name: str = Field("", max_length=NAMED["name"])
    firm: str = Field("", max_length=NAMED["firm"])
    title: str = Field("", max_length=NAMED["title"])
    email: str = Field("", max_length=NAMED["email"])
    why: str = Field("", max_length=WHY_MAX)


class WishChange(Input):
    """What of a wish changes. ``given_up``: look no longer, or again. The names of a person of the book are theirs."""

    name: str = Field("", max_length=NAMED["name"])
    firm: str = Field("", max_length=NAMED["firm"])
    title: str = Field("", max_length=NAMED["title"])
    email: str = Field("", max_length=NAMED["email"])
    why: str = Field("", max_length=WHY_MAX)
    given_up: bool = False


class Wish(Schema):
    """A wish and how it stands. ``person`` is null for somebody who is not in the book."""

    id: UUID
    person: UUID | None
    name: str
    firm: str
    title: str
    email: str
    why: str
    since: datetime
    state: str
    state_since: datetime


class Wishes(Schema):
    """Every wish, the newest first."""

    items: list[Wish]


class GoBetween(Schema):
    """Who stands between: a person of the book, a member here, both, or one more member who is not named."""

    name: str
    person: UUID | None
    member: UUID | None


class Way(Schema):
    """A way: ``value`` 0 to 1, null where part of it rests on another member's word; in words; a sentence a tie."""

    go_betweens: list[GoBetween]
    value: float | None
    said: str
    lines: list[str]


class Ways(Schema):
    """The best three that lean on different people."""

    paths: list[Way]


class AcquaintanceIn(Input):
    """Whom this person knows: ``other``, or a ``wish``. ``at`` is now when it is left out."""

    other: UUID | None = None
    wish: UUID | None = None
    how_well: str = choice(HOW_WELL, KNOW)
    how_sure: str = choice(HOW_SURE, TOLD)
    at: AwareDatetime | None = None


class Acquaintance(Schema):
    """That two others know each other."""

    id: UUID
    one: UUID
    one_name: str
    other: UUID | None
    wish: UUID | None
    other_name: str
    how_well: str
    how_sure: str
    at: datetime


class Acquaintances(Schema):
    """Whom one person is said to know."""

    items: list[Acquaintance]


class StandingIn(Input):
    """What holds for a person in introductions: "" (as the settings say), hidden, open."""

    standing: str = choice(STANDINGS)


class Standing(StandingIn):
    """The same, with the person."""

    person: UUID


class IntroductionIn(Input):
    """A request to draft: through a ``person`` of the book, or a ``member`` who may be asked."""

    wish: UUID
    person: UUID | None = None
    member: UUID | None = None
    letter: str = Field("", max_length=LETTER_MAX)


class LetterIn(Input):
    """Other words."""

    letter: str = Field(max_length=LETTER_MAX)


class StepIn(Input):
    """How it goes on: one of ``next``."""

    state: str = choice(STATES)
    note: str = Field("", max_length=NOTE_MAX)


class Step(Schema):
    """What was said, when, by whom (asker, go_between)."""

    state: str
    at: datetime
    by: str
    note: str


class Introduction(Schema):
    """A request, of one's own or to oneself (``mine``). ``next``: the steps that the caller can take."""

    id: UUID
    wish: UUID | None
    asker: str
    target: str
    go_between: str
    person: UUID | None
    member: bool
    mine: bool
    state: str
    at: datetime
    letter: str
    next: list[str]
    steps: list[Step]


class Introductions(Schema):
    """Requests of one's own, and to oneself; the newest first."""

    mine: list[Introduction]
    to_me: list[Introduction]
