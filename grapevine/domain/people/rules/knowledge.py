"""What two people know of each other, under five headings: what is known, what is old, what to ask, what to tell.

Knowing what somebody is after, proud of, fond of, part of and good at comes before business, and it goes both ways. A
heading with nothing under it is a question for the next talk; one whose newest entry is half a year old is worth asking
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from grapevine.domain.people.rules import questions
from grapevine.domain.people.rules.card import Labelled

GOALS = "goals"
ACCOMPLISHMENTS = "accomplishments"
INTERESTS = "interests"
NETWORKS = "networks"
SKILLS = "skills"
#: In the order of the page: heading -> what it is called.
HEADINGS = {name: name.capitalize() for name in (GOALS, ACCOMPLISHMENTS, INTERESTS, NETWORKS, SKILLS)}

#: Whose knowledge it is: of them, or theirs of me.
THEM, ME = "them", "me"
ABOUT = (THEM, ME)

#: How one came to know: source -> what it is called.
SOURCES = {"told": "They told me", "heard": "Heard from somebody", "read": "Read", "import": "Brought in"}
TOLD, HEARD, READ, IMPORT = SOURCES

#: Older than this an entry is worth asking again.
AGAIN = timedelta(days=180)
_WEEK = 7
#: Labels of a card's facts -> the heading they belong to.
OF_FACTS = {"hobby": INTERESTS, "interest": INTERESTS, "skill": SKILLS, "goal": GOALS}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing known. ``uid`` and ``at`` are None for what stands on the card, which has no day of its own."""

    heading: str
    text: str
    at: datetime | None = None
    source: str = TOLD
    heard_from: str = ""
    uid: UUID | None = None

    def is_old(self, now: datetime) -> bool:
        """Whether it is worth asking again at ``now``."""
        return self.at is not None and now - self.at > AGAIN


@dataclass(frozen=True, slots=True)
class Row:
    """One heading of the sheet.

    ``question`` is empty while something fresh is known. ``told_at``: since when they know it of me, None = not told.
    ``tell`` says what to tell them about me.
    """

    heading: str
    label: str
    entries: tuple[Entry, ...]
    question: str
    told_at: datetime | None
    tell: str

    @property
    def is_gap(self) -> bool:
        """Nothing is known here."""
        return not self.entries


def sheet(entries: Iterable[Entry], told: Mapping[str, datetime], now: datetime) -> tuple[Row, ...]:
    """The five headings at ``now``, entries newest first; ``told``: heading -> since when they know mine."""
    known = list(entries)
    return tuple(_row(heading, label, known, told.get(heading), now) for heading, label in HEADINGS.items())


def from_facts(facts: Iterable[Labelled]) -> list[Entry]:
    """What the facts of a card say under the five headings."""
    found = [(OF_FACTS.get(fact.label.lower().strip()), fact.value) for fact in facts]
    return [Entry(heading, text, source=IMPORT) for heading, text in found if heading]


def question(heading: str, now: datetime) -> str:
    """A question that opens this heading; the same for a week, then the next one."""
    asked = questions.OPENING[heading]
    return asked[now.toordinal() // _WEEK % len(asked)]


def _row(heading: str, label: str, known: list[Entry], told_at: datetime | None, now: datetime) -> Row:
    here = [entry for entry in known if entry.heading == heading]
    dated = sorted((entry for entry in here if entry.at), key=lambda entry: entry.at, reverse=True)  # type: ignore
    entries = (*dated, *(entry for entry in here if entry.at is None))
    ask = ""
    if not entries:
        ask = question(heading, now)
    elif all(entry.is_old(now) for entry in entries):
        ask = questions.AGAIN[heading]
    return Row(heading, label, entries, ask, told_at, questions.TELL[heading])
