"""Which side of its dot a name stands on, so that no name covers a dot or another name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

NameSide = Literal["below", "above", "right", "left"]
Box = tuple[float, float, float, float]

#: Width of a letter and height of a line at the size of the names, in picture units; a little generous.
LETTER, LINE = 8.6, 17.0
SIDES: tuple[NameSide, ...] = ("below", "above", "right", "left")


def _box(side: NameSide, x: float, y: float, size: float, width: float) -> Box:
    if side in ("below", "above"):
        top = y + size + 3 if side == "below" else y - size - 3 - LINE
        return x - width / 2, top, x + width / 2, top + LINE
    left = x + size + 4 if side == "right" else x - size - 4 - width
    return left, y - LINE / 2, left + width, y + LINE / 2


def _clash(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def place_names(
    names: Sequence[tuple[str, float]], points: Sequence[tuple[float, float]], sizes: Sequence[float]
) -> list[NameSide | None]:
    """Names with their importance ("" for no name): the most important choose first; None where no side is free."""
    dots = [(x - s, y - s, x + s, y + s) for (x, y), s in zip(points, sizes, strict=True)]
    taken: list[Box] = [(-26.0, -26.0, 26.0, 26.0)]
    chosen: list[NameSide | None] = [None] * len(names)
    for i in sorted((i for i, (name, _) in enumerate(names) if name), key=lambda i: -names[i][1]):
        (x, y), width = points[i], max(10.0, len(names[i][0]) * LETTER)
        for side in SIDES:
            box = _box(side, x, y, sizes[i], width)
            if any(_clash(box, other) for other in taken):
                continue
            if any(_clash(box, dot) for k, dot in enumerate(dots) if k != i):
                continue
            taken.append(box)
            chosen[i] = side
            break
    return chosen
