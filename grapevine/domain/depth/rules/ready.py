"""Ready to ask: may I ask this person for something now? The first missing condition, its reason, and a better step.

    ready = deep enough (D >= 35)
        and their side has evidence (M of their direction >= 3, at the standard tempo)
        and I gave at least once in 180 days, or my share of what was given is at least .4
        and I have not asked in the last 30 days
        and no thanks is owed: every referral received was thanked for

    share = (G + 2) / (G + R + 4),   G given, R received, effort-weighted, half-life 180 days

The order is that of the list: what comes first has to be mended first. The share counts only for who has ever given
something: with nothing given the formula rests on its prior, and help comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DEPTH_FROM = 35.0
GAVE_WITHIN_DAYS = 180.0
SHARE_FROM = 0.4
QUIET_DAYS = 30.0
SHARE_HALF_LIFE_DAYS = 180.0
#: What the share starts from: two gives of usual effort on each side.
SHARE_PRIOR = 2.0

DEPTH = "depth"
EVIDENCE = "evidence"
GAVE = "gave"
ASKED = "asked"
THANKS = "thanks"
#: In the order in which they are looked at.
CONDITIONS = (DEPTH, EVIDENCE, GAVE, ASKED, THANKS)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule rests on; times in days, None = never.

    depth: 0..100, None when not measured. evident: whether their side has evidence (score.their_side_has_evidence).
    gave_at: my newest give to them. share: my part of what was given, 0..1 (see give_share), None when I never gave.
    asked_at: my newest ask. referral_at: their newest referral to me. thanked_at: my newest thanks to them.
    """

    depth: float | None = None
    evident: bool = False
    gave_at: float | None = None
    share: float | None = None
    asked_at: float | None = None
    referral_at: float | None = None
    thanked_at: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is time to ask. `missing`: the first condition that is not met, None when ready.

    `reason` says why in a sentence, `step` what to do now; neither is ever empty.
    """

    ready: bool
    missing: str | None
    reason: str
    step: str


STEPS = {
    DEPTH: "Meet once more with nothing to ask: let them talk about what they are working toward, and keep a note.",
    EVIDENCE: "Make room for their side: ask for their view on something they know well, and wait for the answer.",
    GAVE: "Give first: an introduction, an idea or a piece of information that helps them with what they are after.",
    ASKED: "Tell them what came of your last ask. The next one can wait; a give never has to.",
    THANKS: "Thank them and tell them what came of it, then keep it here as a give: thanks.",
}
READY_REASON = "You know each other well enough, you have been giving, and nothing is owed."
READY_STEP = "Ask for one thing that is easy to picture: who it is, what to say, how to introduce you."


def verdict(facts: Facts, at: float) -> Verdict:
    """Ready, or not yet with the first missing condition, at `at` (days)."""
    for condition in CONDITIONS:
        reason = _lacking(condition, facts, at)
        if reason:
            return Verdict(False, condition, reason, STEPS[condition])
    return Verdict(True, None, READY_REASON, READY_STEP)


def give_share(given: Iterable[tuple[float, float]], received: Iterable[tuple[float, float]], at: float) -> float:
    """My part of what was given between us, 0..1: one half when nothing is left of it.

    Each happening is (days, effort), effort 1 for a give of usual size; it fades by half every 180 days before `at`.
    """
    gave, got = _faded(given, at), _faded(received, at)
    return (gave + SHARE_PRIOR) / (gave + got + 2.0 * SHARE_PRIOR)


def thanks_owed(referral_at: float | None, thanked_at: float | None) -> bool:
    """Whether the newest referral received has had no thanks since. One thanks answers for all that came before it."""
    return referral_at is not None and (thanked_at is None or thanked_at < referral_at)


def _faded(happenings: Iterable[tuple[float, float]], at: float) -> float:
    return sum(effort * 2.0 ** (-max(0.0, at - when) / SHARE_HALF_LIFE_DAYS) for when, effort in happenings)


def _lacking(condition: str, facts: Facts, at: float) -> str:
    """Why the condition is not met; empty when it is."""
    if condition == DEPTH:
        return _too_shallow(facts.depth)
    if condition == EVIDENCE:
        return "" if facts.evident else "There is hardly a trace of their side yet: so far it comes from you."
    if condition == GAVE:
        return _gave_too_little(facts, at)
    if condition == ASKED:
        return _asked_lately(facts.asked_at, at)
    owed = thanks_owed(facts.referral_at, facts.thanked_at)
    return "They sent you a referral, and it has not been thanked for." if owed else ""


def _too_shallow(depth: float | None) -> str:
    if depth is None:
        return "Nothing between you is measured yet."
    if depth >= DEPTH_FROM:
        return ""
    return f"The depth between you is {int(depth)} of 100; an ask needs {DEPTH_FROM:.0f}."


def _gave_too_little(facts: Facts, at: float) -> str:
    if facts.gave_at is None:
        return "You have not given them anything yet."
    lately = at - facts.gave_at <= GAVE_WITHIN_DAYS
    if lately or (facts.share is not None and facts.share >= SHARE_FROM):
        return ""
    return f"You have given them nothing in the last {GAVE_WITHIN_DAYS:.0f} days, and received more than you gave."


def _asked_lately(asked_at: float | None, at: float) -> str:
    if asked_at is None or at - asked_at > QUIET_DAYS:
        return ""
    ago = int(max(0.0, at - asked_at))
    when = {0: "today", 1: "yesterday"}.get(ago, f"{ago} days ago")
    return f"You asked for something {when}; leave {QUIET_DAYS:.0f} days between two asks."
