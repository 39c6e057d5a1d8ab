"""Where everybody stands in the network picture: rings by closeness, sectors by part of life; the same every visit.

A person's place depends on their id, ring, depth and segment only, and a fixed relaxation takes overlaps away, so that
nothing jumps between two visits; a new person moves the neighbours a little.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grapevine.interfaces.web.pictures.network_names import NameSide, place_names
from grapevine.interfaces.web.pictures.network_relax import Crowd, relax
from grapevine.interfaces.web.pictures.pen import polar

#: Radii of the rings for 5, 15, 50, 150 people and the dotted one beyond, in a picture 880 wide.
RADII = (106, 176, 256, 350, 400)
#: Dots shrink outward.
SIZES = (10.5, 8.6, 7.4, 5.6, 4.6)
#: Rings whose people carry their name, and the ring where the rest is only counted.
NAMED_RINGS = 2
BEYOND = 4
_BY_HEADS = 0.55
_TOP = -math.pi / 2


@dataclass(frozen=True)
class Segment:
    """A part of life: its key, what it is called, how many people it holds (drawn or not)."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Dot:
    """One person to draw. `ring` is 0 (the inner five) to 4 (beyond); scores are 0 to 100 or None (not measured);
    `missing` is a kind of mark; `short` is what they are called; `gave` and `got` count the last year."""

    id: int
    name: str
    short: str
    role: str
    segment: str
    ring: int
    depth: float | None
    i_know: float | None
    they_know: float | None
    missing: str
    href: str
    partner: bool = False
    gave: int = 0
    got: int = 0

    @property
    def named(self) -> bool:
        return self.ring < NAMED_RINGS or self.partner


@dataclass(frozen=True)
class Sector:
    """A segment's slice of the circle, angles in radians."""

    segment: Segment
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class Spot:
    """A dot with its place, its radius, and the side its name stands on (None: no room, or no name)."""

    dot: Dot
    x: float
    y: float
    size: float
    name_side: NameSide | None


@dataclass(frozen=True)
class Arrangement:
    """Everything placed: sectors clockwise from the top, spots from the outside in."""

    sectors: tuple[Sector, ...]
    spots: tuple[Spot, ...]


def band(ring: int) -> tuple[float, float]:
    """Inner and outer radius that dots of a ring may use."""
    return (58.0 if ring == 0 else RADII[ring - 1] + 10.0, RADII[ring] - 9.0)


def _room(dots: Sequence[Dot]) -> float:
    """The angle the fullest ring of one segment needs."""
    most = 0.0
    for ring in range(len(RADII)):
        here = [dot for dot in dots if dot.ring == ring]
        if not here:
            continue
        inner, outer = band(ring)
        size = SIZES[ring]
        across = sum((2 * size + 6) * (max(2 * size, 34) + 6 if dot.named else 2 * size + 6) for dot in here)
        most = max(most, across * 1.15 / (outer - inner + size) / ((inner + outer) / 2))
    return most + 0.12 if most else 0.0


def sectors(segments: Sequence[Segment], dots: Sequence[Dot]) -> tuple[Sector, ...]:
    """Slices: 55 % by head count, 45 % equal, and never narrower than their people need while others have room."""
    if not segments:
        return ()
    total = sum(s.count for s in segments)
    equal = 1 / len(segments)
    base = [2 * math.pi * (_BY_HEADS * s.count / total + (1 - _BY_HEADS) * equal if total else equal) for s in segments]
    need = [_room([d for d in dots if d.segment == s.key]) for s in segments]
    lack = sum(max(0.0, n - b) for n, b in zip(need, base, strict=True))
    spare = sum(max(0.0, b - n) for n, b in zip(need, base, strict=True))
    given = min(1.0, spare / lack) if lack else 0.0
    taken = min(1.0, lack / spare) if spare else 0.0
    placed, angle = [], _TOP
    for segment, n, b in zip(segments, need, base, strict=True):
        span = b + (n - b) * (given if n > b else taken)
        placed.append(Sector(segment, angle, angle + span))
        angle += span
    return tuple(placed)


#: A dot with its angle, the first and last angle of its cell, and its radius.
Cell = tuple[Dot, float, float, float, float]


def _seed(dot: Dot) -> tuple[bytes, int]:
    """An order of one's own: alike for the same person every time, and unlike the order of ids or of depths."""
    return hashlib.blake2b(str(dot.id).encode(), digest_size=8).digest(), dot.id


def _scales(dots: Sequence[Dot]) -> list[tuple[float, float]]:
    """Least and greatest depth of each ring."""
    depths: list[list[float]] = [[] for _ in RADII]
    for dot in dots:
        if dot.depth is not None:
            depths[dot.ring].append(dot.depth)
    return [(min(ring), max(ring)) if ring else (0.0, 0.0) for ring in depths]


def _cells(slices: Sequence[Sector], dots: Sequence[Dot], counted: bool) -> list[Cell]:
    """Everyone before the relaxation."""
    cells: dict[tuple[str, int], list[Dot]] = defaultdict(list)
    for dot in sorted(dots, key=_seed):
        cells[dot.segment, dot.ring].append(dot)
    scales, out = _scales(dots), []
    for position, sector in enumerate(slices):
        for ring in range(len(RADII)):
            here = cells[sector.segment.key, ring]
            (inner, outer), (low, high) = band(ring), scales[ring]
            # the words "and 300 beyond" stand at the end of the outermost ring
            last = sector.end - (0.5 if counted and ring == BEYOND and position == len(slices) - 1 else 0)
            last = max(last, sector.start + 0.05)
            for i, dot in enumerate(here):
                out_by = 0.5 if high == low else 1.0 if dot.depth is None else (high - dot.depth) / (high - low)
                radius = inner + (outer - inner) * min(0.96, max(0.04, out_by))
                angle = sector.start + (last - sector.start) * (0.06 + 0.88 * (i + 0.5) / len(here))
                out.append((dot, angle, sector.start, last, radius))
    return out


def arrange(segments: Sequence[Segment], dots: Sequence[Dot], counted: bool = False) -> Arrangement:
    """Place everyone. `counted` leaves room for the words on those who are only counted.

    A dot whose segment is not among `segments` raises ValueError: it would silently vanish.
    """
    strangers = {d.segment for d in dots} - {s.key for s in segments}
    if strangers:
        raise ValueError(f"no sector for {', '.join(sorted(strangers))}")
    slices = sectors(segments, dots)
    cells = _cells(slices, dots, counted)
    if not cells:
        return Arrangement(slices, ())
    people = [cell[0] for cell in cells]
    bands = [band(dot.ring) for dot in people]
    crowd = Crowd(
        angle=np.array([c[1] for c in cells]),
        radius=np.array([c[4] for c in cells]),
        first=np.array([c[2] for c in cells]),
        last=np.array([c[3] for c in cells]),
        inner=np.array([b[0] for b in bands]),
        outer=np.array([b[1] for b in bands]),
        size=np.array([SIZES[dot.ring] for dot in people]),
        named=np.array([dot.named for dot in people]),
    )
    angle, radius, size = relax(crowd)
    points = [polar(r, a) for r, a in zip(radius.tolist(), angle.tolist(), strict=True)]
    sides = place_names([(d.short if d.named else "", d.depth or 0.0) for d in people], points, size.tolist())
    spots = [
        Spot(dot, x, y, s, side) for dot, (x, y), s, side in zip(people, points, size.tolist(), sides, strict=True)
    ]
    return Arrangement(slices, tuple(sorted(spots, key=lambda spot: -spot.dot.ring)))
