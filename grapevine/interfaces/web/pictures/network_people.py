"""Who is drawn in the network picture: the standings of a book as dots and parts of life."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from grapevine.domain.depth.rules.reach import ring
from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.interfaces.web.pictures.marks import NONE, UNKNOWN
from grapevine.interfaces.web.pictures.network_layout import Dot, Segment

if TYPE_CHECKING:
    from grapevine.domain.network.queries.shape import Standing

UNSORTED = "Not sorted yet"


def segments(counts: Mapping[str, int]) -> list[Segment]:
    """The parts of life in the order of screens, from segment -> how many people; empty ones are left out."""
    labels = {**SEGMENTS, "": UNSORTED}
    return [Segment(key, label, counts[key]) for key, label in labels.items() if counts.get(key)]


def dots(standings: Sequence[Standing], href: Callable[[str], str]) -> list[Dot]:
    """A dot a person, deepest first as given; ``href`` makes a person's address from their id."""
    return [_dot(standing, position, href) for position, standing in enumerate(standings)]


def _dot(standing: Standing, position: int, href: Callable[[str], str]) -> Dot:
    relation = standing.relation
    return Dot(
        id=standing.id,
        name=standing.name,
        short=standing.name.split()[0] if standing.name.split() else standing.name,
        role=standing.role,
        segment=standing.segment,
        ring=ring(position, relation.depth),
        depth=relation.depth,
        i_know=relation.i_know,
        they_know=relation.they_know,
        missing=UNKNOWN if relation.depth is None else relation.missing or NONE,
        href=href(standing.uid),
        gave=standing.given,
        got=standing.received,
    )
