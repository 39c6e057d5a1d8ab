"""Who is cooling, and which ties sleep.

A tie cools when it was trusted or deeper at its last happening, is not asleep yet, has been quiet for at least ten
days, and

    its stage is on the brink:  the floor of the stage it had then (35 or 65) is passed within the next 14 days, or was
                                in the last 60, and the silence is at least as long as usual (two weeks if unknown)
    or its rhythm is broken:    the silence is at least twice the usual gap between two days in touch

Ordered by what is at stake: the depth that silence will have cost a month from now. A touch of any source moves the
last touch, and the reminder starts anew. A tie sleeps when it once was deep (METHODS, rule 1) and has been quiet for
two months.
"""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.coach.rules.spans import ago, span
from grapevine.domain.coach.rules.ties import Tie
from grapevine.domain.depth.rules import score, stage
from grapevine.domain.depth.rules.tempo import Tempo

FLOORS = (stage.REFERRING_FROM, stage.TRUSTED_FROM)
#: What a tie counts as above each floor.
STAGE_AT = {stage.REFERRING_FROM: "close enough for referrals", stage.TRUSTED_FROM: "trusted"}
QUIET_DAYS = 10.0
BRINK_DAYS, FALLEN_DAYS = 14.0, 60.0
UNKNOWN_GAP = 14.0
GAP_FACTOR = 2.0
#: A rhythm needs at least so many gaps between days in touch.
GAPS_KNOWN = 3
SLEEPING_QUIET_DAYS = 60.0


@dataclass(frozen=True, slots=True)
class Cooling:
    """Why now. ``floor``: which one is passed, None for a broken rhythm alone; ``left``: days until then."""

    at_stake: float
    quiet: float
    gap: float | None
    floor: float | None
    left: float | None

    def reason(self, name: str) -> str:
        """In a sentence or two."""
        usual = f"; usually it is every {span(self.gap)}" if self.gap is not None else ""
        said = f"You and {name} were last in touch {ago(self.quiet)}{usual}."
        if self.floor is None or self.left is None:
            return said
        counted = STAGE_AT[self.floor]
        if self.left > 0:
            return f"{said} In {span(self.left)} this tie no longer counts as {counted}."
        return f"{said} It stopped counting as {counted} {ago(-self.left)}."


def usual_gap(first: float, last: float, days_in_touch: int) -> float | None:
    """The usual days between two days in touch, from the first, the last and how many; None when that is too few."""
    gaps = days_in_touch - 1
    return (last - first) / gaps if gaps >= GAPS_KNOWN and last > first else None


def may_cool(tie: Tie, awake_from: float, now: float, tempo: Tempo) -> bool:
    """Whether it is worth asking for the rhythm of this tie; ``awake_from``: the key of whom is just awake now."""
    quiet = tie.rank_key >= awake_from and tie.quiet(now) >= QUIET_DAYS
    return quiet and tie.depth_then(tempo) >= stage.TRUSTED_FROM


def awake_key(now: float, tempo: Tempo) -> float:
    """The rank key of a tie that would fall asleep at ``now``: who has a lower one sleeps, or was never deep."""
    return score.key_for_depth(stage.DORMANT_BELOW, now, tempo)


def cooling(tie: Tie, gap: float | None, now: float, tempo: Tempo) -> Cooling | None:
    """The verdict on one tie; ``gap``: its usual gap in days, None when there is no rhythm to speak of."""
    if not may_cool(tie, awake_key(now, tempo), now, tempo):
        return None
    quiet = tie.quiet(now)
    floor = next(floor for floor in FLOORS if tie.depth_then(tempo) >= floor)
    left = tie.falls_below(floor, tempo) - now
    brink = -FALLEN_DAYS <= left <= BRINK_DAYS and quiet >= (UNKNOWN_GAP if gap is None else gap)
    broken = gap is not None and quiet >= GAP_FACTOR * gap
    if not brink and not broken:
        return None
    known = (floor, left) if brink else (None, None)
    return Cooling(tie.at_stake(now, tempo), quiet, gap, *known)


def sleeps(tie: Tie, now: float, tempo: Tempo) -> bool:
    """Whether this tie is worth reviving: once deep, faded, and not written to just now."""
    return stage.dormant(tie.peak, tie.depth(now, tempo)) and tie.quiet(now) >= SLEEPING_QUIET_DAYS


def why_revive(tie: Tie, name: str, now: float) -> str:
    """The reason to pick up a sleeping tie."""
    return f"{span(tie.quiet(now)).capitalize()} of silence, yet you and {name} were once close: {tie.peak:.0f} of 100."
