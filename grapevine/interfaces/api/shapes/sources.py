"""What keeps coming in: calendars at an address, letters dropped by mail."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.imports.actions.calendars import ADDRESS_MAX
from grapevine.domain.imports.rules.calendars import Health
from grapevine.interfaces.api.shapes.common import Input, choice
from grapevine.interfaces.api.shapes.imports import Refusal


class CalendarIn(Input):
    """A calendar's address (https or webcal); it is asked before it is kept. Without a name it is called as it says."""

    address: str = Field(max_length=ADDRESS_MAX)
    name: str = Field("", max_length=100)


class CalendarChange(Input):
    """What of a calendar changes."""

    address: str = Field("", max_length=ADDRESS_MAX)
    name: str = Field("", max_length=100)


class LastLook(Schema):
    """What the last look that worked found. ``held``: so many meetings vanished at once that none was withdrawn."""

    meetings: int
    news: int
    withdrawn: int
    held: int
    refused_count: int
    refused: list[Refusal]


class Calendar(Schema):
    """A calendar and how it stands. Of its address only the host is told."""

    id: UUID
    name: str
    host: str
    state: str = choice(Health)
    message: str
    looked_at: datetime | None
    fresh_at: datetime | None
    next_at: datetime | None
    created_at: datetime
    last: LastLook


class Letter(Schema):
    """A letter that came to your secret address: how many touches it is, or why none."""

    at: datetime
    touches: int
    reason: str
    import_id: UUID | None


class Letters(Schema):
    """Whether letters can be dropped, since when you have an address, and the last letters."""

    set_up: bool
    has_address: bool
    made_at: datetime | None
    message: str
    looked_at: datetime | None
    items: list[Letter]


class Sources(Schema):
    """Everything that keeps coming in."""

    calendars: list[Calendar]
    letters: Letters


class DropAddress(Schema):
    """Your secret address; empty where you have none."""

    address: str
