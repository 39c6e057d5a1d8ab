"""Reads of merges, and of who may be one: found by the worker, kept for the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.merging.models import Merge
from grapevine.domain.people import queries as people
from grapevine.domain.people.models import Apart
from grapevine.domain.people.queries import Double
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

#: How long what was found is kept; as many pairs as anybody answers.
KEPT_SECONDS, KEPT_MAX = 30 * 86_400, 2_000
_OF_PERSON = Prepared(
    lambda owner, person: Merge.objects.filter(owner=owner, person=person).order_by("-merged_at", "-pk")[:1], 1, 1
)


def visible_to(actor: Actor) -> QuerySet[Merge]:
    """The actor's own merges that can be undone, newest first."""
    require(actor, Permission.BOOK_READ)
    return Merge.objects.filter(owner_id=actor.member_id).order_by("-merged_at", "-pk")


def merged_away(actor: Actor, person_uids: Iterable[object]) -> Merge | None:
    """The merge in which one of these people became one with somebody else, if any did."""
    uids = [uid for each in person_uids if (uid := ids.parse(each))]
    return visible_to(actor).select_related("person").filter(other_uid__in=uids).first()


def merge(actor: Actor, merge_uid: object) -> Merge:
    """One merge of the actor's. Raises NotFound for an unknown id and for somebody else's alike."""
    uid = ids.parse(merge_uid)
    found = visible_to(actor).select_related("person").filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such merge in your book. Perhaps it has been undone.")
    return found


def of_person(actor: Actor, person_id: int) -> QuerySet[Merge]:
    """What was merged into this person (inner id), newest first."""
    return visible_to(actor).filter(person=person_id)


def newest_of_person(actor: Actor, person_id: int) -> Merge | None:
    """What was merged into this person (inner id) last."""
    require(actor, Permission.BOOK_READ)
    return _OF_PERSON.first(actor.member_id, person_id)


@dataclass(frozen=True, slots=True)
class Looked:
    """What the worker found, and in which state of the book."""

    revision: int
    pairs: tuple[Double, ...]


def known_doubles(actor: Actor) -> Looked | None:
    """What was found last, as it was then; None when nobody has looked yet."""
    require(actor, Permission.BOOK_READ)
    kept = cache.get(_key(actor))
    return None if kept is None else Looked(kept[0], tuple(Double(*pair) for pair in kept[1]))


def keep_doubles(actor: Actor, revision: int, pairs: Sequence[Double]) -> None:
    """Keep what was found, the surest pairs, and how many they are."""
    rows = [(pair.one, pair.other, pair.score, pair.reasons) for pair in pairs[:KEPT_MAX]]
    cache.set(_key(actor), (revision, rows), KEPT_SECONDS)
    cache.set(_key(actor, "count"), len(rows), KEPT_SECONDS)


def doubles_waiting(actor: Actor) -> int | None:
    """How many pairs waited when last looked; None when nobody has. One small read."""
    require(actor, Permission.BOOK_READ)
    count: int | None = cache.get(_key(actor, "count"))
    return count


def waiting_doubles(actor: Actor) -> list[Double] | None:
    """The pairs that still wait for a word, the surest first; None when nobody has looked yet."""
    known = known_doubles(actor)
    if known is None:
        return None
    if known.revision == people.book(actor).revision:
        return list(known.pairs)
    met = {pk for pair in known.pairs for pk in (pair.one, pair.other)}
    living = set(people.visible_to(actor).filter(archived_at=None, pk__in=met).values_list("pk", flat=True))
    apart = set(Apart.objects.filter(owner_id=actor.member_id).values_list("one_id", "other_id"))
    left = [pair for pair in known.pairs if {pair.one, pair.other} <= living and (pair.one, pair.other) not in apart]
    if len(left) != len(known.pairs):
        keep_doubles(actor, known.revision, left)
    return left


def _key(actor: Actor, what: str = "pairs") -> str:
    return f"doubles-{what}:{actor.member_id}"
