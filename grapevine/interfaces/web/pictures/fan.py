"""The fan: clients won lately as steps, then the ranges of what comes, wider the further ahead; a goal as a corner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from grapevine.interfaces.web.pictures.pen import num

HEIGHT, LEFT, TOP, FOOT = 300, 30, 14, 30
WIDE, NARROW = 560, 340
_MOST_LINES = 6


@dataclass(frozen=True)
class Step:
    """So many days ahead: the low and high ends of both ranges and the middle, in clients from today on."""

    days: float
    low80: float
    low50: float
    middle: float
    high50: float
    high80: float


@dataclass(frozen=True)
class Corner:
    """A goal: its words, so many clients in all (as the picture counts them), so many days ahead."""

    label: str
    clients: float
    days: float


@dataclass(frozen=True)
class Fan:
    """All that is drawn. ``behind``: how many days are shown before today; ``steps_back``: days ago of each client won,
    the oldest first; ``marks``: (days from today, words) under the picture."""

    steps: Sequence[Step]
    steps_back: Sequence[float]
    behind: int
    marks: Sequence[tuple[float, str]]
    goal: Corner | None = None


def fan(one: Fan) -> Markup:
    """The wide and the narrow form; a style sheet shows one of them."""
    return Markup('<div class="wide">%s</div><div class="narrow">%s</div>') % (_draw(one, WIDE), _draw(one, NARROW))


def _draw(one: Fan, width: int) -> Markup:
    right = 62 if width >= WIDE else 46
    ahead = max(step.days for step in one.steps)
    came = len(one.steps_back)
    top = max(came + max(step.high80 for step in one.steps), one.goal.clients if one.goal else 0.0, 1.0)
    every = _every(top)
    most = -(-top // every) * every

    def across(days: float) -> float:
        return LEFT + (days + one.behind) / (ahead + one.behind) * (width - LEFT - right)

    def up(clients: float) -> float:
        return HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * clients / most

    parts = [f'<svg class="fan" viewBox="0 0 {width} {HEIGHT}" aria-hidden="true">']
    parts += [_line(value * every, up, width - right) for value in range(int(most // every) + 1)]
    for low, high, css in (("low80", "high80", "b80"), ("low50", "high50", "b50")):
        there = [f"{num(across(step.days))} {num(up(came + getattr(step, high)))}" for step in one.steps]
        back = [f"{num(across(step.days))} {num(up(came + getattr(step, low)))}" for step in reversed(one.steps)]
        parts.append(f'<path class="{css}" d="M{"L".join(there + back)}Z"/>')
    middle = "L".join(f"{num(across(step.days))} {num(up(came + step.middle))}" for step in one.steps)
    parts.append(f'<path class="med" d="M{middle}"/>')
    parts += _past(one, across, up)
    parts += _corner(one, across, up)
    parts += _words(one, across, up, came)
    return Markup("".join(parts) + "</svg>")


def _every(top: float) -> int:
    """Between two lines: 1, 2, 5, 10, 20 ... so that there are six at most."""
    size = 1
    while True:
        for step in (1, 2, 5):
            if top / (step * size) <= _MOST_LINES:
                return step * size
        size *= 10


def _line(value: int, up: Callable[[float], float], right: float) -> str:
    y = up(value)
    return (
        f'<line class="grid" x1="{LEFT}" x2="{num(right)}" y1="{num(y)}" y2="{num(y)}"/>'
        f'<text class="lab num" x="{LEFT - 7}" y="{num(y + 4)}" text-anchor="end">{value}</text>'
    )


def _past(one: Fan, across: Callable[[float], float], up: Callable[[float], float]) -> list[str]:
    """The clients of the last weeks as steps up to today, a fruit for each as long as there is room."""
    path, dots = f"M{num(across(-one.behind))} {num(up(0))}", []
    for number, days in enumerate(one.steps_back, start=1):
        path += f"H{num(across(-days))}V{num(up(number))}"
        dots.append(f'<circle class="fruit" cx="{num(across(-days))}" cy="{num(up(number))}" r="5.5"/>')
    path += f"H{num(across(0))}"
    line = f'<line class="today" x1="{num(across(0))}" x2="{num(across(0))}" y1="{TOP}" y2="{HEIGHT - FOOT}"/>'
    return [f'<path class="act" d="{path}"/>', line, *(dots if len(dots) <= 20 else [])]


def _corner(one: Fan, across: Callable[[float], float], up: Callable[[float], float]) -> list[str]:
    if one.goal is None:
        return []
    x, y = across(one.goal.days), up(one.goal.clients)
    return [
        f'<path class="goal" d="M{num(across(-one.behind))} {num(y)}H{num(x)}V{HEIGHT - FOOT}"/>',
        f'<circle class="goal-dot" cx="{num(x)}" cy="{num(y)}" r="6"/>',
        f'<text class="lab-strong" x="{num(across(-one.behind) + 4)}" y="{num(y - 7)}">{escape(one.goal.label)}</text>',
    ]


def _words(one: Fan, across: Callable[[float], float], up: Callable[[float], float], came: int) -> list[str]:
    """The days under the picture, and the last numbers at its right."""
    found = [
        f'<text class="lab" x="{num(across(days))}" y="{HEIGHT - 9}"'
        f' text-anchor="{"start" if number == 0 else "middle"}">{escape(label)}</text>'
        for number, (days, label) in enumerate(one.marks)
    ]
    last = one.steps[-1]
    x = across(last.days) + 7
    middle, high = up(came + last.middle) + 4, up(came + last.high80) + 4
    found.append(f'<text class="lab-strong" x="{num(x)}" y="{num(middle)}">{came + last.middle:,.0f}</text>')
    if middle - high > 14:
        found.append(f'<text class="lab" x="{num(x)}" y="{num(high)}">{came + last.high80:,.0f}</text>')
    return found
