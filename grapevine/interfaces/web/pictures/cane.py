"""The pipeline as a cane: fruit hangs under each stage and ripens to the right; and the goal as one bunch."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from grapevine.interfaces.web.pictures.pen import num

#: So many grapes are drawn, the first row as wide as this; the number beside them says the rest.
WIDEST, LARGEST = 3, 6
#: A goal of more than this is no bunch that one could count.
MOST = 12
_STEP, _DOWN, _RADIUS = 17.6, 15.4, 8.2
_STALK = '<path class="hang-stem" d="M30 0C31 5 28 7 29 12"/>'
_LEAF = (
    '<path class="stem" d="M40 19C40 10 34 5 26 8C21 10 21 15 25 15"/>'
    '<path class="leaf" d="M41 15C42 4 52 0 66 3C66 14 55 20 41 15Z"/>'
)


@lru_cache(maxsize=64)
def hanging(count: int, ripe: int) -> Markup:
    """So many grapes (0 or more) of one ripeness, 0 to 5, on a stalk; nothing hangs under a stage without any."""
    shown = min(count, LARGEST)
    grapes = "".join(
        f'<circle class="ripe-{ripe}" cx="{num(x)}" cy="{num(y)}" r="{_RADIUS}"/>'
        for x, y in _places(shown, WIDEST, (29.0, 21.0), (_STEP, _DOWN))
    )
    return Markup(f'<svg viewBox="0 0 72 64" aria-hidden="true">{_STALK if shown else ""}{grapes}</svg>')


def _places(count: int, widest: int, at: tuple[float, float], step: tuple[float, float]) -> list[tuple[float, float]]:
    """Rows each one shorter than the one above, ``at`` the middle of the first; a row that is not full as well."""
    found: list[tuple[float, float]] = []
    row, (middle, y) = widest, at
    while len(found) < count:
        here = min(row, count - len(found))
        found += [(middle + (place - (here - 1) / 2) * step[0], y) for place in range(here)]
        row, y = max(1, row - 1), y + step[1]
    return found


@lru_cache(maxsize=64)
def bunch(got: int, amount: int) -> Markup:
    """The goal, 1 to MOST, as a bunch: what is won is ripe, what is to come an empty ring. '' for a larger goal."""
    if not 1 <= amount <= MOST:
        return Markup("")
    found = _places(amount, 4, (40.0, 26.0), (16.4, 14.4))
    grapes = "".join(
        f'<circle class="{"got" if place < got else "open"}" cx="{num(x)}" cy="{num(y)}" r="7.2"/>'
        for place, (x, y) in enumerate(found)
    )
    return Markup(f'<svg viewBox="0 0 80 {num(found[-1][1] + 16.4)}" aria-hidden="true">{_LEAF}{grapes}</svg>')
