"""Cards that are about to be written to a server, noted first, so that a look that dies in between knows them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from django.db import transaction

from grapevine.domain.imports.models import AddressBook, Agreement, ServerCard
from grapevine.domain.imports.rules.in_step import CardState
from grapevine.domain.people.models import Person


def path_key(path: str) -> str:
    """Under which key a card is known: the path as such, whatever host or encoding it was written with."""
    return hashlib.sha256(path.encode()).hexdigest()


@transaction.atomic
def making(*, book: AddressBook, people: Sequence[Person]) -> list[ServerCard]:
    """Note that cards are about to be written for these people, so that a look that dies in between knows them."""
    folder = urlsplit(book.url).path
    made = []
    for person in people:
        path = urljoin(folder, f"{person.uid}.vcf")
        card, _ = ServerCard.objects.get_or_create(
            book=book, key=path_key(path), defaults={"path": path, "state": CardState.MAKING}
        )
        card.state, card.path = CardState.MAKING, path
        card.save(update_fields=["state", "path"])
        Agreement.objects.update_or_create(card=card, defaults={"person": person, "here": {}, "there": {}})
        made.append(card)
    return made


@transaction.atomic
def make_again(*, card: ServerCard) -> None:
    """Note that a card that is gone there is about to be written once more: from its kept text, or from nothing."""
    Agreement.objects.filter(card=card, kept="").update(here={}, there={}, clashes=[], answers={})
    card.state = CardState.MAKING
    card.save(update_fields=["state"])
