"""Attributes of people as kinds: words as they are, numbers in four groups, and what is missing apart from the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from grapevine.domain.partnerships.rules.matching.network import Ints

#: More different numbers than this are ages, years or amounts, and are put into groups of about equal size.
MOST_NUMBERS = 8
GROUPS = 4
#: More different words than this are not paired one by one: only whether two people share one counts.
MOST_WORDS = 12
MISSING = -1


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of everybody: ``codes`` (-1 = missing) into ``labels``. shared_only: only equality counts."""

    name: str
    labels: tuple[str, ...]
    codes: Ints
    shared_only: bool = False


def attribute(name: str, values: Sequence[str]) -> Attribute | None:
    """The attribute that these texts make, or None where they tell nothing: all alike, or everybody's own."""
    said = [value.strip() for value in values]
    there = [value for value in said if value]
    counts = Counter(there)
    if len(counts) < 2:
        return None
    numbers = _numbers(there)
    if numbers is not None and len(counts) > MOST_NUMBERS:
        return _grouped(name, said, numbers)
    if max(counts.values()) == 1:
        return None
    labels = tuple(sorted(counts))
    place = {label: at for at, label in enumerate(labels)}
    codes = np.array([place.get(value, MISSING) for value in said], np.int64)
    return Attribute(name, labels, codes, shared_only=len(labels) > MOST_WORDS)


def _numbers(texts: list[str]) -> list[float] | None:
    try:
        found = [float(text) for text in texts]
    except ValueError:
        return None
    return found if all(isfinite(number) for number in found) else None


def _grouped(name: str, said: list[str], numbers: list[float]) -> Attribute:
    """Four groups of about equal size, named by their smallest and largest number."""
    edges = np.unique(np.quantile(numbers, np.linspace(0.0, 1.0, GROUPS + 1)[1:-1]))
    codes = np.full(len(said), MISSING, np.int64)
    there = [at for at, value in enumerate(said) if value]
    codes[there] = np.searchsorted(edges, numbers, side="right")
    used = np.unique(codes[there])
    codes[there] = np.searchsorted(used, codes[there])
    ends: dict[int, list[float]] = {}
    for at, number in zip(there, numbers, strict=True):
        ends.setdefault(int(codes[at]), []).append(number)
    labels = tuple(f"{min(group):g} to {max(group):g}" for _, group in sorted(ends.items()))
    return Attribute(name, labels, codes)
