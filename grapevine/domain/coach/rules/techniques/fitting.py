"""Which techniques fit a situation, best first; and the words of one, filled in with what is known.

First what answers something that waits (thanks, an answer, a promise, a day), then what feeds the ingredient that is
missing, then what gives first, then the shorter; never by chance.
"""

from __future__ import annotations

from grapevine.domain.coach.rules.quoting import quoted
from grapevine.domain.coach.rules.techniques.reading import Technique, catalogue
from grapevine.domain.coach.rules.techniques.situation import Situation, all_hold

#: Facts that cannot wait.
PRESSING = ("owed", "waiting", "promised", "birthday")
#: What stands for words nobody wrote down.
_GAP = "…"


def fits_now(situation: Situation) -> list[Technique]:
    """Every technique whose situation this is, best first."""
    return sorted(
        fitting(situation),
        key=lambda one: (not _presses(one), one.moves != situation.missing, not one.gives_first, one.minutes, one.key),
    )


def fitting(situation: Situation) -> list[Technique]:
    """The same in the order of the catalogue, for whoever weighs them otherwise."""
    return [one for one in catalogue().values() if all_hold(one.when, situation)]


def script(technique: Technique, situation: Situation) -> str:
    """Its words with what is known of this person."""
    known = {name: _said(getattr(situation, name)) for name in ("note", "question", "aged", "owed")}
    return technique.say.format_map(known)


def starters(situation: Situation) -> list[str]:
    """Ways to begin a talk, from what is known of this person; none of them about business."""
    found = []
    if situation.note:
        found.append(f"How did it go on? Last time it was about “{_said(situation.note)}”.")
    if situation.goals:
        found.append(f"How far have you come with “{_said(situation.goals)}”, and what would help?")
    if situation.aged:
        found.append(f"Half a year ago you told me about “{_said(situation.aged)}”. Is it still so?")
    if situation.question:
        found.append(situation.question)
    return found


def _presses(technique: Technique) -> bool:
    return not technique.facts.isdisjoint(PRESSING)


def _said(text: str) -> str:
    return quoted(text) or _GAP
