"""Writes of depth: what every touch, give and rating adds to the fading sums, in the transaction that writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.models import Rating, Relationship
from grapevine.domain.depth.queries import standing_rating, sums_of
from grapevine.domain.depth.rules import rating as rules_rating
from grapevine.domain.depth.rules import reach, score
from grapevine.domain.depth.rules.sums import Event, Sums, add, days
from grapevine.domain.depth.rules.tempo import TEMPOS, Tempo
from grapevine.domain.people.models import Book
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit.errors import Refused

_COUNTS = ("touches", "begun_by_me", "begun_by_them", "given", "received")
_FIELDS = ["mine_fast", "mine_slow", "theirs_fast", "theirs_slow", "at", "rank_key", "peak", *_COUNTS,
           "my_rating", "their_rating", "last_touch_at", "reach"]  # fmt: skip


@dataclass(slots=True)
class Credit:
    """What a write changes of one relationship: events to add (negative weights undo), counts up or down.

    ``last_touch_at`` is set when it changed: the newest touch now, or None when none is left. ``ratings`` holds the
    side whose newest answer changed: "mine" or "theirs" -> 1..5, or None when none is left.
    """

    events: list[Event] = field(default_factory=list)
    touches: int = 0
    begun_by_me: int = 0
    begun_by_them: int = 0
    given: int = 0
    received: int = 0
    ratings: dict[str, int | None] = field(default_factory=dict)
    last_touch_at: datetime | None = None
    last_touch_known: bool = False


def credit(*, actor: Actor, credits: Mapping[int, Credit]) -> None:
    """Add what happened to the relationships of these people (inner ids), all in two statements.

    Called inside the transaction of the write; the people are known to be the actor's own.
    """
    tempo = TEMPOS[actor.tempo]
    known = Relationship.objects.select_for_update().in_bulk(list(credits))
    fresh, changed = [], []
    for person_id, what in credits.items():
        row = known.get(person_id)
        if row is None:
            row = Relationship(person_id=person_id, owner_id=actor.member_id)
            fresh.append(row)
        else:
            changed.append(row)
        _apply(row, what, tempo)
    Relationship.objects.bulk_create(fresh, batch_size=500)
    if len(changed) == 1:
        changed[0].save(update_fields=_FIELDS)
    else:
        Relationship.objects.bulk_update(changed, _FIELDS, batch_size=200)
    Book.objects.filter(owner_id=actor.member_id).update(revision=F("revision") + 1)


def _apply(row: Relationship, what: Credit, tempo: Tempo) -> None:
    sums = sums_of(row)
    for event in what.events:
        sums = add(sums, at=event.at, mine=event.mine, theirs=event.theirs, tempo=tempo)
        if sums.at is not None:
            row.peak = max(row.peak, score.depth(sums, sums.at, tempo))
    for name in _COUNTS:
        setattr(row, name, max(0, getattr(row, name) + getattr(what, name)))
    for side, value in what.ratings.items():
        setattr(row, {"mine": "my_rating", "theirs": "their_rating"}[side], value)
    if what.last_touch_known:
        row.last_touch_at = what.last_touch_at
    _store(row, sums, tempo)


def _store(row: Relationship, sums: Sums, tempo: Tempo) -> None:
    row.mine_fast, row.mine_slow = sums.mine.fast, sums.mine.slow
    row.theirs_fast, row.theirs_slow = sums.theirs.fast, sums.theirs.slow
    row.at = sums.at
    row.rank_key = score.rank_key(sums, tempo)
    row.reach = reach.reach(sums, row.touches)


@transaction.atomic
def add_rating(*, actor: Actor, person_id: int, side: str, value: int, at: datetime) -> Rating | None:
    """Put an answer given at ``at`` into the ledger; None when it stands there already. Raises Refused.

    Only the newest answer of a side counts, whatever the order in which they come.
    """
    require(actor, Permission.BOOK_WRITE)
    if value not in range(rules_rating.LOWEST, rules_rating.HIGHEST + 1):
        raise Refused(f"A rating lies between {rules_rating.LOWEST} and {rules_rating.HIGHEST}.", "value")
    if Rating.objects.filter(person_id=person_id, side=side, at=at).exists():
        return None
    old = standing_rating(person_id, side)
    new = Rating.objects.create(owner_id=actor.member_id, person_id=person_id, side=side, value=value, at=at)
    _restand(actor, person_id, side, old)
    return new


@transaction.atomic
def delete_ratings(*, actor: Actor, ratings: Sequence[Rating]) -> None:
    """Take answers of one's own back; the newest that is left counts again."""
    require(actor, Permission.BOOK_WRITE)
    for rating in ratings:
        old = standing_rating(rating.person_id, rating.side)
        Rating.objects.filter(owner_id=actor.member_id, pk=rating.pk).delete()
        _restand(actor, rating.person_id, rating.side, old)


def _restand(actor: Actor, person_id: int, side: str, old: Rating | None) -> None:
    """Undo what ``old`` added and add what stands now, if that is another answer."""
    new = standing_rating(person_id, side)
    if (old and old.pk) == (new and new.pk):
        return
    events = ([_rated(old, -1.0)] if old else []) + ([_rated(new, 1.0)] if new else [])
    ratings = {side: new.value if new else None}
    credit(actor=actor, credits={person_id: Credit(events=events, ratings=ratings)})


@transaction.atomic
def rate_person(*, actor: Actor, now: datetime, person_uid: object, value: int, side: str = "mine") -> Rating:
    """Say how well one side knows and trusts the other, 1..5; what was left of the older answer is undone.

    Raises Refused outside 1..5.
    """
    person = person_for_writing(actor, person_uid)
    new = add_rating(actor=actor, person_id=person.pk, side=side, value=value, at=now)
    assert new is not None
    audit_log.record(Verb.PERSON_RATED, now=now, member_id=actor.member_id, thing_id=person.uid, side=side)
    return new


def _rated(rating: Rating, sign: float) -> Event:
    weight = sign * rules_rating.weight(rating.value)
    mine, theirs = (weight, 0.0) if rating.side == "mine" else (0.0, weight)
    return Event(days(rating.at), mine, theirs)


def forget(*, actor: Actor, person_ids: Iterable[int]) -> None:
    """These people stand in no ledger any more: they are not measured."""
    Relationship.objects.filter(owner_id=actor.member_id, person__in=list(person_ids)).delete()


def replace_sums(*, actor: Actor, tempo: Tempo, found: Sequence[tuple[int, Sums, float]]) -> None:
    """Put re-folded sums in place: ``(inner id of the person, sums, peak)``; for a change of tempo."""
    rows = Relationship.objects.filter(owner_id=actor.member_id).in_bulk([person_id for person_id, _, _ in found])
    for person_id, sums, peak in found:
        rows[person_id].peak = peak
        _store(rows[person_id], sums, tempo)
    Relationship.objects.bulk_update(rows.values(), _FIELDS, batch_size=200)
