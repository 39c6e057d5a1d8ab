"""Reads of the book: everything is looked up through the actor, so a stranger finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.core.cache import caches
from django.db.models import Q, QuerySet

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.people.models import SEARCH, Apart, Book, Detail, Origin, Person
from grapevine.domain.people.rules import details
from grapevine.domain.people.rules.card import FIELDS, Card
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

#: What every page of people asks: built once.
_PERSON = Prepared(lambda owner, uid: Person.objects.filter(owner=owner, uid=uid), 1, UUID(int=0))
_BOOK = Prepared(lambda owner: Book.objects.filter(owner=owner), 1)
_DETAILS = Prepared(
    lambda people: Detail.objects.filter(person__among=people)
    .order_by("person_id", "position")
    .values_list("person_id", "kind", "label", "value", "key", "primary", "parts"),
    [1],
)
_REACH = Prepared(
    lambda owner, people: Detail.objects.filter(owner=owner, person__among=people, kind__in=("email", "phone"))
    .order_by("person_id", "position")
    .values_list("person_id", "kind", "value"),
    1,
    [1],
)


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The actor's own people, archived ones too."""
    require(actor, Permission.BOOK_READ)
    return Person.objects.filter(owner_id=actor.member_id)


def person(actor: Actor, person_uid: object) -> Person:
    """One person of the actor's book. Raises NotFound for an unknown id and for somebody else's alike."""
    uid = ids.parse(person_uid)
    require(actor, Permission.BOOK_READ)
    found = _PERSON.first(actor.member_id, uid) if uid else None
    if found is None:
        raise NotFound("There is no such person in your book.")
    return found


def person_for_writing(actor: Actor, person_uid: object) -> Person:
    """Like :func:`person`, locked until the end of the transaction. Raises NotFound, NotAllowed."""
    require(actor, Permission.BOOK_WRITE)
    uid = ids.parse(person_uid)
    own = Person.objects.select_for_update().filter(owner_id=actor.member_id, uid=uid)
    found = own.first() if uid else None
    if found is None:
        raise NotFound("There is no such person in your book.")
    return found


def by_profession(actor: Actor, keys: Iterable[str]) -> QuerySet[Person]:
    """Living people of the book whose profession is one of these keys, by name."""
    own = visible_to(actor).filter(archived_at=None, profession_key__in=[key for key in keys if key])
    return own.order_by("sort_name", "id")


def lock(actor: Actor, person_ids: Iterable[int]) -> set[int]:
    """Hold these people of one's own until the end of the transaction, so that two writes cannot cross.

    Returns those of them who are linked with another member. Raises NotFound when one of them is not the actor's, or
    is gone.
    """
    wanted = set(person_ids)
    own = Person.objects.select_for_update().filter(owner_id=actor.member_id, pk__in=wanted).order_by("pk")
    found = dict(own.values_list("pk", "linked_member_id"))
    if found.keys() != wanted:
        raise NotFound("There is no such person in your book.")
    return {pk for pk, member_id in found.items() if member_id}


def lock_book(actor: Actor) -> None:
    """Hold the whole book until the end of the transaction: two imports at once must not add the same person twice."""
    Member.objects.select_for_update(no_key=True).filter(pk=actor.member_id).values_list("pk").get()


def search(actor: Actor, text: str, people: QuerySet[Person] | None = None) -> QuerySet[Person]:
    """People in whose name, firm, work, tags or notes every word of ``text`` begins some word."""
    people = visible_to(actor).filter(archived_at=None) if people is None else people
    return SEARCH.matching(people, actor.member_id, text)


def book(actor: Actor) -> Book:
    """The counters of the actor's book."""
    return _BOOK.first(actor.member_id) or Book(owner_id=actor.member_id)


def card_of(person: Person) -> Card:
    """Everything known of one person, as a card."""
    return cards_of([person])[person.pk]


def cards_of(people: Sequence[Person]) -> dict[int, Card]:
    """The cards of many people in one query, by their inner id."""
    rows: dict[int, list[details.Row]] = {person.pk: [] for person in people}
    for row in _DETAILS(list(rows)):
        rows[row[0]].append(details.Row(*row[1:]))
    return {person.pk: replace(_plain_card(person), **details.lists(rows[person.pk])) for person in people}


def _plain_card(person: Person) -> Card:
    plain = {field: getattr(person, field) for field in FIELDS}
    return Card(uid=str(person.uid), archived=person.archived_at is not None, **plain)


def reach_of(actor: Actor, person_ids: Iterable[int]) -> dict[int, dict[str, list[str]]]:
    """Mails and phones of many people for a list: inner id -> {"email": [...], "phone": [...]}."""
    out: dict[int, dict[str, list[str]]] = {pk: {"email": [], "phone": []} for pk in person_ids}
    for person_id, kind, value in _REACH(actor.member_id, list(out)):
        out[person_id][kind].append(value)
    return out


def by_keys(actor: Actor, kind: str, keys: Iterable[str]) -> dict[str, list[int]]:
    """Who has one of these mails, phones or links: key -> inner ids of living people."""
    out: dict[str, list[int]] = {}
    found = Detail.objects.filter(owner_id=actor.member_id, kind=kind, key__among=list(keys))
    for key, person_id in found.values_list("key", "person_id"):
        out.setdefault(key, []).append(person_id)
    return out


def by_name_keys(actor: Actor, name_keys: Iterable[str]) -> dict[str, list[int]]:
    """Who bears one of these names (``names.key``): key -> inner ids."""
    out: dict[str, list[int]] = {}
    found = Person.objects.filter(owner_id=actor.member_id, name_key__among=list(name_keys))
    for key, person_id in found.values_list("name_key", "pk"):
        out.setdefault(key, []).append(person_id)
    return out


def origins(actor: Actor, source: str, keys: Iterable[str]) -> dict[str, Origin]:
    """What this source said before: key -> origin."""
    found = Origin.objects.filter(owner_id=actor.member_id, source=source, key__among=list(keys))
    return {origin.key: origin for origin in found}


def by_uids(actor: Actor, uids: Iterable[str]) -> dict[str, int]:
    """Who of the actor's own people has one of these public ids: id -> inner id."""
    wanted = [uid for uid in map(ids.parse, uids) if uid]
    found = Person.objects.filter(owner_id=actor.member_id, uid__in=wanted).values_list("uid", "pk")
    return {str(uid): pk for uid, pk in found}


def tags(actor: Actor, limit: int = 200, *, counted: Book | None = None) -> list[str]:
    """The actor's tags in alphabetical order; gathered once for each state of the book (``counted``, if at hand)."""
    key = f"tags:{actor.member_id}:{(counted or book(actor)).revision}:{limit}"
    found = caches["pages"].get(key)
    if found is None:
        rows = Detail.objects.filter(owner_id=actor.member_id, kind=details.TAG)
        found = list(rows.order_by("value").values_list("value", flat=True).distinct()[:limit])
        caches["pages"].set(key, found, 86_400)
    return found


def edited_by_hand(actor: Actor) -> QuerySet[Person]:
    """People of whom the member wrote some field, or chose the profession: imports leave that alone since."""
    return visible_to(actor).filter(~Q(hand_edited=[]) | Q(profession_said=True))


def told_apart(actor: Actor) -> QuerySet[Apart]:
    """The pairs of whom the member said that they are two people."""
    require(actor, Permission.BOOK_READ)
    return Apart.objects.filter(owner_id=actor.member_id).select_related("one", "other")
