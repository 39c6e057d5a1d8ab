"""What stands on the one sheet before a talk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema

from grapevine.domain.depth.rules.stage import STAGES
from grapevine.interfaces.api.shapes.common import choice
from grapevine.interfaces.api.shapes.people import ReadyToAsk


class PreparedTalk(Schema):
    """One of the last talks."""

    at: datetime
    kind: str
    about: str
    note: str


class PreparedGive(Schema):
    """One of the last things that went one way."""

    at: datetime
    kind: str
    note: str


class PreparedKnown(Schema):
    """What is known under one of the five headings, the newest first."""

    heading: str
    texts: list[str]


class PreparedLine(Schema):
    """What to ask, or what to tell, under one of the five headings."""

    heading: str
    text: str


class Preparation(Schema):
    """One person before a talk. Depth and sides are 0 to 100, null when not measured."""

    id: UUID
    name: str
    depth: float | None
    i_know: float | None
    they_know: float | None
    stage: str = choice(STAGES)
    ready_to_ask: ReadyToAsk
    thanks_owed: bool
    talks: list[PreparedTalk]
    gave: list[PreparedGive]
    received: list[PreparedGive]
    known: list[PreparedKnown]
    ask: list[PreparedLine]
    tell: list[PreparedLine]
