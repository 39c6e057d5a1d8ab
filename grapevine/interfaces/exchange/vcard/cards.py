"""From content lines to cards, whatever is missing: BEGIN, END, a line end between two cards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from grapevine.interfaces.exchange.vcard.content import Head, Property, parse
from grapevine.interfaces.exchange.vcard.lines import CARD_LIMIT, PICTURES

_STARTERS = frozenset({"N", "FN", "TEL", "EMAIL", "ORG", "NICKNAME", "VERSION"})
_GLUED = re.compile(rb"\s*VCARD\s*BEGIN\s*:\s*VCARD\s*$", re.I)
_LINE_COST = 100  # What a short line takes in memory beside its text, so that many of them count too.
_LOOSE_TEXT = Head("", "NOTE")
_IGNORED = Head("", "BEGIN")


@dataclass(slots=True)
class Card:
    """The properties between BEGIN and END.

    ``foreign`` is the name of a component that is no card; ``stray`` marks text outside of any,
    ``unended`` a card at the end of the file that nothing ends.
    """

    line: int
    properties: list[Property] = field(default_factory=list)
    agents: list[Card] = field(default_factory=list)
    size: int = 0
    foreign: str = ""
    stray: bool = False
    unended: bool = False

    @property
    def too_large(self) -> bool:
        return self.size > CARD_LIMIT

    def add(self, line: bytes, found: Property | None) -> None:
        """Take a line in. One that is no property is text that lost its fold: it is kept as a note."""
        self.size += len(line) + _LINE_COST
        if self.too_large:
            self.properties.clear()
        elif found is not None:
            self.properties.append(found)
        elif not (self.properties and self.properties[-1].head.name in PICTURES):
            self.properties.append(Property(_LOOSE_TEXT, line))  # After a picture it would be its unfolded base64.


def cards(lines: Iterable[tuple[int, bytes]]) -> Iterator[Card]:
    """Every card in turn, at the latest when the next one begins; also what is no card, marked as such."""
    open_cards: list[Card] = []
    for number, line in lines:
        found = parse(line)
        name = found.head.name if found else ""
        if name == "BEGIN" and found:
            yield from _begin(open_cards, number, found)
        elif name == "END" and found:
            yield from _end(open_cards, number, found)
        elif open_cards and not open_cards[-1].stray:
            _take(open_cards, line, found)
        elif name in _STARTERS:
            yield from _close(open_cards)
            open_cards.append(Card(number))
            open_cards[-1].add(line, found)
        elif not open_cards:
            open_cards.append(Card(number, stray=True))
    for card in open_cards:
        card.unended = not card.stray
    yield from _close(open_cards)


def _take(open_cards: list[Card], line: bytes, found: Property | None) -> None:
    if len(open_cards) > 1:
        open_cards[0].size += len(line) + _LINE_COST
        if open_cards[0].too_large:
            return
    open_cards[-1].add(line, found)


def _begin(open_cards: list[Card], number: int, found: Property) -> Iterator[Card]:
    kind = found.raw.strip().upper()
    if kind != b"VCARD":
        if not open_cards or open_cards[-1].stray:
            yield from _close(open_cards)
            open_cards.append(Card(number, foreign=kind.decode("ascii", "replace")[:40] or "nothing"))
        return
    if open_cards and _awaits_agent(open_cards[-1]):
        open_cards[0].size += _LINE_COST
        agent = Card(number)
        open_cards[0].agents.append(agent)  # Flat, however deep they are nested.
        open_cards[-1].properties.append(Property(_IGNORED, b"VCARD"))
        open_cards.append(agent)
        return
    yield from _close(open_cards)
    open_cards.append(Card(number))


def _end(open_cards: list[Card], number: int, found: Property) -> Iterator[Card]:
    kind = found.raw.strip().upper()
    glued = _GLUED.match(found.raw)
    if not open_cards:
        return
    foreign = open_cards[-1].foreign
    if kind == b"VCARD" and len(open_cards) > 1:
        open_cards.pop()
    elif kind == b"VCARD" or glued or (foreign and kind.decode("ascii", "replace")[:40] == foreign):
        yield from _close(open_cards)
    if glued:
        open_cards.append(Card(number))


def _close(open_cards: list[Card]) -> Iterator[Card]:
    if open_cards:
        yield open_cards[0]
        open_cards.clear()


def _awaits_agent(card: Card) -> bool:
    last = card.properties[-1] if card.properties else None
    return last is not None and last.head.name == "AGENT" and not last.raw.strip()
