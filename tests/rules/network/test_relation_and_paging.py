"""One relationship weighed; pages of a list."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules.parts import Trace
from grapevine.domain.depth.rules.sums import Side, Sums
from grapevine.domain.depth.rules.tempo import STANDARD
from grapevine.domain.gives.rules.promises import Tally
from grapevine.domain.network.rules.paging import Cursor, decode, encode
from grapevine.domain.network.rules.relation import Facts, Relation, weigh
from grapevine.kit.errors import Refused

BOTH = Sums(Side(12, 20), Side(9, 15), 100.0)


def test_what_was_not_measured_is_none_never_zero() -> None:
    found = weigh(Facts(), 100.0, STANDARD)
    assert (found.depth, found.i_know, found.they_know, found.rank_key) == (None, None, None, None)
    assert found.stage == "seen" and not found.dormant and found.missing == "know"
    assert weigh(Facts(sums=Sums(at=5.0)), 100.0, STANDARD).depth is None
    assert Relation().depth is None


def test_a_relationship_has_depth_and_both_sides() -> None:
    counts = {"touches": 9, "begun_by_me": 3, "begun_by_them": 2, "given": 1, "received": 2}
    found = weigh(Facts(sums=BOTH, rank_key=7.0, **counts), 100.0, STANDARD)
    assert found.depth is not None and 50 < found.depth < 100
    assert found.i_know is not None and found.they_know is not None and found.rank_key == 7.0
    assert found.stage in ("trusted", "referring")
    assert found.theirs and found.mine and set(found.theirs) == set(found.mine)


def test_where_nothing_is_missing_nothing_is_told_to_be_however_much_is_told() -> None:
    whole = Facts(sums=BOTH, my_corrected="55555", their_corrected="55555")
    assert [weigh(whole, 100.0, STANDARD, told=told).missing for told in ("both", "theirs", "nobody")] == [None] * 3


def test_swapping_the_sides_swaps_what_each_knows() -> None:
    one = weigh(Facts(sums=BOTH, begun_by_me=3, begun_by_them=1, given=4, received=1, my_rating=5), 130.0, STANDARD)
    swapped = Sums(BOTH.theirs, BOTH.mine, BOTH.at)
    other = weigh(
        Facts(sums=swapped, begun_by_me=1, begun_by_them=3, given=1, received=4, their_rating=5), 130.0, STANDARD
    )
    assert one.depth == pytest.approx(other.depth)
    assert (one.i_know, one.they_know) == (other.they_know, other.i_know)
    assert (one.mine, one.theirs) == (other.theirs, other.mine)


def test_kept_and_broken_promises_are_evidence_of_trust_of_whoever_made_them() -> None:
    found = weigh(Facts(sums=BOTH, promises=Tally(kept_by_me=2, kept_by_them=1, broken_by_them=3)), 100.0, STANDARD)
    assert found.mine and found.theirs
    mine, theirs = found.mine["trust"], found.theirs["trust"]
    assert mine.trace == Trace(1.0, 2) and theirs.trace == Trace(2 / 5, 4)
    assert mine.measured and mine.value > theirs.value
    untold = weigh(Facts(sums=BOTH), 100.0, STANDARD).theirs
    assert untold and not untold["trust"].measured


def test_a_deep_tie_that_went_quiet_is_dormant() -> None:
    assert weigh(Facts(sums=BOTH, peak=80.0), 100.0 + 400, STANDARD).dormant
    assert not weigh(Facts(sums=BOTH, peak=80.0), 100.0, STANDARD).dormant


@given(st.text(), st.integers(0, 1), st.one_of(st.none(), st.text(), st.floats(allow_nan=False)), st.integers(0, 2**62))
def test_a_cursor_survives_the_address(sort: str, phase: int, value: str | float | None, row: int) -> None:
    cursor = Cursor(sort, phase, value, row)
    assert decode(encode(cursor), sort) == cursor


def test_no_cursor_is_the_first_page() -> None:
    assert decode("", "name") is None


@given(st.text(min_size=1))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        decode(text, "name")


def cursor_of(data: object) -> str:
    """Something somebody made up."""
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "data",
    [["depth", 0, 1.0, 3], ["name", 0, [], 3], ["name", 0, {}, 3], ["name", "x", "a", 3], ["name"], {}, None, 5,
     ["name", 0, "a", None], ["name", 1e400, "a", 3]],
    ids=str,
)  # fmt: skip
def test_a_made_up_cursor_is_refused(data: object) -> None:
    with pytest.raises(Refused):
        decode(cursor_of(data), "name")


@pytest.mark.parametrize(
    "made_up", [["depth", 0, 1.5, -1], ["depth", 0, 1.5, 2**63], ["depth", 3, 1.5, 1], ["depth", 0, float("nan"), 1]]
)
def test_a_cursor_that_no_list_gave_out_is_refused(made_up):
    text = base64.urlsafe_b64encode(json.dumps(made_up).encode()).decode()
    with pytest.raises(Refused, match="broken"):
        decode(text, "depth")
