"""Lengths of time as people say them."""

from __future__ import annotations

_UNITS = ((365.25, "year"), (30.44, "month"), (7.0, "week"))


def span(days: float) -> str:
    """``5 weeks``: in the largest unit of which there are two, a day at least."""
    for size, word in _UNITS:
        if days >= 2 * size:
            return f"{int(days / size + 0.5)} {word}s"
    whole = max(1, int(days + 0.5))
    return "1 day" if whole == 1 else f"{whole} days"


def ago(days: float) -> str:
    """``5 weeks ago``, ``yesterday``, ``today``."""
    whole = int(max(0.0, days) + 0.5)
    return {0: "today", 1: "yesterday"}.get(whole, f"{span(days)} ago")
