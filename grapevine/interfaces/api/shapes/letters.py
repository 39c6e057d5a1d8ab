"""Letters that went out in the member's name, or wait."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema

from grapevine.domain.letters.rules.states import State
from grapevine.interfaces.api.shapes.common import Listed, choice


class LetterShape(Schema):
    """One letter. ``text`` is without the secrets of its links; ``said``: why it did not go out, or not yet."""

    id: UUID
    kind: str
    person: UUID | None
    name: str
    address: str
    subject: str
    text: str
    state: str = choice(State)
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    next_try_at: datetime | None
    said: str


class LetterList(Listed):
    """Letters, newest first."""

    items: list[LetterShape]
