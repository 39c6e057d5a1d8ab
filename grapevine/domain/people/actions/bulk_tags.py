"""One tag of many people: who has it, who has room for it, putting it on and taking it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count, Max, Q

from grapevine.domain.people.actions import rows
from grapevine.domain.people.models import SEARCH, Detail, Person
from grapevine.domain.people.queries import cards_of
from grapevine.domain.people.rules.bulk import Tag
from grapevine.domain.people.rules.details import TAG

#: So many people to a statement.
BATCH = 500


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


def give_tag(owner_id: int, key: str, tags: Mapping[int, Tag]) -> None:
    """Give each person (inner id) this tag, which they do not have, and make them findable by it."""
    Detail.objects.bulk_create(
        (
            Detail(owner_id=owner_id, person_id=pk, kind=TAG, key=key, value=tag.text, position=tag.position)
            for pk, tag in tags.items()
        ),
        batch_size=BATCH,
    )
    by_text: dict[str, list[int]] = {}
    for pk, tag in tags.items():
        by_text.setdefault(tag.text, []).append(pk)
    for text, pks in by_text.items():
        SEARCH.append(pks, text)


def take_tag(owner_id: int, key: str, person_ids: Sequence[int]) -> None:
    """Take this tag from each person; they are found by what they have left."""
    for start in range(0, len(person_ids), BATCH):
        part = person_ids[start : start + BATCH]
        Detail.objects.filter(owner_id=owner_id, kind=TAG, key=key, person__in=part).delete()
        found = list(Person.objects.filter(pk__in=part))
        cards = cards_of(found)
        rows.index([(person, cards[person.pk]) for person in found])
