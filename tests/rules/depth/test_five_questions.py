"""The five questions: their words, the life of a link, five signs for five answers, and the rating they come to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import answers, linking, questions
from grapevine.domain.depth.rules.answers import Said
from grapevine.domain.depth.rules.parts import INGREDIENTS, Part, first_missing, part
from grapevine.domain.depth.rules.questions import LinkFact

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
FIVE = {"know": 4, "like": 5, "trust": 3, "committed": 4, "educated": 4}
some = st.dictionaries(st.sampled_from(INGREDIENTS), st.integers(1, 5))


def test_there_is_one_question_for_each_ingredient_with_five_words():
    assert tuple(question.part for question in questions.QUESTIONS) == INGREDIENTS
    assert all(len(set(question.words)) == 5 for question in questions.QUESTIONS)
    assert questions.BY_PART["know"].about("Leah") == "How well do you know Leah?"


def test_the_letter_holds_the_link_and_both_names():
    subject, text = questions.letter("Dana", "Leah Marchetti", "https://here.example/questions/x")
    assert subject and text.startswith("Dear Dana,") and "https://here.example/questions/x" in text
    assert text.endswith("Leah Marchetti\n")


@pytest.mark.parametrize("days, possible", [(1, True), (90, True), (0, False), (91, False)])
def test_a_link_lives_for_a_day_to_ninety(days, possible):
    assert questions.ends(NOW, days) == (NOW + timedelta(days=days) if possible else None)


@pytest.mark.parametrize(
    "fact, when, state",
    [
        (LinkFact(LATER), NOW, "open"),
        (LinkFact(LATER, answered=True), NOW, "answered"),
        (LinkFact(LATER, declined=True, answered=True), NOW, "declined"),
        (LinkFact(LATER, answered=True), LATER, "expired"),
        (LinkFact(LATER, revoked=True, answered=True), LATER, "revoked"),
    ],
)
def test_what_has_become_of_a_link(fact, when, state):
    assert questions.state(fact, when) == state
    assert (state in questions.USABLE) == (state in ("open", "answered", "declined"))


def test_asking_again_makes_sense_after_half_a_year():
    assert questions.again_on(NOW) == NOW + timedelta(days=180)


@given(some)
def test_answers_survive_being_packed(values):
    assert answers.unpacked(answers.packed(values)) == values
    assert answers.is_sound(answers.packed(values))


@pytest.mark.parametrize("values", [{"know": 0}, {"know": 6}, {"charm": 3}])
def test_what_is_no_answer_is_not_packed(values):
    with pytest.raises(ValueError):
        answers.packed(values)


@pytest.mark.parametrize("signs", ["4534", "453444", "4534x", "-----", "45306", "4534 "])
def test_other_signs_from_outside_are_not_sound(signs):
    assert not answers.is_sound(signs)


def test_the_rating_of_depth_is_the_lower_of_knowing_and_trusting():
    assert answers.rating_of(FIVE) == 3
    assert answers.rating_of({**FIVE, "know": 1, "trust": 5}) == 1
    with pytest.raises(KeyError):
        answers.rating_of({"know": 5})


def test_the_newest_five_answers_stand_and_a_newer_plain_rating_takes_two_of_their_places():
    old, new = Said(1, 3, "11111"), Said(2, 3, "45344")
    assert answers.standing([]) == answers.standing([Said(1, 4)]) == ""
    assert answers.standing([new, old]) == "45344"
    assert answers.standing([old, new, Said(3, 2)]) == "25244"
    assert answers.standing([old, new, Said(0, 2)]) == "45344", "an older plain rating says nothing any more"


def test_the_owner_s_word_is_shown_in_place_of_what_was_measured_and_decides_what_is_missing():
    measured = part(rated=5)
    corrected = part(rated=5, corrected=2)
    assert (corrected.value, corrected.standing) == (measured.value, 0.25)
    assert measured.standing == measured.value and part().standing is None
    good = dict.fromkeys(INGREDIENTS, Part(0.8, True))
    assert first_missing({**good, "trust": corrected}) == "trust"
    assert first_missing({**good, "educated": part(corrected=4)}) is None, "it stands also where nothing is measured"


@pytest.mark.parametrize(
    "fact, when, to_asker, to_other",
    [
        (linking.LinkFact(LATER), NOW, "waiting", "waiting"),
        (linking.LinkFact(LATER), LATER, "expired", "expired"),
        (linking.LinkFact(LATER, declined=True), NOW, "waiting", "declined"),
        (linking.LinkFact(LATER, declined=True), LATER, "expired", "declined"),
        (linking.LinkFact(LATER, accepted=True), LATER, "linked", "linked"),
        (linking.LinkFact(LATER, accepted=True, ended=True), NOW, "ended", "ended"),
    ],
)
def test_who_asked_is_never_told_of_a_no(fact, when, to_asker, to_other):
    assert linking.state(fact, when, for_asker=True) == to_asker
    assert linking.state(fact, when, for_asker=False) == to_other


def test_a_no_can_be_thought_over_and_nothing_else():
    assert linking.ends(NOW) == NOW + timedelta(days=30)
    assert linking.can_be_agreed(linking.LinkFact(LATER, declined=True), NOW)
    for fact in (linking.LinkFact(NOW), linking.LinkFact(LATER, accepted=True), linking.LinkFact(LATER, ended=True)):
        assert not linking.can_be_agreed(fact, NOW)
