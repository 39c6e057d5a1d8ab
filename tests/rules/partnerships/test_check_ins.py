"""A look at an agreement together: whose word to it is still open, and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grapevine.domain.partnerships.rules import check_ins

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    "owner, partner, asked", [(True, False, "partner"), (False, True, "owner"), (True, True, ""), (False, False, "")]
)
def test_the_one_who_has_not_spoken_yet_is_asked(owner: bool, partner: bool, asked: str) -> None:
    assert check_ins.still_asked(owner, partner) == asked


@pytest.mark.parametrize(
    "side, asked, days, is_open",
    [
        ("owner", "owner", 28, True),
        ("owner", "owner", 29, False),
        ("owner", "partner", 1, False),
        ("owner", "", 1, False),
    ],
)
def test_it_is_asked_for_four_weeks(side: str, asked: str, days: int, is_open: bool) -> None:
    assert check_ins.open_for(side, asked, TODAY - timedelta(days=days), TODAY) is is_open
    assert not check_ins.open_for(side, asked, None, TODAY)
