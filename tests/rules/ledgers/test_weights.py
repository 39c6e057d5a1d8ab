"""What touches and gives weigh: the table of the method, written out once more by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.gives import rules as gives
from grapevine.domain.touches import rules as touches


@pytest.mark.parametrize(
    "kind, began, minutes, weights",
    [
        ("message", "me", None, (1, 0)), ("message", "them", None, (0, 1)), ("message", "", None, (0, 0)),
        ("message", "me", 90, (1, 0)),
        ("call", "", None, (2, 2)), ("call", "me", 60, (2.4, 2)), ("call", "them", 60, (2, 2.4)),
        ("call", "me", 4, (1, 0)), ("call", "them", 4, (0, 1)), ("call", "", 4, (0, 0)), ("call", "", 5, (1, 1)),
        ("one_to_one", "", 60, (3, 3)), ("meal", "", 15, (1.5, 1.5)), ("visit", "me", 135, (5.4, 4.5)),
        ("visit", "", 1000, (4.5, 4.5)), ("event", "", 60, (1, 1)), ("group_meeting", "", 60, (0.25, 0.25)),
        ("one_to_one", "", 0, (1.5, 1.5)),
    ],
)  # fmt: skip
def test_a_touch_weighs_what_the_method_says(
    kind: str, began: str, minutes: int | None, weights: tuple[float, float]
) -> None:
    assert touches.weights(kind, began, minutes) == pytest.approx(weights)


@given(st.sampled_from(touches.KINDS), st.sampled_from(touches.BEGAN_BY), st.one_of(st.none(), st.integers(0, 1440)))
def test_swapping_who_began_swaps_the_weights(kind: str, began: str, minutes: int | None) -> None:
    other = {"me": "them", "them": "me", "": ""}[began]
    assert touches.weights(kind, began, minutes) == touches.weights(kind, other, minutes)[::-1]
    assert min(touches.weights(kind, began, minutes)) >= 0


@pytest.mark.parametrize(
    "kind, weight",
    [("referral", 3), ("endorsement", 3), ("introduction", 2), ("idea", 1.5), ("resource", 1.5), ("information", 1.5),
     ("help", 1.5), ("invitation", 1.5), ("support", 1.5), ("thanks", 1.5)],
)  # fmt: skip
def test_a_give_credits_only_its_giver(kind: str, weight: float) -> None:
    assert gives.weights(kind, "given") == (weight, 0)
    assert gives.weights(kind, "received") == (0, weight)


def test_the_tables_hold_no_other_kind() -> None:
    assert len(touches.KINDS) == 7 and len(gives.KINDS) == 10
    for rules in (touches, gives):
        with pytest.raises(KeyError):
            rules.weights("gossip", "me")
