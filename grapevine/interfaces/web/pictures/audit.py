"""The pictures of the audit: how sure a name is, as a bar of five; and the groups between warmth and knowing how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.marks import INGREDIENTS
from grapevine.interfaces.web.pictures.pen import num

LEFT, RIGHT, TOP, FOOT = 34.0, 384.0, 26.0, 280.0
#: The radius of a group of 100 people; its area grows with its people.
HUNDRED = 25.0
LEAST, MOST = 8.0, 30.0
#: Half the width of a letter of a name, and the room that each digit of the number inside takes from the middle.
LETTER, DIGIT = 4.3, 4.2
#: left, top, right, foot
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """One group: its name, how warm and how able it is (0..100), how many people, how many it sent."""

    label: str
    warm: float
    able: float
    people: int
    sent: int
    partners: bool = False


def split100(shown: Sequence[float]) -> Markup:
    """A bar of the five shown P, the largest first, so that one solid colour means sure. Empty: hatched."""
    run, at = "", 0.0
    for p, kind in sorted(zip(shown, INGREDIENTS, strict=False), key=lambda pair: -pair[0]):
        run += f'<rect class="sp sp--{kind}" x="{num(at)}" width="{num(100 * p)}" height="8"/>'
        at += 100 * p
    run = run or '<path class="bar-unknown" d="M0 4H100" stroke-width="8"/>'
    return Markup(
        f'<svg class="split100" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">{run}</svg>'
    )


def necessary(spots: Sequence[Spot]) -> Markup:
    """Circles by warmth (across: know, like, trust) and ability (up: committed, educated), both 0..100."""
    parts = ['<svg class="necess" viewBox="0 0 400 320" aria-hidden="true">']
    across, up = _span([one.warm for one in spots]), _span([one.able for one in spots])
    for mark in range(up[0], up[1] + 1, 20):
        y = _up(mark, up)
        parts.append(f'<line class="grid" x1="{num(LEFT)}" x2="{num(RIGHT)}" y1="{num(y)}" y2="{num(y)}"/>')
        parts.append(f'<text class="lab num" x="28" y="{num(y + 4)}" text-anchor="end">{mark}</text>')
    for mark in range(across[0], across[1] + 1, 20):
        parts.append(
            f'<text class="lab num" x="{num(_across(mark, across))}" y="296" text-anchor="middle">{mark}</text>'
        )
    placed = [(spot, _across(spot.warm, across), _up(spot.able, up)) for spot in sorted(spots, key=lambda s: -s.people)]
    taken = [_around(x, y, _radius(spot)) for spot, x, y in placed]
    for spot, x, y in placed:
        parts.append(_spot(spot, x, y, taken))
    parts.append('<text class="lab" x="384" y="316" text-anchor="end">known, liked and trusted →</text>')
    parts.append('<text class="lab" x="0" y="12">↑ committed and educated</text></svg>')
    return Markup("".join(parts))


def _span(values: Sequence[float]) -> tuple[int, int]:
    """The part of 0..100 that is drawn, in twenties: all values with some room, forty at least."""
    low = max(0, 20 * floor((min(values, default=0) - 4) / 20))
    high = min(100, 20 * ceil((max(values, default=100) + 4) / 20))
    return (low, high) if high - low >= 40 else (min(low, 60), max(min(low, 60) + 40, high))


def _across(value: float, span: tuple[int, int]) -> float:
    return LEFT + 20 + (RIGHT - LEFT - 40) * (value - span[0]) / (span[1] - span[0])


def _up(value: float, span: tuple[int, int]) -> float:
    return FOOT - (FOOT - TOP) * (value - span[0]) / (span[1] - span[0])


def _radius(spot: Spot) -> float:
    """By its people, and never too small for the number inside."""
    fits = 3 + DIGIT * len(str(spot.sent))
    return min(MOST, max(LEAST, fits, HUNDRED * sqrt(spot.people / 100)))


def _around(x: float, y: float, radius: float) -> Box:
    """The box of a circle, a little smaller: a name may touch it."""
    return (x - radius + 1, y - radius + 1, x + radius - 1, y + radius - 1)


def _spot(spot: Spot, x: float, y: float, taken: list[Box]) -> str:
    """One circle; its name stands above it, or wherever neither a circle nor another name stands already."""
    radius = _radius(spot)
    kind, inside = ("p", "in in--p num") if spot.partners else ("s", "in in--s num")
    half = LETTER * len(spot.label)
    aside = [(x + radius + 5 + half, y + 4), (x - radius - 5 - half, y + 4)]
    levels = (y - radius - 6, y + radius + 15, y - radius - 20, y + radius + 29, y - radius - 34)
    places = [(min(max(x, half), 400 - half), level) for level in levels]
    places[2:2] = [(across, level) for across, level in aside if half <= across <= 400 - half]
    boxes = [(across - half, level - 11, across + half, level + 3) for across, level in places]
    free = next((at for at, box in enumerate(boxes) if not _meets(box, taken)), 0)
    (tx, ty), box = places[free], boxes[free]
    taken.append(box)
    return (
        f'<circle class="{kind}" cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"/>'
        f'<text class="lab-strong" x="{num(tx)}" y="{num(ty)}" text-anchor="middle">{escape(spot.label)}</text>'
        f'<text class="{inside}" x="{num(x)}" y="{num(y + 4)}" text-anchor="middle">{spot.sent}</text>'
    )


def _meets(box: Box, taken: Sequence[Box]) -> bool:
    left, top, right, foot = box
    return any(left < r and right > l_ and top < f and foot > t for l_, t, r, f in taken)
