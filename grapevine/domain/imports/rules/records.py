"""The one language in which every outside format hands over what it read.

A reader in ``interfaces/exchange`` yields one :class:`Item` for each record of the file (a card, a row, an event,
a message). The item says where it stood and holds what it means: people, touches, gives; or why it was refused
(broken) or skipped (whole, but it means nothing here: a newsletter, a cancelled event).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from grapevine.domain.imports.rules.agreement_records import AgreementRecord
from grapevine.domain.imports.rules.archive_records import (
    AcquaintedRecord,
    ApartRecord,
    AsideRecord,
    AskedRecord,
    CorrectionRecord,
    DeclinedRecord,
    HandRecord,
    KnowledgeRecord,
    LaterRecord,
    PromiseRecord,
    RatingRecord,
    StandingRecord,
    StepRecord,
    WishRecord,
)
from grapevine.domain.imports.rules.brief_records import BriefReaderRecord, BriefRecord, ClientRecord
from grapevine.domain.imports.rules.coach_records import OverruledRecord, PlannedRecord, PractisedRecord
from grapevine.domain.imports.rules.goal_records import GoalRecord, PastForecastRecord
from grapevine.domain.imports.rules.incoming_records import IncomingRecord, LettersWishedRecord
from grapevine.domain.imports.rules.lesson_records import LessonRecord, RefreshersRecord, TeachBackRecord
from grapevine.domain.imports.rules.letter_records import AskHeardRecord, AskRecord, LetterRecord, StopRecord
from grapevine.domain.imports.rules.offer_records import OfferRecord, PassedOverRecord
from grapevine.domain.imports.rules.own_records import OwnRecord
from grapevine.domain.imports.rules.parties import Party, Where
from grapevine.domain.imports.rules.referral_records import ReferralAboutRecord, ReferralRecord
from grapevine.domain.imports.rules.story_records import StoryPersonRecord, StoryRecord, TestimonialRecord
from grapevine.domain.people.rules.card import Card, Labelled, Postal

__all__ = [
    "AcquaintedRecord",
    "AgreementRecord",
    "ApartRecord",
    "AsideRecord",
    "AskHeardRecord",
    "AskRecord",
    "AskedRecord",
    "BriefReaderRecord",
    "BriefRecord",
    "ClientRecord",
    "CorrectionRecord",
    "DeclinedRecord",
    "GiveRecord",
    "GoalRecord",
    "IncomingRecord",
    "LettersWishedRecord",
    "HandRecord",
    "Item",
    "KnowledgeRecord",
    "Labelled",
    "LaterRecord",
    "LessonRecord",
    "LetterRecord",
    "Me",
    "OfferRecord",
    "OverruledRecord",
    "Party",
    "PassedOverRecord",
    "PastForecastRecord",
    "PersonRecord",
    "PlannedRecord",
    "Postal",
    "PractisedRecord",
    "PromiseRecord",
    "RatingRecord",
    "Reading",
    "ReferralAboutRecord",
    "ReferralRecord",
    "Record",
    "RefreshersRecord",
    "StandingRecord",
    "StepRecord",
    "StopRecord",
    "StoryPersonRecord",
    "StoryRecord",
    "TeachBackRecord",
    "TestimonialRecord",
    "ToldRecord",
    "TouchRecord",
    "Where",
    "WishRecord",
]


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


#: A person in a file is a card like any other.
PersonRecord = Card
#: What a file tells of somebody (``who``).
ToldRecord = (
    TouchRecord | GiveRecord | RatingRecord | KnowledgeRecord | HandRecord | LaterRecord | ApartRecord
    | CorrectionRecord | DeclinedRecord | PromiseRecord | AsideRecord
    | WishRecord | AcquaintedRecord | AskedRecord | StandingRecord
    | BriefRecord | BriefReaderRecord | ClientRecord
    | LessonRecord | TeachBackRecord | RefreshersRecord
    | LetterRecord | StopRecord | AskRecord | AskHeardRecord | AgreementRecord
    | OfferRecord | PassedOverRecord
    | ReferralRecord | ReferralAboutRecord | IncomingRecord | LettersWishedRecord
    | StoryRecord | StoryPersonRecord | TestimonialRecord | GoalRecord | PastForecastRecord
    | PractisedRecord | OverruledRecord | PlannedRecord
    | OwnRecord
)  # fmt: skip
Record = PersonRecord | ToldRecord


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a file with what it means. ``refused``/``skipped`` give the reason in plain words.

    With ``records`` beside it ``refused`` tells what of the record was lost; the rest of it comes in.
    """

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
