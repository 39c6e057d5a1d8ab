"""Records as plain data for the staging table, and back; with the key under which a source knows a person."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import datetime

from grapevine.domain.imports.rules.own_records import (
    CountedRecord,
    ReferralTimesRecord,
    SurveyVoiceRecord,
    WebhookRecord,
)
from grapevine.domain.imports.rules.records import (
    AcquaintedRecord,
    AgreementRecord,
    ApartRecord,
    AsideRecord,
    AskedRecord,
    AskHeardRecord,
    AskRecord,
    BriefReaderRecord,
    BriefRecord,
    ClientRecord,
    CorrectionRecord,
    DeclinedRecord,
    GiveRecord,
    GoalRecord,
    HandRecord,
    IncomingRecord,
    KnowledgeRecord,
    LaterRecord,
    LessonRecord,
    LetterRecord,
    LettersWishedRecord,
    OfferRecord,
    OverruledRecord,
    Party,
    PassedOverRecord,
    PastForecastRecord,
    PlannedRecord,
    PractisedRecord,
    PromiseRecord,
    RatingRecord,
    Record,
    ReferralAboutRecord,
    ReferralRecord,
    RefreshersRecord,
    StandingRecord,
    StepRecord,
    StopRecord,
    StoryPersonRecord,
    StoryRecord,
    TeachBackRecord,
    TestimonialRecord,
    TouchRecord,
    WishRecord,
)
from grapevine.domain.people.rules import names
from grapevine.domain.people.rules.card import SEGMENTS, Card
from grapevine.domain.people.rules.details import as_json, from_json, tidy
from grapevine.domain.people.rules.reach import email_key, link_key, phone_key
from grapevine.kit.text import clean, fold

PERSON, TOUCH, GIVE, RATING, KNOWN, ITEM = "person", "touch", "give", "rating", "known", "item"
HAND, APART, LATER = "hand", "apart", "later"
CORRECTED, DECLINED = "corrected", "declined"
PROMISE, ASIDE = "promise", "aside"
PRACTISED, OVERRULED, PLANNED = "practised", "overruled", "planned"
WISH, ACQUAINTED, ASKED, STANDING = "wish", "acquainted", "asked", "standing"
BRIEF, BRIEF_READER, CLIENT = "brief", "brief_reader", "client"
LESSON, TEACH_BACK, REFRESHERS = "lesson", "teach_back", "refreshers"
LETTER, STOP, ASK, ASK_HEARD = "letter", "stop", "ask", "ask_heard"
AGREEMENT, OFFER, PASSED_OVER = "agreement", "offer", "passed_over"
STORY, STORY_PERSON, TESTIMONIAL = "story", "story_person", "testimonial"
GOAL, PAST_FORECAST = "goal", "past_forecast"
REFERRAL, REFERRAL_ABOUT = "referral", "referral_about"
INCOMING, LETTERS_WISHED = "incoming", "letters_wished"
WEBHOOK, REFERRAL_TIMES = "webhook", "referral_times"
COUNTED, SURVEY_VOICE = "counted", "survey_voice"
#: In which order records are applied; refused and skipped ones never are.
TURN = {PERSON: 0, TOUCH: 1, GIVE: 2, RATING: 3, KNOWN: 4, HAND: 5, APART: 6, CORRECTED: 7, DECLINED: 8,
        PROMISE: 9, WISH: 10, ACQUAINTED: 11, ASKED: 12, STANDING: 13, LATER: 14, BRIEF: 15,
        BRIEF_READER: 16, CLIENT: 17, STOP: 18, LETTER: 19, ASK: 20,
        ASK_HEARD: 21, LESSON: 22, TEACH_BACK: 23, REFRESHERS: 24, AGREEMENT: 25,
        OFFER: 26, PASSED_OVER: 27, REFERRAL: 50, REFERRAL_ABOUT: 51, INCOMING: 52, LETTERS_WISHED: 53,
        WEBHOOK: 54, REFERRAL_TIMES: 55, STORY: 60,
        STORY_PERSON: 61, TESTIMONIAL: 62, GOAL: 64, PAST_FORECAST: 65,
        COUNTED: 66, SURVEY_VOICE: 67,
        PRACTISED: 95, OVERRULED: 96, PLANNED: 97, ASIDE: 98, ITEM: 99}  # fmt: skip
#: What the coach keeps is not applied here: the package that keeps it restores it.
OF_COACH = (ASIDE, PRACTISED, OVERRULED, PLANNED)
LEFT_OUT = (*OF_COACH, ITEM)
LAST_TURN = max(turn for kind, turn in TURN.items() if kind not in LEFT_OUT)
KEY_MAX = 250
_RECORDS: dict[str, type] = {
    TOUCH: TouchRecord,
    GIVE: GiveRecord,
    RATING: RatingRecord,
    KNOWN: KnowledgeRecord,
    HAND: HandRecord,
    APART: ApartRecord,
    LATER: LaterRecord,
    CORRECTED: CorrectionRecord,
    DECLINED: DeclinedRecord,
    WISH: WishRecord,
    ACQUAINTED: AcquaintedRecord,
    ASKED: AskedRecord,
    STANDING: StandingRecord,
    PROMISE: PromiseRecord,
    ASIDE: AsideRecord,
    BRIEF: BriefRecord,
    BRIEF_READER: BriefReaderRecord,
    CLIENT: ClientRecord,
    LESSON: LessonRecord,
    TEACH_BACK: TeachBackRecord,
    REFRESHERS: RefreshersRecord,
    LETTER: LetterRecord,
    STOP: StopRecord,
    ASK: AskRecord,
    ASK_HEARD: AskHeardRecord,
    AGREEMENT: AgreementRecord,
    OFFER: OfferRecord,
    PASSED_OVER: PassedOverRecord,
    REFERRAL: ReferralRecord,
    REFERRAL_ABOUT: ReferralAboutRecord,
    INCOMING: IncomingRecord,
    LETTERS_WISHED: LettersWishedRecord,
    WEBHOOK: WebhookRecord,
    REFERRAL_TIMES: ReferralTimesRecord,
    COUNTED: CountedRecord,
    SURVEY_VOICE: SurveyVoiceRecord,
    STORY: StoryRecord,
    STORY_PERSON: StoryPersonRecord,
    TESTIMONIAL: TestimonialRecord,
    GOAL: GoalRecord,
    PAST_FORECAST: PastForecastRecord,
    PRACTISED: PractisedRecord,
    OVERRULED: OverruledRecord,
    PLANNED: PlannedRecord,
}
_PARTIES = {"who", "other"}
_KINDS = {record: kind for kind, record in _RECORDS.items()} | {Card: PERSON}


def kind_of(record: Record) -> str:
    """What a record is."""
    return _KINDS[type(record)]


def dump(record: Record) -> dict:
    """A record as plain data."""
    if isinstance(record, Card):
        return as_json(tidy(record if record.segment in SEGMENTS else replace(record, segment="")))
    data = {name: getattr(record, name) for name in record.__slots__}
    data["key"] = brief(record.key)
    data = {name: value for name, value in data.items() if value is not False and value not in ("", None)}
    data["at"] = record.at.isoformat()
    if isinstance(record, AskedRecord):
        data["steps"] = [asdict(step) for step in record.steps]
    for name in _PARTIES & data.keys():
        data[name] = {part: value for part in Party.__slots__ if (value := getattr(data[name], part))}
    return data


def brief(key: str) -> str:
    """The key of a record in at most 250 characters: message ids can be longer, and still have to be told apart."""
    key = clean(key)
    return key if len(key) <= KEY_MAX else f"{key[: KEY_MAX - 65]}:{hashlib.sha256(key.encode()).hexdigest()}"


def tidied_digest(said: dict) -> str:
    """The digest of what a source said of a person earlier, had it been tidied as it would be today."""
    return digest(dump(from_json(said)))


def load(kind: str, data: dict) -> Record:
    """A record from :func:`dump`."""
    if kind == PERSON:
        return from_json(data)
    made = {**data, "at": datetime.fromisoformat(data["at"])}
    made |= {name: Party(**data[name]) for name in _PARTIES & data.keys()}
    if "steps" in data:
        made["steps"] = tuple(StepRecord(**step) for step in data["steps"])
    made |= {name: tuple(value) for name, value in made.items() if isinstance(value, list)}
    return _RECORDS[kind](**made)


def origin_key(card: Card) -> str:
    """Under which key a source knows this person: its own id, else link, mail, phone with name, else name and firm."""
    if card.uid:
        return f"uid:{card.uid}"[:250]
    for prefix, key in (
        ("link", next((link_key(link.value) for link in card.links if link_key(link.value)), "")),
        ("mail", next((email_key(mail.value) for mail in card.emails if email_key(mail.value)), "")),
        ("phone", next((phone_key(phone.value) for phone in card.phones if phone_key(phone.value)), "")),
    ):
        if key:
            return f"{prefix}:{key}:{names.key(card.name)}"[:250]
    return f"name:{names.key(card.name)}:{fold(card.firm)}"[:250]


#: Endings of the keys of further records of one batch under the same key; more of them share the last.
ENDINGS = ("", "#2", "#3", "#4", "#5")


def numbered(key: str, number: int) -> str:
    """The key of the ``number``-th record (from 1) of a batch under the same key."""
    return key + ENDINGS[min(number, len(ENDINGS)) - 1]


def base_key(key: str) -> str:
    """The key without its number."""
    return key[:-2] if key.endswith(ENDINGS[1:]) else key


def is_sure(key: str) -> bool:
    """Does the key name one record of one source, so that what is gone from it is gone there?"""
    return key.startswith("uid:")


def is_name_only(key: str) -> bool:
    """Does the key rest on nothing but name and firm, which two people can share?"""
    return key.startswith("name:")


def digest(data: dict) -> str:
    """Equal for equal payloads."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
