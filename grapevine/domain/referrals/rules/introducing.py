"""The words of an introduction, for whoever makes it to change and send: two questions first, then one letter to both.

Double opt-in: each is asked alone what they think of it, with what the other one says of themselves, and nobody's
address passes before both said yes. Nothing is sent from here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two. ``work``: what they do; ``helps``, ``introduce``: their own brief's words; "" where unknown."""

    name: str
    work: str = ""
    helps: str = ""
    introduce: str = ""

    @property
    def first(self) -> str:
        """What one calls them in a letter."""
        return (self.name.split() or [self.name])[0]

    @property
    def who(self) -> str:
        """Their name with what they do."""
        return f"{self.name} ({self.work})" if self.work else self.name


def question(by: str, to: Party, about: Party, why: str = "") -> str:
    """From ``by`` to one of the two: may I introduce you to the other?"""
    said = _own_words(about)
    reason = f" I thought of you because of this: {_plain(why)}." if _plain(why) else ""
    return (
        f"Dear {to.first},\n\n"
        f"may I introduce you to {about.who}?{reason}\n\n"
        + (f"{said}\n\n" if said else "")
        + f"Until you say yes, {about.first} gets no address of yours, and I ask {about.first} the same. "
        "If it does not fit, a short no is fine, and I pass on no reason.\n\n"
        f"{by}"
    )


def letter(by: str, one: Party, other: Party, why: str = "") -> str:
    """From ``by`` to both, once both have said yes; ``other`` is the one who takes it from here."""
    reason = f" It is about this: {_plain(why)}." if _plain(why) else ""
    said = f"{other.introduce.strip()}\n\n" if other.introduce.strip() else ""
    return (
        f"Dear {one.first}, dear {other.first},\n\n"
        f"you both said yes, so here you are: {one.who}, meet {other.who}.{reason}\n\n"
        f"{said}"
        f"{other.first} takes it from here.\n\n"
        f"{by}"
    )


def _own_words(party: Party) -> str:
    return f"In {party.first}’s own words: “{party.helps.strip()}”" if party.helps.strip() else ""


def _plain(text: str) -> str:
    return text.strip().rstrip(".")
