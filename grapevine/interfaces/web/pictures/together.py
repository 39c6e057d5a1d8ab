"""The picture of a comparison: a dot with its range, between "others have more" and "relationship first has more"."""

from __future__ import annotations

from markupsafe import Markup

from grapevine.interfaces.web.pictures.pen import num, share

LEFT, ROOM = 20.0, 520.0


def between(a: float, low: float, high: float) -> Markup:
    """``a`` with its range on a line from 0 to 1; the middle means no difference."""
    at, begin, end = (LEFT + ROOM * share(100 * value) for value in (a, low, high))
    middle = num(LEFT + ROOM / 2)
    return Markup(
        '<svg class="compare" viewBox="0 0 560 92" aria-hidden="true">'
        f'<line class="grid" x1="{num(LEFT)}" x2="{num(LEFT + ROOM)}" y1="46" y2="46"/>'
        f'<line class="grid" x1="{middle}" x2="{middle}" y1="18" y2="60"/>'
        f'<path class="ci rel-ci" d="M{num(begin)} 46H{num(end)}M{num(begin)} 40V52M{num(end)} 40V52"/>'
        f'<circle class="rel-m" cx="{num(at)}" cy="46" r="6"/>'
        f'<text class="lab" x="{num(LEFT)}" y="82">the others have more</text>'
        f'<text class="lab" x="{middle}" y="12" text-anchor="middle">no difference</text>'
        f'<text class="lab" x="{num(LEFT + ROOM)}" y="82" text-anchor="end">relationship first has more</text></svg>'
    )
