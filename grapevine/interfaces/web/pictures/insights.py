"""The pictures of the insights: give and take month by month, from a name to a client, how the network grew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.pen import STANDING_LEAF, num, share, signed
from grapevine.interfaces.web.pictures.trellis import Month

WIDE, MIDDLE, HEIGHT = 1180, 172, 348
#: Where the names of the months stand, and the years below them.
MONTHS_AT, YEARS_AT = 318, 340
#: Marks of one month and way; past it, each stands for several.
MOST = 12
NARROW, LINE = 340, 30
#: The room of a column of the page, beside another and alone on a telephone.
COLUMN, ALONE = 560, 340


@dataclass(frozen=True)
class Bar:
    """One step: its name, how many came to it, how many of them by partners, what stands beside the gap before it."""

    label: str
    count: int
    partners: int
    beside: str = ""


@dataclass(frozen=True)
class Stand:
    """One look at the network: its label, and how many are deep, one-sided, measured in all."""

    label: str
    deep: int
    one_sided: int
    measured: int


def per_mark(months: Sequence[Month]) -> int:
    """How many one leaf or grape stands for: 1 unless a month is very full."""
    most = max((max(month.gave, month.got) for month in months), default=0)
    return max(1, -(-most // MOST))


def give_take(months: Sequence[Month]) -> Markup:
    """Twelve months: leaves up, grapes down, one scale for both; twice, for wide and for narrow rooms."""
    per = per_mark(months)
    return Markup(f'<div class="wide">{_wide(months, per)}</div><div class="narrow">{_narrow(months, per)}</div>')


def _wide(months: Sequence[Month], per: int) -> str:
    room = (WIDE - 16) / max(1, len(months))
    parts = [
        f'<svg class="recip" viewBox="0 0 {WIDE} {HEIGHT}" aria-hidden="true">',
        f'<path class="cane" d="M0 {MIDDLE}H{WIDE}"/>',
    ]
    for place, month in enumerate(months):
        x = 8 + room * (place + 0.5)
        up, down = -(-month.gave // per), -(-month.got // per)
        for mark in range(up):
            aside = mark % 3 - (min(3, up - mark // 3 * 3) - 1) / 2
            parts.append(_leaf(x + aside * 19, MIDDLE - 6 - mark // 3 * 27, aside * 8))
        for mark in range(down):
            aside = mark % 3 - (min(3, down - mark // 3 * 3) - 1) / 2
            parts.append(_grape(x + aside * 18.5, MIDDLE + 17 + mark // 3 * 17, 8))
        parts.append(_number("in-v", x, MIDDLE - 14 + -(-up // 3) * -27, month.gave))
        parts.append(_number("in-g", x, MIDDLE + 26 + -(-down // 3) * 17, month.got))
        label = escape(month.label) + (", so far" if month.running else "")
        parts.append(f'<text class="lab" x="{num(x)}" y="{MONTHS_AT}" text-anchor="middle">{label}</text>')
    return "".join([*parts, *_years(months, room)]) + "</svg>"


def _years(months: Sequence[Month], room: float) -> Iterator[str]:
    """The years that the months are told to lie in, each below a line as long as its months."""
    first = 0
    for year, told in groupby(months, key=lambda month: month.year):
        last = first + len(list(told))
        left, right = 8 + room * first + 6, 8 + room * last - 6
        first = last
        if year:
            yield f'<path class="ax-soft" d="M{num(left)} {YEARS_AT - 15}H{num(right)}"/>'
            yield f'<text class="lab" x="{num((left + right) / 2)}" y="{YEARS_AT}" text-anchor="middle">{year}</text>'


def _narrow(months: Sequence[Month], per: int) -> str:
    """Months run down the page, leaves to the left, grapes to the right."""
    middle, height = NARROW / 2, LINE * len(months) + 26
    parts = [
        f'<svg class="recip" viewBox="0 0 {NARROW} {height}" aria-hidden="true">'
        f'<text class="in-v" x="{num(middle - 30)}" y="12" text-anchor="end">you gave</text>'
        f'<text class="in-g" x="{num(middle + 30)}" y="12">came back</text>'
    ]
    for place, month in enumerate(months):
        y = 38 + place * LINE
        parts.append(f'<text class="lab-strong" x="{num(middle)}" y="{num(y + 4)}" text-anchor="middle">')
        parts.append(f"{escape(month.label)}</text>")
        for mark in range(-(-month.gave // per)):
            parts.append(_leaf(middle - 32 - mark * 11.6, y + 9, 0, 0.75))
        for mark in range(-(-month.got // per)):
            parts.append(_grape(middle + 34 + mark * 12, y, 5.2))
    return "".join(parts) + "</svg>"


def _leaf(x: float, y: float, turn: float, size: float = 1.0) -> str:
    scale = f" scale({num(size)})" if size == 1.0 else f" scale({size})"
    return (
        f'<path class="leaf" transform="translate({num(x)} {num(y)}) rotate({num(turn)}){scale}" d="{STANDING_LEAF}"/>'
    )


def _grape(x: float, y: float, radius: float) -> str:
    return f'<circle class="fruit" cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"/>'


def _number(css: str, x: float, y: float, value: int) -> str:
    return f'<text class="num {css}" x="{num(x)}" y="{num(y)}" text-anchor="middle">{value}</text>'


def way_to_client(steps: Sequence[Bar]) -> Markup:
    """Bars that grow shorter: from partners, from everybody else, and what share goes on; for wide and narrow rooms."""
    return _twice(_way(steps, COLUMN, 96), _way(steps, ALONE, 80))


def _twice(wide: str, narrow: str) -> Markup:
    """Both forms; a style sheet shows one of them."""
    return Markup(f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>')


def _way(steps: Sequence[Bar], width: int, left: int) -> str:
    top, room = max((step.count for step in steps), default=0), width - left - 64
    height = 46 * len(steps) + 6
    parts = [f'<svg class="funnel" viewBox="0 0 {width} {height}" aria-hidden="true">']
    for place, step in enumerate(steps):
        y = 6 + 46 * place
        whole, own = (room * count / top if top else 0.0 for count in (step.count, step.partners))
        parts.append(f'<text class="lab-strong" x="0" y="{y + 19}">{escape(step.label)}</text>')
        parts.append(f'<rect class="f-a" x="{left}" y="{y}" width="{num(own)}" height="28"/>')
        parts.append(f'<rect class="f-b" x="{num(left + own)}" y="{y}" width="{num(whole - own)}" height="28"/>')
        parts.append(f'<text class="num" x="{num(left + whole + 8)}" y="{y + 19}">{step.count}</text>')
        if step.beside:
            end = width - 4
            parts.append(f'<text class="lab" x="{end}" y="{y - 4}" text-anchor="end">{escape(step.beside)}</text>')
    return "".join(parts) + "</svg>"


def stands(looks: Sequence[Stand]) -> Markup:
    """A column a look: deep both ways below, then those known from one side, then the others; wide and narrow."""
    return _twice(_columns(looks, COLUMN, 34), _columns(looks, ALONE, 22))


def _columns(looks: Sequence[Stand], width: int, half: int) -> str:
    top, base, high = max((look.measured for look in looks), default=0) or 1, 210, 180
    parts = [f'<svg class="funnel grown" viewBox="0 0 {width} 250" aria-hidden="true">']
    room = width / max(1, len(looks))
    for place, look in enumerate(looks):
        x, y = room * place + room / 2 - half, float(base)
        others = look.measured - look.deep - look.one_sided
        for css, count in (("g-deep", look.deep), ("g-lean", look.one_sided), ("g-rest", max(0, others))):
            tall = high * count / top
            y -= tall
            parts.append(f'<rect class="{css}" x="{num(x)}" y="{num(y)}" width="{2 * half}" height="{num(tall)}"/>')
        middle = num(x + half)
        parts.append(f'<text class="num" x="{middle}" y="{num(y - 6)}" text-anchor="middle">{look.deep}</text>')
        parts.append(f'<text class="lab" x="{middle}" y="{base + 22}" text-anchor="middle">{escape(look.label)}</text>')
    return "".join(parts) + "</svg>"


def hours_and_depth(points: Sequence[tuple[float, float]]) -> Markup:
    """A dot a person: across the hours of the year, up the depth gained (below the line: lost)."""
    most = max((hours for hours, _ in points), default=0.0) or 1.0
    parts = ['<svg class="necess hours" viewBox="0 0 400 300" aria-hidden="true">']
    for mark in (-50, 0, 50, 100):
        y = _gain(mark)
        parts.append(f'<line class="grid" x1="40" x2="392" y1="{num(y)}" y2="{num(y)}"/>')
        parts.append(f'<text class="lab num" x="34" y="{num(y + 4)}" text-anchor="end">{signed(mark)}</text>')
    for hours, gained in points:
        parts.append(f'<circle class="s" cx="{num(48 + 336 * hours / most)}" cy="{num(_gain(gained))}" r="5"/>')
    parts.append(f'<text class="lab" x="392" y="296" text-anchor="end">hours together, up to {most:.0f} →</text>')
    parts.append('<text class="lab" x="0" y="12">↑ depth gained</text></svg>')
    return Markup("".join(parts))


def _gain(value: float) -> float:
    return 268 - 240 * share(100 * (value + 50) / 150)
