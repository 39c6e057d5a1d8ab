"""Taking a batch back, a chunk a transaction, last things first; what the hand did since stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.actions import delete_ratings, forget
from grapevine.domain.depth.actions.corrections import delete_corrections
from grapevine.domain.depth.models import Correction, QuestionLink, Rating
from grapevine.domain.depth.queries import spoken_of
from grapevine.domain.gives.actions import delete_gives
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.imports.actions.begin import held
from grapevine.domain.imports.actions.brought import untouched
from grapevine.domain.imports.actions.handing_on import hand_on_cards, hand_on_origin
from grapevine.domain.imports.actions.write_agreements import agreements_back
from grapevine.domain.imports.actions.write_briefs import briefs_back
from grapevine.domain.imports.actions.write_goals import goals_back
from grapevine.domain.imports.actions.write_incoming import incoming_back
from grapevine.domain.imports.actions.write_introductions import EFFECTS as INTRODUCTIONS
from grapevine.domain.imports.actions.write_lessons import lessons_back
from grapevine.domain.imports.actions.write_letters import letters_back
from grapevine.domain.imports.actions.write_offers import offers_back
from grapevine.domain.imports.actions.write_own import own_back
from grapevine.domain.imports.actions.write_promises import promises_back
from grapevine.domain.imports.actions.write_referrals import referrals_back
from grapevine.domain.imports.actions.write_stories import stories_back
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.rules.merge import revert
from grapevine.domain.imports.rules.states import State
from grapevine.domain.network.actions.brought import take_back as introductions_back
from grapevine.domain.network.actions.taking_back import fold_anew
from grapevine.domain.network.queries.introductions import spoken_of as introduced
from grapevine.domain.partnerships.queries.archived import spoken_of as agreed_with
from grapevine.domain.people.actions import change_people
from grapevine.domain.people.actions.book import erase_people, remember_origins
from grapevine.domain.people.actions.knowledge import delete_many
from grapevine.domain.people.actions.rows import WORK
from grapevine.domain.people.models import Apart, Knowledge, Origin, Person
from grapevine.domain.people.queries import cards_of, lock_book
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
        batch.records.filter(applied_at=None).exclude(said__isnull=True).update(said=None, candidates=[], answer=None)
        batch.state, batch.finished_at = State.UNDONE, now
        batch.save(update_fields=["state", "finished_at"])
        audit_log.record(Verb.IMPORT_UNDONE, now=now, member_id=actor.member_id, thing_id=batch.uid)
        return batch
    lock_book(actor)
    take_back(actor, now, chunk)
    batch.done += len(chunk)
    batch.save(update_fields=["done"])
    return batch


def take_back(actor: Actor, now: datetime, chunk: Sequence[Staged]) -> None:
    """Take these records back, the last first. Called inside a transaction that holds the book."""
    own_back(actor, chunk)
    agreements_back(actor, now, chunk)
    offers_back(actor, chunk)
    stories_back(actor, chunk)
    goals_back(actor, chunk)
    incoming_back(actor, chunk)
    referrals_back(actor, chunk)
    _ledgers_back(actor, now, chunk)
    _decisions_back(actor, chunk)
    _said_back(actor, chunk)
    promises_back(actor, chunk)
    lessons_back(actor, chunk)
    briefs_back(actor, chunk)
    letters_back(actor, chunk)
    introductions_back(actor=actor, **{did: [e["id"] for e in _effects(chunk, did)] for did in INTRODUCTIONS})
    kept = _people_back(actor, now, chunk)
    _empty(chunk, kept)


def _empty(chunk: Sequence[Staged], kept: set[int]) -> None:
    """Forget what these records said; of one that made somebody who stays, only that it made them."""
    gone: dict[str, Any] = {"said": None, "candidates": [], "answer": None, "reason": "", "applied_at": None}
    rows = Staged.objects.filter(pk__in=[staged.pk for staged in chunk])
    makers = [s.pk for s in chunk if any(e["did"] == "created" and e["person"] in kept for e in s.effects)]
    rows.filter(pk__in=makers).update(**gone, effects=[{"did": "created"}])
    rows.exclude(pk__in=makers).update(**gone, effects=[], person=None, origin_key="")


def _effects(chunk: Sequence[Staged], did: str) -> list[dict]:
    return [effect for staged in chunk for effect in reversed(staged.effects) if effect["did"] == did]


def _ledgers_back(actor: Actor, now: datetime, chunk: Sequence[Staged]) -> None:
    own = {"owner_id": actor.member_id}
    effects = [effect for staged in chunk for effect in staged.effects]
    touches = untouched(Touch.objects.filter(**own), "touch", effects)
    if touches:
        delete_touches(actor=actor, touches=touches)
    gives = untouched(Give.objects.filter(**own), "give", effects)
    if gives:
        delete_gives(actor=actor, gives=gives)
    ratings = list(Rating.objects.filter(**own, pk__in=[e["id"] for e in _effects(chunk, "rating")]))
    delete_ratings(actor=actor, ratings=ratings)
    known = untouched(Knowledge.objects.filter(**own), "knowledge", effects)
    if known:
        delete_many(actor=actor, found=known)
    before = {effect["id"]: effect["before"] for effect in _effects(chunk, "touch_changed")}
    changes = [
        (touch, Draft(touch.person_id, **{**before[touch.pk], "at": datetime.fromisoformat(before[touch.pk]["at"])}))
        for touch in Touch.objects.filter(**own, pk__in=before, by_hand=False)
    ]
    if changes:
        change_touches(actor=actor, now=now, changes=changes)
    _depth_back(actor, {row.person_id for row in (*touches, *gives, *ratings, *(touch for touch, _ in changes))})


def _said_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take back the corrections an archive brought, and whom it said rather not to ask."""
    own = Correction.objects.filter(owner_id=actor.member_id)
    wrong = own.filter(pk__in=[effect["id"] for effect in _effects(chunk, "corrected")])
    if wrong:
        delete_corrections(actor=actor, found=wrong)
    asked = QuestionLink.objects.filter(owner_id=actor.member_id, digest=None)
    asked.filter(pk__in=[effect["id"] for effect in _effects(chunk, "declined")]).delete()


def _decisions_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take back whom an archive told apart or put off, and what was written by hand, if the hand has rested since."""
    Apart.objects.filter(owner_id=actor.member_id, pk__in=[e["id"] for e in _effects(chunk, "apart")]).delete()
    for effect in _effects(chunk, "later"):
        put = Person.objects.filter(owner_id=actor.member_id, pk=effect["person"])
        put.filter(later_at=datetime.fromisoformat(effect["at"])).update(later_at=None)
    marked = {effect["person"]: effect for effect in _effects(chunk, "by_hand")}
    people = Person.objects.select_for_update().filter(owner_id=actor.member_id, pk__in=marked).order_by("pk")
    for person in people:
        if person.revision == marked[person.pk]["revision"]:
            person.hand_edited = marked[person.pk]["before"]
            for name, value in zip(WORK, marked[person.pk].get("work", ()), strict=False):
                setattr(person, name, value)
            person.save(update_fields=["hand_edited", *WORK])


def _depth_back(actor: Actor, people: set[int]) -> None:
    """Fold these relationships anew: a peak cannot be subtracted, and who has no ledger left is not measured."""
    left = _in_ledgers(people)
    forget(actor=actor, person_ids=people - left)
    fold_anew(actor, *sorted(left))


def _in_ledgers(people: set[int]) -> set[int]:
    found: set[int] = set()
    for model in (Touch, Give, Rating):
        found |= set(model.objects.filter(person__in=people).values_list("person_id", flat=True))
    return found


def _people_back(actor: Actor, now: datetime, chunk: Sequence[Staged]) -> set[int]:
    """Take cards, people and origins back; returns the inner ids of people whom the batch made and who stay."""
    _origins_back(actor, chunk)
    created = {effect["person"] for effect in _effects(chunk, "created")}
    wanted = created | {effect["person"] for effect in _effects(chunk, "changed")} | _left_behind(actor, chunk)
    people = Person.objects.select_for_update().filter(owner_id=actor.member_id).order_by("pk").in_bulk(wanted)
    cards = cards_of(list(people.values()))
    reverted: dict[int, Card] = {}
    for effect in _effects(chunk, "changed"):
        pk = effect["person"]
        if pk in people:
            current = reverted.get(pk, cards[pk])
            reverted[pk] = revert(current, from_json(effect["before"]), from_json(effect["after"]))
    hand_on_cards(actor, chunk)
    made = (created | _left_behind(actor, chunk)) & people.keys()
    gone = made - _still_needed(made, people)
    changes = [(people[pk], card) for pk, card in reverted.items() if pk not in gone]
    if changes:
        change_people(actor=actor, now=now, changes=changes)
    if gone:
        erase_people(actor=actor, people=[people[pk] for pk in gone])
    return made - gone


def _left_behind(actor: Actor, chunk: Sequence[Staged]) -> set[int]:
    """People of these records whom only an import made that has been undone since: this one was why they stayed."""
    meant = {staged.person_id for staged in chunk if staged.person_id}
    undone = Staged.objects.filter(batch__owner_id=actor.member_id, batch__state__in=(State.UNDONE, State.UNDOING))
    return set(undone.filter(person__in=meant, said__isnull=True).values_list("person_id", flat=True))


def _still_needed(made: set[int], people: dict[int, Person]) -> set[int]:
    """Those whom the hand changed since, or who stand in a ledger, what is known or another source: they stay."""
    known = set(Knowledge.objects.filter(person__in=made).values_list("person_id", flat=True))
    known |= set(Promise.objects.filter(person__in=made).values_list("person_id", flat=True))
    sources = set(Origin.objects.filter(person__in=made).values_list("person_id", flat=True))
    told = spoken_of(made) | introduced(made) | agreed_with(made)
    return {pk for pk in made if people[pk].hand_edited} | sources | known | told | _in_ledgers(made)


def _origins_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    returned = []
    own = Origin.objects.filter(owner_id=actor.member_id)
    for effect in _effects(chunk, "origin"):
        was, now = effect["before"], own.filter(source=effect["source"], key=effect["key"]).first()
        if now is None:
            continue
        if now.digest != effect["after"]:
            hand_on_origin(actor, effect)
        elif was is None or not Person.objects.filter(owner_id=actor.member_id, pk=was["person"]).exists():
            now.delete()
        else:
            now.person_id, now.digest, now.said = was["person"], was["digest"], was["said"]
            returned.append(now)
    remember_origins(returned)
