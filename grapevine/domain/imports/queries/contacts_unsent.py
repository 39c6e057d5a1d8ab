"""What an account of contacts has not been sent: changes made here, people who are only here, and a preview of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.imports.models import Agreement, ContactAccount, Staged
from grapevine.domain.imports.queries import contacts
from grapevine.domain.imports.rules.both_sides import Pair, follow
from grapevine.domain.imports.rules.in_step import CardState
from grapevine.domain.imports.rules.one_value import Terms
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import cards_of
from grapevine.domain.people.rules.details import from_json

_CHUNK = 500


def to_create(account: ContactAccount) -> QuerySet[Person]:
    """People in use who have no card in this account; those a question is about are nobody's yet."""
    have = Agreement.objects.filter(card__book__account=account).values("person")
    asked = Staged.objects.filter(
        batch__owner_id=account.owner_id, file__kind=contacts.SOURCE, verdict=Verdict.DOUBTFUL, applied_at=None
    )
    maybe = {person for candidates in asked.values_list("candidates", flat=True) for person in candidates}
    people = Person.objects.filter(owner_id=account.owner_id, archived_at=None).exclude(pk__in=have)
    return people.exclude(pk__in=maybe).order_by("pk")


@dataclass(frozen=True, slots=True)
class Preview:
    """How many cards each switch would touch on the server at the next look."""

    change: int
    create: int
    delete: int
    cards: int


def preview(actor: Actor, account: ContactAccount) -> Preview:
    """What sending, creating and deleting would do there now."""
    require(actor, Permission.IMPORTS_READ)
    linked = contacts.agreements(account).filter(card__state=CardState.LINKED)
    aside = linked.filter(person__archived_at__isnull=False, aside=False).count()
    erased = contacts.cards(account).filter(state=CardState.LINKED, agreement=None).count()
    there = contacts.cards(account).exclude(seen="").count()
    return Preview(len(unsent(account)), to_create(account).count(), aside + erased, there)


def unsent(account: ContactAccount) -> list[int]:
    """Agreements (inner ids) about people of whom something was changed here that the server has not."""
    linked = contacts.agreements(account).filter(card__state=CardState.LINKED)
    found, done = [], set()
    for chunk in _chunks(linked):
        people = cards_of([agreement.person for agreement in chunk])
        for agreement in chunk:
            if agreement.person_id not in done:
                agreed = Pair(from_json(agreement.here), from_json(agreement.there))
                out = follow(agreed, Pair(people[agreement.person_id], agreed.there), Terms(sends=True))
                found += [agreement.pk] if out.now.there != agreed.there else []
            done.add(agreement.person_id)
    return found


def _chunks(linked: QuerySet[Agreement]) -> Iterator[list[Agreement]]:
    after = 0
    while chunk := list(linked.filter(pk__gt=after).select_related("person").order_by("pk")[:_CHUNK]):
        yield chunk
        after = chunk[-1].pk
