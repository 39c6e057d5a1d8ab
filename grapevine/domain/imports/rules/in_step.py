"""In step with an account of contacts: what to do with one card, when to stop and ask, when to try again.

``both_sides`` says what a card should hold; this says whether there should be one at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Phase(StrEnum):
    """How an account stands."""

    CHOOSING = "choosing"
    READY = "ready"
    PAUSED = "paused"
    LOCKED = "locked"
    ASKING = "asking"


class CardState(StrEnum):
    """How a card of the server stands. ``new``: not in the book yet (fetched or not, or asked about).

    ``linked``: somebody's card. ``making``: about to be written to the server for the first time. ``passed``: no
    person's card, or not readable. ``gone``: deleted there. ``left``: whoever it was is erased here; it stays there.
    """

    NEW = "new"
    LINKED = "linked"
    MAKING = "making"
    PASSED = "passed"
    GONE = "gone"
    LEFT = "left"


class Their(StrEnum):
    """What happened to a card on the server since both sides agreed."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class Ours(StrEnum):
    """What happened to the person here since both sides agreed: ``aside`` is archived since, ``back`` restored."""

    SAME = "same"
    CHANGED = "changed"
    ASIDE = "aside"
    BACK = "back"
    ERASED = "erased"


class Step(StrEnum):
    """What to do with one card."""

    NOTHING = "nothing"
    BRING_TOGETHER = "bring together"
    PUT_ASIDE = "put aside"
    KEEP = "keep"
    MAKE_AGAIN = "make again"
    DELETE_THERE = "delete there"
    LEAVE = "leave"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Switches:
    """What may be done on the server: change cards (``sends``), add people (``creates``), delete (``deletes``)."""

    sends: bool = False
    creates: bool = False
    deletes: bool = False


def step(their: Their, ours: Ours, switches: Switches) -> Step:
    """What to do: an edit beats a deletion on either side, and nothing is deleted there unless asked for."""
    deletes = switches.sends and switches.deletes
    if ours is Ours.ERASED:
        if their is Their.GONE:
            return Step.FORGET
        return Step.DELETE_THERE if deletes and their is Their.SAME else Step.LEAVE
    if their is Their.GONE:
        if ours is Ours.SAME:
            return Step.PUT_ASIDE
        if ours is Ours.ASIDE:
            return Step.KEEP
        return Step.MAKE_AGAIN if switches.sends else Step.KEEP
    if their is Their.CHANGED:
        return Step.BRING_TOGETHER
    if ours is Ours.ASIDE:
        return Step.DELETE_THERE if deletes else Step.NOTHING
    return Step.BRING_TOGETHER if ours in (Ours.CHANGED, Ours.BACK) and switches.sends else Step.NOTHING


#: So many at once are never stopped: a handful is an ordinary day.
HANDFUL = 5
#: More at once than these, or than one in five of all, is asked about first.
MANY = 200


def must_ask(planned: int, cards: int, allowed: int = 0) -> bool:
    """Would so many deletions out of so many cards be a surprise? ``allowed`` is what the member said yes to."""
    return planned > max(HANDFUL, allowed) and (planned > MANY or planned * 5 > cards)


#: How long until the next look, and the longest pause after failures.
EVERY = timedelta(hours=1)
LONGEST = timedelta(days=1)


def next_look(failures: int, after: timedelta = timedelta(0)) -> timedelta:
    """How long to wait: an hour, twice as long after each failure in a row, ``after`` where the server asked for it, a
    day at most."""
    return min(max(EVERY * 2 ** min(failures, 10), after), LONGEST)
