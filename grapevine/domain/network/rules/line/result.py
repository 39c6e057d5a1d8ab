"""What a line was understood to say: frozen, and made of nothing but the line, the people known and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

#: Why something in the line needs the member's answer.
UNKNOWN = "unknown"  # nobody of the book bears this name
AMBIGUOUS = "ambiguous"  # several could be meant, or one who might not be
SPELLING = "spelling"  # nobody is written so, but somebody nearly
FUTURE = "future"  # it has not happened yet, or did not happen
NOBODY = "nobody"  # something happened, and nobody is named
NOTHING = "nothing"  # neither a touch nor a give was found
REASONS = (UNKNOWN, AMBIGUOUS, SPELLING, FUTURE, NOBODY, NOTHING)

#: These stand for somebody and are nobody's name.
PRONOUNS = ("her", "him")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the member's book, as far as a line can name them."""

    name: str
    uid: str = ""
    nickname: str = ""
    firm: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the text something was read: characters start to end, and what (who, at, minutes, kind, give,
    promise, due)."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Gave:
    """One act of help: kind, direction and sphere in the words of the gives ledger; people may be empty if unsure."""

    kind: str
    direction: str
    sphere: str
    people: tuple[Known, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise: by "me" or "them", what in the line's own words, the day it is due (None = not said), who."""

    by: str
    what: str
    due: date | None
    people: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """Words of the line that need an answer; reason is one of ``REASONS``."""

    text: str
    reason: str
    candidates: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A line, read. kind "" = no touch; minutes None = not said; at is aware and never after now."""

    text: str
    people: tuple[Known, ...]
    kind: str
    at: datetime
    minutes: int | None
    began_by: str
    about: str
    note: str
    gives: tuple[Gave, ...]
    unsure: tuple[Unsure, ...]
    spans: tuple[Span, ...]
    promises: tuple[Promised, ...] = ()

    @property
    def everybody(self) -> tuple[Known, ...]:
        """All who are named in any part of it, each once."""
        parts = [self.people, *(gave.people for gave in self.gives), *(made.people for made in self.promises)]
        return tuple(dict.fromkeys(person for part in parts for person in part))
