"""Reads of what is known of people, and of what they were told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.people.models import Knowledge, Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.knowledge import ME, THEM, Entry, Row, from_facts, sheet
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

_KNOWLEDGE = Prepared(
    lambda owner, person: Knowledge.objects.filter(owner=owner, person=person)
    .order_by("at", "pk")
    .values_list("about", "heading", "text", "at", "source", "heard_from", "uid"),
    1,
    1,
)

#: How a complete archive names a record that no other source named.
OWN_KEY = "grapevine:"


def knowledge(actor: Actor, knowledge_uid: object) -> Knowledge:
    """One thing known, with its person. Raises NotFound."""
    require(actor, Permission.BOOK_READ)
    uid = ids.parse(knowledge_uid)
    own = Knowledge.objects.filter(owner_id=actor.member_id, uid=uid).select_related("person")
    found = own.first() if uid else None
    if found is None:
        raise NotFound("There is no such thing written down in your book.")
    return found


def every_knowledge(actor: Actor) -> QuerySet[Knowledge]:
    """Everything known of anybody, and told to anybody, in the order in which it was written down."""
    require(actor, Permission.BOOK_READ)
    return Knowledge.objects.filter(owner_id=actor.member_id).select_related("person").order_by("pk")


def sheet_of(actor: Actor, person: Person, card: Card, now: datetime) -> tuple[Row, ...]:
    """The five headings of one person, theirs and mine, in one query."""
    require(actor, Permission.BOOK_READ)
    entries, told = from_facts(card.facts), {}
    for about, heading, *rest in _KNOWLEDGE(actor.member_id, person.pk):
        if about == ME:
            told[heading] = rest[1]
        else:
            entries.append(Entry(heading, *rest))
    return sheet(entries, told, now)


def known_texts(person_ids: Iterable[int]) -> dict[int, list[str]]:
    """What is written down of these people (inner ids), for the search."""
    out: dict[int, list[str]] = {}
    found = Knowledge.objects.filter(person__in=list(person_ids), about=THEM)
    for person_id, text in found.order_by("pk").values_list("person_id", "text"):
        out.setdefault(person_id, []).append(text)
    return out


def knowledge_by_source_keys(actor: Actor, keys: Iterable[str]) -> dict[str, Knowledge]:
    """What was brought in before: key -> knowledge. ``grapevine:<id>`` finds one by its own public id as well."""
    wanted = set(keys)
    rows = Knowledge.objects.filter(owner_id=actor.member_id)
    found = {row.source_key: row for row in rows.filter(source_key__in=wanted) if row.source_key}
    own = {uid: key for key in wanted if (uid := ids.parse(key.removeprefix(OWN_KEY)))}
    return found | {own[row.uid]: row for row in rows.filter(uid__in=own)} if own else found
