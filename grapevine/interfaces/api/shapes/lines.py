"""One line: what is sent, how it was understood, what it became."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.gives.rules.promises import BY
from grapevine.domain.network.queries.line import LONGEST
from grapevine.domain.network.rules.line.result import REASONS
from grapevine.interfaces.api.shapes.common import Input, choice


class LineIn(Input):
    """A line, typed as it is said."""

    line: str = Field(min_length=1, max_length=LONGEST)
    choices: dict[str, str] = Field(
        {}, description="words that were unsure: the id of a person, “new” or “happened”", max_length=40
    )
    dry_run: bool = Field(False, description="only read it")


class LinePerson(Schema):
    """Somebody of the book; ``id`` is null for somebody who would be added."""

    id: UUID | None
    name: str
    firm: str


class LineGive(Schema):
    """An act of help that the line tells."""

    kind: str
    direction: str
    sphere: str
    people: list[LinePerson]
    note: str


class LinePromise(Schema):
    """Something promised, by you (``me``) or to you (``them``)."""

    by: str = choice(BY)
    what: str
    due: date | None
    people: list[LinePerson]


class LineUnsure(Schema):
    """Words that need an answer. ``answers`` are possible besides the candidates."""

    text: str
    reason: str = choice(REASONS)
    candidates: list[LinePerson]
    answers: list[str]


class LineRead(Schema):
    """How the line is understood. ``kind`` is empty when it tells of no touch; ``said`` is the same in sentences."""

    people: list[LinePerson]
    kind: str
    at: datetime
    minutes: int | None
    began_by: str
    about: str
    note: str
    gives: list[LineGive]
    promises: list[LinePromise]
    unsure: list[LineUnsure]
    said: list[str]


class LineKept(Schema):
    """What the line became: ids of touches, gives, promises and people added; none with ``dry_run``."""

    understood: LineRead
    touches: list[UUID]
    gives: list[UUID]
    promises: list[UUID]
    added: list[UUID]
