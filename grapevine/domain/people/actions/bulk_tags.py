"""One tag of many people: who has it, who has room for it, putting it on and taking it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count, Max, Q

from grapevine.domain.people.actions import rows
from grapevine.domain.people.models import Detail, Person
from grapevine.domain.people.queries import cards_of
from grapevine.domain.people.rules.bulk import Tag
from grapevine.domain.people.rules.details import TAG

#: So many people to a statement: any database takes that many values.
BATCH = 1_000


def tags_in_question(owner_id: int, key: str) -> dict[int, Tag]:
    """Who has the tag with this key (none for ""), as they bear it: inner id -> tag."""
    found = Detail.objects.filter(owner_id=owner_id, kind=TAG, key=key).values_list("person_id", "value", "position")
    return {person_id: Tag(text, position) for person_id, text, position in found} if key else {}


def tag_room(person_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many tags each has, and where the next detail would stand; whoever has no detail is not named."""
    room: dict[int, tuple[int, int]] = {}
    for start in range(0, len(person_ids), BATCH):
        details = Detail.objects.filter(person__in=person_ids[start : start + BATCH]).order_by()
        counted = details.values_list("person_id").annotate(tags=Count("pk", filter=Q(kind=TAG)), last=Max("position"))
        room.update({person_id: (tags, last + 1) for person_id, tags, last in counted})
    return room


def write_tags(owner_id: int, key: str, tags: Mapping[int, Tag | None]) -> None:
    """Give each person this tag, or take it away (None), and make them findable by what they have then."""
    people = list(tags)
    for start in range(0, len(people), BATCH):
        part = people[start : start + BATCH]
        Detail.objects.filter(person__in=part, kind=TAG, key=key).delete()
        given = [(pk, tag) for pk in part if (tag := tags[pk]) is not None]
        Detail.objects.bulk_create(
            Detail(owner_id=owner_id, person_id=pk, kind=TAG, key=key, value=tag.text, position=tag.position)
            for pk, tag in given
        )
        found = list(Person.objects.filter(pk__in=part))
        cards = cards_of(found)
        rows.index([(person, cards[person.pk]) for person in found])
