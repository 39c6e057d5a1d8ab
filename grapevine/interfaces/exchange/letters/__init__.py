"""Letters, stops and weekly asks as records of a complete archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.models import Ask, AskHearing
from grapevine.domain.education.queries.asks import asks, every_hearing
from grapevine.domain.education.rules.asks import FIELDS
from grapevine.domain.imports.rules.letter_records import AskHeardRecord, AskRecord, LetterRecord, StopRecord
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.domain.letters.models import Letter, Stop
from grapevine.domain.letters.queries import archived
from grapevine.domain.people.models import Person

_CHUNK = 500


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    return {
        "letters": (_letter(row) for row in archived.every_letter(actor).iterator(_CHUNK)),
        "letter_stops": (_stop(row) for row in archived.every_stop(actor).iterator(_CHUNK)),
        "asks": (_ask(actor, row) for row in asks(actor).order_by("pk").iterator(_CHUNK)),
        "asks_heard": (_heard(row) for row in every_hearing(actor).iterator(_CHUNK)),
    }


def _who(person: Person | None, name: str = "") -> Party:
    return Party(name=person.name, uid=str(person.uid)) if person else Party(name=name)


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _letter(row: Letter) -> LetterRecord:
    return LetterRecord(
        key=row.message_id.strip("<>"), who=_who(row.person, row.to_name), at=row.created_at, kind=row.kind,
        address=row.to_address, subject=row.subject, text=row.text, state=row.state, sent=_iso(row.sent_at),
        said=row.last_error,
    )  # fmt: skip


def _stop(row: Stop) -> StopRecord:
    return StopRecord(key=f"stop:{row.key}", who=_who(row.person), at=row.at, digest=row.key)


def _ask(actor: Actor, row: Ask) -> AskRecord:
    return AskRecord(
        key=f"ask:{row.uid}", who=Party(name=actor.name), at=row.created_at, week=row.week.isoformat(), ask=row.key,
        moment=row.moment, edited=row.edited, skipped=_iso(row.skipped_at), came_of=row.came_of,
        **{name: getattr(row, name) for name in FIELDS},
    )  # fmt: skip


def _heard(row: AskHearing) -> AskHeardRecord:
    return AskHeardRecord(
        key=f"heard:{row.pk}", who=_who(row.person), at=row.at, ask=row.ask.created_at.isoformat(), way=row.way
    )
