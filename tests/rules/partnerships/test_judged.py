"""Beside the reasons of a suggestion: for whom it is better, how sure, what next."""

from __future__ import annotations

import pytest

from grapevine.domain.partnerships.rules.matching import judged
from grapevine.domain.partnerships.rules.matching.partner import Verdict


@pytest.mark.parametrize(
    ("out", "back", "said"),
    [(1.0, 1.2, judged.EVEN), (2.0, 1.0, judged.OUT), (0.0, 1.0, judged.BACK), (-0.1, 0.4, judged.FAINT)],
)
def test_twice_the_odds_make_one_direction_the_stronger(out: float, back: float, said: str) -> None:
    assert judged.balance(Verdict(0.1, {"profession": out}, {"profession": back})) == said


@pytest.mark.parametrize(
    ("referrals", "begins"), [(0, "A guess"), (1, "Early, from 1 referral "), (5, "Fairly sure"), (20, "Sure, from 20")]
)
def test_referrals_make_it_sure(referrals: int, begins: str) -> None:
    assert judged.sure(referrals).startswith(begins)


def test_the_close_are_asked_the_others_met_through_somebody_or_over_coffee() -> None:
    assert judged.next_step(45.0, 0) == judged.PROPOSE
    assert judged.next_step(44.9, 2) == judged.INTRODUCE
    assert judged.next_step(None, 0) == judged.MEET
