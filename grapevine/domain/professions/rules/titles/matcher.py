"""Finds the occupations whose known titles are most like a given one, word by word; rare words count more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from grapevine.domain.professions.rules.titles.words import read

Scores = NDArray[np.float64]


class Matcher:
    """An index of known titles. Immutable once built; answers how alike a title is to each occupation, 0..1."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        """``known``: (code, title) pairs."""
        pairs = list(known)
        self.codes: Sequence[str] = sorted({code for code, _ in pairs})
        place = {code: number for number, code in enumerate(self.codes)}
        self._owner = np.array([place[code] for code, _ in pairs])
        features = [Counter(features_of(title)) for _, title in pairs]
        seen = Counter(feature for one in features for feature in one)
        self._weight = {feature: math.log(1 + len(pairs) / count) for feature, count in seen.items()}
        self._unseen = math.log(1 + len(pairs))
        postings: dict[str, tuple[list[int], list[float]]] = {}
        for number, one in enumerate(features):
            length = math.sqrt(sum(self._weight[feature] ** 2 for feature in one)) or 1.0
            for feature in one:
                where, weights = postings.setdefault(feature, ([], []))
                where.append(number)
                weights.append(self._weight[feature] / length)
        self._postings = {name: (np.array(where), np.array(weights)) for name, (where, weights) in postings.items()}

    def scores(self, title: str) -> Scores:
        """The likeness of the nearest known title of each occupation, in the order of ``codes``."""
        asked = {feature: self._weight.get(feature, self._unseen) for feature in features_of(title)}
        length = math.sqrt(sum(weight**2 for weight in asked.values())) or 1.0
        alike = np.zeros(len(self._owner))
        for feature, weight in asked.items():
            if feature in self._postings:
                where, weights = self._postings[feature]
                alike[where] += weights * weight / length
        nearest = np.zeros(len(self.codes))
        np.maximum.at(nearest, self._owner, alike)
        return nearest


def features_of(title: str) -> tuple[str, ...]:
    """What is compared: the words of a title, those of its rank too."""
    found = read(title)
    return (*found.words, *found.rank)
