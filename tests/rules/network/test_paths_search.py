"""Warm paths: found as trying every chain finds them, short, worth showing, best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.network.rules.paths.search import POOL, RING, SHOWN_FROM, Path, candidates
from grapevine.domain.network.rules.paths.ties import directed, undirected
from tests.examples import tried
from tests.rules.network.by_hand import every_path, hubs_of, in_order, made, pairs, with_hubs

LEAH, DANA, BEN, PRIYA, TOM, ELLEN = range(6)


def found(network, people, source, target, **options):
    return [(path.people, path.value) for path in candidates(made(network, people), source, target, **options)]


def agree(ours, by_hand):
    """The same chains in the same order, of the same values."""
    assert [chain for chain, _ in ours] == [chain for chain, _ in by_hand]
    assert [value for _, value in ours] == pytest.approx([value for _, value in by_hand])


def test_the_value_of_a_path_is_the_product_of_its_ties():
    network = {LEAH: {DANA: 0.5}, DANA: {BEN: 0.4}, BEN: {PRIYA: 0.8}}
    [path] = candidates(made(network, 4), LEAH, PRIYA)
    assert path == Path((LEAH, DANA, BEN, PRIYA), pytest.approx(0.16))
    assert path.go_betweens == (DANA, BEN)


def test_paths_of_one_two_and_three_ties_stand_in_one_list_best_first():
    network = {LEAH: {TOM: 0.3, DANA: 0.8, BEN: 0.9}, DANA: {TOM: 0.7}, BEN: {PRIYA: 0.9}, PRIYA: {TOM: 0.9}}
    agree(
        found(network, 5, LEAH, TOM),
        [((LEAH, BEN, PRIYA, TOM), 0.729), ((LEAH, DANA, TOM), 0.56), ((LEAH, TOM), 0.3)],
    )


def test_a_fourth_tie_is_one_too_many():
    network = {LEAH: {DANA: 1.0}, DANA: {BEN: 1.0}, BEN: {PRIYA: 1.0}, PRIYA: {TOM: 1.0}}
    assert found(network, 5, LEAH, TOM) == []
    assert len(found(network, 5, DANA, TOM)) == 1


def test_a_path_worth_less_than_two_hundredths_is_not_shown():
    assert found({LEAH: {DANA: 0.1}, DANA: {BEN: 0.19}}, 3, LEAH, BEN) == []
    assert found({LEAH: {DANA: 0.0199}}, 2, LEAH, DANA) == []


@pytest.mark.parametrize("ps", [(0.2, 0.5, 0.2), (0.5, 0.2, 0.2), (0.8, 0.1, 0.25), (0.1, 0.8, 0.25)])
def test_exactly_two_hundredths_are_shown_whatever_the_rounding(ps):
    network = {LEAH: {DANA: ps[0]}, DANA: {BEN: ps[1]}, BEN: {PRIYA: ps[2]}}
    assert len(found(network, 4, LEAH, PRIYA)) == 1


def test_ties_are_one_way_streets():
    network = {LEAH: {DANA: 0.8}, BEN: {DANA: 0.8}}
    assert found(network, 3, LEAH, BEN) == []
    assert found(network, 3, DANA, LEAH) == []


def test_nobody_is_in_a_path_twice():
    network = {LEAH: {DANA: 0.9}, DANA: {LEAH: 0.9, TOM: 0.9}, TOM: {DANA: 0.9, LEAH: 0.9}}
    agree(found(network, 5, LEAH, TOM), [((LEAH, DANA, TOM), 0.81)])


def test_of_equal_values_the_shorter_path_comes_first_then_the_lower_numbers():
    network = {LEAH: {BEN: 0.5, DANA: 0.5, TOM: 0.25}, BEN: {TOM: 0.5}, DANA: {TOM: 0.5}}
    assert [chain for chain, _ in found(network, 5, LEAH, TOM)] == [(LEAH, TOM), (LEAH, DANA, TOM), (LEAH, BEN, TOM)]


def test_somebody_without_ties_has_no_paths():
    assert found({LEAH: {DANA: 0.8}}, 6, LEAH, ELLEN) == []
    assert found({LEAH: {DANA: 0.8}}, 6, ELLEN, DANA) == []
    assert found({}, 2, LEAH, DANA) == []


def test_nobody_is_introduced_to_themself():
    with pytest.raises(ValueError, match="from one person to another"):
        found({LEAH: {DANA: 0.8}}, 2, LEAH, LEAH)


@pytest.mark.parametrize(("people", "mean", "seed"), [(300, 6.0, 1), (800, 14.0, 2), (2_000, 9.0, 3), (1_200, 20.0, 4)])
def test_two_hundred_random_pairs_agree_with_trying_every_chain(people, mean, seed):
    network = with_hubs(people, mean, seed)
    ties, hubs = made(network, people), hubs_of(network)
    seen = 0
    for source, target in pairs(people, 200, seed, hubs):
        by_hand = in_order(every_path(network, source, target))
        ours = candidates(ties, source, target)
        agree([(path.people, path.value) for path in ours], by_hand[:POOL])
        seen += len(by_hand) > 0
    assert seen > 20


def test_the_networks_of_these_tests_have_hubs():
    degrees = sorted(len(asked) for asked in with_hubs(1_200, 20.0, 4).values())
    assert degrees[-1] > 10 * degrees[len(degrees) // 2]
    assert degrees[-1] > RING


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from([0.0, 0.1, 0.2, 0.25, 0.5, 0.8, 1.0]))),
    st.integers(0, 6),
    st.integers(0, 6),
)
@tried(200)
def test_any_small_network_agrees_with_trying_every_chain(rows, source, target):
    network = {}
    for a, b, p in rows:
        if a != b and p > network.get(a, {}).get(b, 0.0):
            network.setdefault(a, {})[b] = p
    a, b, p = zip(*rows, strict=True) if rows else ((), (), ())
    if source != target:
        ours = candidates(directed(7, a, b, p), source, target)
        agree([(path.people, path.value) for path in ours], in_order(every_path(network, source, target))[:POOL])
        for path in ours:
            assert 2 <= len(path.people) <= 4
            assert len(set(path.people)) == len(path.people)
            assert path.value >= SHOWN_FROM - 1e-12


def star_of(contacts: int) -> dict[int, dict[int, float]]:
    """Leah (0) knows `contacts` people, the later the better; each knows somebody who knows the target (1)."""
    rising = {who: 0.3 + 0.5 * who / contacts for who in range(2, contacts + 2)}
    through = contacts + 2
    return {0: rising, **{who: {through: 0.8} for who in rising}, through: {1: 0.8}}


def test_with_more_contacts_than_a_ring_holds_every_one_is_looked_through():
    network = star_of(RING + 50)
    assert {chain[1] for chain, _ in found(network, RING + 53, 0, 1, most=1_000)} == set(range(2, RING + 52))


def test_a_faint_contact_with_a_strong_second_tie_is_not_missed_behind_a_full_ring():
    network = star_of(2 * RING)
    through = 2 * RING + 2
    network = {who: {through: 0.05} if 1 < who < through else asked for who, asked in network.items()}
    network[2] = {through: 1.0}
    assert found(network, 2 * RING + 3, 0, 1)[0][0] == (0, 2, through, 1)


def test_contacts_who_cannot_reach_the_best_are_not_asked_for_theirs():
    network = star_of(3 * RING)
    asked = []

    class Watched:
        """The same ties; says whose were looked through."""

        def __init__(self):
            self.ties = made(network, 3 * RING + 3)
            self.people, self.out, self.into = self.ties.people, self.ties.out, self.ties.into

        def out_of_all(self, people):
            asked.extend(people.tolist())
            return self.ties.out_of_all(people)

    assert len(candidates(Watched(), 0, 1, most=10)) == 10
    assert len(asked) < 2 * RING


def test_a_short_path_over_a_faint_contact_is_found_whatever_the_ring():
    network = star_of(RING + 50)
    network[2][1] = 0.9
    assert (0, 2, 1) in [chain for chain, _ in found(network, RING + 53, 0, 1, most=1_000)]


def test_no_more_than_the_pool_is_handed_on_and_it_is_the_best():
    people = POOL + 102
    network = {0: {who: 0.4 + who / 1_000 for who in range(2, people)}, **{who: {1: 0.9} for who in range(2, people)}}
    ours = found(network, people, 0, 1)
    assert len(ours) == POOL
    agree(ours, in_order(every_path(network, 0, 1))[:POOL])


def test_a_pool_cut_among_equals_keeps_the_lower_numbers():
    network = {0: dict.fromkeys(range(2, 12), 0.5), **{who: {1: 0.5} for who in range(2, 12)}}
    assert [chain[1] for chain, _ in found(network, 12, 0, 1, most=4)] == [2, 3, 4, 5]


def test_both_ways_a_path_back_is_the_same_path():
    ties = undirected(4, [LEAH, DANA, BEN], [DANA, BEN, PRIYA], [0.5, 0.6, 0.7])
    [there], [back] = candidates(ties, LEAH, PRIYA), candidates(ties, PRIYA, LEAH)
    assert there.people == back.people[::-1]
    assert there.value == pytest.approx(back.value)
