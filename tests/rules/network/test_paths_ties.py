"""The weight of a tie, consent, compressed rows, and the choice of three paths that lean on different people."""

from __future__ import annotations

import numpy as np
import pytest

from grapevine.domain.network.rules.paths import tie
from grapevine.domain.network.rules.paths.diverse import best_paths, diverse
from grapevine.domain.network.rules.paths.search import Path, candidates
from grapevine.domain.network.rules.paths.ties import directed, undirected
from tests.rules.network.by_hand import every_path, hubs_of, in_order, made, pairs, three_of, with_hubs

LEAH, DANA, BEN, PRIYA, TOM, ELLEN = range(6)
NOW = 20_600.0


@pytest.mark.parametrize(("depth", "p"), [(0.0, 0.05), (50.0, 0.425), (100.0, 0.8)])
def test_the_deeper_the_tie_the_likelier_the_introduction(depth, p):
    assert tie.probability(depth, NOW - 10, NOW, consent=True) == pytest.approx(p)


def test_a_year_without_a_touch_halves_it():
    assert tie.probability(100.0, NOW - 365, NOW, consent=True) == pytest.approx(0.8)
    assert tie.probability(100.0, NOW - 365.01, NOW, consent=True) == pytest.approx(0.4)
    assert tie.probability(100.0, None, NOW, consent=True) == pytest.approx(0.4)


def test_without_consent_there_is_no_tie_however_deep():
    assert tie.probability(100.0, NOW, NOW, consent=False) == 0.0


@pytest.mark.parametrize("depth", [-0.1, 100.1, float("nan")])
def test_a_depth_off_the_scale_is_refused(depth):
    with pytest.raises(ValueError, match="from 0 to 100"):
        tie.probability(depth, NOW, NOW, consent=True)


@pytest.mark.parametrize(
    ("choice", "stranger", "deep", "same_chapter"),
    [
        (tie.NOBODY, False, False, False),
        (tie.DEEP, False, True, False),
        (tie.CHAPTER, False, False, True),
        (tie.ANYONE, True, True, True),
    ],
)
def test_each_choose_who_may_ask_them_and_are_taken_at_their_word(choice, stranger, deep, same_chapter):
    assert tie.consents(choice, hidden=False, depth=49.9, same_chapter=False) is stranger
    assert tie.consents(choice, hidden=False, depth=50.0, same_chapter=False) is deep
    assert tie.consents(choice, hidden=False, depth=0.0, same_chapter=True) is same_chapter


@pytest.mark.parametrize("choice", tie.ASKABLE_BY)
def test_the_hidden_are_asked_by_nobody(choice):
    assert not tie.consents(choice, hidden=True, depth=100.0, same_chapter=True)


def test_a_choice_nobody_was_offered_is_refused():
    with pytest.raises(ValueError, match="'friends' is not one of nobody, deep, chapter, anyone"):
        tie.consents("friends", hidden=False, depth=100.0, same_chapter=True)


def test_no_person_without_consent_is_ever_in_a_path():
    people = 400
    network = with_hubs(people, 12.0, 7)
    hidden = {*hubs_of(network, 2), *range(0, people, 9)}
    chance = np.random.default_rng(7)
    consented = {
        a: {b: tie.probability(float(chance.uniform(20, 100)), NOW, NOW, consent=b not in hidden) for b in network[a]}
        for a in network
    }
    ties, seen = made(consented, people), 0
    for source, target in pairs(people, 300, 7, sorted(hidden)[:5]):
        for path in candidates(ties, source, target):
            assert hidden.isdisjoint(path.people[1:])
            seen += 1
    assert seen > 1_000
    assert any(who in hidden for path in candidates(made(network, people), 1, 2) for who in path.people[1:])


def test_of_two_ties_between_the_same_people_the_best_counts():
    ties = directed(2, [LEAH, LEAH, LEAH], [DANA, DANA, DANA], [0.3, 0.6, 0.5])
    assert candidates(ties, LEAH, DANA) == [Path((LEAH, DANA), 0.6)]
    assert candidates(undirected(2, [LEAH, DANA], [DANA, LEAH], [0.3, 0.6]), LEAH, DANA) == [Path((LEAH, DANA), 0.6)]


def test_ties_to_oneself_and_ties_without_consent_are_left_out():
    ties = directed(3, [LEAH, LEAH, LEAH], [LEAH, DANA, BEN], [0.9, 0.0, 0.4])
    assert [column.tolist() for column in ties.out(LEAH)] == [[BEN], [0.4]]
    assert [column.tolist() for column in ties.into(DANA)] == [[], []]


def test_ties_are_read_from_both_ends():
    ties = directed(4, [LEAH, BEN, LEAH], [DANA, DANA, BEN], [0.5, 0.6, 0.7])
    assert [column.tolist() for column in ties.out(LEAH)] == [[DANA, BEN], [0.5, 0.7]]
    assert [column.tolist() for column in ties.into(DANA)] == [[LEAH, BEN], [0.5, 0.6]]
    found = ties.out_of_all(np.array([BEN, PRIYA, LEAH], np.int32))
    assert [column.tolist() for column in found] == [[0, 2, 2], [DANA, DANA, BEN], [0.6, 0.5, 0.7]]


@pytest.mark.parametrize("p", [-0.1, 1.01, float("nan")])
def test_a_p_that_is_no_chance_is_refused(p):
    with pytest.raises(ValueError, match="from 0 to 1"):
        directed(2, [0], [1], [p])


def test_people_outside_the_network_are_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        directed(2, [0], [2], [0.5])
    with pytest.raises(ValueError, match="numbered from 0 to 1"):
        undirected(2, [-1], [1], [0.5])


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="unequal length"):
        directed(2, [0, 1], [1], [0.5])


def test_the_second_path_leans_on_somebody_else_where_that_is_worth_it():
    same, other = Path((LEAH, DANA, PRIYA, TOM), 0.5), Path((LEAH, BEN, TOM), 0.3)
    assert diverse([Path((LEAH, DANA, TOM), 0.6), same, other], 2)[1] == other
    assert diverse([Path((LEAH, DANA, TOM), 0.6), same, Path((LEAH, BEN, TOM), 0.2)], 2)[1] == same


def test_a_go_between_used_twice_counts_a_quarter():
    pool = [
        Path((LEAH, DANA, BEN, TOM), 0.8),
        Path((LEAH, DANA, PRIYA, TOM), 0.79),
        Path((LEAH, DANA, TOM), 0.78),
        Path((LEAH, ELLEN, TOM), 0.2),
    ]
    assert [path.value for path in diverse(pool)] == [0.8, 0.79, 0.2]


def test_two_go_betweens_used_once_count_a_quarter_as_well():
    both, one = Path((LEAH, BEN, DANA, TOM), 0.7), Path((LEAH, DANA, PRIYA, TOM), 0.4)
    assert diverse([Path((LEAH, DANA, BEN, TOM), 0.8), both, one], 2)[1] == one


def test_a_direct_tie_leans_on_nobody():
    direct = Path((LEAH, TOM), 0.1)
    assert diverse([Path((LEAH, DANA, TOM), 0.6), Path((LEAH, DANA, BEN, TOM), 0.15), direct], 2)[1] == direct


def test_of_fewer_paths_than_asked_for_all_are_picked():
    assert diverse([]) == []
    assert diverse([Path((LEAH, TOM), 0.1)]) == [Path((LEAH, TOM), 0.1)]


def test_the_three_are_those_of_weighing_the_whole_pool_each_time():
    people = 600
    network = with_hubs(people, 12.0, 5)
    ties = made(network, people)
    for source, target in pairs(people, 200, 5, hubs_of(network)):
        pool = in_order(every_path(network, source, target))[:250]
        ours = best_paths(ties, source, target)
        assert [path.people for path in ours] == three_of(pool)
