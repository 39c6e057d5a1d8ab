"""Whose turn it is, for how long, and when to remind them: from the last move on, and never for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import OUTCOMES, By, Stage

#: Days a referral may stand at a stage before it is overdue. A referral is warm for a day or two, so the answer is due
#: quickly; what lies with the prospect takes longer. Ours, to be changed by each member.
DAYS: dict[Stage, int] = {
    Stage.NOTED: 7,
    Stage.CONSENTED: 2,
    Stage.SENT: 2,
    Stage.ACCEPTED: 3,
    Stage.CONTACTED: 14,
    Stage.MET: 21,
    Stage.PROPOSED: 30,
    Stage.WON: 7,
    Stage.LOST: 7,
    Stage.DECLINED: 7,
}
MOST_DAYS = 365
#: After so many reminders without a move, silence is the answer.
REMINDERS = 3

_NEXT: dict[tuple[Stage, By], str] = {
    (Stage.NOTED, By.GIVER): "Ask them whether they want it",
    (Stage.NOTED, By.PROSPECT): "They were asked, and say yes or no",
    (Stage.CONSENTED, By.GIVER): "Send it",
    (Stage.SENT, By.RECEIVER): "Say yes or no",
    (Stage.ACCEPTED, By.RECEIVER): "Call them",
    (Stage.CONTACTED, By.RECEIVER): "Meet",
    (Stage.MET, By.RECEIVER): "Make a proposal, or say how it ended",
    (Stage.PROPOSED, By.RECEIVER): "Hear their answer",
    (Stage.WON, By.RECEIVER): "Tell and thank",
    (Stage.LOST, By.RECEIVER): "Tell and thank: it was help all the same",
    (Stage.DECLINED, By.RECEIVER): "Tell and thank: it was help all the same",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is (nobody's when it is over), what to do, days since the last move, and days beyond its time."""

    who: By | None
    do: str
    days: int
    over_by: int = 0

    @property
    def overdue(self) -> bool:
        """Has it stood longer than its time?"""
        return self.over_by > 0


def turn(
    stage: Stage, moved_at: datetime, now: datetime, *, consent: Consent = Consent.NONE, thanked: bool = False,
    times: Mapping[Stage, int] = DAYS,
) -> Turn:  # fmt: skip
    """Whose turn it is. ``times``: the member's own days a stage; what is missing has its default."""
    days = max(0, (now - moved_at).days)
    who = _who(stage, consent, thanked)
    if who is None:
        return Turn(None, "", days)
    allowed = times.get(stage, DAYS[stage])
    return Turn(who, _NEXT[(stage, who)], days, max(0, days - allowed))


def _who(stage: Stage, consent: Consent, thanked: bool) -> By | None:
    if stage is Stage.NOTED:
        return By.PROSPECT if consent is Consent.ASKED else By.GIVER
    if stage is Stage.CONSENTED:
        return By.GIVER
    if stage in OUTCOMES:
        return None if thanked else By.RECEIVER
    return By.RECEIVER if (stage, By.RECEIVER) in _NEXT else None


def reminder_days(allowed: int) -> tuple[int, ...]:
    """On which days after the last move a reminder is due: after its time, then each time after twice as long."""
    return tuple(allowed * 2**n for n in range(REMINDERS))


def reminders_due(moved_at: datetime, now: datetime, allowed: int) -> int:
    """How many reminders have fallen due since the last move: 0 ... ``REMINDERS``."""
    return sum(now - moved_at > timedelta(days=day) for day in reminder_days(allowed))


def times_refusal(times: Mapping[str, object]) -> str:
    """Why these days a stage cannot be kept; empty when they can."""
    known = {stage.value for stage in DAYS}
    for stage, days in times.items():
        if stage not in known:
            return f"There are no days for “{stage}”: choose {', '.join(sorted(known))}."
        if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
            return f"Days at “{stage}” lie between 1 and {MOST_DAYS}."
    return ""
