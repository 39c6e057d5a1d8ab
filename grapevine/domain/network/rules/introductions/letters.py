"""Drafts built from what is known, for the member to change: to the go-between, and from them to the one to meet.

Each names who asks, whom, why, and leaves an easy way out. Nothing is sent from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile


@dataclass(frozen=True, slots=True)
class Facts:
    """What a draft rests on; "" where it is not known. `known`: why the go-between is thought to know them."""

    asker: str
    asker_work: str
    go_between: str
    target: str
    target_work: str = ""
    why: str = ""
    known: str = ""


#: What a draft leaves for the member to write.
BLANKS = ("(a sentence of yours)", "(what you could do for them)")


def without_blanks(letter: str) -> str:
    """The letter without the paragraphs that were left for the member to write, and that nobody wrote."""
    paragraphs = letter.split("\n\n")
    return "\n\n".join(each for each in paragraphs if not any(blank in each for blank in BLANKS))


#: What stands before a name and is none: nobody is written to as "Dear Judge".
TITLES = frozenset(
    {"dr", "judge", "justice", "prof", "professor", "rev", "reverend", "sir", "dame", "mr", "mrs", "ms", "mx", "miss"}
)


def first(name: str) -> str:
    """What one calls them in a letter: the given name, or with a title and one name both ("Dr. Haddad")."""
    words = name.split()
    bare = list(dropwhile(lambda word: word.rstrip(".").casefold() in TITLES, words))
    if len(bare) == 1:
        return name.strip()
    return (bare or words or [name])[0]


def request(facts: Facts) -> str:
    """The letter to the go-between: who, whom, why, what is in it for the other, and the way out."""
    target, why = first(facts.target), facts.why.rstrip(". ")
    whom = f"{facts.target} ({facts.target_work})" if facts.target_work else facts.target
    known = f" {facts.known}" if facts.known else " If you two do not know each other, forget this letter."
    return (
        f"Dear {first(facts.go_between)},\n\n"
        f"would you introduce me to {whom}?{known}\n\n"
        + (f"Why {target}: {why}.\n\n" if why else f"Why {target}: {BLANKS[0]}\n\n")
        + f"What {target} may have of it: {BLANKS[1]}\n\n"
        f"Please ask {target} first whether it is welcome; a line from you is enough, and I write the rest. "
        f"If it does not fit, for whatever reason, just say no: nothing changes between us.\n\n"
        f"Thank you\n{_signed(facts)}"
    )


def consent(facts: Facts) -> str:
    """From the go-between to the one to meet: the question before any address passes."""
    why = facts.why.rstrip(". ")
    return (
        f"Dear {first(facts.target)},\n\n"
        f"{_signed(facts)} asked me to introduce you two."
        + (f" The reason, in short: {why}." if why else "")
        + f"\n\nMay I put you in touch? Until you say yes, {first(facts.asker)} gets no address of yours. "
        "If it does not fit, a short no is fine, and I pass on no reason.\n\n"
        f"{facts.go_between}"
    )


def introduction(facts: Facts) -> str:
    """From the go-between to both, once both have said yes."""
    work = f", {facts.target_work}" if facts.target_work else ""
    asked = f", {facts.asker_work}" if facts.asker_work else ""
    return (
        f"Dear {first(facts.target)}, dear {first(facts.asker)},\n\n"
        f"you both said yes, so here you are: {facts.target}{work}, meet {facts.asker}{asked}. "
        f"{first(facts.asker)} takes it from here.\n\n"
        f"{facts.go_between}"
    )


def _signed(facts: Facts) -> str:
    return f"{facts.asker}, {facts.asker_work}" if facts.asker_work else facts.asker
