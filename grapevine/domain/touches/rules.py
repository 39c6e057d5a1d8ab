"""What a touch weighs. Source: METHODS, rule 1 (an expert prior; see docs/methods/depth.md)."""

from __future__ import annotations

import math

MESSAGE = "message"
CALL = "call"
ONE_TO_ONE = "one_to_one"
MEAL = "meal"
VISIT = "visit"
EVENT = "event"
GROUP_MEETING = "group_meeting"

#: kind -> (weight to the doer, weight to the other side), in units of one message.
WEIGHTS: dict[str, tuple[float, float]] = {
    MESSAGE: (1.0, 0.0),
    CALL: (2.0, 2.0),
    ONE_TO_ONE: (3.0, 3.0),
    MEAL: (3.0, 3.0),
    VISIT: (3.0, 3.0),
    EVENT: (1.0, 1.0),
    GROUP_MEETING: (0.25, 0.25),
}
KINDS = tuple(WEIGHTS)
#: Shorter than this a call counts as one message of whoever began it.
SHORT_CALL_MINUTES = 5
#: What the one who began a joint touch earns on top.
BEGAN = 1.2

ME = "me"
THEM = "them"
UNKNOWN = ""
BEGAN_BY = (UNKNOWN, ME, THEM)

RELATIONSHIP = "relationship"
BUSINESS = "business"
#: I asked them for something: a referral, an introduction, advice.
ASK = "ask"
ABOUT = ("", RELATIONSHIP, BUSINESS, ASK)


def length_factor(minutes: int | None) -> float:
    """How much longer or shorter than an hour counts: clip(sqrt(minutes / 60), 0.5, 1.5); unknown = 1."""
    if minutes is None:
        return 1.0
    return min(1.5, max(0.5, math.sqrt(minutes / 60)))


def weights(kind: str, began_by: str = UNKNOWN, minutes: int | None = None) -> tuple[float, float]:
    """Weight of one touch as (my side, their side), in units of one message.

    A message credits only its writer; a message of unknown direction credits nobody. A call under five minutes
    counts as a message. Raises KeyError for an unknown kind.
    """
    doer, other = WEIGHTS[kind]
    if kind == CALL and minutes is not None and minutes < SHORT_CALL_MINUTES:
        kind, (doer, other) = MESSAGE, WEIGHTS[MESSAGE]
    if kind == MESSAGE:
        return (doer if began_by == ME else 0.0, doer if began_by == THEM else 0.0)
    factor = length_factor(minutes)
    mine, theirs = doer * factor, other * factor
    if began_by == ME:
        mine *= BEGAN
    elif began_by == THEM:
        theirs *= BEGAN
    return mine, theirs
