"""One person kept in two places: what changed on which side since they agreed, and what each side should hold now.

Three-way, field by field and value by value. What only one side changed goes to the other; what both changed to
different texts is a clash, which stays as it is on both sides until the member decides. Nothing is ever dropped that
one side changed after the other had seen it. What Grapevine alone knows (segment, notes, tags, facts) is never sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from grapevine.domain.imports.rules.one_value import FIELDS, LISTS, Many, Terms, Text
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.details import KIND_OF, keyed

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
        text = Text(name, *_values(name, agreed), *_values(name, now))
        if not text.settle(terms):
            clashes.append(Clash(name, text.here, text.there))
        here[name], there[name], was_here[name], was_there[name] = text.here, text.there, text.was_here, text.was_there
    for name in LISTS:
        many = Many(name, *_values(name, agreed), *_values(name, now))
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
