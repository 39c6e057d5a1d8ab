"""The address of a public page as a QR code, drawn as SVG."""

from __future__ import annotations

import segno

#: Light modules around the code that readers need (ISO/IEC 18004, 9.1).
QUIET = 4
#: Ink on paper whatever the theme, as readers want dark on light.
INK, PAPER = "#16241C", "#fff"


def path_of(address: str) -> tuple[int, str]:
    """How many modules a side has without the quiet zone, and one SVG path of all dark ones (15 % may be damaged)."""
    rows = segno.make(address, error="m", micro=False).matrix
    pieces = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                pieces.append(f"M{x} {y}h{run}v1h-{run}z")
            x += run or 1
    return len(rows), "".join(pieces)


def svg(address: str) -> str:
    """A file of its own, to print or to hand to a designer."""
    side, path = path_of(address)
    whole = side + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-QUIET} {-QUIET} {whole} {whole}" width="{whole * 8}" '
        f'height="{whole * 8}" shape-rendering="crispEdges"><rect x="{-QUIET}" y="{-QUIET}" width="{whole}" '
        f'height="{whole}" fill="{PAPER}"/><path fill="{INK}" d="{path}"/></svg>\n'
    )


def shown(address: str) -> dict[str, object]:
    """What ``education/_qr.html`` draws: the box, the path, and the words for those who do not see it."""
    side, path = path_of(address)
    whole = side + 2 * QUIET
    return {"box": f"{-QUIET} {-QUIET} {whole} {whole}", "at": -QUIET, "side": whole, "path": path,
            "address": address.split("://", 1)[-1]}  # fmt: skip
