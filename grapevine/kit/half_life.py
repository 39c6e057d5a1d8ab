"""Exponential forgetting: how much of something is left after a while."""

from __future__ import annotations

#: Beyond these powers of two a double is zero or overflows; no reading of ours needs either end.
_LOWEST, _HIGHEST = -1000.0, 1000.0


def left_after(elapsed: float, half_life: float) -> float:
    """Share left after `elapsed` of a thing that halves every `half_life` (same unit, half_life > 0).

    1 at 0, 0.5 after one half-life. A negative `elapsed` looks back: 2 one half-life earlier.
    """
    power = -elapsed / half_life
    if power < _LOWEST:
        return 0.0
    return 2.0 ** (power if power < _HIGHEST else _HIGHEST)
