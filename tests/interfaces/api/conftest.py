"""Leah, who owns the book, and Ben, a member next door; each calls the API with a token of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import SCOPES, Actor
from grapevine.domain.people.models import Person
from grapevine.kit import clock
from tests.cast import DANA, actor, leah, meet, member  # noqa: F401
from tests.interfaces.api.caller import Caller


def secret_of(member: Member, scopes: list[str] | None = None) -> str:
    """The secret of a new token; with every scope unless told."""
    made = actions.make_token(
        actor=queries.actor_of(member), now=clock.now(), name="test", scopes=list(SCOPES) if scopes is None else scopes
    )
    return made[1]


@pytest.fixture
def api(leah: Member) -> Caller:  # noqa: F811
    """Leah's program, with a token of every scope."""
    return Caller(secret_of(leah))


@pytest.fixture
def stranger(db: None) -> Caller:
    """Ben's program: a member with a book of his own and every scope."""
    return Caller(secret_of(member(email="ben@okafor.example", name="Ben Okafor")))


@pytest.fixture
def dana(actor: Actor) -> Person:  # noqa: F811
    """Dana Whitcomb, accountant, in Leah's book."""
    return meet(actor, replace(DANA, tags=("golf",)))


@pytest.fixture
def yesterday() -> datetime:
    """A time that has happened."""
    return clock.now() - timedelta(days=1)


def a_token_with(member: Member, *scopes: str) -> Caller:
    """A program with these scopes only."""
    return Caller(secret_of(member, list(scopes)))
