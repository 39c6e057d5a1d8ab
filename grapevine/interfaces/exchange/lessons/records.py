"""Lessons and what was shown since, as records of a complete archive. What is remembered is folded anew from them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.models import Learner, Lesson, TeachBack
from grapevine.domain.education.queries.lessons import chosen_refreshers, lessons, teach_backs
from grapevine.domain.imports.rules.lesson_records import LessonRecord, RefreshersRecord, TeachBackRecord
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.domain.people.models import Person
from grapevine.kit.source_keys import key_of

_CHUNK = 500


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    return {
        "lessons": (_lesson(row) for row in lessons(actor).iterator(_CHUNK)),
        "teach_backs": (_teach_back(row) for row in teach_backs(actor).iterator(_CHUNK)),
        "refreshers": (_chosen(row) for row in chosen_refreshers(actor).iterator(_CHUNK)),
    }


def _who(person: Person) -> Party:
    return Party(name=person.name, uid=str(person.uid))


def _lesson(row: Lesson) -> LessonRecord:
    return LessonRecord(
        key=key_of(row.source_key, row.uid), who=_who(row.person), at=row.at, part=row.part, how=row.how
    )


def _teach_back(row: TeachBack) -> TeachBackRecord:
    return TeachBackRecord(
        key=key_of(row.source_key, row.uid), who=_who(row.person), at=row.asked_at, how=row.how,
        asked=json.dumps(row.asked, ensure_ascii=False), answers=json.dumps(row.answers, ensure_ascii=False),
        answered=row.answered_at.isoformat() if row.answered_at else "",
        declined=row.declined_at.isoformat() if row.declined_at else "",
    )  # fmt: skip


def _chosen(row: Learner) -> RefreshersRecord:
    return RefreshersRecord(
        key=f"refreshers:{row.person.uid}", who=_who(row.person), at=row.person.created_at, chosen=row.refreshers
    )
