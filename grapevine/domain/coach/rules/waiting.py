"""Who waits for a word of mine, as far as the ledgers can say it.

answer  the last that happened between the two is a message of theirs (a call under five minutes counts as one), and
        nothing of mine came after: no touch, no give. From the next day on, for three weeks: what is older is a
        tie to be picked up again, and nobody waits for that message any more.
thank   they gave, and no thanks was given since. For a referral, an introduction, an endorsement only a thanks
        settles it (90 days); for the rest being in touch again settles it as well (30 days).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from grapevine.domain.coach.rules.spans import ago
from grapevine.domain.gives import rules as gives
from grapevine.domain.touches import rules as touches

ANSWER_FROM, ANSWER_UNTIL = 1.0, 21.0
THANK_UNTIL, THANK_SMALL_UNTIL = 90.0, 30.0
#: Gives that no talk in passing answers for.
GREAT = frozenset({gives.REFERRAL, gives.INTRODUCTION, gives.ENDORSEMENT})

_GAVE = {
    gives.REFERRAL: "sent you a referral", gives.INTRODUCTION: "introduced you to somebody",
    gives.ENDORSEMENT: "spoke for you", gives.IDEA: "gave you an idea", gives.RESOURCE: "lent you something useful",
    gives.INFORMATION: "told you something useful", gives.HELP: "helped you", gives.INVITATION: "invited you",
    gives.SUPPORT: "stood by you",
}  # fmt: skip


class Gave(NamedTuple):
    """One give between the two: when (days), what, which way."""

    at: float
    kind: str
    direction: str


def is_message(kind: str, began_by: str, minutes: int | None) -> bool:
    """Whether this touch is a message of theirs, to which one answers."""
    short = kind == touches.CALL and minutes is not None and minutes < touches.SHORT_CALL_MINUTES
    return began_by == touches.THEM and (kind == touches.MESSAGE or short)


def waits_for_answer(written: float, last_touch: float, gave: float | None, now: float) -> bool:
    """Whether their message of then still waits; ``gave``: when I last gave them something, None = never."""
    in_time = ANSWER_FROM <= now - written <= ANSWER_UNTIL
    return in_time and last_touch <= written and (gave is None or gave < written)


def still_waits(written: float, between: Iterable[Gave], last_touch: float | None, now: float) -> bool:
    """As :func:`waits_for_answer`, from all that went between the two; ``last_touch``: None where none is known."""
    gave = max((one.at for one in between if one.direction == gives.GIVEN), default=None)
    return waits_for_answer(written, written if last_touch is None else last_touch, gave, now)


def owed_thanks(between: Iterable[Gave], last_touch: float | None, now: float) -> Gave | None:
    """The newest great give not thanked for, else the newest small one; None when nothing is owed."""
    known = list(between)
    thanked = max((one.at for one in known if one.kind == gives.THANKS and one.direction == gives.GIVEN), default=None)
    owed = [one for one in known if _owes(one, thanked, last_touch, now)]
    return max(owed, key=lambda one: (one.kind in GREAT, one.at, one.kind), default=None)


def _owes(one: Gave, thanked: float | None, last_touch: float | None, now: float) -> bool:
    if one.direction != gives.RECEIVED or one.kind not in _GAVE or (thanked is not None and thanked >= one.at):
        return False
    if one.kind in GREAT:
        return now - one.at <= THANK_UNTIL
    settled = last_touch is not None and last_touch > one.at
    return not settled and now - one.at <= THANK_SMALL_UNTIL


def why_answer(name: str, written: float, now: float) -> str:
    """Their message and the silence since."""
    return f"{name} wrote {ago(now - written)}, and nothing has gone back since."


def why_thank(name: str, owed: Gave, now: float) -> str:
    """What they gave and when."""
    return f"{name} {_GAVE[owed.kind]} {ago(now - owed.at)}, and no thanks is on record. Say what came of it, too."
