"""A better first line: one that gives something, made of what is known of the person; the member finishes it.

From the most to the least personal: thanks that are owed, what the last talk was about, what they are after, something
else they told, a question that opens what is not known yet. With nothing known a plain line is left.
"""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.coach.rules.quoting import quoted
from grapevine.domain.people.rules.knowledge import GOALS

THANK, TALK, GOAL, TOLD, ASK, PLAIN = "thank", "talk", "goal", "told", "ask", "plain"
MOST = 3
_QUOTE_MAX = 80


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the person; "" and (): nothing of it.

    name: what one calls them. owed: what they gave that was not thanked for, as "the referral". note: what the last
    touch was about. told: (heading, words) that were written down of them. question: what opens a heading of which
    nothing is known.
    """

    name: str
    owed: str = ""
    note: str = ""
    told: tuple[tuple[str, str], ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A first line, and what it rests on."""

    rests_on: str
    line: str


def openings(known: Known) -> tuple[Opening, ...]:
    """Up to MOST first lines, the most personal first; never empty."""
    hi = f"Hi {known.name}, "
    found = []
    if known.owed:
        found.append(Opening(THANK, f"{hi}thank you again for {known.owed}. I want you to know what came of it: "))
    if known.note:
        said = quoted(known.note, _QUOTE_MAX)
        found.append(Opening(TALK, f"{hi}I have been thinking of our last talk (“{said}”). How did it go on?"))
    goals = [words for heading, words in known.told if heading == GOALS]
    if goals:
        after = f"{hi}you are after “{quoted(goals[0], _QUOTE_MAX)}”."
        found.append(Opening(GOAL, f"{after} I may know somebody who could help. Shall I ask them?"))
    others = [words for heading, words in known.told if heading != GOALS]
    if others:
        said = quoted(others[0], _QUOTE_MAX)
        found.append(Opening(TOLD, f"{hi}something I read today made me think of you and “{said}”: "))
    if known.question:
        found.append(Opening(ASK, f"{hi}{_begun_small(known.question)}"))
    return tuple(found[:MOST]) or (Opening(PLAIN, f"{hi}what are you working on these days, and can I help with it?"),)


def _begun_small(sentence: str) -> str:
    """After a comma a sentence goes on with a small letter, except for "I"."""
    return sentence if sentence.startswith(("I ", "I’")) else sentence[:1].lower() + sentence[1:]
