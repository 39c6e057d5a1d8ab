"""Accounts of contacts (CardDAV) that a book is kept in step with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.imports.rules.one_value import FIELDS, HERE, THERE
from grapevine.interfaces.api.shapes.common import Input, choice


class AccountIn(Input):
    """A server's address, and how to get in. It is tried before it is kept; the password is never told again."""

    address: str = Field(min_length=1, max_length=500)
    user: str = Field(min_length=1, max_length=254)
    password: str = Field(min_length=1, max_length=500)


class AccountChange(Input):
    """What of an account changes. ``creates`` and ``deletes`` count only together with ``sends``."""

    books: list[UUID] | None = Field(None, max_length=100)
    sends: bool | None = None
    creates: bool | None = None
    deletes: bool | None = None
    password: str = Field("", max_length=500)


class Deletions(Schema):
    """How many would go here and there, and wait for a yes."""

    here: int
    there: int


class LookProgress(Schema):
    """How far a look is."""

    done: int
    total: int


class Counted(Schema):
    """What the last look changed."""

    came: int
    changed_here: int
    put_aside: int
    changed_there: int
    made_there: int
    deleted_there: int
    clashes: int
    refused: int


class Cards(Schema):
    """How the cards stand: people in step, questions that wait, cards of nobody, of people erased here, and clashes."""

    people: int
    waiting: int
    passed: int
    left: int
    clashes: int


class Book(Schema):
    """An address book of the account."""

    id: UUID
    name: str
    chosen: bool


class Account(Schema):
    """An account and how it stands."""

    id: UUID
    host: str
    user: str
    state: str = choice(("choosing", "new", "looking", "in step", "late", "paused", "locked", "asking"))
    message: str
    sends: bool
    creates: bool
    deletes: bool
    asked: Deletions
    looked_at: datetime | None
    next_at: datetime | None
    progress: LookProgress
    last: Counted
    cards: Cards
    books: list[Book]


class Accounts(Schema):
    """Every account."""

    items: list[Account]


class Preview(Schema):
    """What sending, creating and deleting would do on the server now, of so many cards."""

    change: int
    create: int
    delete: int
    cards: int


class Clash(Schema):
    """A field that both sides changed to something else."""

    person: UUID
    name: str
    field: str = choice(FIELDS)
    here: str
    there: str


class Clashes(Schema):
    """Every field that waits for a word."""

    items: list[Clash]


class ClashAnswer(Input):
    """Keep what stands ``here``, or take what stands ``there``."""

    person: UUID
    field: str = choice(FIELDS)
    word: str = choice((HERE, THERE))
