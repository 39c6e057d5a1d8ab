"""Who of the book a word may mean: an index made once, asked for each line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from grapevine.domain.network.rules.line.name_words import TITLES
from grapevine.domain.network.rules.line.result import Known
from grapevine.domain.network.rules.line.text import tidy, tokens
from grapevine.domain.people.rules.nicknames import shorts, stands_for

#: How alike two spellings must be to be offered as a slip of the pen (Jaro-Winkler, 0..1); never taken silently.
SPELLING = 0.92
#: Shorter words are alike too easily.
_SHORTEST_SLIP = 3


class People:
    """The known people by the words of their names. Build it once; each question is a few look-ups."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = tuple(known)
        self._by_word: dict[str, set[int]] = {}
        self._names: list[frozenset[str]] = []
        self._lengths: list[int] = []
        self._firms: list[tuple[str, ...]] = []
        self._spelled: dict[str, set[int]] = {}
        self._given: dict[str, set[int]] = {}
        for place, person in enumerate(self._known):
            self._add(place, person)

    def _add(self, place: int, person: Known) -> None:
        name = words_of(person.name)
        every = [*name, *words_of(person.nickname)]
        for word in every:
            self._by_word.setdefault(word, set()).add(place)
            if len(word) >= _SHORTEST_SLIP:
                self._spelled.setdefault(word, set()).add(place)
        if name:
            self._given.setdefault(name[0], set()).add(place)
        if len(name) > 1:
            self._spelled.setdefault(" ".join(name), set()).add(place)
            self._spelled.setdefault(f"{name[0]} {name[-1]}", set()).add(place)
        self._names.append(frozenset(every))
        self._lengths.append(len(name))
        self._firms.append(tuple(words_of(person.firm)))

    def knows(self, word: str) -> bool:
        """True when the folded word is part of somebody's name."""
        return word in self._by_word

    def bearing(self, words: Sequence[str]) -> frozenset[int]:
        """Places of the people who bear all these words; a single letter at the end is an initial."""
        found: set[int] | None = None
        for number, word in enumerate(words):
            if number and len(word) == 1 and found is not None:
                exact = {place for place in found if word in self._names[place]}
                found = exact or {place for place in found if any(
                    name[0] == word and name != words[0] for name in self._names[place])}
            else:
                at = self._by_word.get(word, set())
                found = set(at) if found is None else found & at
            if not found:
                break
        return frozenset(found or ())

    def exactly(self, places: frozenset[int], words: Sequence[str]) -> frozenset[int]:
        """Those of the places whose whole name these words are: "Ana Cruz" before "Ana Cruz Soto"."""
        same = frozenset(place for place in places if self._lengths[place] == len(words))
        return same if len(words) > 1 and same else places

    def short_for(self, words: Sequence[str]) -> frozenset[int]:
        """Those whose given name the first word is a familiar form of, or the other way about, and who bear the rest.

        Liz for Elizabeth, Rob for Robert, Robert for Rob: said of nobody who is written so.
        """
        full = stands_for(words[0])
        named = full | (shorts(words[0]) if len(full) == 1 else frozenset())
        found = {place for name in named for place in self._given.get(name, ())}
        return frozenset(place for place in found if self._names[place].issuperset(words[1:]))

    def nearly(self, text: str) -> frozenset[int]:
        """Places of those whose name, or a word of it, is spelled almost so."""
        if len(text) < _SHORTEST_SLIP:
            return frozenset()
        found = process.extractOne(text, self._spelled.keys(), scorer=JaroWinkler.similarity, score_cutoff=SPELLING)
        return frozenset(self._spelled[found[0]]) if found else frozenset()

    def of_firm(self, places: frozenset[int], said: Sequence[str]) -> tuple[frozenset[int], int]:
        """Those whose firm begins with the words said next, and how many words that took."""
        best: set[int] = set()
        length = 0
        for place in places:
            same = _common(self._firms[place], said)
            if same > length:
                best, length = {place}, same
            elif same and same == length:
                best.add(place)
        return frozenset(best), length

    def has_firm(self, place: int) -> bool:
        """True when the person's firm is known."""
        return bool(self._firms[place])

    def called(self, place: int, title: str) -> bool:
        """True when the person's name is written with this title."""
        return title in {token.word for token in tokens(tidy(self._known[place].name))}

    def at(self, places: Iterable[int]) -> tuple[Known, ...]:
        """The people at these places, in the order of the book."""
        return tuple(self._known[place] for place in sorted(places))


def words_of(name: str) -> list[str]:
    """The folded words of a name that tell people apart."""
    found = [token.word for token in tokens(tidy(name))]
    return [word for word in found if word not in TITLES] or found


def _common(firm: Sequence[str], said: Sequence[str]) -> int:
    count = 0
    for mine, theirs in zip(firm, said, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
