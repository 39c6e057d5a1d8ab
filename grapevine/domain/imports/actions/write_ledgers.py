"""Writing touches and gives of a batch: whom they mean, what is known already, what takes each step back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from grapevine.domain.depth import actions as depth_actions
from grapevine.domain.depth.rules.answers import is_sound
from grapevine.domain.depth.rules.rating import HIGHEST, LOWEST
from grapevine.domain.gives import actions as give_actions
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.imports.actions.brought import FIELDS, brought
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import note
from grapevine.domain.imports.actions.write_people import write_desk
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.judge import Decision, card_of_party
from grapevine.domain.imports.rules.records import GiveRecord, RatingRecord, Record, ToldRecord, TouchRecord
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.network.actions.taking_back import fold_anew
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches import actions as touch_actions
from grapevine.domain.touches import queries as touch_queries
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotDone
from grapevine.kit.moments import AHEAD
from grapevine.kit.text import clean_lines

WHOM = "the archive does not say whom this rating is about"


def write_touches(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply touch records; their verdicts and effects are put on the staged rows (not saved)."""
    known = touch_queries.by_source_keys(desk.actor, [record.key for _, record in records])  # type: ignore[union-attr]
    fresh, changes = [], []
    for staged, draft in _drafts(desk, now, records, known, _touch_draft, touch_actions.check):
        if draft.source_key not in known:
            fresh.append((staged, draft))
        elif _differs(known[draft.source_key], draft):
            changes.append((staged, known[draft.source_key], draft))
        else:
            staged.verdict = Verdict.UNCHANGED
    made = touch_actions.log_touches(actor=desk.actor, now=now, drafts=[draft for _, draft in fresh]) if fresh else []
    for (staged, _), touch in zip(fresh, made, strict=True):
        staged.verdict = Verdict.NEW
        staged.effects = [*staged.effects, brought("touch", touch)]
    for staged, touch, _ in changes:
        staged.verdict = Verdict.UPDATED
        staged.effects = [{"did": "touch_changed", "id": touch.pk, "before": _plain(touch)}]
    if changes:
        pairs = [(touch, draft) for _, touch, draft in changes]
        touch_actions.change_touches(actor=desk.actor, now=now, changes=pairs)
        fold_anew(desk.actor, *sorted({touch.person_id for touch, _ in pairs}))


def write_gives(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply give records; their verdicts and effects are put on the staged rows (not saved)."""
    known = give_queries.by_source_keys(desk.actor, [record.key for _, record in records])  # type: ignore[union-attr]
    fresh = []
    for staged, draft in _drafts(desk, now, records, known, _give_draft, give_actions.check):
        if draft.source_key in known:
            staged.verdict = Verdict.UNCHANGED
        else:
            fresh.append((staged, draft))
    made = give_actions.log_gives(actor=desk.actor, now=now, drafts=[draft for _, draft in fresh]) if fresh else []
    for (staged, _), give in zip(fresh, made, strict=True):
        staged.verdict = Verdict.NEW
        staged.effects = [*staged.effects, brought("give", give)]


def write_ratings(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply rating records; only about people whom the archive itself names."""
    for staged, record, person in about_somebody(desk, now, records, _wrong_rating, WHOM):
        rating = depth_actions.add_rating(
            actor=desk.actor, person_id=person, side=record.side, value=record.value, at=record.at,
            answers=record.answers,
        )  # fmt: skip
        staged.verdict = Verdict.NEW if rating else Verdict.UNCHANGED
        staged.effects = [{"did": "rating", "id": rating.pk, "person": person}] if rating else []


def about_somebody(
    desk: Desk,
    now: datetime,
    records: Sequence[tuple[Staged, Record]],
    wrong: Callable[[Any, datetime], str],
    whom: str,
) -> Iterator[tuple[Staged, Any, int]]:
    """The sound records with the person (inner id) whom the archive names; the verdict of the others is given here.

    ``wrong`` says why a record cannot be, or ""; ``whom`` is the reason where it names nobody.
    """
    for staged, record in records:
        assert not isinstance(record, Card)
        staged.effects = []
        reason = wrong(record, now)
        decision = decide(desk, staged, record)
        note(staged, decision)
        if not reason and decision.verdict in (Verdict.DOUBTFUL, Verdict.UNCHANGED):
            continue
        if reason or decision.person is None:
            staged.verdict, staged.reason = Verdict.REFUSED, reason or whom
        else:
            yield staged, record, decision.person


def _wrong_rating(record: RatingRecord, now: datetime) -> str:
    if record.side not in ("mine", "theirs") or record.value not in range(LOWEST, HIGHEST + 1):
        return f"a rating is “mine” or “theirs”, and lies between {LOWEST} and {HIGHEST}"
    if not is_sound(record.answers):
        return "the answers are five signs, one for each question"
    past = record.at.tzinfo is not None and record.at <= now + AHEAD
    return "" if past else "a rating lies in the past, and its time has a zone"


def _drafts(
    desk: Desk,
    now: datetime,
    records: Sequence[tuple[Staged, Record]],
    known: dict[str, Any],
    make: Callable[[Any, int], Any],
    check: Callable[[Any, datetime], None],
) -> list[tuple[Staged, Any]]:
    """The records that can be written, each as a draft with the person it means; people not in the book are added."""
    placed, seen = [], set()
    for staged, record in records:
        assert isinstance(record, TouchRecord | GiveRecord)
        staged.effects = []
        reason = _wrong(make, check, record, now)
        if reason:
            staged.verdict, staged.reason = Verdict.REFUSED, reason
        elif record.key in seen:
            staged.verdict, staged.reason = Verdict.UNCHANGED, "the same record stands in the files twice"
        elif record.key in known:
            placed.append((staged, record, known[record.key].person_id))
        else:
            person = _place(desk, staged, record)
            if person is not None:
                placed.append((staged, record, person))
        seen.add(record.key)
    real = write_desk(desk, now)
    out = []
    for staged, record, person in placed:
        staged.person_id = real.get(person, person)
        staged.effects = [{**effect, "person": staged.person_id} for effect in staged.effects]
        out.append((staged, make(record, staged.person_id)))
    return out


def _place(desk: Desk, staged: Staged, record: TouchRecord | GiveRecord) -> int | None:
    """Whom it means; somebody unknown is laid on the desk. None where it is doubtful."""
    decision = decide(desk, staged, record)
    note(staged, decision)
    person = decision.person if decision.verdict is Verdict.JOINED else None
    if decision.verdict is Verdict.NEW:
        staged.effects = [{"did": "created"}]
        person = desk.add(card_of_party(record.who))
    if staged.answer and person is not None:
        desk.answered[staged.pk] = person
    return person


def decide(desk: Desk, staged: Staged, record: ToldRecord) -> Decision:
    """Whom a record means: the member's word on it first, then whoever fits."""
    if staged.answer is not None:
        person = desk.answered.get(staged.answer["same_as"]) if "same_as" in staged.answer else staged.answer["person"]
        if person in desk.people or (person is not None and person < 0):
            return Decision(Verdict.JOINED, person)
        if staged.answer == {"person": None}:
            return Decision(Verdict.NEW)
    return desk.judge(staged, record)


def _wrong(make: Callable, check: Callable, record: Record, now: datetime) -> str:
    try:
        check(make(record, 0), now)
    except NotDone as refused:
        return refused.reason
    return ""


def _touch_draft(record: TouchRecord, person: int) -> touch_actions.Draft:
    return touch_actions.Draft(
        person, record.at, record.kind, record.minutes, record.began_by, record.about, record.subject,
        source="import", source_key=record.key[:300], by_hand=record.by_hand,
    )  # fmt: skip


def _give_draft(record: GiveRecord, person: int) -> give_actions.Draft:
    return give_actions.Draft(
        person, record.at, record.kind, record.direction, record.sphere, record.minutes, record.note,
        source="import", source_key=record.key[:300], by_hand=record.by_hand,
    )  # fmt: skip


def _differs(touch: Touch, draft: touch_actions.Draft) -> bool:
    said = replace(draft, note=clean_lines(draft.note, touch_actions.NOTE_MAX))
    return not touch.by_hand and any(getattr(touch, name) != getattr(said, name) for name in FIELDS["touch"])


def _plain(touch: Touch) -> dict[str, Any]:
    return {**{name: getattr(touch, name) for name in FIELDS["touch"]}, "at": touch.at.isoformat()}
