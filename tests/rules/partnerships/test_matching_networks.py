"""Anybody's ties: what is learned from them, who is suggested, and why."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.partnerships.rules.matching import logistic
from grapevine.domain.partnerships.rules.matching.kinds import MISSING, attribute
from grapevine.domain.partnerships.rules.matching.model import directions, learn, suggest
from grapevine.domain.partnerships.rules.matching.network import (
    common_mean,
    common_term,
    in_common,
    looks_directed,
    network,
    weights,
)
from grapevine.domain.partnerships.rules.matching.pairs import pairs
from grapevine.domain.partnerships.rules.matching.telling import why
from tests.examples import tried

PEOPLE = st.integers(2, 12)
IDS = [f"p{number}" for number in range(60)]


@st.composite
def networks(draw):
    people = draw(PEOPLE)
    one = st.integers(0, people - 1)
    rows = draw(st.lists(st.tuples(one, one), max_size=40))
    return network(people, [a for a, _ in rows], [b for _, b in rows], draw(st.booleans()))


def two_camps(people: int = 40, seed: int = 1):
    """Two halves that keep to themselves, with a word of it, a word of chance, and half of everybody's age."""
    chance = np.random.default_rng(seed)
    half = people // 2
    a, b = np.triu_indices(people, 1)
    tied = chance.random(len(a)) < np.where((a < half) == (b < half), 0.3, 0.03)
    side = attribute("side", ["east" if one < half else "west" for one in range(people)])
    noise = attribute("noise", list(chance.choice(["x", "y"], people)))
    return network(people, a[tied], b[tied], directed=False), [side, noise]


@given(networks())
def test_common_contacts_are_counted_as_by_hand(found):
    weight = weights(found.both)
    sets = [set(found.both.of(one).tolist()) for one in range(found.people)]
    total = 0.0
    for a in range(found.people):
        by_hand = [sum(weight[k] for k in sets[a] & sets[b]) for b in range(found.people)]
        assert in_common(found.both, weight, a) == pytest.approx(by_hand)
        total += sum(by_hand[a + 1 :])
    assert common_mean(found.both, weight) == pytest.approx(total / (found.people * (found.people - 1) / 2))


def test_the_common_term_is_nothing_at_the_mean_and_where_nobody_has_anybody():
    assert common_term(np.array([0.0, 2.0]), 2.0) == pytest.approx([np.log(0.15 / 1.15), 0.0])
    assert common_term(np.array([0.0]), 0.0).tolist() == [0.0]
    assert common_mean(network(1, [], [], False).both, np.array([1.0])) == 0.0


def test_rows_tell_a_direction_only_when_some_are_returned_and_some_are_not():
    assert looks_directed(["a", "b", "c"], ["b", "a", "d"])
    assert not looks_directed(["a", "b"], ["b", "c"])
    assert not looks_directed(["a", "b"], ["b", "a"])


def test_words_stay_numbers_are_grouped_and_what_tells_nothing_is_left_out():
    ages = attribute("age", [str(age) for age in range(20, 60)] + [""])
    assert ages.labels == ("20 to 29", "30 to 39", "40 to 49", "50 to 59")
    assert ages.codes[[0, 39, 40]].tolist() == [0, 3, MISSING]
    offices = attribute("office", ["Rome", "Oslo", "Rome", ""])
    assert (offices.labels, offices.codes.tolist()) == (("Oslo", "Rome"), [1, 0, 1, MISSING])
    firms = attribute("firm", [f"firm {number % 20}" for number in range(40)])
    assert firms.shared_only and not offices.shared_only
    assert attribute("name", ["Ana", "Ben", "Cleo"]) is None
    assert attribute("here", ["yes", "yes", ""]) is None
    assert attribute("level", ["1", "2", "inf", "3", "4", "5", "6", "7", "8", "9", "1"]).labels[-1] == "inf"


def test_an_attribute_counts_as_far_as_it_is_more_than_chance():
    found, attributes = two_camps()
    side, noise = learn(found, attributes, fitting=False).kinds
    assert side.weight > 0.6 and noise.weight < side.weight / 3
    east, both = side.logs(side.cells.cell[0, [0, 1]]), side.logs(side.cells.cell[[0, 1], [1, 0]])
    assert east[0] > 0.0 > east[1]
    assert both[0] == both[1]


def test_of_many_words_only_sharing_one_counts():
    found, _ = two_camps()
    firm = attribute("firm", [f"firm {one // 2}" for one in range(40)])
    (lift,) = learn(found, [firm], fitting=False).kinds
    assert firm.shared_only and lift.cells.count == 2
    assert lift.cells.cell[3, 3] == lift.cells.cell[0, 0] != lift.cells.cell[0, 1] == lift.cells.cell[5, 2]


def test_whoever_has_a_tie_is_not_suggested_and_the_best_has_a_hundred():
    found, attributes = two_camps()
    model = learn(found, attributes)
    best = suggest(model, 3, 10)
    known = set(found.both.of(3).tolist())
    assert best[0].score == 100.0 and len(best) == 10
    assert [one.score for one in best] == sorted((one.score for one in best), reverse=True)
    assert not known & {one.person for one in best} and 3 not in {one.person for one in best}
    assert sum(one.person < 20 for one in best) >= 8


def test_from_150_ties_on_the_weights_are_fitted_to_the_network():
    small, attributes = two_camps()
    assert not learn(small, attributes).fitted
    large, attributes = two_camps(60)
    model = learn(large, attributes)
    assert model.fitted and model.weights[1] > 0.3
    assert not learn(large, attributes, fitting=False).fitted


def test_each_direction_has_its_own_odds_where_ties_have_one():
    # Everybody goes to the two partners; the partners go to nobody but each other.
    rank = attribute("rank", ["partner", "partner", *["associate"] * 6])
    source, target = [*range(2, 8), *range(2, 7), 0, 1], [*[0] * 6, *[1] * 5, 1, 0]
    model = learn(network(8, source, target, directed=True), [rank])
    out, back = directions(model, 7)
    assert out.odds[1] > back.odds[1]
    assert [one.person for one in suggest(model, 7, 1)] == [1]
    assert 7 not in [one.person for one in suggest(model, 0, 9)]
    assert 7 in [one.person for one in suggest(model, 0, 9, one_way=True)]


def test_the_reasons_name_people_and_kinds_in_each_direction():
    rank = attribute("rank", ["partner", "partner", *["associate"] * 5, ""])
    source, target = [*range(2, 8), *range(2, 7), 0, 1], [*[0] * 6, *[1] * 5, 1, 0]
    model = learn(network(8, source, target, directed=True), [rank])
    told = why(model, 7, suggest(model, 7, 1)[0], IDS)
    assert told.startswith("p7 to p1: p1 has many ties") and "; p1 to p7: " in told
    found, attributes = two_camps()
    model = learn(found, attributes)
    told = [why(model, 3, one, IDS) for one in suggest(model, 3, 36)]
    assert any("both side east" in one for one in told) and any(" in common: p" in one for one in told)
    assert any("and" in one.split("in common")[-1] for one in told)
    assert told[-1] == "nothing speaks loudly for it"


def test_many_pairs_are_learned_from_a_fair_part_of_them():
    found, _ = two_camps()
    every, part = pairs(found), pairs(found, most=300)
    assert every.counts.sum() == found.possible and every.tied.sum() == part.tied.sum() == found.ties
    assert part.counts.sum() == pytest.approx(found.possible, rel=0.3) and len(part.a) < len(every.a)


@tried(40)
@given(networks())
def test_any_network_with_a_tie_can_be_learned(found):
    if found.ties:
        kinds = [attribute("one", ["a", "b"] * 6), attribute("two", ["a", "b", ""] * 4)]
        cut = [type(one)(one.name, one.labels, one.codes[: found.people], one.shared_only) for one in kinds]
        best = suggest(learn(found, cut), 0, 3)
        assert all(0.0 <= one.score <= 100.0 for one in best)


def test_a_fit_finds_what_made_the_data_and_holds_where_it_is_certain():
    chance = np.random.default_rng(2)
    rows = chance.normal(size=(4000, 2))
    truth = (chance.random(4000) < logistic.chance(rows @ np.array([1.0, -0.5]) - 1.0)).astype(float)
    assert logistic.fit(rows, truth, np.ones(4000)) == pytest.approx([1.0, -0.5, -1.0], abs=0.15)
    certain = logistic.fit(np.array([[-900.0], [1.0]] * 50), np.array([0.0, 1.0] * 50), np.full(100, 5000.0))
    assert np.isfinite(certain).all() and certain[0] > 0.0


def test_kinds_that_seek_each_other_are_told_apart():
    chance = np.random.default_rng(4)
    a, b = np.triu_indices(40, 1)
    tied = chance.random(len(a)) < np.where((a < 20) == (b < 20), 0.02, 0.3)
    work = attribute("work", ["broker" if one < 20 else "banker" for one in range(40)])
    model = learn(network(40, a[tied], b[tied], directed=False), [work])
    best = suggest(model, 0, 5)
    assert all(one.person >= 20 for one in best)
    assert any("work broker and banker (" in why(model, 0, one, IDS) for one in best)
