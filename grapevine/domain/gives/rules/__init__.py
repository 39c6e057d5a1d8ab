"""What a give weighs. Source: METHODS, rule 1."""

from __future__ import annotations

import math

REFERRAL = "referral"
INTRODUCTION = "introduction"
IDEA = "idea"
RESOURCE = "resource"
INFORMATION = "information"
HELP = "help"
ENDORSEMENT = "endorsement"
INVITATION = "invitation"
SUPPORT = "support"
THANKS = "thanks"

#: kind -> weight to the one who gave, in units of one message. Help, invitation and support are weighed like an
#: idea: the table of the method does not name them, and all three cost their giver about as much.
WEIGHTS: dict[str, float] = {
    REFERRAL: 3.0,
    INTRODUCTION: 2.0,
    IDEA: 1.5,
    RESOURCE: 1.5,
    INFORMATION: 1.5,
    HELP: 1.5,
    ENDORSEMENT: 3.0,
    INVITATION: 1.5,
    SUPPORT: 1.5,
    THANKS: 1.5,
}
KINDS = tuple(WEIGHTS)

GIVEN = "given"
RECEIVED = "received"
DIRECTIONS = (GIVEN, RECEIVED)

#: The source of a give that a referral wrote: it follows the referral, and is changed there alone.
OF_A_REFERRAL = "referral"

SPHERES = ("business", "personal", "social", "spiritual")


def weights(kind: str, direction: str) -> tuple[float, float]:
    """Weight of one give as (my side, their side). Raises KeyError for an unknown kind."""
    weight = WEIGHTS[kind]
    return (weight, 0.0) if direction == GIVEN else (0.0, weight)


def effort(minutes: int | None) -> float:
    """What a give cost, 1 for one of usual size: clip(sqrt(minutes / 60), 0.5, 1.5), unknown = 1."""
    return 1.0 if minutes is None else min(1.5, max(0.5, math.sqrt(minutes / 60)))
