"""What only our own complete archive tells: what either side said, decided, promised or set right by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class RatingRecord:
    """How well one side ("mine" or "theirs") said they know and trust the other, 1..5; and the five answers it came
    from, as five signs (``depth.rules.answers``), or ""."""

    key: str
    who: Party
    at: datetime
    side: str
    value: int
    answers: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """The member's own word, 1..5, on one ingredient (``depth.rules.parts``) of one side ("mine" or "theirs")."""

    key: str
    who: Party
    at: datetime
    side: str
    part: str
    value: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeclinedRecord:
    """They would rather not be asked the five questions: nobody is asked again by mistake, in no book."""

    key: str
    who: Party
    at: datetime


@dataclass(frozen=True, slots=True)
class KnowledgeRecord:
    """What one of the two knows of the other under a heading of ``people.rules.knowledge``, learned at ``at``.

    ``about`` is "them" (``text`` says what I know) or "me" (they know this heading of me). ``source`` is one of
    ``knowledge.SOURCES``; ``heard_from`` names who said it, where it was heard. ``by_hand`` as with a touch.
    """

    key: str
    who: Party
    at: datetime
    about: str
    heading: str
    text: str = ""
    source: str = "told"
    heard_from: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """Something promised at ``at`` by "me" or "them". ``due``: a day (YYYY-MM-DD) or ""; ``outcome``: "" while open,
    else one of ``promises.OUTCOMES`` since ``ended`` (ISO, with zone). ``give``: the key of the give it became, or "".
    """

    key: str
    who: Party
    at: datetime
    by: str
    what: str
    due: str = ""
    outcome: str = ""
    ended: str = ""
    note: str = ""
    give: str = ""


@dataclass(frozen=True, slots=True)
class AsideRecord:
    """Something of today's list, put off at ``at`` ``until`` then (ISO, with zone) or, with "", set aside for good.

    ``kind`` is one of ``coach.rules.items.KINDS``; ``promise``: the key of the promise it is about, or "".
    """

    key: str
    who: Party
    at: datetime
    kind: str
    until: str = ""
    promise: str = ""


@dataclass(frozen=True, slots=True)
class HandRecord:
    """Which ``fields`` of a person (``card.FIELDS`` and ``card.LISTS``) the member wrote: imports leave them alone.

    ``work``: the profession the member chose, "none" when they said that nothing fits, "" when they left it to us.
    """

    key: str
    who: Party
    at: datetime
    fields: tuple[str, ...]
    work: str = ""


@dataclass(frozen=True, slots=True)
class LaterRecord:
    """Whom the member put off while sorting, and when (``at``): they come again after all others."""

    key: str
    who: Party
    at: datetime


@dataclass(frozen=True, slots=True)
class ApartRecord:
    """The member's word that two who look alike are two people."""

    key: str
    who: Party
    at: datetime
    other: Party


@dataclass(frozen=True, slots=True)
class WishRecord:
    """Somebody to meet since ``at``; ``who`` has an id where they are a person of the book, else only a name."""

    key: str
    who: Party
    at: datetime
    firm: str = ""
    title: str = ""
    email: str = ""
    why: str = ""
    given_up: str = ""


@dataclass(frozen=True, slots=True)
class AcquaintedRecord:
    """That ``who`` knows another person, or whom the wish with the key ``wish`` names, learned at ``at``."""

    key: str
    who: Party
    at: datetime
    other: Party
    wish: str = ""
    how_well: str = "know"
    how_sure: str = "told"


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a request; ``at`` in ISO 8601, with its zone."""

    state: str
    at: str
    by: str = "asker"
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskedRecord:
    """A request for an introduction through ``who``, and all its steps; how it stands since ``at``."""

    key: str
    who: Party
    at: datetime
    wish: str
    state: str
    letter: str = ""
    steps: tuple[StepRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingRecord:
    """What holds for a person in introductions: hidden, or open."""

    key: str
    who: Party
    at: datetime
    standing: str
