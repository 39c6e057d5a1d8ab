"""Books: everybody has their chapter fellows and whom they referred with in it, linked both ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from grapevine.domain.depth.models import Link, LinkEnd
from grapevine.domain.people.models import SEARCH, Book, Detail, Person
from grapevine.domain.people.rules import names
from grapevine.domain.people.rules.card import Card
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.simulation.actions.chapters import Place
from grapevine.domain.simulation.rules.books import Pairs, pairs
from grapevine.domain.simulation.rules.world import Region
from grapevine.kit.columns import append_columns, next_ids, public_ids

#: In the light form a book holds one person, who stands for all others.
CROWD = "Everybody else"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The books of a region: ``first``: id of the first person. Of each pair first comes who stands in ``one``'s book
    (that is, ``other``), then, after all pairs, who stands in ``other``'s.
    """

    pairs: Pairs
    first: int

    def person(self, owner: np.ndarray, whom: np.ndarray) -> np.ndarray:
        """Ids of the people who stand for ``whom`` in the books of ``owner`` (numbers of members)."""
        place = self.pairs.place(owner, whom)
        return self.first + place + np.where(owner < whom, 0, len(self.pairs.one))


def write_books(place: Place, region: Region) -> Shelf:
    """All people of all books of a region, findable, with their address, and the links."""
    known = pairs(region)
    shelf = Shelf(known, next_ids(Person, 2 * len(known.one)))
    owner, whom = np.concatenate((known.one, known.other)), np.concatenate((known.other, known.one))
    ids = shelf.first + np.arange(len(owner))
    _write_people(place, region, ids, owner, whom)
    _write_counts(place, region, owner)
    _write_links(place, shelf)
    return shelf


@dataclass(frozen=True, slots=True)
class Crowd:
    """The books of a region in the light form: ``first``: id of the one person of the first of them."""

    first: int
    first_number: int

    def person(self, owner: np.ndarray, whom: np.ndarray) -> np.ndarray:
        """Whoever it is, in this book it is the one person."""
        return self.first + owner - self.first_number


def write_crowd(place: Place, region: Region) -> Crowd:
    """The light form: one person a book, who stands for all others."""
    numbers = region.numbers[region.members.there]
    first = next_ids(Person, len(numbers))
    append_columns(
        Person,
        {
            "id": first + np.arange(len(numbers)),
            "owner_id": place.members[numbers],
            "name": CROWD,
            "sort_name": CROWD.lower(),
            "name_key": names.key(CROWD),
            "segment": "professional",
            "profession_sure": 0.0,
            "created_at": place.begins,
            "updated_at": place.begins,
        },
    )
    append_columns(Book, {"owner_id": place.members[numbers], "people": 1, "revision": 1})
    return Crowd(first, int(numbers[0]))


def _write_people(place: Place, region: Region, ids: np.ndarray, owner: np.ndarray, whom: np.ndarray) -> None:
    numbers = region.numbers[region.members.there]
    base = int(numbers[0])
    cards = [_card(place.name(number)) for number in numbers.tolist()]
    sort_names, keys = [names.sort_key(card) for card in cards], [names.key(card.name) for card in cards]
    trades = place.trade_of(region)[whom - base].tolist()
    whom_at = (whom - base).tolist()
    works = [place.trades.keys[trade] for trade in trades]
    append_columns(
        Person,
        {
            "id": ids,
            "owner_id": place.members[owner],
            "name": [cards[at].name for at in whom_at],
            "given": [cards[at].given for at in whom_at],
            "family": [cards[at].family for at in whom_at],
            "profession": [PROFESSIONS[key].name for key in works],
            "profession_key": works,
            "profession_sure": 1.0,
            "segment": "professional",
            "sort_name": [sort_names[at] for at in whom_at],
            "name_key": [keys[at] for at in whom_at],
            "linked_member_id": place.members[whom],
            "created_at": place.begins,
            "updated_at": place.begins,
        },
    )
    emails = [place.email(number) for number in whom.tolist()]
    rows = {"owner_id": place.members[owner], "person_id": ids, "kind": "email", "label": "work"}
    append_columns(Detail, {**rows, "value": emails, "key": emails, "primary": True})
    owners = place.members[owner].tolist()
    said = zip(whom_at, works, emails, strict=True)
    texts = (f"{cards[at].name} {PROFESSIONS[key].name} {mail}" for at, key, mail in said)
    SEARCH.put(zip(ids.tolist(), owners, texts, strict=True))


def _card(called: str) -> Card:
    given, family = called.split()
    return Card(name=called, given=given, family=family)


def _write_counts(place: Place, region: Region, owner: np.ndarray) -> None:
    numbers = region.numbers[region.members.there]
    many = np.bincount(owner - numbers[0], minlength=len(numbers))
    append_columns(Book, {"owner_id": place.members[numbers], "people": many, "revision": 1})


def _write_links(place: Place, shelf: Shelf) -> None:
    known = shelf.pairs
    count = len(known.one)
    first = next_ids(Link, count)
    ids, asked = first + np.arange(count), place.begins - timedelta(days=30)
    one, other = place.members[known.one], place.members[known.other]
    in_one = shelf.first + np.arange(count)
    append_columns(
        Link,
        {
            "id": ids,
            "owner_id": one,
            "person_id": in_one,
            "other_id": other,
            # No secret belongs to it: it was agreed to before it was written.
            "digest": public_ids(count),
            "created_at": asked,
            "expires_at": place.begins,
            "accepted_at": asked + timedelta(days=1),
        },
    )
    ends = {"link_id": np.concatenate((ids, ids)), "owner_id": np.concatenate((one, other))}
    append_columns(LinkEnd, {**ends, "person_id": np.concatenate((in_one, in_one + count))})
