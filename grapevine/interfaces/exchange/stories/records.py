"""Stories, those named in them, and words of clients, as records of a complete archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.domain.imports.rules.story_records import StoryPersonRecord, StoryRecord, TestimonialRecord
from grapevine.domain.people.models import Person
from grapevine.domain.stories import models
from grapevine.domain.stories.queries.archived import parties_in_book, referral_keys, stories
from grapevine.domain.stories.queries.testimonials import testimonials
from grapevine.kit.source_keys import key_of

_CHUNK = 200


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    return {
        "stories": _stories(actor),
        "story_people": (_in_book(row) for row in parties_in_book(actor).iterator(_CHUNK)),
        "testimonials": (_testimonial(row) for row in testimonials(actor).order_by("pk").iterator(_CHUNK)),
    }


def _stories(actor: Actor) -> Iterator[Record]:
    keys = referral_keys(actor)
    for row in stories(actor).iterator(_CHUNK):
        first = row.answers if row.answers and row.answers.owner_id == row.owner_id else None
        yield StoryRecord(
            key=key_of(row.source_key, row.uid), who=Party(name=actor.name), at=row.created_at, title=row.title,
            need=row.need, happened=row.happened, came=row.came, changed=row.changed_at.isoformat(),
            wording=row.wording, closed=not row.comments_open, referral=keys.get(row.referral_id or 0, ""),
            answers=key_of(first.source_key, first.uid) if first else "",
            named=_json([_named(each) for each in row.parties.all()]),
            comments=_json([_comment(each) for each in row.comments.all()]),
        )  # fmt: skip


def _named(row: models.Party) -> dict[str, Any]:
    return {
        "name": row.name, "part": row.part, "role": row.role, "also": row.also, "consent": row.consent,
        "reach": row.agreed_reach, "wording": row.agreed_wording, "by_link": row.by_link, "words": row.words,
        "at": _moment(row.agreed_at),
    }  # fmt: skip


def _comment(row: models.Comment) -> dict[str, Any]:
    return {"name": row.name, "email": row.email, "text": row.text, "state": row.state, "at": row.at.isoformat()}


def _in_book(row: models.Party) -> StoryPersonRecord:
    assert row.person is not None
    story = key_of(row.story.source_key, row.story.uid)
    return StoryPersonRecord(
        key=f"named:{row.uid}", who=_who(row.person), at=row.story.created_at, story=story, name=row.name
    )


def _testimonial(row: models.Testimonial) -> TestimonialRecord:
    return TestimonialRecord(
        key=key_of(row.source_key, row.uid), who=_who(row.person), at=row.asked_at, state=row.state, asked=row.asked,
        text=row.text, name=row.name, agreed=row.agreed_reach, given=_moment(row.given_at),
        story=key_of(row.story.source_key, row.story.uid) if row.story else "",
    )  # fmt: skip


def _who(person: Person) -> Party:
    return Party(name=person.name, uid=str(person.uid))


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False) if rows else ""
