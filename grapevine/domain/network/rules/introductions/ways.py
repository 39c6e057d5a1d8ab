"""The ways to somebody I want to meet: the ties that are known, woven into a network, and its best three chains.

Who is in it: me, people of my book, the one to meet, members who let me ask them (MEMBER) and members who let one of
those ask them (SECOND: reached by nobody but that one). A tie between me and the one to meet is left out: who needs no
introduction has no way shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grapevine.domain.network.rules.introductions.knows import SAME_FIRM
from grapevine.domain.network.rules.paths import tie
from grapevine.domain.network.rules.paths.diverse import SHOWN, best_paths
from grapevine.domain.network.rules.paths.ties import directed

#: What stands at the end of a tie: a kind and an inner number.
Key = tuple[str, int]
ME, PERSON, WISH, MEMBER, SECOND = "me", "person", "wish", "member", "second"
MYSELF: Key = (ME, 0)

#: What a tie rests on: my own relationship, what I noted, one firm, a member's word, one chapter.
MINE, KNOWN, FIRM, CHAPTER = "mine", "known", "firm", "chapter"


@dataclass(frozen=True, slots=True)
class Tie:
    """a can ask b. p: above 0, at most 1. kind: MINE, KNOWN, FIRM, CHAPTER or MEMBER. why: what is said of it."""

    a: Key
    b: Key
    p: float
    kind: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of my book: depth 0..100, last touch in days (None: never), key of their firm, hidden or put aside."""

    id: int
    depth: float = 0.0
    last_touch: float | None = None
    firm: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """That two others know each other. `why` says it for the page."""

    one: Key
    other: Key
    p: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A chain of ties from me to the one to meet, and what it is worth: the product of p."""

    ties: tuple[Tie, ...]
    value: float

    @property
    def go_betweens(self) -> tuple[Key, ...]:
        """Those between, the first to ask first."""
        return tuple(one.b for one in self.ties[:-1])


def own_ties(contacts: Iterable[Contact], known: Sequence[Known], target: Key, firm: str, at: float) -> list[Tie]:
    """The ties of my own book that can stand in a way to `target`, whose firm has the key `firm` ("" for none).

    Same-firm ties only where one can count: to the target, and to whoever is known to know the target.
    """
    here = {contact.id: contact for contact in contacts if not contact.closed}
    found: list[Tie] = []
    for one in known:
        if all(end == target or end[0] != PERSON or end[1] in here for end in (one.one, one.other)):
            found += [Tie(one.one, one.other, one.p, KNOWN, one.why), Tie(one.other, one.one, one.p, KNOWN, one.why)]
    ends = [(target, firm)] + [
        (end, here[end[1]].firm)
        for one in known
        for end, other in ((one.one, one.other), (one.other, one.one))
        if other == target and end[0] == PERSON and end[1] in here
    ]
    by_firm: dict[str, list[Key]] = {}
    for contact in here.values():
        if contact.firm:
            by_firm.setdefault(contact.firm, []).append((PERSON, contact.id))
    for end, key in dict.fromkeys(ends):
        found += [Tie(who, end, SAME_FIRM, FIRM) for who in by_firm.get(key, ()) if who != end]
    asked = {here[pk] for one in found for kind, pk in (one.a,) if kind == PERSON and pk in here}
    return found + [Tie(MYSELF, (PERSON, one.id), mine(one, at), MINE, f"{one.depth:.0f}") for one in asked]


def mine(contact: Contact, at: float) -> float:
    """p of my own tie to somebody of my book."""
    return tie.probability(contact.depth, contact.last_touch, at, consent=True)


def best_ways(ties: Iterable[Tie], target: Key, count: int = SHOWN) -> list[Way]:
    """The best ways to `target` that lean on different people, at most three ties each."""
    strongest: dict[tuple[Key, Key], Tie] = {}
    for one in ties:
        pair = (one.a, one.b)
        idle = one.a == target or one.b == MYSELF or pair == (MYSELF, target)
        if not idle and (pair not in strongest or one.p > strongest[pair].p):
            strongest[pair] = one
    numbers = _numbers(strongest, target)
    rows = [(numbers[a], numbers[b], one.p) for (a, b), one in strongest.items()]
    if not rows:
        return []
    a, b, p = zip(*rows, strict=True)
    keys = list(numbers)
    paths = best_paths(directed(len(keys), a, b, p), numbers[MYSELF], numbers[target], count=count)
    return [_way([keys[who] for who in path.people], strongest, path.value) for path in paths]


def _numbers(strongest: Mapping[tuple[Key, Key], Tie], target: Key) -> dict[Key, int]:
    """Everybody in any tie, numbered in a fixed order, so that of equal ways the same come first each time."""
    ends = {end for pair in strongest for end in pair} | {MYSELF, target}
    return {key: number for number, key in enumerate(sorted(ends))}


def _way(chain: Sequence[Key], strongest: Mapping[tuple[Key, Key], Tie], value: float) -> Way:
    return Way(tuple(strongest[pair] for pair in zip(chain, chain[1:], strict=False)), value)
