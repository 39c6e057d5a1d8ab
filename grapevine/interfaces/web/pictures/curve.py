"""One partner's memory as a small curve: how it faded since it was asked last, and where it is going."""

from __future__ import annotations

from collections.abc import Callable

WIDTH, HEIGHT = 132, 36
#: The part of the width that is behind us, and how many days before and after today it shows.
_NOW_AT, _BACK, _AHEAD = 112.0, 120, 21
_TOP, _BOTTOM = 3.0, 33.0
#: The thin line: below it people stop spotting chances.
LINE = 0.6
_STEPS = 15


def curve(known: Callable[[float], float | None], since_days: float) -> str:
    """The SVG. ``known``: days from today (negative: before) -> share 0..1; ``since_days``: how long ago it began."""
    back = min(since_days, float(_BACK))
    start = _NOW_AT * (1.0 - back / _BACK)
    behind = [(start + (_NOW_AT - start) * step / _STEPS, -back + back * step / _STEPS) for step in range(_STEPS + 1)]
    ahead = [(_NOW_AT + (WIDTH - _NOW_AT) * step / 6, _AHEAD * step / 6) for step in range(7)]
    line = f'<line class="ln" x1="0" x2="{WIDTH}" y1="{_y(LINE):.1f}" y2="{_y(LINE):.1f}"/>'
    was, going = _path(known, behind), _path(known, ahead)
    dot = f'<circle cx="{_NOW_AT:.1f}" cy="{_y(known(0.0) or 0.0):.1f}" r="3.2"/>'
    head = f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">'
    return f'{head}{line}<path class="was" d="{was}"/><path class="next" d="{going}"/>{dot}</svg>'


def _path(known: Callable[[float], float | None], places: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {_y(known(day) or 0.0):.1f}" for x, day in places)


def _y(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * share
