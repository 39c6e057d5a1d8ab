"""What tests of contact accounts do again and again: connect, look, find somebody, change somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions import contact_accounts
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.people import actions as people
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.exchange.carddav import jobs
from tests.interfaces.exchange.carddav_peer import PASSWORD, Phone

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def connected(actor: Actor, phone: Phone, **switches: bool) -> ContactAccount:
    """An account at this server, with its one address book; ``switches`` as ``set_switches`` takes them."""
    account = jobs.connect(
        actor=actor, now=NOW, address=phone.peer.url, user=phone.user, password=PASSWORD, queue=False
    )
    return switched(actor, account, **switches) if switches else account


def switched(actor: Actor, account: ContactAccount, **switches: bool) -> ContactAccount:
    """The account with these switches on."""
    return contact_accounts.set_switches(actor=actor, now=NOW, account_uid=account.uid, **switches)


def looked(actor: Actor, account: ContactAccount) -> dict[str, int]:
    """Bring both sides in step; what that changed. Fails with the server's message when it did not work."""
    account = jobs.look_now(actor=actor, now=NOW, account_uid=account.uid, queue=False)
    assert account.message == "", account.message
    return {name: count for name, count in account.counts.items() if count}


def known(actor: Actor, name: str) -> Person:
    """The only person of this name."""
    return Person.objects.get(owner_id=actor.member_id, name=name)


def card(actor: Actor, name: str) -> Card:
    """What the book says of them."""
    return queries.card_of(known(actor, name))


def edit(actor: Actor, name: str, **changes: Any) -> None:
    """Change somebody by hand."""
    person = known(actor, name)
    said = replace(queries.card_of(person), **changes)
    people.edit_person(actor=actor, now=NOW, person_uid=person.uid, card=said)


def names(actor: Actor) -> list[str]:
    """Everybody in use, in alphabetical order."""
    return sorted(Person.objects.filter(owner_id=actor.member_id, archived_at=None).values_list("name", flat=True))
