"""People: the card that comes in, the person that goes out, the row of the list, depth with its evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.depth.rules.rating import HIGHEST, LOWEST
from grapevine.domain.depth.rules.reach import REACHES
from grapevine.domain.depth.rules.ready import CONDITIONS
from grapevine.domain.depth.rules.stage import STAGES
from grapevine.domain.network.queries.people_list import SORTS
from grapevine.domain.people.rules.card import FIELDS, SEGMENTS
from grapevine.domain.people.rules.details import COUNT_MAX, LABEL_MAX, VALUE_MAX
from grapevine.interfaces.api.paging import Cut
from grapevine.interfaces.api.shapes.common import Input, Listed, Words, choice


def line(name: str) -> Any:
    """A single-valued field of a card, as long as it is kept."""
    return Field("", max_length=FIELDS[name])


def many() -> Any:
    """A many-valued field of a card."""
    return Field(default_factory=list, max_length=COUNT_MAX)


class Labelled(Schema):
    """A value with its label ("home", "work", "birthday" ...)."""

    value: str = Field(max_length=VALUE_MAX)
    label: str = Field("", max_length=LABEL_MAX)
    primary: bool = False


class Postal(Schema):
    """A postal address; ``formatted`` holds it as written where the parts are not known."""

    label: str = Field("", max_length=LABEL_MAX)
    street: str = Field("", max_length=300)
    city: str = Field("", max_length=300)
    region: str = Field("", max_length=300)
    postcode: str = Field("", max_length=300)
    country: str = Field("", max_length=300)
    formatted: str = Field("", max_length=1000)


class Card(Schema):
    """What is known of a person. At least a name, a mail or a phone number must be there.

    Dates are YYYY-MM-DD or --MM-DD with a label such as "birthday"; facts have labels such as "spouse", "hobby".
    """

    name: str = line("name")
    prefix: str = line("prefix")
    given: str = line("given")
    middle: str = line("middle")
    family: str = line("family")
    suffix: str = line("suffix")
    nickname: str = line("nickname")
    phonetic: str = line("phonetic")
    firm: str = line("firm")
    department: str = line("department")
    title: str = line("title")
    profession: str = line("profession")
    segment: str = choice(("", *SEGMENTS), "")
    note: str = line("note")
    emails: list[Labelled] = many()
    phones: list[Labelled] = many()
    addresses: list[Postal] = many()
    links: list[Labelled] = many()
    dates: list[Labelled] = many()
    tags: list[str] = many()
    facts: list[Labelled] = many()


class CardIn(Card, Input):
    """A card that is sent. In a PATCH only the fields that are sent change; in a PUT the others become empty."""


class Person(Card):
    """A person of the book.

    ``profession_key``: their work in the catalogue, "" when none is known; ``profession_sure``: 0 to 1;
    ``profession_said``: you chose it yourself.
    """

    id: UUID
    profession_key: str
    profession_sure: float | None
    profession_said: bool
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime
    revision: int


class PersonRow(Schema):
    """A person in the list. Depths are 0 to 100, and null when not measured."""

    id: UUID
    name: str
    firm: str
    title: str
    profession: str
    segment: str
    emails: list[str]
    phones: list[str]
    depth: float | None
    i_know: float | None
    they_know: float | None
    stage: str = choice(STAGES)
    missing: str | None
    last_touch_at: datetime | None


class PeoplePage(Listed):
    """A page of people."""

    items: list[PersonRow]


class PeopleFilter(Schema):
    """Which people; what is left out asks nothing."""

    q: Words = Field("", description="words in name, firm, work, tags, notes; the beginning of a word is enough")
    segment: str = choice(("", "none", *SEGMENTS), "")
    tag: Words = ""
    reach: str = choice(("", *REACHES), "")
    quiet_days: int = Field(0, ge=0, le=36_500, description="no touch for this many days")
    archived: bool = False


class PeopleWanted(PeopleFilter, Cut):
    """Which people, in which order. Those never measured stand last by depth and by last touch."""

    sort: str = choice(SORTS, "depth")


class RatingIn(Input):
    """How well you know and trust somebody, from 1 to 5."""

    value: int = Field(ge=LOWEST, le=HIGHEST)


class Rating(Schema):
    """A rating that was given."""

    value: int
    at: datetime


class Part(Schema):
    """One ingredient of one side, 0 to 1; ``value`` is null when it was not measured, ``rated`` is 1 to 5.

    ``corrected`` is your own word on it, 0 to 1, to be shown in its place; null where you have said nothing.
    """

    value: float | None
    measured: bool
    rated: float | None
    corrected: float | None


class Ingredients(Schema):
    """The five ingredients of one side."""

    know: Part
    like: Part
    trust: Part
    committed: Part
    educated: Part


class Share(Schema):
    """How much of the depth comes from one kind of happening, 0 to 1."""

    kind: str
    share: float


class Evidence(Schema):
    """Where a depth comes from."""

    sentence: str
    shares: list[Share]
    touches: int
    minutes: int
    since: datetime | None
    last: datetime | None


class ReadyToAsk(Schema):
    """Whether it is time to ask them for something: the first condition that is missing, why, and a better step."""

    ready: bool
    missing: str | None = Field(description=f"null when ready, else one of {', '.join(CONDITIONS)}")
    reason: str
    step: str


class Depth(Schema):
    """How well two people know each other, from both sides; 0 to 100, null when not measured."""

    id: UUID
    at: datetime
    depth: float | None
    i_know: float | None
    they_know: float | None
    stage: str = choice(STAGES)
    dormant: bool
    missing: str | None
    theirs: Ingredients
    mine: Ingredients
    ready_to_ask: ReadyToAsk
    evidence: Evidence
