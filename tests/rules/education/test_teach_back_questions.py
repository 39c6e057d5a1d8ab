"""Questions from a brief: always the same, never two right answers, fewer where the brief is thin; grading words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.education.rules import curriculum, keywords, memory, questions
from grapevine.domain.education.rules.brief import BriefText, Part
from grapevine.domain.education.rules.memory import POINTS, Rating
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS, moments_served_by
from tests.examples import tried

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LAWYER = "family-law-attorney"
LEAH = BriefText(
    name="Leah Marchetti",
    whom_i_help="Couples who are separating and want it settled at a table, not in a courtroom. Often with children.",
    moments=("divorce",),
    listen_for=("We’re holding on until the kids finish school.", "I don’t even know what’s in the accounts."),
    first_question="I know someone who keeps these things calm. May I ask her to call you?",
    introduce_me="This is Leah. She keeps separations out of court.",
    not_a_fit=("Anyone with a hearing in the next five days. County bar line, 555 0100.", "Criminal charges."),
    story="A baker and a teacher, two boys.",
    treatment="I call within a working day.",
)


def test_every_point_of_a_full_brief_has_a_question_answered_in_its_own_words():
    asked = questions.asking(LEAH, LAWYER, POINTS[:3], "first")
    assert [one.part for one in asked.questions] == ["whom_i_help", "listen_for", "moments"] and not asked.thin
    who = questions.question(LEAH, LAWYER, Part.NOT_A_FIT, "first")
    assert who.sentence == "Whom would you not send to Leah?"
    assert who.options[who.right] in ("Anyone with a hearing in the next five days.", "Criminal charges.")
    assert who.why in LEAH.not_a_fit
    first = questions.question(LEAH, LAWYER, Part.FIRST_QUESTION, "first")
    assert first.options[first.right] == first.why == LEAH.first_question
    assert questions.is_right(first, first.right) and not questions.is_right(first, first.right + 1)


def test_the_same_seed_asks_the_same_and_another_asks_otherwise():
    made = [questions.asking(LEAH, LAWYER, POINTS, seed) for seed in ("a", "a", "b", "c", "d")]
    assert made[0] == made[1]
    assert len({one.questions for one in made}) > 1
    assert len(made[0].questions) == questions.MOST


def test_a_thin_brief_asks_fewer_and_says_which_part_to_write():
    thin = BriefText(name="Leah", whom_i_help="Couples.", first_question="May I ask her to call you?")
    asked = questions.asking(thin, "", (*POINTS, Part.STORY), "s")
    assert [one.part for one in asked.questions] == ["first_question"]
    told = dict(asked.thin)
    assert told[Part.LISTEN_FOR] == "“What to listen for” is empty in your brief."
    assert told[Part.WHOM_I_HELP].startswith("Say what you work as, or add moments or “Who is not a fit”")
    assert told[Part.STORY] == "“One that went well” is told, not asked."
    lone = replace(thin, not_a_fit=("Criminal charges.",))
    assert "what to listen for" in dict(questions.asking(lone, "", (Part.NOT_A_FIT,), "s").thin)[Part.NOT_A_FIT]


def test_a_long_text_is_cut_after_a_sentence_else_after_a_word():
    long = replace(LEAH, whom_i_help="Couples who part. " + "word " * 60)
    asked = questions.question(long, LAWYER, Part.WHOM_I_HELP, "s")
    assert asked.options[asked.right] == "Couples who part."
    words = questions.question(replace(LEAH, whom_i_help="couple " * 60), LAWYER, Part.WHOM_I_HELP, "s")
    assert words.options[words.right].endswith("couple …")


WORDS = st.text(st.sampled_from("abcdefghij klmnopqrst.’ü"), max_size=60)
BRIEFS = st.builds(
    BriefText, name=st.sampled_from(["Leah Marchetti", ""]),
    whom_i_help=WORDS, first_question=WORDS, introduce_me=WORDS,
    moments=st.lists(st.sampled_from(sorted(MOMENTS)), max_size=4, unique=True).map(tuple),
    listen_for=st.lists(WORDS, max_size=4).map(tuple), not_a_fit=st.lists(WORDS, max_size=4).map(tuple),
)  # fmt: skip


@tried(150)
@given(BRIEFS, st.sampled_from(["", *sorted(PROFESSIONS)]), st.sampled_from(list(Part)), st.text(max_size=5))
def test_no_question_has_two_right_answers(text: BriefText, profession: str, part: Part, seed: str):
    asked = questions.question(text, profession, part, seed)
    assert asked == questions.question(text, profession, part, seed)
    if asked is None:
        return
    assert len(set(asked.options)) == questions.OPTIONS and 0 <= asked.right < questions.OPTIONS
    right = set(questions._rights(text, part))
    assert [option in right for option in asked.options] == [n == asked.right for n in range(questions.OPTIONS)]
    assert asked.why and all(0 < len(option) <= questions.OPTION_MAX + 25 for option in asked.options)


@given(st.sampled_from(sorted(PROFESSIONS)), st.text(max_size=3))
def test_a_wrong_moment_is_never_one_the_members_own_trade_serves(profession: str, seed: str):
    served = moments_served_by(profession)
    if not served:
        return
    text = BriefText(moments=tuple(served[:1]), name="Ana")
    asked = questions.question(text, profession, Part.MOMENTS, seed)
    if asked is not None:
        wrong = {o for n, o in enumerate(asked.options) if n != asked.right}
        assert wrong.isdisjoint(MOMENTS[key].name for key in served)


def test_words_of_ones_own_are_graded_by_the_key_points_they_touch():
    points = keywords.key_points(LEAH, Part.LISTEN_FOR)
    assert points == LEAH.listen_for
    said = keywords.said(points, "They are only holding out till the kids are finished with school")
    assert said == (True, False) and keywords.share(said) == 0.5
    assert keywords.key_points(LEAH, Part.MOMENTS) == ("Divorce",)
    assert len(keywords.key_points(LEAH, Part.WHOM_I_HELP)) == 2
    assert keywords.share(()) == 0.0


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=40), st.text(max_size=40))
def test_saying_more_never_counts_for_less(points: list, answer: str, more: str):
    before, after = keywords.said(points, answer), keywords.said(points, f"{answer} {more}")
    assert all(now for now, then in zip(after, before, strict=True) if then)
    assert 0.0 <= keywords.share(after) <= 1.0


def test_the_plan_teaches_topic_by_topic_a_fortnight_apart():
    steps = curriculum.plan(LEAH, {}, {}, NOW)
    assert [step.topic for step in steps] == ["Look for", "Look for", "Say", "Introduce", "Leave out"]
    assert [step.parts for step in steps[:2]] == [(Part.WHOM_I_HELP, Part.LISTEN_FOR), (Part.MOMENTS,)]
    assert [(step.on - NOW.date()).days for step in steps] == [0, 14, 28, 42, 56]


def test_what_was_missed_or_has_faded_is_taught_before_anything_new():
    told = dict.fromkeys((Part.WHOM_I_HELP, Part.LISTEN_FOR, Part.MOMENTS), NOW)
    memories = {
        Part.WHOM_I_HELP: memory.answered(None, Rating.GOOD, NOW),
        Part.LISTEN_FOR: memory.answered(None, Rating.AGAIN, NOW),
        Part.MOMENTS: memory.heard(None, NOW),
    }
    steps = curriculum.plan(LEAH, memories, told, NOW)
    assert (steps[0].topic, steps[0].parts, steps[0].why) == (
        "Once more", (Part.LISTEN_FOR,), "missed last time, or faded since",
    )  # fmt: skip
    assert (steps[0].on - NOW.date()).days == 14
    assert (steps[1].topic, steps[1].why) == ("Say", "not told yet; two parts are enough for one talk")
    late = curriculum.plan(LEAH, memories, told, NOW + timedelta(days=400))
    assert set(late[0].parts) == {Part.WHOM_I_HELP, Part.LISTEN_FOR}
    assert late[0].on == (NOW + timedelta(days=400)).date()
    assert curriculum.plan(BriefText(), {}, {}, NOW) == ()


@pytest.mark.parametrize("part", list(Part))
def test_every_part_stands_in_one_topic(part: Part):
    assert sum(part in parts for parts in curriculum.TOPICS.values()) == 1
