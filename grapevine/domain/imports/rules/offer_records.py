"""What our own complete archive tells of suggestions: what the member said of themselves, and whom they passed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """What the member said of themselves at ``at``; ``who`` names the member. ``latitude`` and ``longitude``: degrees
    as text, or "". Lists are words. Who may see it is not told: chapters belong to their server."""

    key: str
    who: Party
    at: datetime
    place: str = ""
    latitude: str = ""
    longitude: str = ""
    clients: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    full: bool = False
    overflow: bool = False


@dataclass(frozen=True, slots=True)
class PassedOverRecord:
    """That ``who`` shall not be suggested as a partner, since ``at``. Members are not told: only people of the book."""

    key: str
    who: Party
    at: datetime
