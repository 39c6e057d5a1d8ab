"""A chain of referrals as a vine: each below the one it came out of, its grape as ripe as it is."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.pen import num, shorten

_ROW, _STEP, _TOP, _LEFT = 34, 28, 18, 14
_SIGNS = 26


def chain(lines: Sequence[tuple[str, int, int, bool]]) -> Markup:
    """The tree as (name, how deep, how ripe 0..5, is it the one that is looked at), in the order of a walk.

    Raises ValueError when a line is deeper than the one before by more than a step.
    """
    drawn: list[str] = []
    last: list[tuple[int, int]] = []
    for row, (name, deep, ripe, here) in enumerate(lines):
        if deep > len(last):
            raise ValueError("a branch hangs in the air")
        x, y = _LEFT + deep * _STEP, _TOP + row * _ROW
        if deep:
            px, py = last[deep - 1]
            drawn.append(f'<path class="hang-stem" d="M{px} {py + 7}Q{px} {y} {x - 8} {y}"/>')
        last = [*last[:deep], (x, y)]
        css = ' class="chain-here"' if here else ""
        drawn.append(f'<circle class="ripe-{ripe}" cx="{x}" cy="{y}" r="7"/>')
        drawn.append(f'<text{css} x="{x + 14}" y="{y + 4}">{escape(shorten(name, _SIGNS))}</text>')
    deepest = max((deep for _, deep, _, _ in lines), default=0)
    width, height = _LEFT + deepest * _STEP + 14 + _SIGNS * 8, _TOP * 2 + max(0, len(lines) - 1) * _ROW
    return Markup(
        f'<svg class="chain" viewBox="0 0 {num(width)} {num(height)}" width="{num(width)}" height="{num(height)}"'
        f' aria-hidden="true">{"".join(drawn)}</svg>'
    )
