"""A way to somebody: you, who stands between, the one to meet, in a row; a thread is as thick as its tie is strong."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.pen import curve, num, shorten

WIDTH, HEIGHT, HEAD = 300.0, 92.0, 17.0
#: Thickness of a thread whose tie has p = 0, and what p = 1 adds.
THIN, SLOPE = 1.2, 7.0
#: Letters of a name that have room below a head, by how many stand in the row.
LETTERS = {2: 18, 3: 13, 4: 9}


def way(names: Sequence[tuple[str, str]], strengths: Sequence[float | None]) -> Markup:
    """`names`: (letters for the head, what stands below), you first. `strengths`: p of each tie, None where unsaid."""
    gap = (WIDTH - 2 * HEAD - 34) / (len(names) - 1)
    places = [HEAD + 17 + gap * at for at in range(len(names))]
    parts = [f'<svg class="way" viewBox="0 0 {num(WIDTH)} {num(HEIGHT)}" aria-hidden="true">']
    for left, right, p in zip(places, places[1:], strengths, strict=False):
        start, end, y = left + HEAD, right - HEAD, HEAD + 22
        css = "thread" if p is not None else "thread thread--unsaid"
        thick = f' stroke-width="{num(THIN + SLOPE * p)}"' if p is not None else ""
        path = curve((start, y), ((start + end) / 2, y - 16), (end, y))
        parts.append(f'<path class="{css}" d="{path}"{thick}/>')
    last, most = len(names) - 1, LETTERS[len(names)]
    for at, ((letters, name), x) in enumerate(zip(names, places, strict=True)):
        css = "node" if at in (0, last) else "node node--b"
        who = "who" if at in (0, last) else "who who--b"
        parts += [
            f'<circle class="{css}" cx="{num(x)}" cy="{num(HEAD + 22)}" r="{num(HEAD)}"/>',
            f'<text class="{who}" x="{num(x)}" y="{num(HEAD + 26.5)}">{escape(letters)}</text>',
            f'<text class="below" x="{num(x)}" y="{num(HEIGHT - 14)}">{escape(shorten(name, most))}</text>',
        ]
    return Markup("".join([*parts, "</svg>"]))
