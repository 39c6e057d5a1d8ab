"""The first five: who stands in the middle of the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.pen import num, polar, shorten

SEATS = 5


def first5(names: Sequence[str | None]) -> Markup:
    """Up to five names as you would call them; an empty seat (None or "") is an open ring."""
    seats = [*names, *[None] * SEATS][:SEATS]
    parts = [
        '<svg class="first5" viewBox="-130 -130 260 260" aria-hidden="true">',
        '<g class="net"><circle class="ring ring-1" r="124"/><circle class="ring ring-0" r="84"/></g>',
    ]
    for i, name in enumerate(seats):
        x, y = polar(84, -math.pi / 2 + i * 2 * math.pi / SEATS)
        if name:
            parts.append(
                f'<circle class="fruit" cx="{num(x)}" cy="{num(y)}" r="11"/>'
                f'<text x="{num(x)}" y="{num(y + 27)}" text-anchor="middle">{escape(shorten(name, 11))}</text>'
            )
        else:
            parts.append(f'<circle class="empty" cx="{num(x)}" cy="{num(y)}" r="11"/>')
    parts.append(
        '<g class="net-you net"><circle r="26"/><text y="5" text-anchor="middle" class="youtext">You</text></g></svg>'
    )
    return Markup("".join(parts))
