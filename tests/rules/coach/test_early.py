"""Of whom not to want anything yet: the one met last of those whom one hardly knows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.plan.early import LATELY_DAYS, newest, too_early
from grapevine.domain.coach.rules.techniques.situation import Situation

HARDLY = Situation(name="Nadia", quiet=8.0, depth=12.0)
days = st.none() | st.floats(0, 400)
people = st.builds(Situation, quiet=days, depth=st.none() | st.floats(0, 100), waiting=st.booleans())


def test_who_was_met_of_late_and_is_hardly_known_is_too_early_to_ask():
    assert too_early(HARDLY) and too_early(Situation(quiet=1.0))
    for other in (Situation(quiet=None), Situation(quiet=LATELY_DAYS + 1, depth=12.0), Situation(quiet=8.0, depth=35.0),
                  Situation(quiet=8.0, depth=12.0, waiting=True)):  # fmt: skip
        assert not too_early(other)


def test_of_two_the_one_met_last_is_named_and_of_one_day_the_deeper():
    assert newest([HARDLY, Situation(quiet=3.0, depth=5.0)]) == 1
    assert newest([Situation(quiet=8.0, depth=5.0), HARDLY]) == 1
    assert newest([]) is None


@given(st.lists(people, max_size=6))
def test_nobody_is_named_whom_one_may_ask_and_nobody_later_is_left(those):
    at = newest(those)
    early = [one for one in those if too_early(one)]
    assert (at is None) is (not early)
    if at is not None:
        assert too_early(those[at]) and those[at].quiet == min(one.quiet for one in early)
