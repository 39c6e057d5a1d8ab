"""One person kept in two places: what changed on which side since they agreed, and what each side should hold now.

Three-way, field by field and value by value. What only one side changed goes to the other; what both changed to
different texts is a clash, which stays as it is on both sides until the member decides. Nothing is ever dropped that
one side changed after the other had seen it. What Grapevine alone knows (segment, notes, tags, facts) is never sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grapevine.domain.people.rules.card import Card
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
_NOTHING = Card()


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both sides changed to something else; or that the hand wrote here and the other side changed."""

    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A card on each side."""

    here: Card = _NOTHING
    there: Card = _NOTHING


@dataclass(frozen=True, slots=True)
class Outcome:
    """What each side should hold now, what counts as agreed from now on, and what the member must decide."""

    now: Pair
    agreed: Pair
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """How the two sides stand. ``sends``: changes made here go there. ``hand``: fields the member wrote by hand.

    ``answers`` are the member's words on clashes: field -> "here" or "there".
    """

    sends: bool = False
    hand: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)


def meet(here: Card, there: Card, terms: Terms) -> Outcome:
    """The first time: each side keeps what it has, gaps are filled, lists grow. From then on changes travel."""
    stands = [name for name in FIELDS if _stands(name, here, there, terms.hand)]
    mine: dict[str, Any] = {name: getattr(here, name) for name in stands}
    theirs: dict[str, Any] = {name: getattr(there, name) for name in stands}
    for name in LISTS:
        both = {keyed(KIND_OF[name], value) for value in getattr(here, name)}
        both &= {keyed(KIND_OF[name], value) for value in getattr(there, name)}
        for known, card in ((mine, here), (theirs, there)):
            known[name] = tuple(value for value in getattr(card, name) if keyed(KIND_OF[name], value) in both)
    return follow(Pair(Card(**mine), Card(**theirs)), Pair(here, there), terms)


def _stands(name: str, here: Card, there: Card, hand: Iterable[str]) -> bool:
    """Do both sides say something, be it different, or has the hand emptied the field here? Then so it stays."""
    return bool(getattr(there, name)) and (bool(getattr(here, name)) or name in hand)


def follow(agreed: Pair, now: Pair, terms: Terms) -> Outcome:
    """From what was agreed and what stands on each side now to what should stand there."""
    here: dict[str, Any] = {}
    there: dict[str, Any] = {}
    was_here: dict[str, Any] = {}
    was_there: dict[str, Any] = {}
    clashes = []
    for name in FIELDS:
        text = _Text(name, *_values(name, agreed), *_values(name, now))
        if not text.settle(terms):
            clashes.append(Clash(name, text.here, text.there))
        here[name], there[name], was_here[name], was_there[name] = text.here, text.there, text.was_here, text.was_there
    for name in LISTS:
        many = _Many(name, *_values(name, agreed), *_values(name, now))
        many.settle(terms)
        here[name], there[name] = tuple(many.here.values()), tuple(many.there.values())
        was_here[name], was_there[name] = tuple(many.was_here.values()), tuple(many.was_there.values())
    return Outcome(
        Pair(replace(now.here, **here), replace(now.there, **there)),
        Pair(Card(**was_here), Card(**was_there)),
        tuple(clashes),
    )


def _values(name: str, pair: Pair) -> tuple[Any, Any]:
    return getattr(pair.here, name), getattr(pair.there, name)


@dataclass(slots=True)
class _Text:
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


class _Many:
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


def as_told(agreed: Pair, meant: Card, told: Card) -> Pair:
    """What counts as agreed when the other side was to hold ``meant`` and holds ``told``: its words may differ.

    A format cannot say everything. What it could not say stays as it is on either side, and is no change of theirs.
    """
    plain = {name: getattr(told, name) for name in FIELDS if getattr(told, name) != getattr(meant, name)}
    lists: dict[str, Any] = {}
    for name in LISTS:
        was, wanted, got = (
            {keyed(KIND_OF[name], value): value for value in getattr(card, name)}
            for card in (agreed.there, meant, told)
        )
        kept = {key: value for key, value in was.items() if key in got or key not in wanted}
        kept |= {key: value for key, value in got.items() if wanted.get(key) != value}
        lists[name] = tuple(kept.values())
    return Pair(agreed.here, replace(agreed.there, **plain, **lists))
