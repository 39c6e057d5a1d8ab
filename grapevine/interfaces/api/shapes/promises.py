"""Promises between the member and a person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from grapevine.domain.gives.actions.promises import NOTE_MAX, WHAT_MAX
from grapevine.domain.gives.rules import KINDS
from grapevine.domain.gives.rules.promises import BY, ME
from grapevine.interfaces.api.shapes.common import Input, Listed, choice
from grapevine.interfaces.api.shapes.ledgers import LedgerWanted


class PromisesWanted(LedgerWanted):
    """Which promises, the newest first."""

    open: bool = Field(False, description="only what is still to be done")


class PromiseIn(Input):
    """A promise to write down: ``by`` says who made it. ``made_at`` is now when it is left out."""

    person: UUID
    what: str = Field(min_length=1, max_length=WHAT_MAX)
    by: str = choice(BY, ME)
    due: date | None = None
    made_at: AwareDatetime | None = None


class PromiseChange(Input):
    """What of a promise changes; what is not sent stays."""

    what: str = Field("", max_length=WHAT_MAX)
    by: str = choice(BY, "")
    due: date | None = None


class KeptIn(Input):
    """How it was kept: with a ``kind`` the give it became is logged. ``at`` is now when it is left out."""

    kind: str = choice(("", *KINDS), "")
    note: str = Field("", max_length=NOTE_MAX)
    at: AwareDatetime | None = None


class LetGoIn(Input):
    """No longer needed; or, ``broken``, not kept, which counts against trust."""

    broken: bool = False
    note: str = Field("", max_length=NOTE_MAX)
    at: AwareDatetime | None = None


class Promise(Schema):
    """One promise. ``outcome`` is "" while it is open, then kept, let_go or broken."""

    id: UUID
    person: UUID
    what: str
    by: str
    due: date | None
    made_at: datetime
    outcome: str
    ended_at: datetime | None
    ended_note: str


class PromisePage(Listed):
    """A page of promises."""

    items: list[Promise]
