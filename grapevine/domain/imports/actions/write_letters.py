"""Writing what an archive holds of letters, stops and weekly asks, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions import brought_asks
from grapevine.domain.education.rules.asks import FIELDS
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import note
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.judge import Decision
from grapevine.domain.imports.rules.letter_records import AskHeardRecord, AskRecord, LetterRecord, StopRecord
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.letters.actions import brought
from grapevine.kit.errors import NotDone, Refused
from grapevine.kit.moments import must_have_happened

#: What each made, in the effects of a record.
LETTER, STOP, ASK, HEARING = "letter", "stop", "ask", "ask_heard"
GONE = "whom it went to is not in this book"
Bring = Callable[[Desk, Any, int | None], Any]


def write_letters(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply letters as they stood; none is sent."""
    _each(desk, now, records, LETTER, _letter)


def write_stops(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply who asked for no more."""
    _each(desk, now, records, STOP, _stop)


def write_asks(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply the asks of earlier weeks."""
    _each(desk, now, records, ASK, _ask)


def write_heard(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply who heard them."""
    _each(desk, now, records, HEARING, _heard)


def letters_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take back what these records brought."""
    made: dict[str, list[int]] = {LETTER: [], STOP: [], ASK: [], HEARING: []}
    for effect in (effect for staged in chunk for effect in staged.effects):
        if effect["did"] in made:
            made[effect["did"]].append(effect["id"])
    if made[LETTER] or made[STOP]:
        brought.take_back(actor=actor, letters=made[LETTER], stops=made[STOP])
    if made[ASK] or made[HEARING]:
        brought_asks.take_back(actor=actor, asks=made[ASK], hearings=made[HEARING])


def _each(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]], did: str, bring: Bring) -> None:
    for staged, record in records:
        staged.effects = []
        person = None
        try:
            must_have_happened(record.at, now, "it lies in the past, and its time has a zone")  # type: ignore[union-attr]
            person = _person(desk, staged, record)
            made = bring(desk, record, person)
        except NotDone as refusal:
            note(staged, Decision(Verdict.REFUSED, reason=refusal.reason))
            continue
        except ValueError:
            note(staged, Decision(Verdict.REFUSED, reason="a day or a time in it is none"))
            continue
        note(staged, Decision(Verdict.NEW if made else Verdict.UNCHANGED, person))
        staged.effects = [{"did": did, "id": made.pk}] if made else []


def _person(desk: Desk, staged: Staged, record: Any) -> int | None:
    """Whom of the book it is about; None for the member, the chapter, or somebody erased. Raises Refused."""
    if not record.who.uid:
        return None
    person = desk.whom(staged.file.kind, record.who)
    if person is None and not isinstance(record, StopRecord):
        raise Refused(GONE)
    return person


def _letter(desk: Desk, record: LetterRecord, person: int | None) -> Any:
    return brought.bring_letter(
        actor=desk.actor, key=record.key, person_id=person, name=record.who.name, at=record.at, kind=record.kind,
        address=record.address, subject=record.subject, text=record.text, state=record.state,
        sent_at=_moment(record.sent), said=record.said,
    )  # fmt: skip


def _stop(desk: Desk, record: StopRecord, person: int | None) -> Any:
    return brought.bring_stop(actor=desk.actor, person_id=person, at=record.at, digest=record.digest)


def _ask(desk: Desk, record: AskRecord, person: int | None) -> Any:
    return brought_asks.bring_ask(
        actor=desk.actor, at=record.at, week=date.fromisoformat(record.week), key=record.ask, moment=record.moment,
        lines={name: getattr(record, name) for name in FIELDS}, edited=record.edited,
        skipped_at=_moment(record.skipped), came_of=record.came_of,
    )  # fmt: skip


def _heard(desk: Desk, record: AskHeardRecord, person: int | None) -> Any:
    made_at = datetime.fromisoformat(record.ask)
    return brought_asks.bring_hearing(
        actor=desk.actor, made_at=made_at, person_id=person, way=record.way, at=record.at
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
