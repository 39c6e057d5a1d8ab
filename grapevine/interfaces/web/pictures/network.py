"""The network: you in the middle, rings of 5, 15, 50, 150, and everyone you know as a mark in their part of life."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.marks import NAMES, shape
from grapevine.interfaces.web.pictures.network_layout import RADII, Arrangement, Dot, Sector, Segment, Spot, arrange
from grapevine.interfaces.web.pictures.network_names import NameSide
from grapevine.interfaces.web.pictures.pen import num, polar, shorten

#: More dots than this is a cloud, not a picture; the rest is counted.
MOST_DOTS = 205
#: Threads that always show: partners, and the liveliest exchanges besides.
MOST_THREADS = 12
_BEND = 0.2
_RING_NAMES = ("5", "15", "50", "150", "beyond")


def thread(x: float, y: float, bend: float, start: float = 25) -> str:
    """Path from the edge of "You" to a dot, bent to one side."""
    far = math.hypot(x, y) or 1.0
    ux, uy = x / far, y / far
    ctrl_x, ctrl_y = x / 2 - uy * bend * far, y / 2 + ux * bend * far
    return f"M{num(ux * start)} {num(uy * start)}Q{num(ctrl_x)} {num(ctrl_y)} {num(x - ux * 8)} {num(y - uy * 8)}"


def rings() -> str:
    """The five circles, widest first."""
    circles = "".join(f'<circle class="ring ring-{i}" r="{RADII[i]}"/>' for i in reversed(range(len(RADII))))
    return f'<g class="net-rings">{circles}</g>'


def _threads(spot: Spot, css: str) -> str:
    dot, out = spot.dot, ""
    for count, way, bend in ((dot.gave, "out", _BEND), (dot.got, "in", -_BEND)):
        if count:
            width = num(min(6.0, 1 + count * 0.36))
            out += f'<path class="{css} tie-{way}" stroke-width="{width}" d="{thread(spot.x, spot.y, bend)}"/>'
    return out


def _sector(sector: Sector, index: int) -> str:
    """The name of a part of life along the rim; below the middle it runs the other way, to be read upright."""
    low = math.sin(sector.middle) > 0.05
    radius = 425 if low else 409
    first, last = (sector.end, sector.start) if low else (sector.start, sector.end)
    (x0, y0), (x1, y1) = polar(radius, first), polar(radius, last)
    big = 1 if sector.end - sector.start > math.pi else 0
    arc = f"M{num(x0)} {num(y0)}A{radius} {radius} 0 {big} {0 if low else 1} {num(x1)} {num(y1)}"
    label = escape(sector.segment.label)
    return (
        f'<path id="net-arc-{index}" d="{arc}" fill="none"/><text class="net-sector">'
        f'<textPath href="#net-arc-{index}" startOffset="50%">{label}'
        f' <tspan class="net-n">{sector.segment.count:,}</tspan></textPath></text>\n'
    )


def _frame(slices: Sequence[Sector], beyond: int) -> str:
    lines = ""
    for sector in slices:
        (x0, y0), (x1, y1) = polar(RADII[0], sector.start), polar(RADII[-1], sector.start)
        lines += f'<line x1="{num(x0)}" y1="{num(y0)}" x2="{num(x1)}" y2="{num(y1)}"/>'
    out = f'{rings()}<g class="net-sectors">{lines}</g>\n'
    out += "".join(_sector(sector, i) for i, sector in enumerate(slices))
    names = _RING_NAMES[:-1] if beyond else _RING_NAMES
    for radius, name in zip(RADII, names, strict=False):
        out += f'<text class="net-ring-name" x="-5" y="{15 - radius}" text-anchor="end">{name}</text>'
    if beyond:
        x, y = polar(381, -math.pi / 2 - 0.9)
        out += (
            f'<path id="net-beyond" d="M{num(x)} {num(y)}A381 381 0 0 1 -6 -381" fill="none"/>'
            '<text class="net-ring-name"><textPath href="#net-beyond" startOffset="100%" text-anchor="end">'
            f"and {beyond:,} beyond</textPath></text>"
        )
    return out


def _score(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.0f}"


def _tip(dot: Dot) -> str:
    """What shows on pointing at a dot."""
    missing = NAMES[dot.missing].lower()
    gap = missing if dot.missing in ("none", "unknown") else f"first gap: {missing}"
    lines = [
        f'<text class="tip-name">{escape(shorten(dot.name, 30))}</text>',
        f'<text y="22">{escape(shorten(dot.role, 40))}</text>' if dot.role else "",
        f'<text y="43">You know {_score(dot.i_know)}, knows you {_score(dot.they_know)}</text>',
        f'<text y="64">{gap}</text>',
        f'<text y="85">gave {dot.gave}, got {dot.got} this year</text>' if dot.gave or dot.got else "",
    ]
    return f'<g class="tip">{"".join(lines)}</g>'


def _name(side: NameSide, size: float, short: str) -> str:
    places = {
        "below": f'y="{num(size + 15)}"',
        "above": f'y="{num(-size - 6)}"',
        "right": f'x="{num(size + 4)}" y="4"',
        "left": f'x="{num(-size - 4)}" y="4"',
    }
    css = "net-name" if side in ("below", "above") else f"net-name net-name--{side}"
    return f'<text class="{css}" {places[side]}>{escape(short)}</text>'


def _person(spot: Spot) -> str:
    dot = spot.dot
    halo = f'<circle class="halo" r="{num(spot.size + 4)}"/>' if dot.partner else ""
    name = _name(spot.name_side, spot.size, dot.short) if spot.name_side else ""
    hit = num(max(spot.size + 3, 9)) if spot.size >= 4 else num(spot.size + 2)
    return (
        f'\n<a class="dot dot--{dot.missing}" href="{escape(dot.href)}" tabindex="-1">{_threads(spot, "arc")}'
        f'<g transform="translate({num(spot.x)} {num(spot.y)})"><circle class="hit" r="{hit}"/>{halo}'
        f'<g class="mk mk--{dot.missing}">{shape(dot.missing, spot.size)}</g>{name}</g>{_tip(dot)}</a>'
    )


def _lively(spots: Sequence[Spot]) -> list[Spot]:
    others = sorted((s for s in spots if not s.dot.partner), key=lambda s: (-s.dot.gave - s.dot.got, s.dot.id))
    return [s for s in spots if s.dot.partner] + others[:MOST_THREADS]


def draw(arrangement: Arrangement, beyond: int) -> Markup:
    """The picture of an arrangement; `beyond` people are only counted."""
    ties = "".join(_threads(spot, "tie") for spot in _lively(arrangement.spots))
    people = "".join(_person(spot) for spot in arrangement.spots)
    return Markup(
        '<svg class="net" viewBox="-440 -440 880 880" aria-hidden="true" focusable="false">'
        f'{_frame(arrangement.sectors, beyond)}<g class="net-ties">{ties}</g>'
        f'<g class="net-you"><circle r="24"/><text y="5">You</text></g>{people}\n</svg>'
    )


def network(segments: Sequence[Segment], dots: Sequence[Dot], beyond: int = 0) -> Markup:
    """`dots` nearest first; past MOST_DOTS they are only counted, with `beyond`, which the caller counted already.

    Raises ValueError for a dot whose segment is not among `segments`, KeyError for an unknown kind of mark.
    """
    shown = dots[:MOST_DOTS]
    beyond += len(dots) - len(shown)
    return draw(arrange(segments, shown, counted=beyond > 0), beyond)
