"""The state machine of referrals: whoever moves it, every step is legal, and every no says what to do instead."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.referrals.rules import moves
from grapevine.domain.referrals.rules.moves import By, Fact, Stage, choices, corrections, refusal

FACTS = st.builds(
    Fact,
    stage=st.sampled_from(Stage),
    before=st.none() | st.sampled_from(Stage),
    moved_by=st.sampled_from(By),
    consented=st.booleans(),
    thanked=st.booleans(),
    said_no=st.booleans(),
)
WORKING = (Stage.ACCEPTED, Stage.CONTACTED, Stage.MET, Stage.PROPOSED)


def test_the_straight_way_is_walked_by_giver_then_receiver() -> None:
    at = Fact(Stage.NOTED)
    for to in moves.FLOW[1:]:
        by = By.GIVER if to in (Stage.CONSENTED, Stage.SENT) else By.RECEIVER
        at = Fact(at.stage, consented=to is not Stage.CONSENTED)
        assert refusal(at, to, by) == "" and choices(at, by)[0] is to
        assert refusal(at, to, By.RECEIVER if by is By.GIVER else By.GIVER)
        at = Fact(to)


def test_life_skips_but_somebody_has_to_answer_first() -> None:
    assert refusal(Fact(Stage.ACCEPTED), Stage.WON, By.RECEIVER) == ""
    assert refusal(Fact(Stage.SENT), Stage.MET, By.RECEIVER) == ""
    assert "Say yes first" in refusal(Fact(Stage.SENT), Stage.WON, By.RECEIVER)


def test_nothing_passes_before_the_person_agreed() -> None:
    for stage in moves.UNSENT:
        assert "Ask them first" in refusal(Fact(stage), Stage.SENT, By.GIVER)
    assert refusal(Fact(Stage.CONSENTED, consented=True), Stage.SENT, By.GIVER) == ""


def test_the_giver_withdraws_until_it_is_taken_on() -> None:
    for stage in (Stage.NOTED, Stage.CONSENTED, Stage.SENT):
        assert refusal(Fact(stage), Stage.WITHDRAWN, By.GIVER) == ""
    assert "taken it on" in refusal(Fact(Stage.ACCEPTED), Stage.WITHDRAWN, By.GIVER)
    assert "giver's" in refusal(Fact(Stage.SENT), Stage.WITHDRAWN, By.RECEIVER)


def test_the_prospect_ends_it_as_long_as_it_is_open() -> None:
    for stage in Stage:
        assert (refusal(Fact(stage), Stage.WITHDRAWN, By.PROSPECT) == "") is (stage in moves.OPEN)
    assert refusal(Fact(Stage.NOTED), Stage.CONSENTED, By.PROSPECT) == ""
    assert "Write to them" in refusal(Fact(Stage.SENT), Stage.MET, By.PROSPECT)


def test_a_no_and_a_mistake_want_a_reason() -> None:
    assert "why" in refusal(Fact(Stage.SENT), Stage.DECLINED, By.RECEIVER)
    assert refusal(Fact(Stage.SENT), Stage.DECLINED, By.RECEIVER, reason="Outside my area") == ""
    assert "why" in refusal(Fact(Stage.MET), Stage.VOID, By.GIVER, reason=" ")
    assert "why" in refusal(Fact(Stage.MET), Stage.SENT, By.RECEIVER, correcting=True)


def test_going_back_is_a_correction() -> None:
    won = Fact(Stage.WON)
    assert corrections(won, By.RECEIVER) == tuple(reversed(moves.UNDER_WAY))
    assert corrections(Fact(Stage.LOST), By.RECEIVER) == corrections(won, By.RECEIVER)
    assert corrections(Fact(Stage.DECLINED), By.RECEIVER) == (Stage.ACCEPTED, Stage.SENT)
    assert corrections(Fact(Stage.SENT), By.RECEIVER) == corrections(won, By.PROSPECT) == ()
    assert corrections(won, By.GIVER) == ()
    assert corrections(Fact(Stage.CONSENTED), By.GIVER) == (Stage.NOTED,)
    assert "correction" in refusal(Fact(Stage.MET), Stage.CONTACTED, By.RECEIVER)
    assert refusal(Fact(Stage.MET), Stage.CONTACTED, By.RECEIVER, correcting=True, reason="Met his brother") == ""


def test_who_withdrew_it_may_take_that_back() -> None:
    mine = Fact(Stage.WITHDRAWN, before=Stage.SENT, moved_by=By.GIVER)
    assert corrections(mine, By.GIVER) == (Stage.SENT,)
    assert corrections(Fact(Stage.WITHDRAWN, before=Stage.SENT, moved_by=By.PROSPECT), By.GIVER) == ()
    assert "Note a new one" in refusal(mine, Stage.SENT, By.GIVER)
    assert "cannot go back" in refusal(mine, Stage.MET, By.RECEIVER, correcting=True, reason="x")


def test_what_was_thanked_for_stays_until_the_thanks_are_taken_back() -> None:
    thanked = Fact(Stage.WON, thanked=True)
    assert corrections(thanked, By.RECEIVER) == ()
    assert "thanks back" in refusal(thanked, Stage.MET, By.RECEIVER, correcting=True, reason="Not signed")


def test_nothing_is_opened_again_after_the_person_it_is_about_said_no() -> None:
    lost = Fact(Stage.LOST, said_no=True)
    assert corrections(lost, By.RECEIVER) == ()
    assert "said no since" in refusal(lost, Stage.MET, By.RECEIVER, correcting=True, reason="Not lost after all")
    mine = Fact(Stage.WITHDRAWN, before=Stage.NOTED, moved_by=By.GIVER, said_no=True)
    assert corrections(mine, By.GIVER) == ()


@pytest.mark.parametrize(
    ("stage", "to", "by", "words"),
    [
        (Stage.VOID, Stage.SENT, By.GIVER, "made void"),
        (Stage.MET, Stage.MET, By.RECEIVER, "already"),
        (Stage.NOTED, Stage.ACCEPTED, By.RECEIVER, "not been sent yet"),
        (Stage.NOTED, Stage.ACCEPTED, By.GIVER, "ask for consent"),
        (Stage.SENT, Stage.ACCEPTED, By.GIVER, "told of every move"),
        (Stage.MET, Stage.DECLINED, By.RECEIVER, "call it lost"),
        (Stage.MET, Stage.NOTED, By.RECEIVER, "giver's"),
    ],
)
def test_a_no_says_why(stage: Stage, to: Stage, by: By, words: str) -> None:
    assert words in refusal(Fact(stage), to, by, reason="x")


def test_every_stage_but_void_can_be_made_void_by_either() -> None:
    for stage, by in product(Stage, By):
        legal = stage is not Stage.VOID and by is not By.PROSPECT
        assert (refusal(Fact(stage), Stage.VOID, by, reason="Twice by mistake") == "") is legal


@given(FACTS, st.sampled_from(Stage), st.sampled_from(By), st.booleans())
def test_what_is_offered_is_allowed_and_nothing_else(fact: Fact, to: Stage, by: By, correcting: bool) -> None:
    told = refusal(fact, to, by, correcting=correcting, reason="because")
    if to is not Stage.VOID:
        assert (told == "") is (to in (corrections if correcting else choices)(fact, by))
    assert told == "" or told[0].isupper() and told.rstrip().endswith(".")


@given(FACTS, st.sampled_from(By))
def test_no_move_stands_still_and_nothing_follows_the_end(fact: Fact, by: By) -> None:
    assert fact.stage not in choices(fact, by) and fact.stage not in corrections(fact, by)
    if not moves.is_open(fact.stage):
        assert choices(fact, by) == ()
    if fact.stage in WORKING:
        assert by is not By.GIVER or choices(fact, by) == ()


def test_from_the_beginning_every_stage_is_reached() -> None:
    reached, waiting = {Stage.NOTED}, [Stage.NOTED]
    while waiting:
        at = waiting.pop()
        for by in By:
            for to in choices(Fact(at, consented=True), by):
                if to not in reached:
                    reached.add(to)
                    waiting.append(to)
    assert reached == set(Stage) - {Stage.VOID}


def test_a_loop_is_closed_when_the_giver_knows_and_is_thanked() -> None:
    assert moves.is_closed_loop(Stage.DECLINED, told=True, thanked=True)
    assert not moves.is_closed_loop(Stage.WON, told=True, thanked=False)
    assert not moves.is_closed_loop(Stage.WON, told=False, thanked=True)
    assert not moves.is_closed_loop(Stage.MET, told=True, thanked=True)
