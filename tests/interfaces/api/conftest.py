"""Leah, who owns the book, and Ben, a member next door; each calls the API with a token of their own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import SCOPES, Actor
from grapevine.domain.people import actions as people_actions
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller


def member(email: str, name: str) -> Member:
    """A member of this Grapevine."""
    return actions.add_member(now=clock.now(), email=email, name=name, profession="family-law attorney")


def secret_of(member: Member, scopes: list[str] | None = None) -> str:
    """The secret of a new token; with every scope unless told."""
    made = actions.make_token(
        actor=queries.actor_of(member), now=clock.now(), name="test", scopes=list(SCOPES) if scopes is None else scopes
    )
    return made[1]


@pytest.fixture
def leah(db: None) -> Member:
    """Leah Marchetti, family-law attorney, whose book it is."""
    return member("leah@example.com", "Leah Marchetti")


@pytest.fixture
def actor(leah: Member) -> Actor:
    """Leah at a screen."""
    return queries.actor_of(leah)


@pytest.fixture
def api(leah: Member) -> Caller:
    """Leah's program, with a token of every scope."""
    return Caller(secret_of(leah))


@pytest.fixture
def stranger(db: None) -> Caller:
    """Ben's program: a member with a book of his own and every scope."""
    return Caller(secret_of(member("ben@example.com", "Ben Okafor")))


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana Whitcomb, accountant, in Leah's book."""
    card = Card(
        name="Dana Whitcomb",
        firm="Whitcomb & Lowe",
        title="CPA",
        segment="professional",
        emails=(Labelled("dana@whitcomb.example", "work"),),
        phones=(Labelled("+1 415 555 0117", "cell"),),
        tags=("golf",),
    )
    return people_actions.add_person(actor=actor, now=clock.now(), card=card)


@pytest.fixture
def yesterday() -> datetime:
    """A time that has happened."""
    return clock.now() - timedelta(days=1)


def a_token_with(member: Member, *scopes: str) -> Caller:
    """A program with these scopes only."""
    return Caller(secret_of(member, list(scopes)))
