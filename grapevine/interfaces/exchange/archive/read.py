"""Reads our own archive line by line; one that another program has laid out anew is read whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from types import NoneType
from typing import Any

from grapevine.domain.imports.rules import payload
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
    Item,
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
    Reading,
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
    Where,
    WishRecord,
)
from grapevine.domain.people.rules.card import Card, Labelled, Postal

from .write import PARTS, VERSION

_PART = re.compile(r'^"(\w+)": \[$')
BROKEN = "The archive is damaged or cut short here. Export it once more."
NEWER = "This archive was written by a newer version. Update this one first."
#: An archive that was laid out anew is held in memory as a whole, so it may not be larger than this.
WHOLE_MAX = 100_000_000
WRONG = "This record is not as an archive writes it: something is missing or of the wrong kind."
_KINDS: dict[str, Any] = {"str": str, "bool": bool, "int": int, "int | None": (int, NoneType), "datetime": datetime,
                          "Party": Party}  # fmt: skip
_TYPES: dict[type, dict[str, Any]] = {
    record: {field.name: _KINDS.get(str(field.type), tuple) for field in fields(record)}
    for record in (
        Card, Labelled, Postal, Party, TouchRecord, GiveRecord, RatingRecord, KnowledgeRecord, HandRecord,
        LaterRecord, ApartRecord, CorrectionRecord, DeclinedRecord, PromiseRecord, AsideRecord, WishRecord,
        AcquaintedRecord, AskedRecord, StepRecord, StandingRecord, BriefRecord, BriefReaderRecord,
        ClientRecord, LessonRecord, TeachBackRecord, RefreshersRecord, LetterRecord, StopRecord,
        AskRecord, AskHeardRecord, AgreementRecord, OfferRecord, PassedOverRecord, StoryRecord, StoryPersonRecord,
        TestimonialRecord, ReferralRecord, ReferralAboutRecord, GoalRecord, PastForecastRecord,
        IncomingRecord, LettersWishedRecord, PractisedRecord, OverruledRecord, PlannedRecord,
        WebhookRecord, ReferralTimesRecord, CountedRecord, SurveyVoiceRecord,
    )  # fmt: skip
}


def looks_like(head: bytes) -> bool:
    """True for the first bytes of an archive."""
    return re.match(rb'\s*(\xef\xbb\xbf)?\s*\{\s*"grapevine_archive"', head) is not None


def read(path: Path, reading: Reading) -> Iterator[Item]:
    """One item a record. Raises OSError as ``open`` does."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        first = file.readline().strip().rstrip(",")
        head = _parse(first + "}")
    if not isinstance(head, dict):
        yield from _read_whole(path, reading)
    elif not isinstance(head.get("grapevine_archive"), int) or head["grapevine_archive"] > VERSION:
        yield Item(Where(reading.file, 1), refused=NEWER)
    else:
        yield from _read_lines(path, reading)


def _read_lines(path: Path, reading: Reading) -> Iterator[Item]:
    part, ended = "", False
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, 1):
            line = line.strip()
            begun = _PART.match(line)
            if begun:
                part = begun[1]
            elif line in ("]", "],", "]}"):
                part, ended = "", line == "]}"
            elif part:
                yield _item(Where(reading.file, number), part, _parse(line.rstrip(",")))
    if not ended:
        yield Item(Where(reading.file, number), refused=BROKEN)


def _read_whole(path: Path, reading: Reading) -> Iterator[Item]:
    where = Where(reading.file, 1)
    data = _parse(path.read_text("utf-8-sig", "replace")) if path.stat().st_size <= WHOLE_MAX else None
    if not isinstance(data, dict):
        yield Item(where, refused=BROKEN)
        return
    for part in PARTS:
        for record in data.get(part) or ():
            yield _item(where, part, record)


def _item(where: Where, part: str, data: Any) -> Item:
    kind = PARTS.get(part)
    if kind is None:
        return Item(where, skipped=f"this version knows no “{part}”")
    try:
        return Item(where, (_sound(payload.load(kind, data)),))
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
        return Item(where, refused=WRONG)


def _sound(thing: Any) -> Any:
    """The record, if each of its values is of the type that the record language says. Raises TypeError."""
    for field, wanted in _TYPES[type(thing)].items():
        value = getattr(thing, field)
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise TypeError(field)
        for part in value if isinstance(value, tuple) else (value,):
            if is_dataclass(part):
                _sound(part)
            elif isinstance(value, tuple) and not isinstance(part, str):
                raise TypeError(field)
    return thing


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
