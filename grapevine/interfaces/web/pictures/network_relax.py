"""Push dots apart until none overlaps: a fixed number of deterministic steps over the near pairs, with numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 64
#: Near pairs are looked up again every so many steps.
RENEW = 16
_REACH = 64.0
_PAD = 13.0
#: A push smaller than this moves nothing anybody could see.
_SETTLED = 0.003
#: Extra height that a name takes under its dot, and half its usual width.
_NAME_DROP, _NAME_HALF = 8.0, 20.0
_YOU = 30.0


@dataclass(frozen=True)
class Crowd:
    """Dots in polar coordinates (radians, picture units) with the cell each must stay in, one entry a dot."""

    angle: Floats
    radius: Floats
    first: Floats
    last: Floats
    inner: Floats
    outer: Floats
    size: Floats
    named: NDArray[np.bool_]


@dataclass(frozen=True)
class Pairs:
    """Dots near each other: their indices, how many of the two carry names, the distance they need without names."""

    i: NDArray[np.intp]
    j: NDArray[np.intp]
    named: Floats
    need: Floats


def _near(x: Floats, y: Floats, crowd: Crowd) -> Pairs:
    dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
    i, j = np.nonzero(np.triu(dx * dx + dy * dy < _REACH * _REACH, 1))
    named = crowd.named[i].astype(float) + crowd.named[j]
    return Pairs(i, j, named, crowd.size[i] + crowd.size[j] + _PAD)


def _push(x: Floats, y: Floats, pairs: Pairs) -> tuple[Floats, Floats, bool]:
    """Forces on every dot, and whether any pair still stands too near."""
    i, j, named = pairs.i, pairs.j, pairs.named
    dx, dy = x[i] - x[j], y[i] - y[j]
    beside = (named > 0) & (np.abs(dx) < _NAME_HALF * named + 6)
    need = pairs.need + beside * (_NAME_DROP * (1 + named))
    dx[named == 2] *= 0.62  # two names side by side need more width than height
    same = np.abs(dx) + np.abs(dy) < 0.5
    if same.any():  # two that were pushed into one corner: part them crosswise
        dx, dy = np.where(same, np.cos(i + 2.0 * j), dx), np.where(same, np.sin(i + 2.0 * j), dy)
    distance = np.maximum(np.sqrt(dx * dx + dy * dy), 0.01)
    lack = np.maximum(need / distance - 1.0, 0.0) * 0.34
    fx, fy = dx * lack, dy * lack
    count = len(x)
    force_x: Floats = np.bincount(i, fx, count).astype(float) - np.bincount(j, fx, count)
    force_y: Floats = np.bincount(i, fy, count).astype(float) - np.bincount(j, fy, count)
    return force_x, force_y, bool((lack > _SETTLED).any())


def _fit(x: Floats, y: Floats, crowd: Crowd) -> Floats:
    """Dots that the steps could not part become smaller: overlap never survives."""
    size = crowd.size.copy()
    for _ in range(6):
        distance = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
        np.fill_diagonal(distance, np.inf)
        share = (distance - 1.0) / (size[:, None] + size[None, :])
        tightest = np.minimum(1.0, share.min(axis=1))
        if (tightest >= 1.0).all():
            break
        size = np.maximum(size * tightest, 0.8)
    return size


def relax(crowd: Crowd) -> tuple[Floats, Floats, Floats]:
    """Angle, radius and size of every dot once they stand apart, each inside its own cell."""
    angle, radius = crowd.angle.copy(), crowd.radius.copy()
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    pairs = _near(x, y, crowd)
    middle = (crowd.first + crowd.last) / 2
    for step in range(STEPS):
        if step and step % RENEW == 0:
            pairs = _near(x, y, crowd)
        force_x, force_y, crowded = _push(x, y, pairs)
        if not crowded:
            break
        new_x, new_y = x + force_x, y + force_y
        turned = np.arctan2(new_y, new_x)
        turned = middle + np.remainder(turned - middle + np.pi, 2 * np.pi) - np.pi
        margin = np.minimum((crowd.size + 3) / np.maximum(radius, _YOU), (crowd.last - crowd.first) * 0.45)
        # along the ring freely, across it reluctantly: the distance to the middle means something
        radius = np.clip(0.6 * radius + 0.4 * np.hypot(new_x, new_y), crowd.inner, crowd.outer)
        angle = np.clip(turned, crowd.first + margin, crowd.last - margin)
        x, y = radius * np.cos(angle), radius * np.sin(angle)
    return angle, radius, _fit(x, y, crowd)
