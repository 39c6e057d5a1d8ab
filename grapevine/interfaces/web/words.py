"""How screens say the words of the domain."""

from __future__ import annotations

from grapevine.domain.depth.rules import stage
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.network.rules.relation import Relation
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.interfaces.web.pictures.marks import KINDS, NONE, UNKNOWN

#: Kinds of mark: what may be missing first.
MISSING = KINDS
UNSORTED = ("none", "Not sorted yet")
#: The parts of life a filter offers.
SEGMENT_CHOICES = [*SEGMENTS.items(), UNSORTED]
REACHES = [
    ("both", "You know each other"),
    ("one_sided", "Mostly one-sided"),
    ("met", "Met once or twice"),
    ("none", "Not measured yet"),
]
STAGES = {stage.SEEN: "seen", stage.TRUSTED: "trusted", stage.REFERRING: "referring"}
#: The longest name by which a screen calls somebody; the whole one stands at the top of their page.
CALLED_MAX = 40
RINGS = ("Inner five", "The fifteen", "The fifty", "The hundred and fifty", "Beyond")


def segment_label(segment: str) -> str:
    """What a part of life is called."""
    return SEGMENTS.get(segment, UNSORTED[1])


def initials(name: str) -> str:
    """Two letters for the monogram."""
    parts = name.split() or ["?"]
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


def short(person: Person) -> str:
    """What one calls them, cut where nobody would say so much: it stands in headings and on buttons."""
    called = person.nickname or person.given or (person.name.split() or [person.name])[0]
    return called if len(called) <= CALLED_MAX else f"{called[: CALLED_MAX - 1].rstrip()}…"


def role(title: str, profession: str, firm: str) -> str:
    """What they do and where, as far as it is known."""
    work = title or profession
    return f"{work}, {firm}" if work and firm else work or firm


def missing(relation: Relation) -> str:
    """The kind of mark for the first gap."""
    if relation.depth is None:
        return UNKNOWN
    return relation.missing or NONE


def scores(relation: Relation) -> tuple[float | None, ...]:
    """The five ingredients of their side, 0 to 100; None where nothing was measured."""
    theirs = relation.theirs or {}
    found = (theirs.get(name) for name in INGREDIENTS)
    return tuple(round(100 * part.value) if part and part.measured else None for part in found)
