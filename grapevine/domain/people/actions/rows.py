"""From cards to table rows; shared by adding and changing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F

from grapevine.domain.people.models import SEARCH, Book, Detail, Person
from grapevine.domain.people.queries import known_texts
from grapevine.domain.people.rules import names
from grapevine.domain.people.rules.card import FIELDS, SEGMENTS, Card
from grapevine.domain.people.rules.details import rows, tidy
from grapevine.domain.professions.rules import work_of
from grapevine.kit.bulk import append
from grapevine.kit.errors import Refused

#: The columns of a person that hold what was recognised of their work.
WORK = ("profession_key", "profession_sure", "profession_said")


def checked(card: Card) -> Card:
    """A tidy card. Raises Refused for one that names nobody, or an unknown segment."""
    card = tidy(card)
    if not card.name:
        raise Refused("A person needs at least a name, a mail or a phone number.", "name")
    if card.segment and card.segment not in SEGMENTS:
        raise Refused(f"There is no part of life called “{card.segment}”: choose {', '.join(SEGMENTS)}.", "segment")
    return card


def fill(person: Person, card: Card) -> None:
    """Put the single-valued fields of a tidy card on a person (not saved)."""
    known = person.profession_sure is not None and _words_of_work(person) == _words_of_work(card)
    for field in FIELDS:
        setattr(person, field, getattr(card, field))
    person.sort_name = names.sort_key(card)[:400]
    person.name_key = names.key(card.name)
    if not (known or person.profession_said):
        read_work(person)


def _words_of_work(one: Person | Card) -> tuple[str, str]:
    return one.profession, one.title


def read_work(person: Person) -> None:
    """Recognise their profession from what is written of their work (not saved)."""
    work = work_of(person.profession, person.title)
    person.profession_key, person.profession_sure = work.key, work.sure


#: The columns of a detail that are written for a new one, in this order.
_DETAIL = ("owner_id", "person_id", "kind", "label", "value", "key", "primary", "parts", "position")


def write_details(people: Iterable[tuple[Person, Card]]) -> None:
    """Write the lists of tidy cards as rows of these people, who have none of them yet."""
    append(
        Detail,
        _DETAIL,
        (
            (person.owner_id, person.pk, row.kind, row.label, row.value, row.key, row.primary, row.parts, position)
            for person, card in people
            for position, row in enumerate(rows(card))
        ),
    )


def index(people: Sequence[tuple[Person, Card]], *, fresh: bool = False) -> None:
    """Make these people findable by name, firm, work, tags, facts, mail, notes and what is known of them.

    ``fresh``: they have just come into the book, so nothing is known of them and they were never findable.
    """
    known = {} if fresh else known_texts(person.pk for person, _ in people)
    found = (
        (person.pk, person.owner_id, " ".join([search_text(card), *known.get(person.pk, ())]))
        for person, card in people
    )
    SEARCH.put(found, fresh=fresh)


def search_text(card: Card) -> str:
    """Everything of a card that a search should find."""
    found = [card.name, card.given, card.family, card.nickname, card.phonetic, card.firm, card.department]
    found += [card.title, card.profession, card.note, *card.tags]
    found += [fact.value for fact in card.facts] + [email.value for email in card.emails]
    return " ".join(found)


def count(owner_id: int, *, people: int = 0, archived: int = 0) -> None:
    """Keep the book's counters and its revision."""
    book = Book.objects.filter(owner_id=owner_id)
    change = {"people": F("people") + people, "archived": F("archived") + archived, "revision": F("revision") + 1}
    if not book.update(**change):
        Book.objects.get_or_create(owner_id=owner_id)
        book.update(**change)


def touch(person: Person, now: datetime) -> None:
    """Note that a person changed (not saved)."""
    person.updated_at = now
    person.revision += 1
