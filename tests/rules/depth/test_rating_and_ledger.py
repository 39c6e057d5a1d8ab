"""What a member's own answer weighs, how a new one replaces the old, and the whole ledger as sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import rating, score
from grapevine.domain.depth.rules.ledger import sums_of
from grapevine.domain.depth.rules.rating import Rating
from grapevine.domain.depth.rules.sums import Event, Sums, fold
from grapevine.domain.depth.rules.tempo import STANDARD
from tests.rules.depth.histories import events, histories, numbers, ratings, same, tempos

TODAY = 20_600.0


def test_a_top_rating_weighs_as_much_as_four_one_to_ones_and_the_lowest_nothing():
    assert [rating.weight(stars) for stars in (1, 2, 3, 4, 5)] == [0.0, 0.75, 3.0, 6.75, 12.0]


@pytest.mark.parametrize("stars", [0, 0.99, 5.01, 6, -1])
def test_a_rating_outside_one_to_five_is_refused(stars):
    with pytest.raises(ValueError, match="between 1 and 5"):
        rating.weight(stars)


def test_only_the_newest_rating_counts_and_of_two_at_once_the_higher():
    first, second = Rating(TODAY - 200, 5), Rating(TODAY, 3)
    assert rating.standing([second, first]) == second
    assert rating.standing([Rating(TODAY, 2), Rating(TODAY, 4)]) == Rating(TODAY, 4)
    assert rating.standing([]) is None


def test_each_side_s_rating_is_credited_to_its_own_side():
    assert rating.events(Rating(TODAY, 5), None) == [Event(TODAY, mine=12.0)]
    assert rating.events(None, Rating(TODAY, 3)) == [Event(TODAY, theirs=3.0)]
    assert rating.events(None, None) == []


def test_a_new_rating_takes_the_place_of_what_is_left_of_the_old_one():
    lunch = Event(TODAY - 300, 3.0, 3.0)
    old, new = rating.events(Rating(TODAY - 200, 5), None), rating.events(Rating(TODAY, 2), None)
    sums = rating.replaced(fold([lunch, *old], STANDARD), old=old, new=new, tempo=STANDARD)
    assert same(sums, fold([lunch, *new], STANDARD))


def test_a_rating_that_is_taken_back_leaves_no_trace():
    old = rating.events(Rating(TODAY - 200, 5), Rating(TODAY - 100, 4))
    sums = rating.replaced(fold(old, STANDARD), old=old, new=[], tempo=STANDARD)
    assert sums == Sums(at=TODAY - 100)


def test_touches_count_once_a_day_while_gives_do_not():
    twice = [Event(TODAY, 1.5, 0.0), Event(TODAY, 1.5, 0.0)]
    assert sums_of(touches=twice, tempo=STANDARD).mine.fast == 1.5
    assert sums_of(touches=[], gives=twice, tempo=STANDARD).mine.fast == 3.0


def test_a_history_without_anything_is_not_measured():
    assert sums_of(touches=[], tempo=STANDARD) == Sums()


def test_rating_each_other_at_the_top_is_deep_without_any_touch():
    top = [Rating(TODAY, 5)]
    both = sums_of(touches=[], my_ratings=top, their_ratings=top, tempo=STANDARD)
    alone = sums_of(touches=[], my_ratings=top, tempo=STANDARD)
    assert score.depth(both, TODAY, STANDARD) == pytest.approx(100 * (1 - 2**-1.2))
    assert score.depth(alone, TODAY, STANDARD) < 5


@given(histories, st.lists(events, max_size=5), ratings, ratings, tempos, st.randoms(use_true_random=False))
def test_the_ledger_in_any_order_gives_the_same_sums(touches, gives, mine, theirs, tempo, chance):
    told = sums_of(touches=touches, gives=gives, my_ratings=mine, their_ratings=theirs, tempo=tempo)
    for book in (touches, gives, mine, theirs):
        chance.shuffle(book)
    assert same(told, sums_of(touches=touches, gives=gives, my_ratings=mine, their_ratings=theirs, tempo=tempo))


@given(histories, ratings.filter(bool), tempos)
def test_rating_again_and_again_equals_the_last_rating_alone(history, answers, tempo):
    answers.sort(key=lambda answer: answer.at)
    sums, old = fold(history, tempo), []
    for answer in answers:
        new = rating.events(None, answer)
        sums, old = rating.replaced(sums, old=old, new=new, tempo=tempo), new
    assert numbers(sums) == pytest.approx(numbers(fold([*history, *old], tempo)), rel=1e-9, abs=5e-9)
