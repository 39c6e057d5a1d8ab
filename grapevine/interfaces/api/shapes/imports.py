"""Imports: where a batch stands, what was refused, what is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.imports.rules.states import State
from grapevine.interfaces.api.shapes.common import Input, Listed, Words, choice


class Refusal(Schema):
    """A record (or a whole file) that did not come in: where it stood, and why."""

    where: str
    reason: str


class File(Schema):
    """One file. ``refused`` holds the first refusals, ``refused_count`` says how many there are; ``left_out`` the
    headings of columns that were not read, because nobody said what they hold."""

    name: str
    kind: str
    state: str
    records: int
    refused: list[Refusal]
    refused_count: int
    left_out: list[str]


class Progress(Schema):
    """How many records of the present step are done, of how many."""

    done: int
    total: int


class PeopleCounts(Schema):
    """What the batch did, or would do, to people."""

    created: int
    updated: int
    unchanged: int
    doubtful: int


class LedgerCounts(Schema):
    """What the batch did, or would do, to a ledger."""

    created: int
    updated: int
    unchanged: int


class Import(Schema):
    """A batch. It is at work while the state ends in -ing, except mapping, which waits for you as ready does."""

    id: UUID
    state: str = choice(State)
    message: str
    progress: Progress
    created_at: datetime
    finished_at: datetime | None
    files: list[File]
    skipped: dict[str, int]
    people: PeopleCounts
    touches: LedgerCounts
    gives: LedgerCounts


class ImportRow(Schema):
    """A batch in the list."""

    id: UUID
    state: str = choice(State)
    created_at: datetime
    finished_at: datetime | None


class ImportPage(Listed):
    """A page of imports, newest first."""

    items: list[ImportRow]


class RefusalPage(Listed):
    """A page of refusals in the order of the files."""

    items: list[Refusal]


class Candidate(Schema):
    """Somebody of the book whom a doubtful record may mean."""

    id: UUID
    name: str
    firm: str
    title: str
    emails: list[str]
    phones: list[str]


class Question(Schema):
    """A doubtful record: is it one of the candidates, or somebody else? ``said`` is the record as the file gave it."""

    id: UUID
    where: str
    kind: str
    reason: str
    said: dict[str, Any]
    candidates: list[Candidate]
    answered: bool


class QuestionPage(Listed):
    """A page of open questions."""

    items: list[Question]


class AnswerIn(Input):
    """Whom the record means: the id of a person, or null for somebody else."""

    person: UUID | None


class Target(Schema):
    """What a column can become."""

    key: str
    label: str


class Column(Schema):
    """A column of an unknown table: its heading, some values, our guess, and whether we are sure of it."""

    heading: str
    samples: list[str]
    target: str
    sure: bool


class UnknownTable(Schema):
    """A file that waits for its columns. ``file`` is its place in the batch."""

    file: int
    name: str
    columns: list[Column]


class Columns(Schema):
    """The tables that wait, and what a column can become."""

    files: list[UnknownTable]
    targets: list[Target]


class TableIn(Input):
    """What the columns of one file mean: heading to target. A heading that is left out is left out of the import."""

    file: int = Field(ge=0, le=100_000)
    columns: dict[Words, str]


class ColumnsIn(Input):
    """What the columns mean. A file that is not named is read as we guessed."""

    files: list[TableIn] = Field(max_length=2_000)
