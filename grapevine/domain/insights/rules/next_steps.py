"""What to do about a missing ingredient, in plain words: one step, why it helps, how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.depth.rules.parts import COMMITTED, EDUCATED, KNOW, LIKE, TRUST
from grapevine.domain.insights.rules.missing_words import State, Verdict

#: The key of the step where too little is known.
ASK = "ask"
KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, why, and the minutes it takes for one person."""

    key: str
    do: str
    why: str
    minutes: int


STEPS = {
    step.key: step
    for step in (
        Step(KNOW, "See them again, and ask for nothing",
             "Any talk of referrals would land badly while they hardly know what you do now.", 25),
        Step(LIKE, "Help first, with something they told you they want",
             "Who was helped without asking thinks of you gladly.", 15),
        Step(TRUST, "Promise something small, and keep it to the day",
             "Whoever sends you somebody lends you their good name. A word kept shows them that it is safe.", 15),
        Step(COMMITTED, "Agree on something small and definite, both ways",
             "Not “send me people”: what would each of you keep one ear open for?", 30),
        Step(EDUCATED, "Teach them one thing to listen for",
             "They would gladly help and do not know how. Send the brief, then ask the three questions.", 20),
        Step(ASK, "Rate them, or send the five questions",
             "Nothing is wrong here that we know of. Too little is known to say.", 5),
        Step(KEEP, "Keep it up, and thank them",
             "All five are there. What comes back shows whether it lasts.", 10),
    )
}  # fmt: skip


def step(verdict: Verdict) -> Step:
    """The step for a person or a group: for the likeliest, or to ask where it is not known."""
    if verdict.state is State.COMPLETE:
        return STEPS[KEEP]
    first = verdict.first
    if first is None or verdict.state is State.UNSETTLED or not first.known:
        return STEPS[ASK]
    return STEPS[first.ingredient]
