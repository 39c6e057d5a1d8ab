"""The words of an introduction: each is asked alone, no address passes, their own brief speaks for them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.referrals.rules.introducing import Party, letter, question

DANA = Party("Dana Whitcomb", "CPA", "I sort out books before a separation.", "Tell her I listen first.")
BEN = Party("Ben Okafor")


def test_the_question_says_who_why_and_what_they_say_of_themselves_and_leaves_a_way_out():
    asked = question("Leah Marchetti", BEN, DANA, "You both help people move house.")
    assert asked.startswith("Dear Ben,") and "Dana Whitcomb (CPA)" in asked and asked.endswith("Leah Marchetti")
    assert "because of this: You both help people move house." in asked and "move house.." not in asked
    assert "“I sort out books before a separation.”" in asked and "a short no is fine" in asked
    bare = question("Leah Marchetti", DANA, BEN)
    assert "own words" not in bare and "because of this" not in bare and "introduce you to Ben Okafor?" in bare


def test_the_letter_to_both_hands_over_in_the_words_of_the_brief():
    said = letter("Leah Marchetti", BEN, DANA, "A move")
    assert said.startswith("Dear Ben, dear Dana,") and "It is about this: A move." in said
    assert "Tell her I listen first." in said and "Dana takes it from here." in said
    assert "It is about" not in letter("Leah Marchetti", DANA, BEN)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=60))
def test_whatever_the_names_are_a_letter_comes_of_it(one, other, why):
    for said in (question("Leah", Party(one), Party(other), why), letter("Leah", Party(one), Party(other), why)):
        assert said.startswith("Dear ") and said.endswith("Leah")
