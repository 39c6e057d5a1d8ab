"""Touches and gives as programs get them at a terminal."""

from __future__ import annotations

from typing import Any

from grapevine.domain.gives.models import Give
from grapevine.domain.touches.models import Touch


def touch_row(touch: Touch) -> dict[str, Any]:
    """A touch as programs get it."""
    return {
        "id": str(touch.uid),
        "person": {"id": str(touch.person.uid), "name": touch.person.name},
        "at": touch.at,
        "kind": touch.kind,
        "minutes": touch.minutes,
        "began_by": touch.began_by,
        "about": touch.about,
        "note": touch.note,
        "source": touch.source,
    }


def give_row(give: Give) -> dict[str, Any]:
    """A give as programs get it."""
    return {
        "id": str(give.uid),
        "person": {"id": str(give.person.uid), "name": give.person.name},
        "at": give.at,
        "kind": give.kind,
        "direction": give.direction,
        "sphere": give.sphere,
        "minutes": give.minutes,
        "note": give.note,
        "source": give.source,
    }
