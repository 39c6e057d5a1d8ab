"""The week's plan: the most valuable actions within the minutes, and what gives way when it cannot be kept."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.domain.coach.rules.plan import choosing, solving
from grapevine.domain.coach.rules.plan.choosing import (
    FORCED_KIND,
    FORCED_TWICE,
    GIVE_FIRST_TOO_LONG,
    NO_GIVE_FIRST,
    OVERCOMMITTED,
    PRESELECTED,
    Action,
    plan,
    preselected,
)
from grapevine.domain.coach.rules.plan.solving import Problem, greedy
from grapevine.domain.coach.rules.plan.valuing import DONE, LATER, SKIPPED, Gains, feeds, likelihoods, value
from grapevine.domain.coach.rules.techniques.reading import catalogue
from grapevine.domain.depth.rules.sums import Side, Sums
from grapevine.domain.depth.rules.tempo import STANDARD

DANA = Action("write-dana", "Dana", "write", 10, 5.0)
BEN = Action("call-ben", "Ben", "call", 20, 8.0)
PRIYA = Action("introduce-priya", "Priya", "introduce", 15, 2.0, gives_first=True)
TOM = Action("meet-tom", "Tom", "meet", 60, 30.0)


def chosen(*actions: Action, minutes: float = 120.0) -> list[str]:
    return [action.id for action in plan(actions, minutes).chosen]


def best_by_trying(actions: list[Action], budget: float) -> float | None:
    """The best value of all subsets that keep every rule; None when none does."""
    found = None
    for size in range(len(actions) + 1):
        for some in itertools.combinations(actions, size):
            kinds = {one.kind: sum(each.minutes for each in some if each.kind == one.kind) for one in some}
            if (
                sum(one.minutes for one in some) <= budget
                and len({one.person for one in some}) == len(some)
                and max(kinds.values(), default=0.0) <= budget / 2
                and any(one.gives_first for one in some)
                and all(one in some for one in actions if one.forced)
            ):
                found = max(found or 0.0, sum(one.value for one in some))
    return found


def test_the_best_that_fits_goes_in_and_half_the_week_is_the_most_of_one_kind():
    assert chosen(DANA, BEN, PRIYA, TOM, minutes=105) == ["write-dana", "call-ben", "introduce-priya"]
    assert chosen(DANA, BEN, PRIYA, TOM, minutes=120) == ["write-dana", "call-ben", "introduce-priya", "meet-tom"]
    assert chosen(minutes=0) == []


def test_each_person_gets_one_action():
    longer = replace(BEN, id="meet-ben", kind="meet", minutes=25, value=9.0)
    assert chosen(DANA, BEN, longer, PRIYA, minutes=60) == ["write-dana", "meet-ben", "introduce-priya"]


def test_one_action_gives_first_even_where_others_are_worth_more():
    assert chosen(BEN, PRIYA, minutes=40) == ["call-ben", "introduce-priya"]
    assert chosen(DANA, PRIYA, minutes=30) == ["write-dana", "introduce-priya"]
    assert chosen(replace(DANA, minutes=15), replace(PRIYA, minutes=14), minutes=28) == ["introduce-priya"]


def test_what_is_promised_is_in_and_bars_nothing_but_its_person():
    promised = replace(DANA, id="promised-dana", value=0.0, forced=True)
    found = plan([promised, replace(DANA, value=50.0), PRIYA], 60)
    assert [action.id for action in found.chosen] == ["promised-dana", "introduce-priya"]
    assert (found.gave_way, found.minutes, found.value, found.exact) == ((), 25.0, 2.0, True)


def test_with_more_promised_than_time_the_best_of_it_stays_and_nothing_is_added():
    promised = [replace(action, forced=True) for action in (DANA, BEN, TOM)]
    found = plan([*promised, PRIYA], 70)
    assert ([action.id for action in found.chosen], found.gave_way) == (["write-dana", "meet-tom"], (OVERCOMMITTED,))


def test_what_cannot_be_kept_is_said():
    assert plan([DANA, BEN], 60).gave_way == (NO_GIVE_FIRST,)
    assert plan([DANA, replace(PRIYA, minutes=50)], 60).gave_way == (NO_GIVE_FIRST,), "one that is too long is none"
    full = [replace(BEN, minutes=50, forced=True), replace(PRIYA, minutes=15), DANA]
    assert plan(full, 60).gave_way == (FORCED_KIND, GIVE_FIRST_TOO_LONG)
    twice = [replace(DANA, forced=True), replace(BEN, person="Dana", forced=True), PRIYA]
    found = plan(twice, 60)
    assert len(found.chosen) == 3 and found.gave_way == (FORCED_TWICE,)


def test_of_thousands_the_best_are_weighed_and_no_kind_is_forgotten():
    many = [Action(f"w{n}", f"p{n}", "write", 10, 100.0 + n) for n in range(1000)]
    rare = [replace(PRIYA, id=f"r{n}", person=f"r{n}", value=0.1 + n) for n in range(5)]
    found = preselected([*many, *rare], 120)
    assert len(found) == PRESELECTED + 2 and {"r4", "r3"} <= {action.id for action in found}
    assert any(action.gives_first for action in plan([*many, *rare], 120).chosen)


def test_what_another_betters_or_what_is_too_long_is_not_weighed():
    worse = replace(DANA, id="worse", minutes=15, value=4.0)
    assert preselected([DANA, worse, replace(TOM, minutes=90), replace(BEN, value=0.0)], 120) == [DANA]
    assert preselected([DANA, replace(worse, gives_first=True)], 120) == [DANA, replace(worse, gives_first=True)]


def test_when_the_solver_finds_nothing_in_time_the_plan_is_greedy_and_says_so(monkeypatch):
    monkeypatch.setattr(choosing, "solve", lambda problem: None)
    found = plan([DANA, BEN, PRIYA, TOM], 120)
    assert not found.exact and found.chosen == (DANA, BEN, PRIYA, TOM)
    too_much = plan([replace(DANA, value=2.0, forced=True), replace(TOM, forced=True)], 60)
    assert ([one.id for one in too_much.chosen], too_much.exact) == (["meet-tom"], False)


def test_an_answer_that_is_none_counts_as_none(monkeypatch):
    import scipy.optimize

    monkeypatch.setattr(scipy.optimize, "milp", lambda *_, **__: type("Found", (), {"x": None, "success": False}))
    assert solving.solve(Problem.of([(1.0, 5.0, "a", "b", False)], 10.0, {}, False)) is None


@pytest.mark.parametrize(
    ("actions", "budget"),
    [([DANA], -1), ([DANA], float("nan")), ([replace(DANA, minutes=-5)], 60), ([DANA, DANA], 60)],
)
def test_what_is_no_time_no_value_or_no_id_is_refused(actions, budget):
    with pytest.raises(ValueError):
        plan(actions, budget)


A_WEEK = st.lists(
    st.builds(
        Action,
        st.just(""),
        st.sampled_from("abcde"),
        st.sampled_from(["write", "call", "meet"]),
        st.sampled_from([5.0, 10.0, 15.0, 30.0]),
        st.floats(0.01, 50).map(lambda value: round(value, 2)),
        st.booleans(),
        st.sampled_from([False] * 5 + [True]),
    ),
    max_size=7,
).map(lambda actions: [replace(action, id=str(place)) for place, action in enumerate(actions)])


@settings(max_examples=25)
@given(A_WEEK, st.sampled_from([30.0, 45.0, 60.0]))
def test_no_set_of_actions_that_keeps_the_rules_is_worth_more(actions, budget):
    found, best = plan(actions, budget), best_by_trying(actions, budget)
    if best is None:
        assert found.gave_way
    else:
        assert found.value == pytest.approx(best, abs=1e-6) and found.exact and not found.gave_way


@settings(max_examples=25)
@given(A_WEEK, st.sampled_from([30.0, 60.0]))
def test_the_greedy_answer_keeps_the_rules_too(actions, budget):
    rows = [(one.value, one.minutes, one.person, one.kind, one.gives_first) for one in actions]
    limits = {one.kind: budget / 2 for one in actions}
    some = [actions[place] for place in greedy(Problem.of(rows, budget, limits, any(row[4] for row in rows)))]
    assert sum(one.minutes for one in some) <= budget and len({one.person for one in some}) == len(some)
    assert all(sum(one.minutes for one in some if one.kind == kind) <= budget / 2 for kind in limits)


def test_what_is_done_less_often_is_worth_less_and_what_waits_is_worth_most():
    answers = [("call", SKIPPED, 0.0)] * 3 + [("write", DONE, 0.0), ("write", LATER, 0.0), ("meet", SKIPPED, -900.0)]
    found = likelihoods(answers, 0.0)
    assert found == {"call": 2 / 6, "write": 3 / 4, "meet": pytest.approx(2 / 3, abs=0.01)}
    gains, known = Gains(Sums(Side(8, 8), Side(2, 2), 0.0), 0.0, STANDARD), catalogue()
    often, seldom = (value(known["walk"], gains, 10.0, {}, likely) for likely in (0.9, 0.3))
    assert often == pytest.approx(3 * seldom) and seldom > 0.0
    assert value(known["walk"], gains, 10.0, {"like": 0.6}, 0.9) == pytest.approx(1.6 * often)
    assert value(known["answer-first"], gains, 0.0, {}, 0.5) > 100.0
    fresh, days_old = (value(known["answer-first"], gains, 0.0, {}, 0.5, waited=days) for days in (1.0, 10.0))
    assert fresh - days_old == pytest.approx(100.0 - 12.5)
    assert value(known["learn-the-work"], gains, 0.0, {}, 0.5) > 0.0


def test_an_action_feeds_what_it_says_or_shows_commitment():
    known = catalogue()
    assert [feeds(known[key]) for key in ("walk", "introduce-two", "thank-with-outcome", "ask-well", "role-play")] == [
        "like", "committed", "like", "committed", "educated",
    ]  # fmt: skip
