"""Writing what an archive holds of stories and of words of clients, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.bringing import bring_in, brought_by, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.story_records import StoryPersonRecord, StoryRecord, TestimonialRecord
from grapevine.domain.stories.actions import brought
from grapevine.domain.stories.rules.telling import Told

_STORY, _PERSON, _SAID = "story", "story_person", "testimonial"
_WHOM = "the archive does not say who this is"


def write_stories(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply stories, each the member's alone."""
    for staged, record in records:
        assert isinstance(record, StoryRecord)
        bring = partial(
            brought.bring_story, actor=desk.actor, key=record.key, at=record.at,
            told=Told(record.title, record.need, record.happened, record.came), wording=record.wording or 1,
            changed=record.changed, closed=record.closed, answers=record.answers, referral=record.referral,
            named=record.named, others=record.comments,
        )  # fmt: skip
        bring_in(staged, wrong_time(record, now), bring, _STORY, None)


def write_story_people(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply who of those named is in the book."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, _WHOM):
        assert isinstance(record, StoryPersonRecord)
        bring = partial(
            brought.bring_person, actor=desk.actor, person_id=person, story=record.story, name=record.name
        )
        bring_in(staged, "", bring, _PERSON, person)


def write_testimonials(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply words of clients."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, _WHOM):
        assert isinstance(record, TestimonialRecord)
        bring = partial(
            brought.bring_testimonial, actor=desk.actor, person_id=person, key=record.key, at=record.at,
            state=record.state, asked=record.asked, text=record.text, name=record.name, agreed=record.agreed,
            given=record.given, story=record.story,
        )  # fmt: skip
        bring_in(staged, "", bring, _SAID, person)


def stories_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take back what these records brought."""
    made = brought_by(chunk, (_STORY, _PERSON, _SAID))
    if any(made.values()):
        brought.take_back(actor=actor, stories=made[_STORY], people=made[_PERSON], said=made[_SAID])
