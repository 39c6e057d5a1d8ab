"""Bars: one score, or the two sides of one relationship."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from grapevine.interfaces.web.pictures.pen import num, share

_HATCH = '<path class="bar-unknown" d="M0 {middle}H100" stroke-width="{height}"/>'


def _hatch(middle: float, height: float) -> str:
    return _HATCH.format(middle=num(middle), height=num(height))


def bar(value: float | None, kind: str = "", top: float = 100, tick: float | None = None) -> Markup:
    """One bar. `value` of 0 to `top` (None: hatched, not measured); `kind` a colour; `tick` a mark on the scale."""
    css = f"bar bar--{kind}" if kind else "bar"
    run = _hatch(4, 8)
    if value is not None:
        width = num(100 * share(100 * value / top)) if top > 0 else "0"
        run = f'<rect class="bar-bed" width="100" height="8"/><rect class="bar-run" width="{width}" height="8"/>'
    line = "" if tick is None else f'<line class="bar-tick" x1="{num(tick)}" x2="{num(tick)}" y1="0" y2="8"/>'
    return Markup(
        f'<svg class="{css}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">{run}{line}</svg>'
    )


def _lane(value: float | None, css: str, top: int) -> str:
    if value is None:
        return _hatch(top + 2.5, 5)
    place = f' y="{top}"' if top else ""
    run = f'<rect class="{css}"{place} width="{num(100 * share(value))}" height="5"/>'
    return f'<rect class="bed"{place} width="100" height="5"/>{run}'


@lru_cache(maxsize=4096)
def twobar(i_know: float | None, they_know: float | None) -> Markup:
    """Two thin bars: above how well you know them, below how well they know you; each 0 to 100 or None."""
    return Markup(
        '<svg class="twobar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        f"{_lane(i_know, 'v', 0)}{_lane(they_know, 'g', 7)}</svg>"
    )
