"""The two ledgers: touches and gives."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from grapevine.domain.gives import actions as give_actions
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.touches import actions as touch_actions
from grapevine.domain.touches import rules as touch_rules
from grapevine.interfaces.api.paging import Cut
from grapevine.interfaces.api.shapes.common import Input, Listed, choice


class LedgerWanted(Cut):
    """Which part of a ledger, newest first."""

    person: UUID | None = Field(None, description="only with this person")


class TouchChange(Input):
    """What of a touch changes; what is not sent stays."""

    at: AwareDatetime = Field(None)  # type: ignore[assignment]
    kind: str = choice(touch_rules.KINDS, "")
    minutes: int | None = Field(None, ge=0, le=touch_actions.MINUTES_MAX)
    began_by: str = choice(touch_rules.BEGAN_BY, "")
    about: str = choice(touch_rules.ABOUT, "")
    note: str = Field("", max_length=touch_actions.NOTE_MAX)


class TouchIn(Input):
    """A touch to log. ``at`` is now when it is left out."""

    person: UUID
    kind: str = choice(touch_rules.KINDS)
    at: AwareDatetime | None = None
    minutes: int | None = Field(None, ge=0, le=touch_actions.MINUTES_MAX)
    began_by: str = choice(touch_rules.BEGAN_BY, "")
    about: str = choice(touch_rules.ABOUT, "")
    note: str = Field("", max_length=touch_actions.NOTE_MAX)


class Touch(Schema):
    """One time you met, called or wrote. ``source`` is empty for a touch logged by hand."""

    id: UUID
    person: UUID
    at: datetime
    kind: str
    minutes: int | None
    began_by: str
    about: str
    note: str
    source: str


class TouchPage(Listed):
    """A page of touches."""

    items: list[Touch]


class GiveChange(Input):
    """What of a give changes; what is not sent stays."""

    at: AwareDatetime = Field(None)  # type: ignore[assignment]
    kind: str = choice(give_rules.KINDS, "")
    direction: str = choice(give_rules.DIRECTIONS, "")
    sphere: str = choice(give_rules.SPHERES, "")
    minutes: int | None = Field(None, ge=0, le=give_actions.MINUTES_MAX)
    note: str = Field("", max_length=give_actions.NOTE_MAX)


class GiveIn(Input):
    """An act of help to log. ``at`` is now when it is left out."""

    person: UUID
    kind: str = choice(give_rules.KINDS)
    direction: str = choice(give_rules.DIRECTIONS)
    sphere: str = choice(give_rules.SPHERES, "business")
    at: AwareDatetime | None = None
    minutes: int | None = Field(None, ge=0, le=give_actions.MINUTES_MAX)
    note: str = Field("", max_length=give_actions.NOTE_MAX)


class Give(Schema):
    """One act of help. ``source`` is empty for a give logged by hand."""

    id: UUID
    person: UUID
    at: datetime
    kind: str
    direction: str
    sphere: str
    minutes: int | None
    note: str
    source: str


class GivePage(Listed):
    """A page of gives."""

    items: list[Give]
