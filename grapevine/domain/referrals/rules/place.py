"""In which chapter a referral counts, and how warm it is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from grapevine.domain.accounts.rules.access import SeatFact


class Warmth(StrEnum):
    """What the prospect knows of the receiver."""

    EXPECTS = "expects"
    KNOWS = "knows"
    COLD = "cold"


WARMTH_IN_WORDS = {
    Warmth.EXPECTS: "They expect your call",
    Warmth.KNOWS: "They know your name",
    Warmth.COLD: "They do not know of you yet",
}


def place(own: Sequence[SeatFact], other: Sequence[SeatFact] = ()) -> tuple[int | None, int | None]:
    """(organisation, chapter), inner ids: the chapter both sit in, else the one of whoever notes it, else none."""
    chapters = {seat.chapter_id for seat in other if seat.chapter_id}
    seats = sorted((seat for seat in own if seat.chapter_id), key=lambda seat: seat.chapter_id not in chapters)
    return (seats[0].organisation_id, seats[0].chapter_id) if seats else (None, None)
