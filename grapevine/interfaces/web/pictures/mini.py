"""The small network: the same places, nearly silent, with a few people marked by number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from grapevine.interfaces.web.pictures.network import rings, thread
from grapevine.interfaces.web.pictures.network_layout import Arrangement
from grapevine.interfaces.web.pictures.pen import num

_APART = 62.0


def _spread(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Move the numbered marks apart until their discs are clear of each other."""
    at = np.array(points, dtype=float)
    for _ in range(120):
        gap = at[:, None] - at[None, :]
        distance = np.hypot(gap[..., 0], gap[..., 1])
        np.fill_diagonal(distance, np.inf)
        lack = np.maximum(_APART - distance, 0) * 0.25 / np.maximum(distance, 0.1)
        if not lack.any():
            break
        at = at + (gap * lack[..., None]).sum(axis=1)
    return [(float(x), float(y)) for x, y in at]


def mini(arrangement: Arrangement, marked: Sequence[int]) -> Markup:
    """`marked` are ids in the order of their numbers, 1 first; ids that are not in the picture are passed over."""
    at = {spot.dot.id: (spot.x, spot.y) for spot in arrangement.spots}
    numbers = [(n, at[person]) for n, person in enumerate(marked, 1) if person in at]
    places = _spread([point for _, point in numbers]) if numbers else []
    rest = "".join(
        f'<circle cx="{num(s.x)}" cy="{num(s.y)}" r="{num(s.size)}"/>'
        for s in arrangement.spots
        if s.dot.id not in marked
    )
    ties = "".join(f'<path class="tie mini-tie" d="{thread(x, y, 0.12, 30)}"/>' for x, y in places)
    hits = "".join(
        f'<g class="mini-hit" transform="translate({num(x)} {num(y)})"><circle r="25"/><text y="10">{n}</text></g>'
        for (n, _), (x, y) in zip(numbers, places, strict=True)
    )
    return Markup(
        '<svg class="net net--mini" viewBox="-404 -404 808 808" aria-hidden="true" focusable="false">'
        f'{rings()}<g class="mini-rest">{rest}</g>{ties}<g class="net-you"><circle r="30"/></g>{hits}</svg>'
    )
