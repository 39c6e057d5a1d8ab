"""The bridge: two people, two threads; each thread reaches as far as one knows the other."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.pen import LEAF, Point, curve, heading, num, on_curve, share, shorten


@dataclass(frozen=True)
class Frame:
    """Sizes of one drawing, in its own units: width, height, radius of a head, rise of the threads; how many letters of
    a name have room between the heads and inside one; what stands for a score that is not measured."""

    width: int
    height: int
    head: int
    rise: int
    letters: int
    letters_in_head: int
    unknown: str

    @property
    def middle(self) -> float:
        return self.height / 2


WIDE = Frame(720, 190, 36, 74, 22, 7, "not measured yet")
NARROW = Frame(340, 176, 28, 66, 9, 6, "not yet")


def _threads(frame: Frame) -> tuple[tuple[Point, Point, Point], tuple[Point, Point, Point]]:
    left, right = frame.head + 4, frame.width - frame.head - 4
    off, y = frame.head * 0.72, frame.middle
    out = ((left + off, y - off), (frame.width / 2, y - off - frame.rise), (right - off, y - off))
    back = ((right - off, y + off), (frame.width / 2, y + off + frame.rise), (left + off, y + off))
    return out, back


def _thread(points: tuple[Point, Point, Point], value: float | None, css: str) -> tuple[str, Point | None]:
    """A thread as far as it reaches, over the dotted way it could go; without a value only the open way."""
    p0, p1, p2 = points
    if value is None:
        return f'<path class="rest rest--unknown" d="{curve(p0, p1, p2)}"/>', None
    t = share(value)
    bend = (p0[0] + (p1[0] - p0[0]) * t, p0[1] + (p1[1] - p0[1]) * t)
    end = on_curve(p0, p1, p2, t)
    rest = f'<path class="rest" d="{curve(p0, p1, p2)}"/>'
    return f'{rest}<path class="{css}" d="{curve(p0, bend, end)}"/>', end


def _said(frame: Frame, y: float, css: str, words: str, value: float | None) -> str:
    told, gap = f'<tspan class="n-none">{frame.unknown}</tspan>', ": "
    if value is not None:
        told, gap = f'<tspan class="n">{value:.0f}</tspan>', " "
    return f'<text class="said {css}" x="{num(frame.width / 2)}" y="{num(y)}">{escape(words)}{gap}{told}</text>'


def bridge(name: str, i_know: float | None, they_know: float | None, wide: bool = True) -> Markup:
    """`name` is what you call them; the two scores are 0 to 100, or None when not measured."""
    frame = WIDE if wide else NARROW
    out, back = _threads(frame)
    out_path, leaf_at = _thread(out, i_know, "go")
    back_path, fruit_at = _thread(back, they_know, "come")
    parts = [f'<svg class="bridge" viewBox="0 0 {frame.width} {frame.height}" aria-hidden="true">', out_path, back_path]
    if leaf_at is not None and i_know is not None:
        turn = num(heading(*out, share(i_know)) + 8)
        parts.append(
            f'<path class="leaf" transform="translate({num(leaf_at[0])} {num(leaf_at[1])}) rotate({turn})" d="{LEAF}"/>'
        )
    if fruit_at is not None:
        parts.append(f'<circle class="fruit" cx="{num(fruit_at[0])}" cy="{num(fruit_at[1])}" r="8"/>')
    y, left, right = frame.middle, frame.head + 4, frame.width - frame.head - 4
    called = shorten(name, frame.letters)
    parts += [
        f'<circle class="node" cx="{left}" cy="{num(y)}" r="{frame.head}"/>',
        f'<text class="who" x="{left}" y="{num(y + 6)}">You</text>',
        f'<circle class="node node--b" cx="{right}" cy="{num(y)}" r="{frame.head}"/>',
        f'<text class="who who--b" x="{right}" y="{num(y + 6)}">{escape(shorten(name, frame.letters_in_head))}</text>',
        _said(frame, y - 14, "said--v", f"You know {called}", i_know),
        _said(frame, y + 26, "said--g", f"{called} knows you", they_know),
        "</svg>",
    ]
    return Markup("".join(parts))
