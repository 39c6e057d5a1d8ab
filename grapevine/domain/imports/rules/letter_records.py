"""What our own complete archive tells of letters, of who asked for no more, and of the weekly asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter to ``who``, written at ``at``. ``state``: one of ``letters.rules.State``; ``sent`` (ISO) or "";
    ``said``: why it did not go. One that waits is never sent from another book."""

    key: str
    who: Party
    at: datetime
    kind: str
    address: str
    subject: str
    text: str
    state: str
    sent: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class StopRecord:
    """That whoever reads an address (``digest``: ``letters.rules.address_key``) wants no more letters since ``at``."""

    key: str
    who: Party
    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class AskRecord:
    """The ask of a ``week`` (its Monday, YYYY-MM-DD). ``who`` names the member; ``ask``: which of the brief it is;
    ``skipped`` (ISO) or ""."""

    key: str
    who: Party
    at: datetime
    week: str
    ask: str
    look_for: str
    moment: str = ""
    tell: str = ""
    introduce: str = ""
    edited: bool = False
    skipped: str = ""
    came_of: str = ""


@dataclass(frozen=True, slots=True)
class AskHeardRecord:
    """That ``who`` (nobody: the chapter) heard, at ``at``, the ask that was made at ``ask`` (ISO)."""

    key: str
    who: Party
    at: datetime
    ask: str
    way: str
