"""What an agreement asks of one side today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from grapevine.domain.partnerships.rules import agreement, waiting
from grapevine.domain.partnerships.rules.agreement import Move, State
from grapevine.domain.partnerships.rules.terms import Side

TODAY = date(2026, 11, 16)
PROPOSED = agreement.proposal(Side.PARTNER, TODAY)
ACTIVE = agreement.after(PROPOSED, Move.SIGN, Side.OWNER, today=TODAY)
SOON, LATER = TODAY + timedelta(days=7), TODAY + timedelta(days=8)


@pytest.mark.parametrize(
    "standing, side, check_in, review, asks",
    [
        (PROPOSED, Side.OWNER, None, None, "sign"),
        (PROPOSED, Side.PARTNER, None, None, ""),
        (ACTIVE, Side.OWNER, SOON, LATER, "check_in"),
        (ACTIVE, Side.PARTNER, SOON, SOON, "review"),
        (ACTIVE, Side.OWNER, LATER, LATER, ""),
        (agreement.after(ACTIVE, Move.CHANGE, Side.PARTNER, today=TODAY), Side.OWNER, SOON, SOON, "sign"),
        (replace(ACTIVE, state=State.PAUSED), Side.OWNER, SOON, SOON, ""),
        (replace(ACTIVE, state=State.ENDED), Side.OWNER, SOON, SOON, ""),
    ],
)
def test_one_thing_at_most_is_asked(
    standing: agreement.Standing, side: Side, check_in: date, review: date, asks: str
) -> None:
    assert waiting.asked(standing, side, check_in, review, TODAY) == asks


@pytest.mark.parametrize(
    "asks, on, said",
    [
        ("sign", None, "Dana has put a wording of your agreement on the table. Sign it, change it, or decline."),
        ("check_in", TODAY, "Your check-in is due today."),
        ("check_in", TODAY + timedelta(days=1), "Your check-in is due tomorrow."),
        ("review", SOON, "The review of the whole agreement is due in 7 days."),
        ("review", TODAY - timedelta(days=2), "The review of the whole agreement was due on 14 November."),
    ],
)
def test_it_is_said_with_its_day(asks: str, on: date | None, said: str) -> None:
    assert "Dana" in waiting.title(asks, "Dana")
    assert waiting.why(asks, "Dana", on, TODAY) == said
