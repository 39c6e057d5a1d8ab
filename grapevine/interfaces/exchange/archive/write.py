"""Writes a book as a JSON document, one record a line, so that any size is written and read in little memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.records import Record

VERSION = 1
#: Part of the document -> kind of record, in the order in which they are applied.
PARTS = {
    "people": payload.PERSON,
    "touches": payload.TOUCH,
    "gives": payload.GIVE,
    "ratings": payload.RATING,
    "knowledge": payload.KNOWN,
    "by_hand": payload.HAND,
    "apart": payload.APART,
    "later": payload.LATER,
    "corrections": payload.CORRECTED,
    "declined": payload.DECLINED,
    "promises": payload.PROMISE,
    "asides": payload.ASIDE,
    "wishes": payload.WISH,
    "acquaintances": payload.ACQUAINTED,
    "introductions": payload.ASKED,
    "standings": payload.STANDING,
    "briefs": payload.BRIEF,
    "brief_readers": payload.BRIEF_READER,
    "lessons": payload.LESSON,
    "teach_backs": payload.TEACH_BACK,
    "refreshers": payload.REFRESHERS,
    "recent_clients": payload.CLIENT,
    "letters": payload.LETTER,
    "letter_stops": payload.STOP,
    "asks": payload.ASK,
    "asks_heard": payload.ASK_HEARD,
    "agreements": payload.AGREEMENT,
    "partner_offers": payload.OFFER,
    "passed_over": payload.PASSED_OVER,
    "referrals": payload.REFERRAL,
    "referral_people": payload.REFERRAL_ABOUT,
    "referral_requests": payload.INCOMING,
    "referral_letters": payload.LETTERS_WISHED,
    "webhooks": payload.WEBHOOK,
    "referral_times": payload.REFERRAL_TIMES,
    "stories": payload.STORY,
    "story_people": payload.STORY_PERSON,
    "testimonials": payload.TESTIMONIAL,
    "goals": payload.GOAL,
    "forecasts": payload.PAST_FORECAST,
    "counted": payload.COUNTED,
    "surveys_answered": payload.SURVEY_VOICE,
    "practice": payload.PRACTISED,
    "overruled": payload.OVERRULED,
    "planned": payload.PLANNED,
}


def write(*, made_at: datetime, member: dict[str, str], parts: dict[str, Iterable[Record]]) -> Iterator[str]:
    """The document, piece by piece. ``parts`` has the keys of PARTS; a missing one is empty."""
    head = {"grapevine_archive": VERSION, "made_at": made_at.isoformat(), "member": member}
    yield json.dumps(head, ensure_ascii=False)[:-1]
    for name in PARTS:
        yield f',\n"{name}": ['
        comma = "\n"
        for record in parts.get(name, ()):
            yield comma + json.dumps(payload.dump(record), ensure_ascii=False, separators=(",", ":"))
            comma = ",\n"
        yield "\n]"
    yield "}\n"
