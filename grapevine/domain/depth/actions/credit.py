"""What every touch, give and rating adds to the fading sums, in the transaction that writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import LinkEnd, Relationship
from grapevine.domain.depth.queries import extra_of, sums_of, words_of
from grapevine.domain.depth.rules import reach, score
from grapevine.domain.depth.rules.sums import Event, Side, Sums, add
from grapevine.domain.depth.rules.tempo import TEMPOS, Tempo
from grapevine.domain.people.models import Book

_COUNTS = ("touches", "begun_by_me", "begun_by_them", "given", "received")
_SAID = ("my_rating", "their_rating", "my_answers", "their_answers", "my_corrected", "their_corrected", "learned",
         "agreed")  # fmt: skip
_FIELDS = ["mine_fast", "mine_slow", "theirs_fast", "theirs_slow", "at", "rank_key", "peak", *_COUNTS, *_SAID,
           "last_touch_at", "reach"]  # fmt: skip
_EXTRA = ["extra_fast", "extra_slow", "extra_at"]


@dataclass(slots=True)
class Credit:
    """What a write changes of one relationship: events to add (negative weights undo), counts up or down.

    ``last_touch_at`` is set when it changed: the newest touch now, or None when none is left. ``said`` holds columns
    of what the two sides say and know (``my_rating``, ``their_answers``, ``learned`` ...) with their new values.
    """

    events: list[Event] = field(default_factory=list)
    touches: int = 0
    begun_by_me: int = 0
    begun_by_them: int = 0
    given: int = 0
    received: int = 0
    said: dict[str, object] = field(default_factory=dict)
    last_touch_at: datetime | None = None
    last_touch_known: bool = False


def credit(
    *, actor: Actor, credits: Mapping[int, Credit], shared: Mapping[int, Sequence[Event]] | None = None
) -> None:
    """Add what happened to the relationships of these people (inner ids), all in a few statements.

    Called inside the transaction of the write; the people of ``credits`` are known to be the actor's own. ``shared``
    is what one linked ledger adds to the other: people of either book whose link is held (``links.hold``).
    """
    shared = {person_id: events for person_id, events in (shared or {}).items() if events}
    ends = _ends(shared)
    ids = set(credits) | set(shared)
    known = Relationship.objects.select_for_update().order_by("pk").in_bulk(list(ids))
    fresh, changed = [], []
    for person_id in sorted(ids):
        end = ends.get(person_id)
        tempo = TEMPOS[end.owner.tempo if end else actor.tempo]
        row = known.get(person_id)
        if row is None:
            row = Relationship(person_id=person_id, owner_id=end.owner_id if end else actor.member_id)
            fresh.append(row)
        else:
            changed.append(row)
        _apply(row, credits.get(person_id, Credit()), tempo)
        if end:
            _share(row, end, shared[person_id], tempo)
    Relationship.objects.bulk_create(fresh, batch_size=500)
    _save(changed, _FIELDS)
    _save(list(ends.values()), _EXTRA)
    Book.objects.filter(owner_id=actor.member_id).update(revision=F("revision") + 1)
    turn_page({end.owner_id for end in ends.values()} - {actor.member_id})


def _save(rows: Sequence[Relationship] | Sequence[LinkEnd], fields: Sequence[str]) -> None:
    """Save what changed: one or two rows by themselves, which costs less than the statement for many."""
    if len(rows) <= 2:
        for row in rows:
            row.save(update_fields=fields)
    else:
        type(rows[0])._default_manager.bulk_update(rows, fields, batch_size=200)


def _ends(shared: Mapping[int, Sequence[Event]]) -> dict[int, LinkEnd]:
    if not shared:
        return {}
    found = LinkEnd.objects.filter(person__in=list(shared)).select_related("owner").order_by("pk")
    return {end.person_id: end for end in found}


def turn_page(owner_ids: Iterable[int]) -> None:
    """Raise the revision of other members' books, so that what was worked out for them is worked out anew.

    A book that is being written just now is passed over: its own writer raises the revision, and waiting here could
    hold up two members for each other.
    """
    owners = sorted(owner_ids)
    if owners:
        books = Book.objects.select_for_update(skip_locked=True).filter(owner_id__in=owners).order_by("pk")
        Book.objects.filter(pk__in=list(books.values_list("pk", flat=True))).update(revision=F("revision") + 1)


def _apply(row: Relationship, what: Credit, tempo: Tempo) -> None:
    sums = _add_all(row, sums_of(row), what.events, tempo)
    for name in _COUNTS:
        setattr(row, name, max(0, getattr(row, name) + getattr(what, name)))
    for name, value in what.said.items():
        setattr(row, name, value)
    if what.last_touch_known:
        row.last_touch_at = what.last_touch_at
    store(row, sums, tempo)


def _share(row: Relationship, end: LinkEnd, events: Sequence[Event], tempo: Tempo) -> None:
    """What the other's ledger adds: to their side here, and to the sum that is taken out when the link ends."""
    store(row, _add_all(row, sums_of(row), events, tempo), tempo)
    extra = extra_of(end)
    for event in events:
        extra = add(extra, at=event.at, mine=0.0, theirs=event.theirs, tempo=tempo)
    keep_extra(end, extra)


def _add_all(row: Relationship, sums: Sums, events: Iterable[Event], tempo: Tempo) -> Sums:
    for event in events:
        sums = add(sums, at=event.at, mine=event.mine, theirs=event.theirs, tempo=tempo)
        if sums.at is not None:
            row.peak = max(row.peak, score.depth(sums, sums.at, tempo))
    return sums


def keep_extra(end: LinkEnd, extra: Sums) -> None:
    """Put the sum of what the other adds on its end (not saved)."""
    end.extra_fast, end.extra_slow, end.extra_at = extra.theirs.fast, extra.theirs.slow, extra.at


def store(row: Relationship, sums: Sums, tempo: Tempo) -> None:
    """Put sums on a relationship, with what follows from them (not saved)."""
    row.mine_fast, row.mine_slow = sums.mine.fast, sums.mine.slow
    row.theirs_fast, row.theirs_slow = sums.theirs.fast, sums.theirs.slow
    row.at = sums.at
    row.rank_key = score.rank_key(sums, tempo)
    row.reach = reach.reach(sums, row.touches)


def forget(*, actor: Actor, person_ids: Iterable[int]) -> None:
    """These people stand in none of the actor's ledgers any more: they are not measured.

    Of who is linked, what the other's ledger says stays; of who is corrected, the correction; what was learned and
    agreed, too.
    """
    gone = list(person_ids)
    rows = Relationship.objects.filter(owner_id=actor.member_id, person__in=gone)
    kept = {row.person_id: row for row in rows.exclude(learned="", agreed="")}
    rows.delete()
    ends = {end.person_id: end for end in LinkEnd.objects.filter(owner_id=actor.member_id, person__in=gone)}
    words = words_of(gone)
    tempo = TEMPOS[actor.tempo]
    for person_id in sorted(ends.keys() | words.keys() | kept.keys()):
        row = Relationship(person_id=person_id, owner_id=actor.member_id, **words.get(person_id, {}))
        if person_id in kept:
            row.learned, row.agreed = kept[person_id].learned, kept[person_id].agreed
        store(row, extra_of(ends[person_id]) if person_id in ends else Sums(), tempo)
        row.save(force_insert=True)


def replace_sums(*, actor: Actor, tempo: Tempo, found: Sequence[tuple[int, Sums, float, Side]]) -> None:
    """Put re-folded sums in place: ``(inner id of the person, sums, peak, extra)``; for a change of tempo, a merge.

    ``extra`` is what of their side comes from the other's linked ledger alone, at the time of the sums.
    """
    ids = [person_id for person_id, *_ in found]
    rows = Relationship.objects.filter(owner_id=actor.member_id).in_bulk(ids)
    ends = {end.person_id: end for end in LinkEnd.objects.filter(owner_id=actor.member_id, person__in=ids)}
    for person_id, sums, peak, extra in found:
        rows[person_id].peak = peak
        store(rows[person_id], sums, tempo)
        if person_id in ends:
            keep_extra(ends[person_id], Sums(theirs=extra, at=sums.at))
    Relationship.objects.bulk_update(rows.values(), _FIELDS, batch_size=200)
    LinkEnd.objects.bulk_update(ends.values(), _EXTRA, batch_size=200)
