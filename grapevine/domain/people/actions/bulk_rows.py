"""How people stand before and after a change of many: read at once, written in groups who get the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.actions import rows
from grapevine.domain.people.actions.bulk_tags import BATCH, give_tag, tags_in_question, take_tag
from grapevine.domain.people.models import Before, Change, Person
from grapevine.domain.people.rules.bulk import Asked, Do, Standing, Tag, Was


def standing(actor: Actor, asked: Asked, people: QuerySet[Person]) -> dict[int, Standing]:
    """How these people stand now, held until the end of the transaction."""
    own = Person.objects.filter(owner_id=actor.member_id, pk__in=people.order_by().values("pk"))
    tags = tags_in_question(actor.member_id, asked.tag_key)
    columns = ("segment", "archived_at", "later_at", "hand_edited", "revision")
    return {
        pk: Standing(segment, archived_at, later_at, tags.get(pk), frozenset(by_hand), revision)
        for pk, segment, archived_at, later_at, by_hand, revision in own.select_for_update()
        .order_by("pk")
        .values_list("pk", *columns)
    }


def write(actor: Actor, asked: Asked, old: Mapping[int, Standing], new: Mapping[int, Standing], now: datetime) -> None:
    """Write what differs, a statement for each group of people who get the same; the book changes once."""
    groups: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for pk, standing in new.items():
        groups.setdefault(_columns(asked, standing), []).append(pk)
    stamp = {} if asked.do is Do.LATER else {"updated_at": now, "revision": F("revision") + 1}
    for columns, pks in groups.items():
        for part in _parts(pks):
            Person.objects.filter(pk__in=part).update(**_unfrozen(columns), **stamp)
    if asked.tag_key:
        given = {pk: standing.tag for pk, standing in new.items() if standing.tag is not None}
        give_tag(actor.member_id, asked.tag_key, given)
        take_tag(actor.member_id, asked.tag_key, [pk for pk in new if pk not in given])
    archived = sum((to.archived_at is not None) - (old[pk].archived_at is not None) for pk, to in new.items())
    rows.count(actor.member_id, people=-archived, archived=archived)


def _columns(asked: Asked, standing: Standing) -> tuple[tuple[str, Any], ...]:
    """The columns of a person that this change writes, with their values, in a form that can be compared."""
    if asked.do in (Do.ARCHIVE, Do.RESTORE):
        return (("archived_at", standing.archived_at),)
    if asked.do is Do.LATER:
        return (("later_at", standing.later_at),)
    by_hand = ("hand_edited", tuple(sorted(standing.by_hand)))
    return (("segment", standing.segment), by_hand) if asked.do is Do.SEGMENT else (by_hand,)


def _unfrozen(columns: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in columns}


def _parts(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))


def before(change: Change, pk: int, was: Was) -> Before:
    """The row that keeps what somebody had (not saved)."""
    value: Any = was.value
    if isinstance(value, Tag):
        value = [value.text, value.position]
    elif isinstance(value, datetime):
        value = value.isoformat()
    return Before(change=change, person_id=pk, value=value, by_hand=was.by_hand, revision=was.revision)


def was_of(asked: Asked, row: Before) -> Was:
    """What such a row kept."""
    value: Any = row.value
    if isinstance(value, list):
        value = Tag(*value)
    elif value is not None and asked.do is not Do.SEGMENT:
        value = datetime.fromisoformat(value)
    return Was(value, row.by_hand, row.revision)
