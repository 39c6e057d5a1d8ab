"""Which part of life somebody may belong to, where the facts say so; no guess where they do not."""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.names import tokens
from grapevine.kit.text import fold

#: A label that another address book put on somebody, folded -> the part of life it means.
LABELS = {
    "family": "family", "relatives": "family",
    "friend": "friend", "friends": "friend",
    "school": "school", "classmate": "school", "classmates": "school", "alumni": "school",
    "client": "client", "clients": "client", "customer": "client", "customers": "client",
    "professional": "professional", "professionals": "professional", "colleague": "professional",
    "colleagues": "professional", "coworker": "professional", "coworkers": "professional",
    "community": "community", "neighbor": "community", "neighbors": "community", "neighbour": "community",
    "neighbours": "community",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A part of life (a key of SEGMENTS), and the fact that speaks for it."""

    segment: str
    why: str


def suggest(card: Card, member_name: str) -> Suggestion | None:
    """What a label of theirs says, if all agree; else the family name of the member; else nothing.

    A profession or an address says too little: a client has one as well as a colleague.
    """
    said = {LABELS[key]: tag for tag in card.tags if (key := fold(tag)) in LABELS}
    if len(said) == 1:
        ((segment, tag),) = said.items()
        return Suggestion(segment, f"your label “{tag}”")
    own = tokens(member_name)
    if not said and len(own) > 1 and card.family and fold(card.family) == own[-1]:
        return Suggestion("family", "the same family name as yours")
    return None
