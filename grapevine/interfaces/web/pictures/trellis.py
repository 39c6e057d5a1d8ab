"""The trellis: a year as a trained vine, two canes a level; leaves are gives, grapes are what came back."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.pen import STANDING_LEAF, num

WIDTH, HEIGHT = 640, 900
LEVEL = 132
SPURS = 4
#: A cane has room for this many leaves; past it, each mark stands for several.
MOST_MARKS = 20
_BUNCH = {0: (), 1: (1,), 2: (2,), 3: (2, 1), 4: (3, 1), 5: (3, 2)}


@dataclass(frozen=True)
class Month:
    """One month: its short name, times given, times received; its year, where pictures tell it, and whether it is not
    over yet."""

    label: str
    gave: int
    got: int
    year: int = 0
    running: bool = False


#: A made-up year, for where there is no real one to show; whoever shows it says that it is an example.
EXAMPLE_YEAR = tuple(
    Month(label, gave, got)
    for label, gave, got in zip(
        ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"),
        (4, 5, 5, 6, 7, 5, 6, 8, 7, 8, 10, 9),
        (3, 3, 4, 5, 5, 4, 5, 6, 6, 6, 9, 8),
        strict=True,
    )
)


def per_mark(months: Sequence[Month]) -> int:
    """How many one leaf or grape stands for: 1 unless a month is very full."""
    most = max((max(m.gave, m.got) for m in months), default=0)
    return max(1, -(-most // MOST_MARKS))


def _spread(count: int) -> list[int]:
    """Marks over the spurs of one cane, as evenly as can be."""
    return [count // SPURS + (1 if i < count % SPURS else 0) for i in range(SPURS)]


def _spur(x: float, y: float, leaves: int, grapes: int, side: int, rng: random.Random) -> str:
    parts = []
    for k in range(leaves):
        turn = num((k - (leaves - 1) / 2) * 34 + rng.uniform(-7, 7) + side * 6)
        size = num(rng.choice((1, 1.1, 1.2, 1.3)))
        parts.append(
            f'<path class="leaf" transform="translate({num(x)} {num(y - 2)}) rotate({turn}) scale({size})"'
            f' d="{STANDING_LEAF}"/>'
        )
    if grapes:
        parts.append(f'<path class="stalk" d="M{num(x)} {num(y)}V{num(y + 9)}"/>')
    row_y = y + 16
    for row in _BUNCH[min(grapes, 5)]:
        for j in range(row):
            across = num(x + (j - (row - 1) / 2) * 14.5)
            parts.append(f'<circle class="fruit" cx="{across}" cy="{num(row_y)}" r="6.8"/>')
        row_y += 12.6
    return "".join(parts)


def _cane(index: int, month: Month, per: int, y: float, rng: random.Random) -> str:
    side = -1 if index % 2 == 0 else 1
    middle = WIDTH / 2
    end = middle + side * (middle - 40)
    parts = [
        f'<path class="cane" d="M{num(middle)} {num(y + 26)}C{num(middle + side * 10)} {num(y + 2)}'
        f" {num(middle + side * 40)} {num(y)} {num(middle + side * 80)} {num(y)}"
        f'S{num(end - side * 70)} {num(y - 2)} {num(end)} {num(y)}"/>'
    ]
    leaves, grapes = _spread(-(-month.gave // per)), _spread(-(-month.got // per))
    for i in range(SPURS):
        parts.append(_spur(middle + side * (62 + i * 62), y, leaves[i], grapes[i], side, rng))
    place = f'x="{num(end + side * 9)}" y="{num(y + 4)}" text-anchor="{"end" if side < 0 else "start"}"'
    parts.append(f"<text {place}>{escape(month.label)}</text>")
    return "".join(parts)


def trellis(months: Sequence[Month]) -> Markup:
    """Up to twelve months, oldest first; the oldest hangs at the foot. Deterministic."""
    months = list(months)[-12:]
    per, rng = per_mark(months), random.Random(3)
    levels = [HEIGHT - 120 - i * LEVEL for i in range(max(1, -(-len(months) // 2)))]
    middle = WIDTH // 2
    trunk = f"M{middle} {HEIGHT}C{middle - 8} {HEIGHT - 45} {middle + 9} {HEIGHT - 75} {middle} {levels[0]}"
    for low, high in zip(levels, levels[1:], strict=False):
        trunk += f"C{middle - 9} {low - 40} {middle + 9} {low - 90} {middle} {high}"
    top = levels[-1] - 60
    parts = [f'<svg class="trellis" viewBox="0 {top} {WIDTH} {HEIGHT - top}" aria-hidden="true">']
    parts += [f'<line class="wire" x1="40" x2="{WIDTH - 40}" y1="{y}" y2="{y}"/>' for y in levels]
    parts.append(f'<path class="trunk" d="{trunk}"/>')
    parts += [_cane(i, month, per, levels[i // 2], rng) for i, month in enumerate(months)]
    return Markup("".join(parts) + "</svg>")
