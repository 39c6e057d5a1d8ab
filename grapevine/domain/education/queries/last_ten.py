"""Reads of the worksheet, and what the book already knows of recent clients."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.models import RecentClient
from grapevine.domain.education.rules.last_ten import LINES, Came, ClientFact, initials
from grapevine.domain.gives import rules as gives
from grapevine.domain.gives.queries import visible_to as gives_of
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import visible_to

_CLIENT = "client"


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One line of the worksheet as a form shows it; ``referrer``: the public id and name of a person, or ""s."""

    fact: ClientFact
    referrer: str = ""
    referrer_name: str = ""


def recent_clients(actor: Actor) -> QuerySet[RecentClient]:
    """The lines that the actor wrote, in their order."""
    require(actor, Permission.BOOK_READ)
    own = RecentClient.objects.filter(owner_id=actor.member_id).select_related("referrer")
    return own.order_by("position", "pk")


def client_lines(actor: Actor) -> list[ClientLine]:
    """The same for a form."""
    return [
        ClientLine(fact_of(row), str(row.referrer.uid), row.referrer.name) if row.referrer else ClientLine(fact_of(row))
        for row in recent_clients(actor)
    ]


def fact_of(row: RecentClient) -> ClientFact:
    """What the rules need of a line; a referrer's profession is the one written, else the one in the book."""
    return ClientFact(row.who, row.came, row.referrer_profession, row.problem, row.moment, row.worth)


def known_clients(actor: Actor) -> list[ClientLine]:
    """Up to ten lines that the book can begin with: who sent somebody lately, and the newest clients in it.

    A received referral names the one who sent, not the one who came, so its line has no initials yet.
    """
    require(actor, Permission.BOOK_READ)
    received = gives_of(actor).filter(kind=gives.REFERRAL, direction=gives.RECEIVED).select_related("person")
    lines = [_sent_by(give.person) for give in received.order_by("-at", "-pk")[:LINES]]
    clients = visible_to(actor).filter(segment=_CLIENT, archived_at=None).order_by("-created_at", "-pk")
    lines += [ClientLine(ClientFact(who=initials(person.name))) for person in clients[: LINES - len(lines)]]
    return lines


def _sent_by(person: Person) -> ClientLine:
    fact = ClientFact(came=Came.REFERRED, referrer_profession=person.profession_key)
    return ClientLine(fact, str(person.uid), person.name)
