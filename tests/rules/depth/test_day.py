"""A day counts once per direction for touches, at its strongest touch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules.day import credit_at, day_events, day_of, day_weight, difference
from grapevine.domain.depth.rules.sums import Event, add, fold
from tests.rules.depth.histories import events, histories, same, tempos

DAY = 20_000


def test_ten_messages_on_one_day_count_as_one():
    chatter = [Event(DAY + hour / 24, 1.0, 0.0) for hour in range(10)]
    assert day_events(chatter) == [Event(float(DAY), 1.0, 0.0)]


def test_a_message_and_a_lunch_on_one_day_count_as_the_lunch():
    assert day_weight([(1.0, 0.0), (3.0, 3.0), (0.0, 1.0)]) == (3.0, 3.0)


def test_each_direction_has_its_own_strongest_touch():
    assert day_weight([(2.4, 2.0), (0.0, 3.6)]) == (2.4, 3.6)


def test_a_day_without_touches_weighs_nothing():
    assert day_weight([]) == (0.0, 0.0)
    assert day_events([]) == []


def test_two_days_count_twice_even_an_hour_apart():
    assert len(day_events([Event(DAY + 0.99, 1.0, 0.0), Event(DAY + 1.01, 1.0, 0.0)])) == 2


def test_a_day_counts_from_its_beginning_so_never_ahead_of_the_clock():
    assert day_of(DAY + 0.7) == DAY
    assert credit_at(DAY) == float(DAY)
    assert day_of(-0.5) == -1


def test_what_a_heavier_touch_adds_is_the_difference_and_taking_it_back_is_negative():
    assert difference((1.0, 0.0), (3.0, 3.0)) == (2.0, 3.0)
    assert difference((3.0, 3.0), (1.0, 0.0)) == (-2.0, -3.0)


@given(histories.flatmap(lambda h: st.tuples(st.just(h), st.permutations(h))), tempos)
def test_the_order_in_which_touches_are_written_down_does_not_matter(both, tempo):
    told, shuffled = both
    assert sorted(day_events(told), key=lambda e: e.at) == sorted(day_events(shuffled), key=lambda e: e.at)
    assert same(fold(day_events(told), tempo), fold(day_events(shuffled), tempo))


@given(st.lists(events, min_size=1, max_size=10), tempos)
def test_adding_each_touch_as_it_comes_gives_the_same_as_counting_days(touches, tempo):
    kept: dict[int, tuple[float, float]] = {}
    sums = fold([], tempo)
    for touch in touches:
        day = day_of(touch.at)
        before = kept.get(day, (0.0, 0.0))
        kept[day] = day_weight([before, (touch.mine, touch.theirs)])
        mine, theirs = difference(before, kept[day])
        sums = add(sums, at=credit_at(day), mine=mine, theirs=theirs, tempo=tempo)
    assert same(sums, fold(day_events(touches), tempo))
