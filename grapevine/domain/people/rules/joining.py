"""Two cards brought together field by field: what stays, what is taken over, what both say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from grapevine.domain.people.rules.card import FIELDS, LISTS, Card
from grapevine.domain.people.rules.details import KIND_OF, keyed, tidy
from grapevine.kit.errors import Refused

KEEP, OTHER, BOTH = "keep", "other", "both"
#: Fields that only make sense together: who takes the other's name takes all of it.
TOGETHER: dict[str, tuple[str, ...]] = {
    "name": ("name", "prefix", "given", "middle", "family", "suffix", "phonetic"),
    "work": ("firm", "department", "title"),
}
#: What can be chosen, in the order in which screens show it.
CHOICES: tuple[str, ...] = ("name", "nickname", "work", "profession", "segment", *LISTS, "note")
#: Where both can be had.
_BOTH = frozenset({*LISTS, "note"})


def joined(keep: Card, other: Card, choices: Mapping[str, str] | None = None) -> Card:
    """The card of one person who was two. ``choices``: one of CHOICES -> "keep", "other" or, for lists and the
    note, "both". What is not chosen stays as it is, is filled where it is empty, and lists hold both.

    Raises Refused, naming the field, for a choice that does not exist.
    """
    said = checked(choices or {})
    found: dict[str, Any] = {}
    for choice in CHOICES:
        fields = TOGETHER.get(choice, (choice,))
        taken = said.get(choice) or standard(choice, keep, other)
        if taken == BOTH:
            found[choice] = _both(choice, getattr(keep, choice), getattr(other, choice))
        else:
            card = other if taken == OTHER else keep
            found.update({name: getattr(card, name) for name in fields})
    return tidy(replace(keep, archived=keep.archived and other.archived, **found))


def checked(choices: Mapping[str, str]) -> dict[str, str]:
    """The choices as they are. Raises Refused."""
    for choice, taken in choices.items():
        if choice not in CHOICES:
            raise Refused(f"There is no field “{choice}” to choose: choose {', '.join(CHOICES)}.", "choices")
        if taken not in (KEEP, OTHER, *((BOTH,) if choice in _BOTH else ())):
            raise Refused(f"For {choice} there is no “{taken}”.", "choices")
    return dict(choices)


def standard(choice: str, keep: Card, other: Card) -> str:
    """What is taken where nothing was chosen: nothing is lost, nothing is replaced."""
    if choice in _BOTH:
        return BOTH
    fields = TOGETHER.get(choice, (choice,))
    if choice == "name" and ("@" in keep.name or not any(ch.isalpha() for ch in keep.name)) and other.name:
        return OTHER
    return KEEP if any(getattr(keep, name) for name in fields) else OTHER


def differs(choice: str, keep: Card, other: Card) -> bool:
    """Whether the two say different things here."""
    return any(getattr(keep, name) != getattr(other, name) for name in TOGETHER.get(choice, (choice,)))


def _both(choice: str, mine: Any, theirs: Any) -> Any:
    if choice == "note":
        texts = [mine, theirs] if theirs and theirs not in mine else [mine]
        return "\n\n".join(text for text in texts if text)[: FIELDS["note"]]
    kind = KIND_OF[choice]
    have = {keyed(kind, value) for value in mine}
    added = tuple(value for value in theirs if keyed(kind, value) not in have)
    return (*mine, *added)
