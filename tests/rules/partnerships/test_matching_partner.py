"""Whether two professionals could be partners: both directions, distance, clients, and what rules it out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.partnerships.rules.matching import bounds, grid, partner
from grapevine.domain.partnerships.rules.matching.bounds import Bounds
from grapevine.domain.partnerships.rules.matching.flows import Flows, flows, lift, own_flows, spheres, term
from grapevine.domain.partnerships.rules.matching.partner import Professional, Setting, ruled_out, verdict
from grapevine.domain.partnerships.rules.matching.reasons import Met, reasons

LEAH = Professional("family-law-attorney", "Oakland")
OAKLAND, SAN_JOSE = (37.80, -122.27), (37.34, -121.89)
KEYS = st.sampled_from(["family-law-attorney", "realtor", "cpa", "florist-of-no-catalogue"])


def setting(seen: Flows | None = None, **means: float) -> Setting:
    return Setting(lambda a, b: term(a, b, seen or Flows()), **means)


def test_whose_clients_need_each_other_go_before_others():
    homes, teeth = (verdict(LEAH, Professional(key), 0.0, setting()).strength for key in ("realtor", "dentist"))
    assert homes > 1.5 * teeth


def test_one_side_alone_is_not_enough():
    assert partner.strength(1.0, 1.0) > partner.strength(5.0, -3.0)


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_strength_is_a_chance_and_the_same_from_both_sides(out, back):
    assert 0.0 <= partner.strength(out, back) == partner.strength(back, out) <= 1.0


def test_thirty_kilometres_halve_the_odds_and_the_far_end_is_a_floor():
    here, there = Professional("cpa", at=OAKLAND), Professional("cpa", at=SAN_JOSE)
    assert partner.kilometres(OAKLAND, SAN_JOSE) == pytest.approx(61, abs=2)
    assert partner.place_term(here, there, 30.0) == pytest.approx(-0.693, abs=0.001)
    assert partner.place_term(here, there, 5000.0) == -2.0
    assert partner.place_term(LEAH, Professional("cpa", " oakland "), None) == 0.0
    assert partner.place_term(LEAH, Professional("cpa", "Boston"), None) == -1.0
    assert partner.place_term(LEAH, Professional("cpa"), None) == 0.0
    assert verdict(here, there, 0.0, setting()).km == pytest.approx(61, abs=2)


def test_clients_in_common_speak_for_it_and_none_against():
    mine, other = frozenset({"couples", "separating"}), frozenset({"companies"})
    assert partner.clients_term(mine, mine) > 1.0 > 0.0 > partner.clients_term(mine, other)
    assert partner.clients_term(mine, frozenset()) == 0.0


def test_people_in_common_are_weighed_against_the_mean():
    assert partner.common_term(0.0, 0.0) == 0.0 == partner.common_term(2.0, 2.0) < partner.common_term(3.0, 2.0)


@pytest.mark.parametrize(
    ("them", "why"),
    [
        (Professional("realtor", full=True), "full"),
        (Professional("realtor", languages=frozenset({"es"})), "language"),
        (Professional("family-law-attorney", "Oakland"), "competitor"),
        (Professional("family-law-attorney", "Oakland", overflow=True), ""),
        (Professional("family-law-attorney", "Boston"), ""),
        (Professional("family-law-attorney"), "competitor"),
        (Professional("realtor", languages=frozenset({"en", "es"})), ""),
    ],
)
def test_what_rules_somebody_out(them, why):
    me = Professional("family-law-attorney", "Oakland", languages=frozenset({"en"}))
    assert ruled_out(me, them) == why
    assert ruled_out(me, them, conflict=True) == "conflict"


def test_competitors_of_one_town_are_found_by_distance_where_it_is_known():
    me, near = Professional("cpa", "Oakland", OAKLAND), Professional("cpa", "Berkeley", (37.87, -122.27))
    assert ruled_out(me, near) == "competitor"
    assert ruled_out(me, Professional("cpa", "San Jose", SAN_JOSE)) == ""
    assert partner.compete("florist-of-no-catalogue", "florist-of-no-catalogue")


def test_the_loudest_parts_are_told_and_quiet_ones_are_not():
    parts = {"profession": 1.2, "common": 0.05, "clients": 0.3, "place": -2.0, "known": 0.4}
    assert partner.loudest(parts) == ["profession", "known"]
    assert partner.loudest(dict.fromkeys(parts, 0.0)) == []


def test_a_history_outweighs_the_catalogue_as_it_grows():
    few = flows({("dentist", "realtor"): 1.0, ("cpa", "realtor"): 1.0, ("dentist", "cpa"): 1.0})
    rest = {("cpa", "realtor"): 10.0, ("dentist", "cpa"): 10.0, ("cpa", "cpa"): 90.0}
    many = flows({("dentist", "realtor"): 90.0, **rest})
    nothing = lift("dentist", "realtor", Flows())
    assert nothing < lift("dentist", "realtor", many) and abs(lift("dentist", "realtor", few) - nothing) < 0.4
    assert lift("dentist", "realtor", many) == pytest.approx(90 / many.expected("dentist", "realtor"), rel=0.05)


def test_spheres_are_learned_from_their_own_referrals():
    assert spheres(Flows()).same == 2.6 and spheres(Flows()).other == 0.8
    law = "estate-planning-attorney" if "estate-planning-attorney" in partner.PROFESSIONS else "cpa"
    seen = flows({("cpa", "cpa"): 40.0, (law, "dentist"): 4.0, ("dentist", "dentist"): 40.0})
    learned = spheres(seen)
    assert learned.same > 1.0 > learned.other
    assert lift("cpa", "florist-of-no-catalogue", Flows(), learned) == pytest.approx(learned.other)


@given(KEYS, KEYS, st.dictionaries(st.tuples(KEYS, KEYS), st.floats(0, 500), max_size=6))
def test_a_lift_is_always_above_nothing(giver, receiver, counted):
    assert lift(giver, receiver, flows(counted)) > 0.0


def test_the_squares_around_hold_everybody_near():
    here = grid.cell(*OAKLAND)
    assert here in grid.around(*OAKLAND) and grid.cell(*SAN_JOSE) in grid.around(*OAKLAND)
    assert len(grid.around(*OAKLAND)) < 50 < len(grid.around(89.0, 0.0))
    assert grid.cell(0.0, 179.9) in grid.around(0.0, -179.9)
    assert grid.OUTSIDE == partner.FAR


@given(st.floats(-80, 80), st.floats(-180, 179.9), st.floats(-0.49, 0.49), st.floats(-0.49, 0.49))
def test_nobody_within_half_a_degree_is_missed(latitude, longitude, north, east):
    beside = ((longitude + east + 180.0) % 360.0) - 180.0
    assert grid.cell(latitude + north, beside) in grid.around(latitude, longitude)


@given(KEYS, st.floats(-2, 0), st.integers(0, 40), st.frozensets(st.sampled_from(sorted(partner.GROUPS)), max_size=4))
def test_nobody_is_better_than_the_bound_says(key, place, received, theirs):
    me = Professional("family-law-attorney", at=OAKLAND, clients=frozenset({"couples", "separating"}), received=3.0)
    them = Professional(key, at=OAKLAND, clients=theirs, received=float(received))
    held = setting(common_mean=0.5, received_mean=4.0)
    assert verdict(me, them, 0.0, held).strength <= Bounds(me, held).best(key, 0.0, 40.0) + 1e-12
    (each,) = Bounds(me, held).each([key], np.array([place]), np.array([float(received)]))
    assert each == pytest.approx(Bounds(me, held).best(key, place, float(received)))
    assert Bounds(LEAH, held).best(key, place, 0.0) <= Bounds(LEAH, held).best(key, 0.0, 0.0)


@given(KEYS, st.floats(-2, 0), st.floats(0.001, 0.999))
def test_as_many_as_are_needed_just_reach_a_strength(key, place, wanted):
    held = Bounds(LEAH, setting(received_mean=4.0))
    needed = held.needed(key, place, wanted)
    if needed > 0.0:
        reached = held.best(key, place, min(needed, 1e12))
        assert reached == pytest.approx(wanted) if needed < 1e12 else reached < wanted + 1e-9
    else:
        assert held.best(key, place, 0.0) >= wanted - 1e-9


def test_many_places_are_weighed_as_one_by_one():
    here = Professional("cpa", at=OAKLAND)
    found = bounds.places(OAKLAND, np.array([SAN_JOSE[0], np.nan]), np.array([SAN_JOSE[1], np.nan]))
    km = partner.kilometres(OAKLAND, SAN_JOSE)
    assert found == pytest.approx([partner.place_term(here, here, km), 0.0])
    assert bounds.places(None, np.array([1.0]), np.array([1.0])).tolist() == [0.0]


def test_reasons_are_told_in_both_directions():
    me = Professional("family-law-attorney", clients=frozenset({"couples"}))
    them = Professional("realtor", clients=frozenset({"couples"}), received=20.0)
    fit = verdict(me, them, 2.0, setting(common_mean=0.5, received_mean=1.0))
    told = reasons(me, them, fit, Met("Ben", ("Ana", "Cy", "Di", "Eve"), 4))
    assert told.out == ("Known to Ana, Cy, Di and 1 more, whom you know.", "Ben is often sent people.")
    assert told.back == ("Known to Ana, Cy, Di and 1 more, whom you know.", "You both serve couples and families.")
    plain = verdict(me, them, 0.0, setting())
    assert "divorce" in reasons(me, them, plain, Met("Ben")).back[1]


def test_work_outside_the_catalogue_is_told_by_its_name_or_as_their_work():
    me = Professional("family-law-attorney")
    seen = Flows({("family-law-attorney", "florist-of-no-catalogue"): 9.0}, chances={})
    fit = verdict(me, Professional("florist-of-no-catalogue"), 0.0, Setting(lambda a, b: term(a, b, seen)))
    told = reasons(me, Professional("florist-of-no-catalogue"), fit, Met("Flo", learned_out=9))
    assert told.out == ("People like your clients often need their work. 9 such referrals so far.",)


def test_one_ledger_is_measured_against_who_is_in_the_book():
    counted = {("cpa", "dentist"): 6.0, ("dentist", "cpa"): 6.0}
    seen = own_flows("cpa", counted, {"dentist": 1.0, "realtor": 3.0})
    assert seen.expected("cpa", "dentist") == 1.5 and seen.expected("cpa", "realtor") == 4.5
    assert lift("cpa", "dentist", seen) > lift("cpa", "dentist", Flows())
