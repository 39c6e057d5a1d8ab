"""What the network page says: its title, its sentences, the room in the rings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from django.urls import reverse

from grapevine.domain.depth.rules.reach import RINGS
from grapevine.domain.network.queries.shape import Shape
from grapevine.interfaces.web.person_story import count
from grapevine.interfaces.web.words import RINGS as RING_NAMES

#: Below this a network is called small; from these many deep ties on, rooting and rooted.
FEW = 20
ROOTING, ROOTED = 5, 15


def verdict(found: Shape) -> str:
    """Which title the page has."""
    if found.people < FEW:
        return "few"
    if found.deep >= ROOTED:
        return "deep"
    return "rooting" if found.deep >= ROOTING else "wide"


def lede(found: Shape) -> str:
    """The numbers in a sentence or two."""
    if not found.people:
        return ""
    many = count(found.people, "person", "people")
    if found.none == found.people:
        return f"{many}, and nothing measured yet. Log a talk, or bring in a calendar or mail, and depth shows itself."
    deep = "none deep both ways yet" if not found.deep else f"{found.deep:,} deep both ways"
    unmeasured = f" {found.none:,} are not measured yet." if found.none else ""
    return f"Of {many}, {deep}; {found.one_sided:,} mostly one-sided, {found.met:,} met once or twice.{unmeasured}"


def tip(found: Shape) -> dict[str, str] | None:
    """One small thing to do, where there is something to do."""
    for number, reach, title, text in (
        (found.met, "met", "One more time", "met once or twice. A second hour makes more difference than a new card."),
        (found.one_sided, "one_sided", "Let them know you", "known from one side mostly. Tell one of them your story."),
    ):
        if number:
            link = f"{reverse('people')}?reach={reach}"
            return {"title": title, "text": f"{count(number, 'person', 'people')} {text}", "link": link,
                    "link_text": "See them" if number > 1 else "See who"}  # fmt: skip
    return None


def room(inner: Sequence[int]) -> list[tuple[str, int, int]]:
    """(ring, how many stand in it or nearer, about how many it holds) of the four inner rings, from counts by ring."""
    nearer = accumulate(inner)
    return [(RING_NAMES[ring], within, size) for ring, (within, size) in enumerate(zip(nearer, RINGS, strict=True))]


def expected_room() -> list[str]:
    """About how many each of the five rings holds, in words."""
    return [*(str(size) for size in _sizes()), "anybody"]


def _sizes() -> list[int]:
    return [size - smaller for size, smaller in zip(RINGS, (0, *RINGS[:-1]), strict=True)]
