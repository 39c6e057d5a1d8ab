"""Shared reading of tables saved as text: encoding, delimiter, header row, column targets, values.

Every CSV format (``google_csv``, ``outlook_csv``, ``linkedin``, ``any_csv``) reads through this package, so that a
semicolon, a UTF-16 file or a line of a megabyte is met in one place.
"""

from __future__ import annotations

from collections.abc import Callable

from .guess import Guess, guess
from .layout import Layout, layout_of, layout_of_file
from .people import people
from .person import Draft
from .rows import Row, rows
from .targets import TARGETS, Target

__all__ = [
    "TARGETS",
    "Draft",
    "Guess",
    "Layout",
    "Row",
    "Target",
    "fits",
    "guess",
    "layout_of",
    "layout_of_file",
    "people",
    "rows",
]


def fits(head: bytes, test: Callable[[frozenset[str]], bool]) -> bool:
    """True when ``head`` (the first 64 kB of a file) is a table whose headings pass ``test``. Never raises."""
    layout = layout_of(head)
    return layout is not None and test(frozenset(layout.headings))
