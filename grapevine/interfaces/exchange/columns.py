"""What the columns of unknown tables mean, said before they are read; and which of them nobody could tell."""

from __future__ import annotations

from collections.abc import Mapping

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import actions, queries
from grapevine.domain.imports.models import Batch, BatchFile
from grapevine.kit.errors import Refused

from . import any_csv, kinds
from .table.targets import IGNORE
from .uploads import uploads_folder

NOT_THERE = "No table has a column “{heading}” to be named. {known}"
KNOWN = "The columns that can be named: {headings}."
NONE = "The columns of a Google, Outlook or LinkedIn export are known; only other tables are asked about."


def name_columns(*, actor: Actor, batch: Batch, chosen: Mapping[str, str]) -> None:
    """Say what columns mean, heading (lower case) -> target, before ``batch`` reads its files; the rest as guessed.

    Raises Refused for a heading that none of its tables has.
    """
    there: dict[str, str] = {}
    for file in queries.files(batch):
        path = uploads_folder() / file.path
        if not file.path or kinds.detect(path, file.name).name != kinds.CSV:
            continue
        guesses = any_csv.guesses(path)
        there |= {guess.heading.casefold(): guess.heading for guess in guesses}
        columns = {guess.heading: chosen.get(guess.heading.casefold(), guess.target) for guess in guesses}
        left = {guess.heading for guess in guesses if guess.heading.casefold() not in chosen}
        named = {name: key for name, key in columns.items() if key != IGNORE or name not in left}
        actions.name_columns(actor=actor, file=file, columns=named)
    if missing := [heading for heading in chosen if heading not in there]:
        known = KNOWN.format(headings=", ".join(there.values())) if there else NONE
        raise Refused(NOT_THERE.format(heading=missing[0], known=known), "columns")


def left_out(file: BatchFile) -> list[str]:
    """The headings of a table that hold something, of which neither we nor the member could say what."""
    return [
        guess["heading"] for guess in file.guesses
        if not guess["sure"] and guess["target"] == IGNORE and guess["samples"] and guess["heading"] not in file.columns
    ]  # fmt: skip
