"""The first look at a calendar file: its zones, and which events speak for occurrences of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import blocks
from .events import understand
from .series import Series
from .zones import Zones

#: Replaced occurrences are remembered for the whole file; no calendar has more.
_MOST_REPLACED = 200_000


def survey(path: Path, zones: Zones, note: Callable[[str], None]) -> dict[str, Series]:
    """Remember the zones; for each UID the occurrences for which another VEVENT speaks.

    ``note`` takes the properties of the calendar itself.
    """
    waiting: list[tuple[str, list[str]]] = []
    for block in blocks.blocks(path):
        if block.kind == blocks.ZONE and not block.fault:
            zones.add(block.lines)
        elif block.kind == blocks.CALENDAR:
            note(block.lines[0])
        elif block.kind == blocks.EVENT and len(waiting) < _MOST_REPLACED:
            told = [text for text in block.lines if text[:13].upper() == "RECURRENCE-ID"]
            if told:
                uid = next((text for text in block.lines if text[:3].upper() == "UID"), "")
                waiting.append((uid, told))
    known: dict[str, Series] = {}
    for uid, told in waiting:
        event = understand([uid, *told], zones)
        if event.instead_of is not None:
            known.setdefault(event.uid, Series()).add(event, zones)
    if any(series.splits for series in known.values()):
        _find_masters(path, zones, note, known)
    return known


def _find_masters(path: Path, zones: Zones, note: Callable[[str], None], known: dict[str, Series]) -> None:
    """Another pass, only for a file in which some event changes all later ones: the events that these change."""
    for block in blocks.blocks(path):
        if block.kind == blocks.CALENDAR:
            note(block.lines[0])
        elif block.kind == blocks.EVENT and not block.fault:
            uid = next((text for text in block.lines if text[:3].upper() == "UID"), "")
            series = known.get(understand([uid], zones).uid)
            if series is not None and series.splits and series.master is None:
                event = understand(block.lines, zones)
                series.master = event if event.instead_of is None else None
