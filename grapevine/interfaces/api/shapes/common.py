"""Fields that several nouns share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

#: Text for a search or a filter: no null character, which no database takes.
Words = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]


class Input(Schema):
    """Something sent to us: a field that we do not know is a mistake, not to be passed over in silence."""

    model_config = ConfigDict(extra="forbid")


def choice(values: Iterable[str], default: Any = ...) -> Any:
    """A field that is one of these. The list is told here; the domain keeps it, and words the refusal."""
    return Field(default, json_schema_extra={"enum": list(values)}, max_length=40)


class Listed(Schema):
    """A page of a list. ``next`` is the cursor of the next page, null on the last."""

    next: str | None
