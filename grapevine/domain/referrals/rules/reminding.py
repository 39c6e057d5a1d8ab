"""Whom a referral reminds today, of what, and in which words; from the last move on, and never for ever.

A referral that has just come asks for an answer from the first day. Everything else reminds when its time is over, and
twice more after twice as long each (``turn.reminder_days``), for some days each time; then silence is the answer, and
the board alone still shows it. A step with a day reminds from that day on. Every move starts all of it anew.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import OPEN, OUTCOMES, By, Stage
from grapevine.domain.referrals.rules.turn import reminder_days, turn

ANSWER, SEND, ASK, MOVE, THANK, STEP = "answer", "send", "ask", "move", "thank", "step"
#: In the order in which they are told: who waits for a yes comes first.
ASKS = (ANSWER, SEND, STEP, THANK, MOVE, ASK)
#: Each reminder stands for so many days.
STANDS = 3
#: The plan of a step reminds for so long after its day: then it was no plan any more.
STEP_STANDS = 14
#: No reminder looks further back than this, in days: nobody gives a stage longer, and reads what they forgot so long.
BACK = 120


def asked(
    stage: Stage, role: By, moved_at: datetime, now: datetime, *, consent: Consent, thanked: bool, allowed: int,
    next_on: date | None, today: date,
) -> str:  # fmt: skip
    """What it asks of the side in this role today, one of ``ASKS``; "" for nothing. ``allowed``: days at the stage."""
    if next_on is not None and stage in OPEN and 0 <= (today - next_on).days < STEP_STANDS:
        return STEP
    whose = turn(stage, moved_at, now, consent=consent, thanked=thanked)
    if whose.who is not role:
        return ""
    fresh = stage is Stage.SENT and whose.days <= allowed
    return _WHAT.get(stage, MOVE) if fresh or stands(moved_at, now, allowed) else ""


_WHAT = {Stage.NOTED: ASK, Stage.CONSENTED: SEND, Stage.SENT: ANSWER, **dict.fromkeys(OUTCOMES, THANK)}


def stands(moved_at: datetime, now: datetime, allowed: int) -> bool:
    """Whether one of the reminders after the last move stands at ``now``."""
    gone = now - moved_at
    return any(timedelta(days=day) < gone <= timedelta(days=day + STANDS) for day in reminder_days(allowed))


def title(asks: str, name: str, whom: str, step: str) -> str:
    """What to do, in one line. ``name``: the other one; ``whom``: the prospect, or their initials."""
    return {
        ANSWER: f"Say yes or no: {name} sent you {whom}",
        SEND: f"{whom} agreed: send them to {name}",
        ASK: f"Ask {whom} whether {name} may call them",
        MOVE: f"Go on with {whom}, whom {name} sent you",
        THANK: f"Tell {name} how it ended with {whom}, and thank",
        STEP: f"{step or 'Your next step'}: {whom}, with {name}",
    }[asks]


def why(asks: str, stage: Stage, days: int, next_on: date | None, today: date) -> str:
    """Why now. ``days`` since the last move."""
    if asks == STEP and next_on is not None:
        late = (today - next_on).days
        return "You planned it for today." if late == 0 else f"You planned it for {next_on.day} {next_on:%B}."
    since = "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
    if asks == ANSWER:
        return f"It came {since}. A quick no is kind, too."
    if asks == THANK:
        return f"It was {stage.value} {since}. Whoever gave it wants to know."
    return f"Nothing has moved since {since}." if days < 2 else f"Nothing has moved for {days} days."
