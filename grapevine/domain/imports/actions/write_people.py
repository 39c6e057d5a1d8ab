"""Writing people of a batch into the book: new ones, joined ones, updated ones, with what takes each step back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import merged, note
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.judge import Decision
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.states import State, Verdict
from grapevine.domain.people import actions as people_actions
from grapevine.domain.people.actions.book import remember_origins
from grapevine.domain.people.models import Origin
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.details import as_json


def write_people(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply person records; their verdicts and effects are put on the staged rows (not saved)."""
    meant: list[tuple[Staged, Card, int]] = []
    for staged, card in records:
        assert isinstance(card, Card)
        decision = _decide(desk, staged, card)
        note(staged, decision)
        person = _place(desk, staged, card, decision)
        if person is not None:
            meant.append((staged, card, person))
    real = write_desk(desk, now)
    for staged, _, person in meant:
        staged.person_id = real.get(person, person)
        staged.effects = [{**effect, "person": staged.person_id} for effect in staged.effects]
    _remember(desk, meant, real)


def write_desk(desk: Desk, now: datetime) -> dict[int, int]:
    """Write new and changed people; the number below zero of each new one -> its inner id."""
    fresh = sorted((pk for pk in desk.cards if pk < 0), reverse=True)
    people = people_actions.add_people(actor=desk.actor, now=now, cards=[desk.cards[pk] for pk in fresh], tidy=True)
    changed = [(desk.people[pk], desk.cards[pk]) for pk in sorted(desk.changed)]
    if changed:
        people_actions.change_people(actor=desk.actor, now=now, changes=changed)
    return {pk: person.pk for pk, person in zip(fresh, people, strict=True)}


def _decide(desk: Desk, staged: Staged, card: Card) -> Decision:
    if staged.answer is not None:
        person = staged.answer["person"]
        if person is None:
            return Decision(Verdict.NEW)
        if person in desk.people:
            return Decision(Verdict.JOINED, person, reason="you said so")
    decision = desk.judge(staged, card)
    if decision.verdict is Verdict.DOUBTFUL and _waits_already(desk, staged):
        return Decision(Verdict.UNCHANGED, reason="the same question waits for you already")
    return decision


def _waits_already(desk: Desk, staged: Staged) -> bool:
    """The same record of an earlier import is still an open question: do not ask twice."""
    return (
        Staged.objects.filter(
            batch__owner_id=desk.actor.member_id,
            batch__state=State.DONE,
            verdict=Verdict.DOUBTFUL,
            origin_key=staged.origin_key,
            file__kind=staged.file.kind,
            applied_at=None,
        )
        .exclude(batch_id=staged.batch_id)
        .exists()
    )


def _place(desk: Desk, staged: Staged, card: Card, decision: Decision) -> int | None:
    """Lay the record on the desk: whom it became, or None where it changes nobody."""
    staged.effects = []
    if decision.verdict is Verdict.NEW:
        person = desk.add(card)
        staged.effects = [{"did": "created"}]
    elif decision.verdict in (Verdict.JOINED, Verdict.UPDATED) and decision.person is not None:
        person = decision.person
        _merge(desk, staged, card, decision)
    else:
        return decision.person if decision.verdict is Verdict.UNCHANGED else None
    desk.origins[(staged.file.kind, payload.base_key(staged.origin_key))] = person
    return person


def _merge(desk: Desk, staged: Staged, card: Card, decision: Decision) -> None:
    person = decision.person
    assert person is not None
    before = desk.cards[person]
    after = merged(desk, staged, card, person)
    if after == before:
        staged.verdict = Verdict.UNCHANGED
        return
    staged.effects = [{"did": "changed", "before": as_json(before), "after": as_json(after)}]
    desk.know(person, after)
    desk.changed.update({person} if person > 0 else ())


def _remember(desk: Desk, meant: Sequence[tuple[Staged, Card, int]], real: dict[int, int]) -> None:
    """Keep what each source said; the last record of a key counts, the first notes what was there before."""
    fresh: dict[tuple[str, str], Origin] = {}
    effects: dict[tuple[str, str], dict] = {}
    for staged, _, person in meant:
        if staged.verdict == Verdict.UNCHANGED and not _is_new_origin(desk, staged):
            continue
        key = (staged.file.kind, staged.origin_key)
        said = staged.said
        if key not in fresh:
            old = desk.known_origin(*key)
            was = {"person": old.person_id, "digest": old.digest, "said": old.said} if old else None
            effects[key] = {"did": "origin", "source": key[0], "key": key[1], "before": was}
            staged.effects = [*staged.effects, effects[key]]
        effects[key]["after"] = payload.digest(said)
        fresh[key] = Origin(
            owner_id=desk.actor.member_id,
            person_id=real.get(person, person),
            source=key[0],
            key=key[1],
            digest=effects[key]["after"],
            said=said,
        )
    new = {key for key, effect in effects.items() if effect["before"] is None}
    remember_origins([fresh[key] for key in fresh if key not in new], [fresh[key] for key in fresh if key in new])


def _is_new_origin(desk: Desk, staged: Staged) -> bool:
    return desk.known_origin(staged.file.kind, staged.origin_key) is None
