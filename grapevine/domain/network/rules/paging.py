"""Where a page of a list ends and the next begins: a cursor that holds the last row's sort value and id."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from grapevine.kit.errors import Refused


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of the page before. ``phase`` 1: the rows that have no value to sort by; 2: what comes last."""

    sort: str
    phase: int
    value: str | float | None
    row_id: int


def encode(cursor: Cursor) -> str:
    """A cursor as text for an address."""
    data = json.dumps([cursor.sort, cursor.phase, cursor.value, cursor.row_id], separators=(",", ":"))
    return base64.urlsafe_b64encode(data.encode()).decode().rstrip("=")


def decode(text: str, sort: str) -> Cursor | None:
    """The cursor behind a text, None for "". Raises Refused for a broken one, or one of another order."""
    if not text:
        return None
    try:
        data = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        cursor = Cursor(str(data[0]), int(data[1]), data[2], int(data[3]))
    except (ValueError, IndexError, TypeError, KeyError, OverflowError, binascii.Error) as error:
        raise Refused("This page address is broken: start the list again.", "cursor") from error
    if not 0 <= cursor.row_id < 2**63 or cursor.phase not in (0, 1, 2) or cursor.value != cursor.value:
        raise Refused("This page address is broken: start the list again.", "cursor")
    if cursor.sort != sort or not isinstance(cursor.value, str | int | float | None):
        raise Refused("This page belongs to another order of the list: start again.", "cursor")
    return cursor
