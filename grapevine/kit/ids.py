"""Public ids: random, so that nobody can guess or count; numbers inside stay inside."""

from __future__ import annotations

import uuid


def new() -> uuid.UUID:
    """A new random id."""
    return uuid.uuid4()


def parse(text: object) -> uuid.UUID | None:
    """The id a text stands for, or None where it is none."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
