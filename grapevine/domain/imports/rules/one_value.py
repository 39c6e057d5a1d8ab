"""One field or one list of a person kept in two places: before and now, on both sides, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grapevine.domain.people.rules.details import KIND_OF, keyed

#: Fields that travel both ways.
SENT_FIELDS = (
    "name", "prefix", "given", "middle", "family", "suffix", "nickname", "firm", "department", "title", "profession",
)  # fmt: skip
SENT_LISTS = ("emails", "phones", "addresses", "links", "dates")
#: Fields that are read and never sent: what a member notes about people stays here.
READ_FIELDS = ("phonetic", "note")
READ_LISTS = ("tags", "facts")
FIELDS = (*SENT_FIELDS, *READ_FIELDS)
LISTS = (*SENT_LISTS, *READ_LISTS)
HERE, THERE = "here", "there"


@dataclass(frozen=True, slots=True)
class Terms:
    """How the two sides stand. ``sends``: changes made here go there. ``hand``: fields the member wrote by hand.

    ``answers`` are the member's words on clashes: field -> "here" or "there".
    """

    sends: bool = False
    hand: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Text:
    """A single text on both sides, before and now."""

    name: str
    was_here: str
    was_there: str
    here: str
    there: str

    def settle(self, terms: Terms) -> bool:
        """Bring the sides together where that loses nothing; False for a clash, which changes nothing."""
        sends = terms.sends and self.name in SENT_FIELDS
        here_moved, there_moved = self.here != self.was_here, self.there != self.was_there
        if self.here == self.there:
            return self._agree()
        if here_moved and there_moved:
            return self._both_moved(terms, sends)
        if there_moved:
            if self.name in terms.hand and not sends:
                return self._answered(terms, sends) or self._combined() or bool(self.there == "" and self._accept())
            return self._take()
        if here_moved and sends:
            return self._send()
        return True

    def _both_moved(self, terms: Terms, sends: bool) -> bool:
        if self.here == "":  # emptied on one side and rewritten on the other: what was written stays
            return self._take()
        if self.there == "":
            return self._send() if sends else self._accept()
        return self._answered(terms, sends) or self._combined()

    def _answered(self, terms: Terms, sends: bool) -> bool:
        word = terms.answers.get(self.name)
        if word == THERE:
            return self._take()
        if word == HERE:
            return self._send() if sends else self._accept()
        return False

    def _combined(self) -> bool:
        """Two notes can stand below each other; two titles cannot."""
        if self.name != "note":
            return False
        if self.there and self.there not in self.here:
            self.here = f"{self.here}\n{self.there}".strip()
        return self._accept()

    def _take(self) -> bool:
        if self.name == "name" and not self.there:
            return self._accept()
        self.here = self.there
        return self._agree()

    def _send(self) -> bool:
        if self.name == "name" and not self.here:
            return self._accept()
        self.there = self.here
        return self._agree()

    def _agree(self) -> bool:
        self.was_here, self.was_there = self.here, self.there
        return True

    #: Each side keeps its own, and neither is asked again until one of them changes.
    _accept = _agree


class Many:
    """A list on both sides, before and now, by the key that makes a value the same."""

    def __init__(self, name: str, was_here: tuple, was_there: tuple, here: tuple, there: tuple) -> None:
        self.name = name
        self.was_here, self.was_there, self.here, self.there = (
            {keyed(KIND_OF[name], value): value for value in values} for values in (was_here, was_there, here, there)
        )

    def settle(self, terms: Terms) -> None:
        """Bring the sides together, value by value."""
        sends = terms.sends and self.name in SENT_LISTS
        firm = self.name in terms.hand and not sends  # the hand was here, and nobody tells the other side
        for key in {**self.here, **self.there, **self.was_here, **self.was_there}:
            if key in self.here and key in self.there:
                self._on_both(key, sends, firm)
            elif key in self.here:
                self._only_here(key, sends, firm)
            elif key in self.there:
                self._only_there(key, sends)
            else:
                self._forget(key)

    def _on_both(self, key: Any, sends: bool, firm: bool) -> None:
        """The same value on both sides, perhaps under another label: the hand's word goes first."""
        mine, theirs = self.here[key], self.there[key]
        here_moved, there_moved = self.was_here.get(key) != mine, self.was_there.get(key) != theirs
        if mine == theirs:
            self._keep(key)
        elif there_moved and not here_moved and not firm:
            self.here[key] = theirs
            self._keep(key)
        elif here_moved and sends:
            self.there[key] = mine
            self._keep(key)
        elif there_moved:
            self._keep(key)

    def _only_here(self, key: Any, sends: bool, firm: bool) -> None:
        mine, moved = self.here[key], self.was_here.get(key) != self.here[key]
        if key in self.was_there and not moved and not firm:
            del self.here[key]
            self._forget(key)
        elif key in self.was_there and not sends:
            self.was_here[key] = mine
            del self.was_there[key]
        elif moved and sends:
            self.there[key] = mine
            self._keep(key)

    def _only_there(self, key: Any, sends: bool) -> None:
        theirs, moved = self.there[key], self.was_there.get(key) != self.there[key]
        if key in self.was_here and sends and not moved:
            del self.there[key]
            self._forget(key)
        elif moved and (key not in self.was_here or sends):
            self.here[key] = theirs
            self._keep(key)

    def _keep(self, key: Any) -> None:
        self.was_here[key], self.was_there[key] = self.here[key], self.there[key]

    def _forget(self, key: Any) -> None:
        self.was_here.pop(key, None)
        self.was_there.pop(key, None)
