"""The life of an agreement: which move is possible in which state, by whom, and what follows from it.

    proposed --sign by both--> active <--> paused
    proposed --> declined | withdrawn | expired          active, paused --> ended

A change is a new wording with a number of its own, signed by whoever made it. Signing names the number that was read,
so nobody signs what they did not see. While a changed wording of a living agreement waits, the old one stays in force.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from grapevine.domain.partnerships.rules.terms import Side

#: A proposal that nobody answers is over after this many days. Judgement.
ANSWER_DAYS = 60


class State(StrEnum):
    """Where an agreement is."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


OPEN = frozenset({State.PROPOSED, State.ACTIVE, State.PAUSED})
#: Both have signed something.
LIVING = frozenset({State.ACTIVE, State.PAUSED})


class Move(StrEnum):
    """What either side can do."""

    PROPOSE = "propose"
    CHANGE = "change"
    SIGN = "sign"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    PAUSE = "pause"
    RESUME = "resume"
    CHECK_IN = "check_in"
    END = "end"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rule looks at. Versions count from 1; 0 is none.

    ``version``: the wording that stands or waits; ``latest``: the highest number ever given, so that none is given
    twice; ``in_force``: the last wording that both signed.
    """

    state: State
    version: int
    signed_owner: int
    signed_partner: int
    in_force: int = 0
    latest: int = 1
    proposed_on: date | None = None
    paused_until: date | None = None

    def signed(self, side: Side) -> int:
        """The last wording this side signed."""
        return self.signed_owner if side is Side.OWNER else self.signed_partner

    def waits_for(self) -> Side | None:
        """Who has a wording to answer; None when nobody has."""
        if self.state not in OPEN or self.signed_owner == self.signed_partner == self.version:
            return None
        return Side.PARTNER if self.signed_owner == self.version else Side.OWNER


def proposal(side: Side, today: date) -> Standing:
    """A fresh one, signed by whoever made it."""
    return _signing(Standing(State.PROPOSED, 1, 0, 0, proposed_on=today), side)


def now_standing(standing: Standing, today: date) -> Standing:
    """What a day has made of it: unanswered proposals are over, pauses end."""
    if standing.state is State.PROPOSED and standing.proposed_on:
        if today > standing.proposed_on + timedelta(days=ANSWER_DAYS):
            return replace(standing, state=State.EXPIRED)
    elif standing.state is State.PAUSED and standing.paused_until and today >= standing.paused_until:
        return replace(standing, state=State.ACTIVE, paused_until=None)
    return standing


def refusal(standing: Standing, move: Move, side: Side, *, version: int | None = None) -> str:
    """Why this side cannot do this now; "" when they can. ``version``: the wording they have read."""
    if standing.state not in OPEN:
        return f"This agreement is {OVER[standing.state]}; begin a new one."
    if version is not None and version != standing.version:
        return "The wording has changed since you opened it: read it again, then decide."
    return _WHY[move](standing, side)


#: How a state that is over is told.
OVER = {
    State.ENDED: "over",
    State.DECLINED: "declined",
    State.WITHDRAWN: "taken back",
    State.EXPIRED: "over, because nobody answered in time",
}


def _sign(standing: Standing, side: Side) -> str:
    return "You have signed this wording already." if standing.signed(side) == standing.version else ""


def _decline(standing: Standing, side: Side) -> str:
    if standing.waits_for() is not side:
        return "Only whoever is asked can decline; you proposed this, so take it back instead."
    return ""


def _withdraw(standing: Standing, side: Side) -> str:
    if standing.waits_for() is not side.other:
        return "Only what you proposed yourself, and nobody has signed, can be taken back."
    return ""


def _living(standing: Standing, side: Side) -> str:
    return "" if standing.state in LIVING else "That needs an agreement that both have signed."


def _pause(standing: Standing, side: Side) -> str:
    return "" if standing.state is State.ACTIVE else "Only an agreement in force can pause."


def _resume(standing: Standing, side: Side) -> str:
    return "" if standing.state is State.PAUSED else "It does not pause."


def _free(standing: Standing, side: Side) -> str:
    return ""


def _begun(standing: Standing, side: Side) -> str:
    return "It is proposed already."


_WHY = {
    Move.PROPOSE: _begun,
    Move.CHANGE: _free,
    Move.SIGN: _sign,
    Move.DECLINE: _decline,
    Move.WITHDRAW: _withdraw,
    Move.PAUSE: _pause,
    Move.RESUME: _resume,
    Move.CHECK_IN: _living,
    Move.END: _living,
}


def after(standing: Standing, move: Move, side: Side, *, until: date | None = None, today: date) -> Standing:
    """What a move that was not refused leads to."""
    if move is Move.CHANGE:
        again = today if standing.state is State.PROPOSED else standing.proposed_on
        number = standing.latest + 1
        return _signing(replace(standing, version=number, latest=number, proposed_on=again), side)
    if move is Move.SIGN:
        signed = _signing(standing, side)
        state = State.ACTIVE if standing.state is State.PROPOSED else standing.state
        return replace(signed, state=state, in_force=signed.version) if _both(signed) else signed
    if move in (Move.DECLINE, Move.WITHDRAW):
        return _back(standing, move)
    if move is Move.PAUSE:
        return replace(standing, state=State.PAUSED, paused_until=until)
    if move is Move.RESUME:
        return replace(standing, state=State.ACTIVE, paused_until=None)
    return replace(standing, state=State.ENDED) if move is Move.END else standing


def _signing(standing: Standing, side: Side) -> Standing:
    """With this side's name under the wording that waits."""
    if side is Side.OWNER:
        return replace(standing, signed_owner=standing.version)
    return replace(standing, signed_partner=standing.version)


def _both(standing: Standing) -> bool:
    return standing.signed_owner == standing.signed_partner == standing.version


def _back(standing: Standing, move: Move) -> Standing:
    """A proposal is over; a change of a living agreement falls away, and the wording in force stands as signed."""
    if standing.state is State.PROPOSED:
        return replace(standing, state=State.DECLINED if move is Move.DECLINE else State.WITHDRAWN)
    force = standing.in_force
    return replace(standing, version=force, signed_owner=force, signed_partner=force)


def next_check_in(last: date, cadence: int) -> date:
    """When the next look together is due."""
    return last + timedelta(days=cadence)
