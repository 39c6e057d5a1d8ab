"""What a line leaves open, what may be answered, and the refusal that asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from grapevine.domain.network.rules.line.describe import question
from grapevine.domain.network.rules.line.result import (
    AMBIGUOUS,
    FUTURE,
    NOBODY,
    PRONOUNS,
    SPELLING,
    UNKNOWN,
    Understood,
    Unsure,
)
from grapevine.kit.errors import Refused

#: Answers that are no person of the book: add somebody of that name; it has happened, so keep it as of now.
NEW, HAPPENED = "new", "happened"
#: What the name of a person answers.
_ABOUT_PEOPLE = (UNKNOWN, AMBIGUOUS, SPELLING, NOBODY)
_DAY_FIRST = ("Europe/", "Africa/", "Australia/")


class Unsettled(Refused):
    """A line that cannot be kept before these questions are answered; its field is "who"."""

    def __init__(self, unsure: tuple[Unsure, ...]) -> None:
        super().__init__(" ".join(question(each) for each in unsure), "who")
        self.unsure = unsure


def settle(found: Understood, answered: Collection[str] = ()) -> Understood:
    """The line with every open question, each once: what happened with nobody named is asked about as well.

    ``answered`` are the words of plans that the member says have happened.
    """
    asked = dict.fromkeys(each for each in found.unsure if each.reason != FUTURE or each.text not in answered)
    given = [*(gave.people for gave in found.gives), *(made.people for made in found.promises)]
    nobody = bool(found.kind and not found.people) or any(not people for people in given)
    if nobody and not any(each.reason in _ABOUT_PEOPLE for each in asked):
        asked[Unsure(found.text, NOBODY)] = None
    return replace(found, unsure=tuple(asked))


def answers(unsure: Unsure) -> tuple[str, ...]:
    """The answers besides the candidates: empty where only another line helps."""
    if unsure.reason in (UNKNOWN, AMBIGUOUS, SPELLING):
        return () if unsure.text in PRONOUNS else (NEW,)
    return (HAPPENED,) if unsure.reason == FUTURE else ()


def day_first(zone: str) -> bool:
    """Whether 3/12 is 3 December where this time zone (IANA name) is: a guess, shown back before it is kept."""
    return zone.startswith(_DAY_FIRST)
