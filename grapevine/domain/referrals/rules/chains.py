"""Referrals that came out of another: a tree, and no referral its own ancestor."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def tree(parents: Mapping[K, K | None], order: Sequence[K]) -> list[tuple[K, int]]:
    """Every referral once, each below the one it came out of: (which, how deep), siblings in the given order.

    A parent that is not among them counts as none. Raises ValueError when they run in a circle.
    """
    children: dict[K | None, list[K]] = {}
    for one in order:
        parent = parents.get(one)
        children.setdefault(parent if parent in parents else None, []).append(one)
    found: list[tuple[K, int]] = []
    waiting = [(one, 0) for one in reversed(children.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        found.append((one, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(one, []))]
    if len(found) != len(order):
        raise ValueError("these referrals run in a circle")
    return found


def makes_a_circle(child: K, parent: K, parents: Mapping[K, K | None]) -> bool:
    """Would ``child`` become its own ancestor if it came out of ``parent``?"""
    seen: set[K] = set()
    at: K | None = parent
    while at is not None and at not in seen:
        if at == child:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
