"""What of a card may change when a file says something: fill, update, take back; the hand is never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from grapevine.domain.people.rules.card import FIELDS, LISTS, Card
from grapevine.domain.people.rules.details import KIND_OF, keyed

_PLAIN = tuple(FIELDS)


def join(current: Card, said: Card, hand_edited: Iterable[str] = ()) -> Card:
    """Another source speaks of the same person: empty fields are filled, lists grow, nothing is replaced."""
    hand = frozenset(hand_edited)
    plain: dict[str, Any] = {
        name: getattr(said, name)
        for name in _PLAIN
        if name not in hand and not getattr(current, name) and getattr(said, name)
    }
    if "name" not in hand and _better_name(current, said):
        plain["name"] = said.name
    lists: dict[str, Any] = {
        name: _union(name, getattr(current, name), getattr(said, name)) for name in LISTS if name not in hand
    }
    return replace(current, **plain, **lists)


def update(
    current: Card, before: Card, said: Card, hand_edited: Iterable[str] = (), *, drop: bool = True
) -> Card:
    """The same source speaks again: what it changed since ``before`` changes here too, unless the hand was there.

    A field follows when it still holds what the source said before; a list gains what the source added and, with
    ``drop``, loses what it dropped.
    """
    hand = frozenset(hand_edited)
    plain: dict[str, Any] = {
        name: getattr(said, name)
        for name in _PLAIN
        if name not in hand
        and getattr(said, name) != getattr(before, name)
        and getattr(current, name) in ("", getattr(before, name))
    }
    lists: dict[str, Any] = {
        name: _follow(name, getattr(current, name), getattr(before, name) if drop else (), getattr(said, name))
        for name in LISTS
        if name not in hand
    }
    updated = replace(current, **plain, **lists)
    return updated if updated.name else replace(updated, name=current.name)


def revert(current: Card, before: Card, after: Card) -> Card:
    """Take a change back: fields that still hold what it wrote return, what came later stays."""
    plain: dict[str, Any] = {
        name: getattr(before, name)
        for name in _PLAIN
        if getattr(after, name) != getattr(before, name) and getattr(current, name) == getattr(after, name)
    }
    lists: dict[str, Any] = {
        name: _follow(name, getattr(current, name), getattr(after, name), getattr(before, name)) for name in LISTS
    }
    return replace(current, **plain, **lists)


def _better_name(current: Card, said: Card) -> bool:
    """A mail address or number that stood in for a name gives way to a name."""
    stand_in = "@" in current.name or not any(ch.isalpha() for ch in current.name)
    return stand_in and any(ch.isalpha() for ch in said.name) and "@" not in said.name


def _union(name: str, current: tuple, said: tuple) -> tuple:
    kind = KIND_OF[name]
    have = {keyed(kind, value) for value in current}
    return (*current, *(value for value in said if keyed(kind, value) not in have))


def _follow(name: str, current: tuple, before: tuple, said: tuple) -> tuple:
    kind = KIND_OF[name]
    was, now = {keyed(kind, value) for value in before}, {keyed(kind, value) for value in said}
    dropped = was - now
    kept = tuple(value for value in current if keyed(kind, value) not in dropped)
    return _union(name, kept, said)
