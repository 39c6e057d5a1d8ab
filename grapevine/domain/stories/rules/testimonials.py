"""A client's or partner's own words: how they are asked for, how far they go, in whose name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from grapevine.domain.stories.rules.telling import Reach, covers
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, clean_lines

TEXT_MAX, NAME_MAX, ASK_MAX = 1_200, 80, 500
#: How long a link waits, in days. Once answered it stays open for its writer.
DAYS = 60


class State(StrEnum):
    """Where a testimonial stands."""

    ASKED = "asked"
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, the name they want under it, and how far they let it go."""

    text: str
    name: str
    reach: Reach


def checked(text: str, name: str, reach: str) -> Words:
    """What came by the link, cleaned. Raises Refused naming the field."""
    said, called = clean_lines(text), clean(name)
    if not said:
        raise Refused("Write what you would say to a friend; one sentence is plenty.", "text")
    if len(said) > TEXT_MAX:
        raise Refused(f"{len(said)} signs are too many; say it in {TEXT_MAX}.", "text")
    if not called or len(called) > NAME_MAX:
        raise Refused("Say which name may stand under it; initials are fine.", "name")
    if reach not in set(Reach):
        raise Refused("Choose who may read it.", "reach")
    return Words(said, called, Reach(reach))


def shown(state: State, agreed: Reach, chosen: Reach, where: Reach) -> bool:
    """Do the words stand where somebody looks? Never further than their writer lets them."""
    return state is State.GIVEN and where is not Reach.PRIVATE and covers(agreed, where) and covers(chosen, where)


def opens(asked_at: datetime, state: State, now: datetime) -> bool:
    """Does the link still open? Once answered always, so that the words can be changed or taken back."""
    return state is not State.ASKED or now < asked_at + timedelta(days=DAYS)
