"""The way of a referral: every legal move, who may make it, and in plain words why another one is refused.

    noted -> consented -> sent -> accepted -> contacted -> met -> proposed -> won
                                                                           \\-> lost
    sent, accepted -> declined      noted, consented, sent -> withdrawn     anything -> void

The giver moves it until it is sent, the receiver from then on; the prospect may say yes, and may end it with a no as
long as it is open. Skipping forward is allowed where life does; going back is a correction, with its reason. Whatever
was a mistake altogether is made void, by either. Source of the order and of who may do what: docs/decisions/0020.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a referral stands."""

    NOTED = "noted"
    CONSENTED = "consented"
    SENT = "sent"
    ACCEPTED = "accepted"
    CONTACTED = "contacted"
    MET = "met"
    PROPOSED = "proposed"
    WON = "won"
    LOST = "lost"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    VOID = "void"


class By(StrEnum):
    """Who makes a move."""

    GIVER = "giver"
    RECEIVER = "receiver"
    PROSPECT = "prospect"


N, C, S, A = Stage.NOTED, Stage.CONSENTED, Stage.SENT, Stage.ACCEPTED
#: The straight way.
FLOW = (N, C, S, A, Stage.CONTACTED, Stage.MET, Stage.PROPOSED, Stage.WON)
#: Before anything has passed from one to the other.
UNSENT = (N, C)
#: Between sending and the end: somebody works on it.
UNDER_WAY = FLOW[2:7]
OPEN = FLOW[:7]
#: What the giver is told and thanked for.
OUTCOMES = (Stage.WON, Stage.LOST, Stage.DECLINED)
#: With these it is an act of help that was given: it stands in the ledger of gives.
GIVEN = (*UNDER_WAY, *OUTCOMES)

_NEXT: dict[By, dict[Stage, tuple[Stage, ...]]] = {
    By.GIVER: {
        N: (C, Stage.WITHDRAWN),
        C: (S, Stage.WITHDRAWN),
        S: (Stage.WITHDRAWN,),
    },
    By.RECEIVER: {
        S: (A, Stage.CONTACTED, Stage.MET, Stage.DECLINED),
        A: (Stage.CONTACTED, Stage.MET, Stage.PROPOSED, Stage.WON, Stage.LOST, Stage.DECLINED),
        Stage.CONTACTED: (Stage.MET, Stage.PROPOSED, Stage.WON, Stage.LOST),
        Stage.MET: (Stage.PROPOSED, Stage.WON, Stage.LOST),
        Stage.PROPOSED: (Stage.WON, Stage.LOST),
    },
    By.PROSPECT: {N: (C, Stage.WITHDRAWN), **{stage: (Stage.WITHDRAWN,) for stage in OPEN[1:]}},
}
#: These end it with a reason, which the other side is told.
WANT_A_REASON = (Stage.DECLINED, Stage.VOID)
SAY_WHY = "Say in a few words why: the other side is told."


@dataclass(frozen=True, slots=True)
class Fact:
    """What counts about a referral when somebody wants to move it."""

    stage: Stage
    before: Stage | None = None
    moved_by: By = By.GIVER
    consented: bool = False
    thanked: bool = False
    #: The prospect said no, or took their yes back: after the end as well.
    said_no: bool = False


def speakers(own: By, having_books: Collection[By]) -> list[By]:
    """Whose moves one side makes: their own first, then what they heard of giver or receiver who has no book here."""
    return [own, *(by for by in (By.GIVER, By.RECEIVER) if by not in having_books)]


def choices(fact: Fact, by: By) -> tuple[Stage, ...]:
    """Where they may move it now, the next step first; void is always left to giver and receiver, and not named."""
    found = _NEXT[by].get(fact.stage, ())
    return tuple(to for to in found if fact.consented or to is not S)


def corrections(fact: Fact, by: By) -> tuple[Stage, ...]:
    """Where they may put it back to, because a move was a mistake; the last place first."""
    if fact.thanked or fact.said_no:
        return ()
    if by is By.GIVER:
        if fact.stage is C:
            return (N,)
        own = fact.stage is Stage.WITHDRAWN and fact.moved_by is By.GIVER
        return (fact.before,) if own and fact.before in (N, C, S) else ()
    if by is By.RECEIVER:
        return tuple(reversed(_earlier(fact.stage)))
    return ()


def _earlier(stage: Stage) -> tuple[Stage, ...]:
    if stage is Stage.LOST:
        return UNDER_WAY
    if stage is Stage.DECLINED:
        return UNDER_WAY[:2]
    return UNDER_WAY[: max(0, FLOW.index(stage) - 2)] if stage in FLOW else ()


def refusal(fact: Fact, to: Stage, by: By, *, correcting: bool = False, reason: str = "") -> str:
    """Why they may not move it there, with what to do instead; empty when they may."""
    if to is Stage.VOID:
        legal = fact.stage is not Stage.VOID and by is not By.PROSPECT
    else:
        legal = to in (corrections if correcting else choices)(fact, by)
    if not legal:
        return _why_not(fact, to, by, correcting)
    if (correcting or to in WANT_A_REASON) and not reason.strip():
        return SAY_WHY
    return ""


def _why_not(fact: Fact, to: Stage, by: By, correcting: bool) -> str:
    if fact.stage is Stage.VOID:
        return "This referral was made void: it counts for nothing any more. Note a new one."
    if to is fact.stage:
        return f"It stands at “{to}” already."
    if correcting and fact.thanked:
        return "The giver was thanked for this outcome. Take the thanks back first, then put it right."
    if correcting and fact.said_no:
        return "The person it was about has said no since: it is not opened again. Make it void if it was a mistake."
    if fact.stage is Stage.WITHDRAWN and not correcting:
        return "It was withdrawn. Note a new one when things have changed."
    if by is By.PROSPECT:
        return "You can say yes while it has not been sent, and no as long as it is open. Write to them for the rest."
    if to is S and not correcting and by is By.GIVER and fact.stage in UNSENT:
        return "Ask them first: nothing passes before the person it is about has agreed."
    if by is By.GIVER:
        return _why_not_the_giver(fact, to)
    if fact.stage in UNSENT:
        return "It has not been sent yet: until then it is the giver's."
    if to in UNSENT or to is Stage.WITHDRAWN:
        return "That is the giver's to say. Decline it if it does not fit, or make it void if it was a mistake."
    if to is Stage.DECLINED:
        return "You have begun already: if it came to nothing, call it lost. The giver is told why."
    if correcting:
        return f"From “{fact.stage}” it cannot go back to “{to}”."
    if fact.stage is S:
        return "Say yes first: accept it, or note that you reached or met them."
    return f"It is at “{fact.stage}”, past “{to}”. If that was a mistake, put it back as a correction."


def _why_not_the_giver(fact: Fact, to: Stage) -> str:
    if to is Stage.WITHDRAWN:
        return "They have taken it on. Talk with them: they can end it, and either of you can void a mistake."
    if fact.stage in UNSENT:
        return "It has not been sent yet: ask for consent, then send it."
    return "From here on it is the receiver who moves it. You are told of every move."


def is_open(stage: Stage) -> bool:
    """Is there still something to come?"""
    return stage in OPEN


def is_closed_loop(stage: Stage, *, told: bool, thanked: bool) -> bool:
    """The giver has been told the outcome, and thanked."""
    return stage in OUTCOMES and told and thanked
