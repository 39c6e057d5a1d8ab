"""The butterfly: given to the left, received to the right, a row for each part of life."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.pen import num, shorten

_ROW = 34
_HEAD = 26
_LABEL = 46


def _row(label: str, gave: int, got: int, y: int, middle: float, scale: float) -> str:
    left, right = gave * scale, got * scale
    name = escape(shorten(label, 12))
    return (
        f'<text class="lab-strong" x="{num(middle)}" y="{y + 17}" text-anchor="middle">{name}</text>'
        f'<rect class="v" x="{num(middle - _LABEL - left)}" y="{y + 3}" width="{num(left)}" height="20" rx="2"/>'
        f'<rect class="g" x="{num(middle + _LABEL)}" y="{y + 3}" width="{num(right)}" height="20" rx="2"/>'
        f'<text class="num" x="{num(middle - _LABEL - left - 6)}" y="{y + 17}" text-anchor="end">{gave}</text>'
        f'<text class="num" x="{num(middle + _LABEL + right + 6)}" y="{y + 17}">{got}</text>'
    )


def butterfly(rows: Sequence[tuple[str, int, int]], width: int = 360) -> Markup:
    """Rows of (part of life, times given, times received); counts are whole and never negative."""
    middle = width / 2
    most = max((max(gave, got) for _, gave, got in rows), default=0) or 1
    scale = (middle - _LABEL - 30) / most
    body = "".join(
        _row(label, gave, got, _HEAD - 2 + i * _ROW, middle, scale) for i, (label, gave, got) in enumerate(rows)
    )
    return Markup(
        f'<svg class="butterfly" viewBox="0 0 {width} {_ROW * len(rows) + _HEAD}" aria-hidden="true">'
        f'<text class="in-v" x="{num(middle - _LABEL)}" y="12" text-anchor="end">you gave</text>'
        f'<text class="in-g" x="{num(middle + _LABEL)}" y="12">you received</text>{body}</svg>'
    )
