"""Professions and moments as the API shows them."""

from __future__ import annotations

from uuid import UUID

from ninja import Field, Schema

from grapevine.domain.professions.rules import SPHERES, WHOM
from grapevine.interfaces.api.shapes.common import Input, choice


class Profession(Schema):
    """A profession of the catalogue. ``soc``: O*NET-SOC codes; ``serves`` and ``hears``: keys of moments."""

    key: str
    name: str
    aliases: list[str]
    sphere: str = choice(tuple(SPHERES))
    regulated: bool = Field(description="law, health, finance, settlement services: no money for referrals")
    soc: list[str]
    serves: list[str]
    hears: list[str]


class Professions(Schema):
    """Professions that words find."""

    items: list[Profession]


class Feeding(Schema):
    """How far two professions feed each other, 0 to 1, and over which moments."""

    key: str
    score: float
    feeds_you: float
    you_feed: float
    moments: list[str]


class Known(Schema):
    """Somebody of your book."""

    id: UUID
    name: str
    profession_key: str


class ProfessionShown(Profession):
    """A profession with its best partners and whom of it you know."""

    partners: list[Feeding]
    people: list[Known]


class Moment(Schema):
    """A moment of a client; ``sentence`` is how a client says it, ``serves`` and ``hears`` keys of professions."""

    key: str
    name: str
    sentence: str
    whom: str = choice(tuple(WHOM))
    serves: list[str]
    hears: list[str]


class Moments(Schema):
    """Moments that words find."""

    items: list[Moment]


class MomentShown(Moment):
    """A moment with whom you know that serves it or hears of it."""

    people: list[Known]


class WorkIn(Input):
    """What a person works as."""

    profession_key: str = Field(
        max_length=60, description="a key of the catalogue, “none”, or empty to have it read from their title again"
    )
