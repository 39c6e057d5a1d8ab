"""Taking a batch back, a chunk a transaction, last things first; what the hand did since stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.actions import delete_ratings
from grapevine.domain.depth.models import Rating
from grapevine.domain.gives.actions import delete_gives
from grapevine.domain.gives.models import Give
from grapevine.domain.imports.actions.begin import held
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.rules.merge import revert
from grapevine.domain.imports.rules.states import State
from grapevine.domain.people.actions import change_people
from grapevine.domain.people.actions.book import erase_people, remember_origins
from grapevine.domain.people.models import Origin, Person
from grapevine.domain.people.queries import cards_of
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.details import from_json
from grapevine.domain.touches.actions import Draft, change_touches, delete_touches
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import Refused

CHUNK = 300


@transaction.atomic
def begin_undo(*, actor: Actor, now: datetime, batch_uid: object) -> Batch:
    """Begin to take a batch back. Raises Refused when there is nothing to undo."""
    batch = held(actor, batch_uid)
    if batch.state in (State.UNDOING, State.UNDONE):
        return batch
    if batch.state != State.DONE:
        raise Refused("Only an import that has been brought in can be undone.")
    batch.state, batch.done = State.UNDOING, 0
    batch.total = batch.records.filter(applied_at__isnull=False).count()
    batch.save(update_fields=["state", "done", "total"])
    return batch


@transaction.atomic
def undo_some(*, actor: Actor, now: datetime, batch_uid: object) -> Batch:
    """Take the next chunk back; after the last one the batch is undone. Harmless on one that is not undoing."""
    batch = held(actor, batch_uid)
    if batch.state != State.UNDOING:
        return batch
    rows = batch.records.filter(applied_at__isnull=False).order_by("-turn", "-id")
    chunk = list(rows[:CHUNK])
    if not chunk:
        batch.state, batch.finished_at = State.UNDONE, now
        batch.save(update_fields=["state", "finished_at"])
        audit_log.record(Verb.IMPORT_UNDONE, now=now, member_id=actor.member_id, thing_id=batch.uid)
        return batch
    _ledgers_back(actor, now, chunk)
    _people_back(actor, now, chunk)
    batch.records.filter(pk__in=[staged.pk for staged in chunk]).update(applied_at=None)
    batch.done += len(chunk)
    batch.save(update_fields=["done"])
    return batch


def _effects(chunk: Sequence[Staged], did: str) -> list[dict]:
    return [effect for staged in chunk for effect in reversed(staged.effects) if effect["did"] == did]


def _ledgers_back(actor: Actor, now: datetime, chunk: Sequence[Staged]) -> None:
    own = {"owner_id": actor.member_id}
    touches = Touch.objects.filter(**own, pk__in=[e["id"] for e in _effects(chunk, "touch")], by_hand=False)
    if touches:
        delete_touches(actor=actor, touches=list(touches))
    gives = Give.objects.filter(**own, pk__in=[e["id"] for e in _effects(chunk, "give")], by_hand=False)
    if gives:
        delete_gives(actor=actor, gives=list(gives))
    ratings = Rating.objects.filter(**own, pk__in=[e["id"] for e in _effects(chunk, "rating")])
    delete_ratings(actor=actor, ratings=list(ratings))
    before = {effect["id"]: effect["before"] for effect in _effects(chunk, "touch_changed")}
    changes = [
        (touch, Draft(touch.person_id, **{**before[touch.pk], "at": datetime.fromisoformat(before[touch.pk]["at"])}))
        for touch in Touch.objects.filter(**own, pk__in=before, by_hand=False)
    ]
    if changes:
        change_touches(actor=actor, now=now, changes=changes)


def _people_back(actor: Actor, now: datetime, chunk: Sequence[Staged]) -> None:
    _origins_back(actor, chunk)
    wanted = {effect["person"] for did in ("changed", "created") for effect in _effects(chunk, did)}
    people = Person.objects.filter(owner_id=actor.member_id).in_bulk(wanted)
    cards = cards_of(list(people.values()))
    reverted: dict[int, Card] = {}
    for effect in _effects(chunk, "changed"):
        pk = effect["person"]
        if pk in people:
            current = reverted.get(pk, cards[pk])
            reverted[pk] = revert(current, from_json(effect["before"]), from_json(effect["after"]))
    created = {effect["person"] for effect in _effects(chunk, "created")} & people.keys()
    gone = [people[pk] for pk in created - _still_needed(created, people)]
    changes = [(people[pk], card) for pk, card in reverted.items() if people[pk] not in gone]
    if changes:
        change_people(actor=actor, now=now, changes=changes)
    if gone:
        erase_people(actor=actor, people=gone)


def _still_needed(created: set[int], people: dict[int, Person]) -> set[int]:
    """Those whom the hand changed since, or who stand in a ledger, a rating or another source: they stay."""
    kept = {pk for pk in created if people[pk].hand_edited}
    for model in (Touch, Give, Rating, Origin):
        kept |= set(model.objects.filter(person__in=created).values_list("person_id", flat=True))
    return kept


def _origins_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    returned = []
    for effect in _effects(chunk, "origin"):
        was = effect["before"]
        if was is None:
            Origin.objects.filter(owner_id=actor.member_id, source=effect["source"], key=effect["key"]).delete()
        elif Person.objects.filter(owner_id=actor.member_id, pk=was["person"]).exists():
            returned.append(
                Origin(
                    owner_id=actor.member_id,
                    person_id=was["person"],
                    source=effect["source"],
                    key=effect["key"],
                    digest=was["digest"],
                    said=was["said"],
                )
            )
    remember_origins(returned)
