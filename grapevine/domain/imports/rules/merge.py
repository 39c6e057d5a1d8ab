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

    A field follows when it still holds what the source said before; a list gains what the source added. With
    ``drop``, what the source no longer says is gone here as well.
    """
    hand = frozenset(hand_edited)
    plain: dict[str, Any] = {
        name: getattr(said, name)
        for name in _PLAIN
        if name not in hand
        and getattr(said, name) != getattr(before, name)
        and (drop or getattr(said, name))
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
        name: _taken_back(name, getattr(current, name), getattr(before, name), getattr(after, name)) for name in LISTS
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
    """The list without what the source dropped, with what it added; a value that it labelled anew is labelled so."""
    kind = KIND_OF[name]
    was, now = _by_key(kind, before), _by_key(kind, said)
    kept = []
    for value in current:
        key = keyed(kind, value)
        if key in now or key not in was:
            kept.append(now[key] if key in now and was.get(key) == value else value)
    return _union(name, tuple(kept), said)


def _taken_back(name: str, current: tuple, before: tuple, after: tuple) -> tuple:
    """The list without what was added between ``before`` and ``after``, with what was dropped there; no more."""
    if current == after:
        return before
    kind = KIND_OF[name]
    was, then = _by_key(kind, before), _by_key(kind, after)
    kept = []
    for value in current:
        key = keyed(kind, value)
        if key in was or key not in then:
            kept.append(was[key] if key in was and then.get(key) == value else value)
    return _union(name, tuple(kept), tuple(value for key, value in was.items() if key not in then))


def _by_key(kind: str, values: tuple) -> dict[tuple[str, str], Any]:
    return {keyed(kind, value): value for value in values}
