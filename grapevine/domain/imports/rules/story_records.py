"""What our own complete archive tells of stories and of words of clients. No link and no address comes along: they
belong to their server, as does who could read it; whatever is brought in is the member's alone until they say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story told at ``at``; ``who`` names the member. ``answers``, ``referral``: keys of what it answers and tells
    of. ``named`` and ``comments``: JSON lists, as exchange.stories.records writes them."""

    key: str
    who: Party
    at: datetime
    title: str = ""
    need: str = ""
    happened: str = ""
    came: str = ""
    changed: str = ""
    answers: str = ""
    referral: str = ""
    wording: int | None = None
    closed: bool = False
    named: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True)
class StoryPersonRecord:
    """That ``name`` in the story of the key ``story`` is ``who`` of the book."""

    key: str
    who: Party
    at: datetime
    story: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class TestimonialRecord:
    """What ``who`` said in their own words, asked for at ``at``; ``agreed``: how far it may go, ``given``: when."""

    key: str
    who: Party
    at: datetime
    state: str = ""
    asked: str = ""
    text: str = ""
    name: str = ""
    agreed: str = ""
    given: str = ""
    story: str = ""
