"""What would help a brief, said in words; and what the member's work gives it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.education.rules.brief import BriefText, Part
from grapevine.domain.education.rules.brief_advice import advice, line_advice, thin
from grapevine.domain.education.rules.brief_work import Work, moments_in_order, work_of
from grapevine.domain.professions.rules import MOMENTS

WHOLE = BriefText(
    name="Leah Marchetti", headline="I help parents separate without a war.",
    whom_i_help="Couples in Harbor County who want it settled at a table.", moments=("divorce",),
    listen_for=("We hold on until the kids finish school.", "I do not know what is in the accounts.",
                "He has been sleeping in the guest room."),
    first_question="How are you two deciding things?", introduce_me="I know someone calm. May I ask her to call you?",
    not_a_fit=("Criminal charges.",), treatment="I call within a working day.",
    story="A baker and a teacher, two boys, a shop. Priya heard they could not agree on Christmas, and asked if I might"
          " call. Settled in weeks.",
)  # fmt: skip


def said(text: BriefText, part: Part | None, **more) -> list[str]:
    """What is advised about one part."""
    return [one.words for one in advice(text, **more) if one.part == part]


def test_a_whole_brief_is_left_in_peace():
    assert advice(WHOLE) == []


def test_an_empty_one_is_told_of_every_part_once():
    found = advice(BriefText())
    assert thin(found) == list(Part) and len(found) == len(Part) + 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Anyone who needs a divorce attorney", "describes a client"),
        ("I need a good divorce attorney soon", "already looking"),
        ("We want a holistic solution for us", "over coffee"),
        ("Divorce", "That is a topic"),
        ("He said " + "very " * 13 + "much", "16 words are hard to recognise"),
        ("We’re holding on until the kids finish school.", ""),
    ],
)
def test_a_line_to_listen_for_is_what_somebody_says_aloud(line, why):
    found = line_advice(line, ("divorce attorney",))
    assert (why in found) if why else found == ""


def test_three_to_five_lines_are_asked_for_and_each_thin_one_is_named():
    one = replace(WHOLE, listen_for=("Divorce",))
    assert said(one, Part.LISTEN_FOR)[0].startswith("There is one;")
    assert [found.line for found in advice(one) if found.part == Part.LISTEN_FOR] == [0, 1]
    assert said(replace(WHOLE, listen_for=()), Part.LISTEN_FOR)[0].startswith("There is none yet;")
    assert said(replace(WHOLE, listen_for=WHOLE.listen_for[:2]), Part.LISTEN_FOR)[0].startswith("There are 2;")
    many = tuple(f"We said so {n} times." for n in range(6))
    assert said(replace(WHOLE, listen_for=many), Part.LISTEN_FOR) == [
        "6 lines are more than anybody keeps in mind. Keep the five you hear most."
    ]


def test_each_part_says_what_it_lacks():
    assert "15 words" in said(replace(WHOLE, headline="word " * 15), None)[0]
    assert "think of one person" in said(replace(WHOLE, whom_i_help="Couples."), Part.WHOM_I_HELP)[0]
    assert "question mark" in said(replace(WHOLE, first_question="Ask them."), Part.FIRST_QUESTION)[0]
    assert "answer yes to" in said(replace(WHOLE, introduce_me="I know someone."), Part.INTRODUCE_ME)[0]
    assert "seconds aloud" in said(replace(WHOLE, introduce_me="May I? " * 30), Part.INTRODUCE_ME)[0]
    assert "beginning" in said(replace(WHOLE, story="It went well."), Part.STORY)[0]


def test_claims_are_pointed_out_only_where_a_profession_is_regulated():
    bold = replace(WHOLE, treatment="I guarantee a result within a week of your call.")
    assert advice(bold) == []
    assert "“guarantee”" in said(bold, Part.TREATMENT, regulated=True)[0]


@given(st.builds(BriefText, **{each.name: st.text(max_size=40) for each in fields(BriefText)
                               if each.name not in ("moments", "listen_for", "not_a_fit")}))  # fmt: skip
def test_advice_never_fails_and_never_gives_a_number_to_a_person(text):
    assert all(one.words for one in advice(text, ("attorney",), regulated=True))


def test_the_work_of_a_member_proposes_its_moments_and_its_names():
    work = work_of("family-law-attorney")
    assert work.regulated and work.moments[0] == "divorce" and "divorce lawyer" in work.names
    assert work_of("", "Family-law attorney") == work
    assert work_of("", "Juggler of seven things") == work_of("no-such-key") == Work()


def test_chosen_moments_stand_first_then_those_of_the_work_then_all_others_once():
    first, others = moments_in_order(work_of("family-law-attorney"), ("first-home", "gone-from-the-catalogue"))
    assert first[:2] == ("first-home", "divorce")
    assert sorted((*first, *others)) == sorted(MOMENTS) and not set(first) & set(others)
