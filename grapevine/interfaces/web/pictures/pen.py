"""The pen all pictures share: short numbers, points on circles and curves, the leaf."""

from __future__ import annotations

import math

Point = tuple[float, float]

#: A leaf whose stalk is at the origin, pointing right and up; about 21 wide.
LEAF = "M0 0C3 -9 12 -12 21 -9C19 1 10 6 0 0Z"
#: A leaf that stands on the origin; 16 wide, 23 high.
STANDING_LEAF = "M0 0C-8 -5 -8 -15 0 -23C8 -15 8 -5 0 0Z"


def num(value: float) -> str:
    """A length with at most one decimal and no needless zero."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def signed(value: float) -> str:
    """A gain or a loss as a whole number with its sign; what rounds to nothing has none."""
    whole = round(value)
    return f"{'+' if whole > 0 else '−'}{abs(whole)}" if whole else "0"


def polar(radius: float, angle: float) -> Point:
    """Cartesian point of a radius and an angle in radians; the y axis points down."""
    return radius * math.cos(angle), radius * math.sin(angle)


def on_curve(p0: Point, p1: Point, p2: Point, t: float) -> Point:
    """Point at t (0..1) of a quadratic Bezier curve."""
    a, b, c = (1 - t) ** 2, 2 * (1 - t) * t, t * t
    return a * p0[0] + b * p1[0] + c * p2[0], a * p0[1] + b * p1[1] + c * p2[1]


def heading(p0: Point, p1: Point, p2: Point, t: float) -> float:
    """Direction in degrees of a quadratic Bezier curve at t (0..1)."""
    dx = 2 * (1 - t) * (p1[0] - p0[0]) + 2 * t * (p2[0] - p1[0])
    dy = 2 * (1 - t) * (p1[1] - p0[1]) + 2 * t * (p2[1] - p1[1])
    return math.degrees(math.atan2(dy, dx))


def curve(p0: Point, p1: Point, p2: Point) -> str:
    """Path data of a quadratic Bezier curve."""
    return f"M{num(p0[0])} {num(p0[1])}Q{num(p1[0])} {num(p1[1])} {num(p2[0])} {num(p2[1])}"


def share(value: float) -> float:
    """A score of 0 to 100 as 0 to 1, clipped."""
    return min(1.0, max(0.0, value / 100))


def shorten(name: str, most: int) -> str:
    """A name cut to a number of characters, so that it cannot run out of its picture."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
