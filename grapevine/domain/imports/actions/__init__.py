"""Writes of imports: begin, stage, judge, apply, answer, undo; each step one transaction that can be repeated."""

from grapevine.domain.imports.actions.answer import answer
from grapevine.domain.imports.actions.apply import apply_some
from grapevine.domain.imports.actions.begin import begin, discard, fail, go, map_columns, name_columns
from grapevine.domain.imports.actions.judge import judge
from grapevine.domain.imports.actions.stage import all_read, found_kind, stage
from grapevine.domain.imports.actions.undo import begin_undo, undo_some

__all__ = [
    "all_read",
    "answer",
    "apply_some",
    "begin",
    "begin_undo",
    "discard",
    "fail",
    "found_kind",
    "go",
    "judge",
    "map_columns",
    "name_columns",
    "stage",
    "undo_some",
]
