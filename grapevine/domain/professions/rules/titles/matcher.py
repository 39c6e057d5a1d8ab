"""How likely each occupation is, given the words of a title: what is known of many titles, and the nearest of them.

    bayes   sum over the features f of the title of ln((k_cf + m b_f) / (n_c + m)),   m = 10
            k_cf of the n_c titles known for occupation c have the feature f, b_f = share of all titles that have it
    near    the cosine of the nearest known title of c, features weighted by ln(1 + titles / titles with it)
    score   bayes + 5 near;   confidence = softmax(score / 2.8)

Features are the words of the title (those of its rank too), pairs of neighbours, and the last word once more, because
it names the trade ("manager", "nurse"). Words that no known title has say nothing, so nonsense is never sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from grapevine.domain.professions.rules.titles.words import plain_words

#: How many titles an occupation is smoothed with, what the nearest title counts, how flat the confidence is. All three
#: were chosen on folds of titles that were not tested on.
SMOOTHING, NEAREST, FLATNESS = 10.0, 5.0, 2.8
#: Words that say how far somebody has come, in any line of work.
_GRADES = "i ii iii iv v vi 1 2 3 4 5 level senior sr junior jr"
GRADES = frozenset(_GRADES.split())
#: A word of at least so many letters that nobody knows may be a slip of the finger for one this much alike (0..100).
SLIP_LETTERS, SLIP_ALIKE = 6, 88
Scores = NDArray[np.float64]


class Matcher:
    """An index of known titles. Immutable once built."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        """``known``: (code, title) pairs."""
        pairs = list(known)
        self.codes: Sequence[str] = sorted({code for code, _ in pairs})
        place = {code: number for number, code in enumerate(self.codes)}
        self._owner = np.array([place[code] for code, _ in pairs])
        self._titles = np.bincount(self._owner, minlength=len(self.codes)).astype(float)
        self._names: dict[str, int] = {}
        names = self._names
        features = [[names.setdefault(one, len(names)) for one in features_of(title)] for _, title in pairs]
        self._words = [name for name in names if len(name) >= SLIP_LETTERS and name.isalpha()]
        lengths = np.array([len(one) for one in features])
        title_of = np.repeat(np.arange(len(pairs)), lengths)
        feature_of = np.fromiter((name for one in features for name in one), dtype=np.int64, count=int(lengths.sum()))
        self._seen = np.bincount(feature_of).astype(float)
        self._weight = np.log(1 + len(pairs) / self._seen)
        size = np.sqrt(np.bincount(title_of, self._weight[feature_of] ** 2, minlength=len(pairs)))
        self._nearby = _Postings(feature_of, title_of, self._weight[feature_of] / np.maximum(size, 1e-9)[title_of])
        both, count = np.unique(feature_of * len(self.codes) + self._owner[title_of], return_counts=True)
        self._within = _Postings(both // len(self.codes), both % len(self.codes), count.astype(float))

    def likely(self, title: str) -> Scores:
        """The confidence of each occupation, in the order of ``codes``; together 1. All equal: nothing is known."""
        title = " ".join(self._known_word(word) for word in plain_words(title))
        asked = sorted(self._names[feature] for feature in features_of(title) if feature in self._names)
        scores = (self._bayes(asked) + NEAREST * self._near(asked)) / FLATNESS
        weights: Scores = np.exp(scores - scores.max())
        return weights / weights.sum()

    def _known_word(self, word: str) -> str:
        """The word itself, or the known one it is a slip for."""
        if word in self._names or len(word) < SLIP_LETTERS:
            return word
        found = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=SLIP_ALIKE)
        return found[0] if found else word

    def _bayes(self, asked: Sequence[int]) -> Scores:
        total = np.zeros(len(self.codes))
        for feature in asked:
            where, count = self._within.of(feature)
            prior = SMOOTHING * (self._seen[feature] + 0.5) / (len(self._owner) + 1)
            without = np.log(prior / (self._titles + SMOOTHING))
            total += without
            total[where] += np.log((count + prior) / (self._titles[where] + SMOOTHING)) - without[where]
        return total

    def _near(self, asked: Sequence[int]) -> Scores:
        length = float(np.sqrt((self._weight[list(asked)] ** 2).sum())) or 1.0
        alike = np.zeros(len(self._owner))
        for feature in asked:
            where, weights = self._nearby.of(feature)
            alike[where] += weights * (self._weight[feature] / length)
        nearest = np.zeros(len(self.codes))
        np.maximum.at(nearest, self._owner, alike)
        return nearest


class _Postings:
    """For each feature the places that have it, with a number each."""

    def __init__(self, feature: NDArray[np.int64], where: NDArray[np.int64], number: Scores) -> None:
        order = np.argsort(feature, kind="stable")
        self._where, self._number = where[order], number[order]
        self._start = np.concatenate([[0], np.cumsum(np.bincount(feature))])

    def of(self, feature: int) -> tuple[NDArray[np.int64], Scores]:
        """The places of a feature, and their numbers."""
        part = slice(self._start[feature], self._start[feature + 1])
        return self._where[part], self._number[part]


def features_of(title: str) -> frozenset[str]:
    """What is compared: words, neighbours (``a_b``) and the last word (``$a``). Grades ("II") say nothing."""
    words = [word for word in plain_words(title) if word not in GRADES]
    neighbours = (f"{first}_{second}" for first, second in zip(words, words[1:], strict=False))
    return frozenset([*words, *neighbours, *(f"${word}" for word in words[-1:])])
