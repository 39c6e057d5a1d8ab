"""Marks: one shape for each of the five ingredients, so that colour never speaks alone."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from grapevine.interfaces.web.pictures.pen import num

INGREDIENTS = ("know", "like", "trust", "committed", "educated")
NONE = "none"
UNKNOWN = "unknown"
KINDS = (*INGREDIENTS, NONE, UNKNOWN)
NAMES = {
    "know": "Know",
    "like": "Like",
    "trust": "Trust",
    "committed": "Committed",
    "educated": "Educated",
    NONE: "Nothing missing",
    UNKNOWN: "Not measured yet",
}


def shape(kind: str, radius: float) -> str:
    """The bare element of a mark around the origin. Raises KeyError for an unknown kind."""
    if kind not in NAMES:
        raise KeyError(kind)
    if kind == "like":
        side = radius * 0.9
        return f'<rect x="{num(-side)}" y="{num(-side)}" width="{num(2 * side)}" height="{num(2 * side)}" rx="1"/>'
    if kind == "trust":
        tip = num(radius * 1.22)
        return f'<path d="M0 -{tip}L{tip} 0L0 {tip}L-{tip} 0Z"/>'
    if kind == "committed":
        reach = radius * 1.2
        foot, half = num(reach * 0.72), num(reach * 0.95)
        return f'<path d="M0 -{num(reach)}L{half} {foot}L-{half} {foot}Z"/>'
    ring = kind in ("know", UNKNOWN)
    return f'<circle r="{num(radius - 0.9 if ring else radius)}"/>'


@lru_cache(maxsize=4096)
def mark(kind: str) -> Markup:
    """One mark on its own, 16 by 16."""
    return Markup(f'<svg class="mk mk--{kind}" viewBox="-8 -8 16 16" aria-hidden="true">{shape(kind, 6)}</svg>')
