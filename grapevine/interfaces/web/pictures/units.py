"""Referrals as marks: a leaf for each one sent, a grape for each that came, filled as far as they go."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

#: More than this would not be read any more; the number beside it says the rest.
MOST = 12
_STEP, _HEIGHT = 13, 14
_LEAF = '<path class="{css}" transform="translate({x} 7)" d="M0 -6C4.4 -3.6 4.4 3 0 6C-4.4 3 -4.4 -3.6 0 -6Z"/>'
_GRAPE = '<circle class="{css}" cx="{x}" cy="7" r="4.6"/>'


@lru_cache(maxsize=1024)
def units(done: int, hoped: int | None, way: str) -> Markup:
    """`done` marks of at least `hoped`; those beyond what was hoped for are pale. `way`: "vine" (out) or "grape" (in).

    Nothing at all is drawn as nothing: an empty row of marks says less than the 0 beside it.
    """
    number = min(max(done, hoped or 0), MOST)
    if not number:
        return Markup("")
    mark = _LEAF if way == "vine" else _GRAPE
    marks = (mark.format(css=_css(at, done, hoped), x=_STEP * at + 6.5) for at in range(number))
    width = _STEP * number
    return Markup(
        f'<svg class="units units--{way}" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}"'
        f' aria-hidden="true">{"".join(marks)}</svg>'
    )


def _css(at: int, done: int, hoped: int | None) -> str:
    if at >= done:
        return "u-open"
    return "u-done u-extra" if hoped and at >= hoped else "u-done"
