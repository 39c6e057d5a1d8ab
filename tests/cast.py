"""The cast: Leah Marchetti, a family-law attorney, whose book it is, and those around her. Fixtures and small makers.

A test asks for `leah` (a member), `actor` (Leah as the one who acts) or `dana_actor` (a stranger next door), and puts
people into Leah's book with `meet`.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import actions as people
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled

#: The day on which tests happen, unless they say otherwise.
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

LEAH = {"email": "leah@marchetti.example", "name": "Leah Marchetti", "profession": "Family-law attorney"}
DANA = Card(
    name="Dana Whitcomb", given="Dana", family="Whitcomb", firm="Whitcomb & Lowe", title="CPA",
    profession="Accountant", segment="professional", emails=(Labelled("dana@whitcomb.example", "work"),),
    phones=(Labelled("+1 617 555 0142", "work"),),
)  # fmt: skip
BEN = Card(
    name="Ben Okafor", given="Ben", family="Okafor", firm="Okafor Homes", title="Realtor", segment="professional",
    emails=(Labelled("ben@okafor.example", "work"),), phones=(Labelled("+1 617 555 0173", "cell"),),
)  # fmt: skip
PRIYA = Card(name="Priya Raman", firm="Raman Therapy", segment="friend", emails=(Labelled("priya@raman.example"),))
TOM = Card(name="Tom Halloran", segment="client", phones=(Labelled("+1 617 555 0199"),))
ELLEN = Card(name="Ellen Fisk", segment="school", note="Roommate at college", tags=("choir",))


def member(**changes: str) -> Member:
    """Leah, or somebody else who signs up."""
    return accounts.add_member(now=NOW, **{**LEAH, **changes})


def meet(actor: Actor, card: Card, now: datetime = NOW) -> Person:
    """Put somebody into the book."""
    return people.add_person(actor=actor, now=now, card=card)


@pytest.fixture
def leah(db: None) -> Member:
    """The member whose book it is."""
    return member()


@pytest.fixture
def actor(leah: Member) -> Actor:
    """Leah at her screen."""
    return queries.actor_of(leah)


@pytest.fixture
def stranger(db: None) -> Actor:
    """Dana as a member of her own, who has no business in Leah's book."""
    return queries.actor_of(member(email="dana@whitcomb.example", name="Dana Whitcomb"))
