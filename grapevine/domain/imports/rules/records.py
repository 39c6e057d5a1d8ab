"""The one language in which every outside format hands over what it read.

A reader in ``interfaces/exchange`` yields one :class:`Item` for each record of the file (a card, a row, an event,
a message). The item says where it stood and holds what it means: people, touches, gives; or why it was refused
(broken) or skipped (whole, but it means nothing here: a newsletter, a cancelled event).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from grapevine.domain.people.rules.card import Card, Labelled, Postal

__all__ = [
    "ApartRecord",
    "AsideRecord",
    "GiveRecord",
    "HandRecord",
    "LaterRecord",
    "Item",
    "KnowledgeRecord",
    "Labelled",
    "Me",
    "Party",
    "PersonRecord",
    "PromiseRecord",
    "Postal",
    "RatingRecord",
    "Reading",
    "Record",
    "ToldRecord",
    "TouchRecord",
    "Where",
]


@dataclass(frozen=True, slots=True)
class Where:
    """Where a record stood: file name (``archive.zip/contacts.vcf`` inside an archive) and first line, from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Party:
    """The other side of a touch or a give, as far as the file names them. At least one field is filled.

    ``uid`` is the id under which the same source gives the person (``Card.uid``), where it has one.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    link: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class TouchRecord:
    """One time you met, called or wrote. ``key`` is the same whenever the same file is read again.

    ``at`` is aware. ``kind`` is one of ``touches.rules.KINDS``. ``began_by`` is "me", "them" or "" (unknown);
    for a message it is who wrote it. ``minutes`` is None when unknown. ``by_hand``: the member changed it since it
    was brought in.
    """

    key: str
    who: Party
    at: datetime
    kind: str
    began_by: str = ""
    minutes: int | None = None
    subject: str = ""
    about: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class GiveRecord:
    """One act of help. ``kind`` is one of ``gives.rules.KINDS``; ``direction`` is "given" or "received".

    ``by_hand`` as with a touch.
    """

    key: str
    who: Party
    at: datetime
    kind: str
    direction: str
    sphere: str = "business"
    note: str = ""
    minutes: int | None = None
    by_hand: bool = False


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
    """Which ``fields`` of a person (``card.FIELDS`` and ``card.LISTS``) the member wrote: imports leave them alone."""

    key: str
    who: Party
    at: datetime
    fields: tuple[str, ...]


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


#: A person in a file is a card like any other.
PersonRecord = Card
#: What a file tells of somebody (``who``).
ToldRecord = (
    TouchRecord | GiveRecord | RatingRecord | KnowledgeRecord | HandRecord | LaterRecord | ApartRecord
    | CorrectionRecord | DeclinedRecord | PromiseRecord | AsideRecord
    | WishRecord | AcquaintedRecord | AskedRecord | StandingRecord
)  # fmt: skip
Record = PersonRecord | ToldRecord


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a file with what it means. ``refused``/``skipped`` give the reason in plain words."""

    where: Where
    records: tuple[Record, ...] = ()
    refused: str = ""
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Me:
    """Who the member is, so that a reader can tell the direction: all lower case."""

    emails: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader is told. ``file`` is the name shown to the member; ``columns`` maps a heading of an unknown
    CSV to a target of ``interfaces.exchange.table.TARGETS`` (chosen by the member; empty = guess);
    ``bodies`` allows reading message bodies (off unless asked)."""

    file: str
    now: datetime
    me: Me = field(default_factory=Me)
    columns: dict[str, str] = field(default_factory=dict)
    bodies: bool = False
    default_region: str = "US"
