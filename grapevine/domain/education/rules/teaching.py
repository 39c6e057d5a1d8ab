"""Teaching between two people: how a lesson or a check was done, the states of a link, when a refresher may go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from grapevine.domain.education.rules import memory
from grapevine.domain.education.rules.brief import Part
from grapevine.domain.education.rules.memory import Memory, Rating

#: How long a link can be used, in days: unless said otherwise, and at most.
DAYS, MOST_DAYS = 30, 90
#: A refresher goes out at most so often to one partner, in days, whatever is due: nobody is nagged.
QUIET_DAYS = 7

OPEN, BEGUN, ANSWERED, DECLINED, REVOKED, EXPIRED = "open", "begun", "answered", "declined", "revoked", "expired"
STATES = (OPEN, BEGUN, ANSWERED, DECLINED, REVOKED, EXPIRED)
#: In these states whoever holds the link may answer what is left, or say that they would rather not.
USABLE = frozenset({OPEN, BEGUN, ANSWERED})


class How(StrEnum):
    """How a lesson was given, or how somebody showed what they know."""

    IN_PERSON = "in_person"
    MAIL = "mail"
    LINK = "link"
    REFERRAL = "referral"


class Refreshers(StrEnum):
    """What the member chose for one partner: none at all, shown to the member when due, or sent by schedule."""

    OFF = "off"
    ASK = "ask"
    SEND = "send"


#: Ways of giving a lesson. (A referral is a way of showing, not of telling.)
LESSONS = (How.IN_PERSON, How.MAIL, How.LINK)


@dataclass(frozen=True, slots=True)
class LinkFact:
    """What counts about the link of a teach-back."""

    expires_at: datetime | None
    revoked: bool = False
    declined: bool = False
    questions: int = 0
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer about one part, however it was come by."""

    at: datetime
    part: Part
    rating: Rating


def ends(now: datetime, days: int) -> datetime | None:
    """When a link of so many days ends; None when that is no possible number of days."""
    return now + timedelta(days=days) if 1 <= days <= MOST_DAYS else None


def state(fact: LinkFact, now: datetime) -> str:
    """One of STATES. Taken back weighs more than run out: the member meant it. What was answered in full stays so."""
    if fact.revoked:
        return REVOKED
    if fact.declined:
        return DECLINED
    if fact.expires_at is not None and now >= fact.expires_at:
        return EXPIRED
    if fact.answers >= fact.questions:
        return ANSWERED
    return BEGUN if fact.answers else OPEN


def folded(heard: Iterable[tuple[datetime, Part]], shown: Iterable[Shown]) -> dict[Part, Memory]:
    """Every memory of one partner from everything they heard and showed, in whatever order it was written down.

    At the same moment hearing comes before showing. Parts that cannot be asked leave no memory.
    """
    told = [(at, 0, part.value, "") for at, part in heard if part in memory.POINTS]
    told += [(one.at, 1, one.part.value, one.rating) for one in shown if one.part in memory.POINTS]
    found: dict[Part, Memory] = {}
    for at, _, name, rating in sorted(told):
        part = Part(name)
        before = found.get(part)
        found[part] = memory.answered(before, Rating(rating), at) if rating else memory.heard(before, at)
    return found


def may_send(chosen: str, due_on: date | None, sent_at: datetime | None, now: datetime, today: date) -> bool:
    """Whether the schedule may send a refresher now: the member chose so, something is due, and nothing went lately."""
    if chosen != Refreshers.SEND or due_on is None or due_on > today:
        return False
    return sent_at is None or now - sent_at >= timedelta(days=QUIET_DAYS)


def to_ask(points: Iterable[Part], memories: Mapping[Part, Memory], today: date) -> tuple[Part, ...]:
    """What a teach-back asks now: what is due; if nothing is, the weakest of what was taught; else the first points.

    At most three at a time.
    """
    wanted = list(points)
    found = memory.due(wanted, memories, today)
    if found:
        return found
    taught = [part for part in wanted if part in memories]
    soonest = sorted(taught, key=lambda part: memories[part].due)
    return tuple((soonest or wanted)[: memory.AT_A_TIME])
