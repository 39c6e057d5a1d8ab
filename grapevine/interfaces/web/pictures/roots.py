"""Roots: everyone as one line, deepest first; how far down do they go?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from grapevine.interfaces.web.pictures.pen import num, share

WIDTH, DEPTH, TOP = 364, 150, 12
#: More lines than this cannot be told apart; then each line stands for several people.
MOST_LINES = 182
DEEP = 50


@dataclass(frozen=True)
class Root:
    """One person: how well you know them and they know you, 0 to 100, or None when not measured."""

    i_know: float | None
    they_know: float | None


def _order(root: Root) -> tuple[float, float]:
    known = [v for v in (root.i_know, root.they_know) if v is not None]
    return (min(known) if len(known) == 2 else -1.0, max(known, default=-1.0))


def _lines(people: Sequence[Root], step: float) -> str:
    """One path a kind of line, which keeps a picture of 182 people under 6 kB."""
    runs: dict[str, list[str]] = {css: [] for css in ("reach", "shal", "deep", "half", "unknown")}
    for i, root in enumerate(people):
        start = f"M{num(step * (i + 0.5))} {TOP}v"
        known = [share(v) * DEPTH for v in (root.i_know, root.they_know) if v is not None]
        if not known:
            runs["unknown"].append(f"{start}10")
        elif len(known) == 1:
            runs["half"].append(f"{start}{num(known[0])}")
        else:
            runs["reach"].append(f"{start}{num(max(known))}")
            deep = min(known) >= DEEP * DEPTH / 100
            runs["deep" if deep else "shal"].append(f"{start}{num(min(known))}")
    width = num(step * 0.6)
    return "".join(f'<path class="{css}" stroke-width="{width}" d="{"".join(d)}"/>' for css, d in runs.items() if d)


def _then(depths: Sequence[float], step: float, per_line: float) -> str:
    """The outline of another day: the weaker side of each person, deepest first."""
    ordered = sorted(depths, reverse=True)
    shown = ordered[:: max(1, round(per_line))][:MOST_LINES]
    if len(shown) < 2:
        return ""
    points = "L".join(f"{num(step * (i + 0.5))} {num(TOP + DEPTH * share(d))}" for i, d in enumerate(shown))
    return f'<path class="then" d="M{points}"/>'


def roots(people: Sequence[Root], a_year_ago: Sequence[float] | None = None) -> Markup:
    """Dark to the weaker side, pale to the stronger; `a_year_ago` holds the weaker sides (0 to 100) of that day."""
    ordered = sorted(people, key=_order, reverse=True)
    per_line = max(1.0, len(ordered) / MOST_LINES)
    lines = [ordered[int(i * per_line)] for i in range(min(len(ordered), MOST_LINES))]
    step = min(14.0, WIDTH / max(1, len(lines)))
    half = TOP + DEPTH * DEEP / 100
    parts = [
        f'<svg class="roots" viewBox="0 0 {WIDTH} {DEPTH + 38}" aria-hidden="true">',
        f'<line class="ax" x1="0" x2="{WIDTH}" y1="{TOP}" y2="{TOP}"/>',
        f'<line class="ax-soft" x1="0" x2="{WIDTH}" y1="{num(half)}" y2="{num(half)}"/>',
        _lines(lines, step),
    ]
    if a_year_ago:
        parts.append(_then(a_year_ago, step, per_line))
    noun = "person" if len(ordered) == 1 else "people, deepest first"
    parts += [
        f'<text class="lab" x="{WIDTH}" y="{num(half - 5)}" text-anchor="end">deep both ways, below this line</text>',
        f'<text class="lab" x="{WIDTH}" y="{TOP + DEPTH + 20}" text-anchor="end">{len(ordered):,} {noun}</text></svg>',
    ]
    return Markup("".join(parts))
