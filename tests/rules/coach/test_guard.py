"""The early-pitch guard: what reads as a pitch, which words say so, what is said at which stage."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.guard.opening import GOAL, PLAIN, TALK, THANK, TOLD, Known, openings
from grapevine.domain.coach.rules.guard.phrases import NEUTRAL, RELATIONAL, TRANSACTIONAL, families
from grapevine.domain.coach.rules.guard.reading import hits
from grapevine.domain.coach.rules.guard.tone import KINDS, MOST, tones
from grapevine.domain.coach.rules.guard.verdict import CANNOT_TELL, HINT, SILENT, START, STOP, judge
from grapevine.domain.depth.rules.ready import GAVE, READY_REASON, READY_STEP, Verdict
from grapevine.domain.depth.rules.stage import REFERRING, SEEN, TRUSTED

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "guard"
ASK = "Hi Dana, do you know anyone who is thinking of a divorce? I would love an introduction. My rates start at $300."
THANKS = "Hi Dana, thank you so much for the afternoon. How is your mother doing? Let's have lunch soon."
HALVES = ("seen", "kept", "voices")


def drafts(half: str) -> list[dict]:
    """Our own labelled drafts: those the cues were tuned on, and those kept for testing."""
    return tomllib.loads((SAMPLES / f"{half}.toml").read_text(encoding="utf-8"))["draft"]


def named(draft: str, side: str = TRANSACTIONAL) -> dict[str, list[str]]:
    """Family -> the words found."""
    found: dict[str, list[str]] = {}
    for hit in hits(draft):
        if hit.family.side == side:
            found.setdefault(hit.family.name, []).append(hit.text)
    return found


def test_there_are_eleven_ways_to_want_something_and_nine_to_tend_a_relationship():
    sides = [family.side for family in families()]
    assert (sides.count(TRANSACTIONAL), sides.count(RELATIONAL), sides.count(NEUTRAL)) == (11, 9, 1)
    assert {family.name: family.weight for family in families() if family.side == RELATIONAL} == {
        "celebrates": 1.3, "memory": 1.2, "help": 1.2, "answers": 1.2, "thanks": 1.0, "interest": 0.9,
        "staying": 0.9, "common": 0.8, "personal": 0.7,
    }  # fmt: skip


@pytest.mark.parametrize("half", HALVES)
def test_our_own_drafts_are_told_apart(half):
    judged = [(draft["pitch"], judge(draft["text"], SEEN)) for draft in drafts(half)]
    caught = [verdict.pitch for pitch, verdict in judged if pitch]
    strays = [verdict.pitch for pitch, verdict in judged if not pitch]
    assert len(caught) >= 30 and sum(caught) / len(caught) >= 0.7
    assert len(strays) >= 30 and sum(strays) / len(strays) <= 0.05
    assert all(verdict.against() for _, verdict in judged if verdict.pitch), "a verdict names the words it rests on"


def test_every_cue_is_the_very_words_of_the_draft_with_typographic_quotes_too():
    draft = "Hi Dana, I’d love  an introduction. Would you be open to\na quick call?"
    found = hits(draft)
    assert [hit.text for hit in found] == [draft[hit.start : hit.end] for hit in found]
    assert "I’d love  an introduction" in named(draft)["referral"]
    assert named(draft)["timed_call"] == ["quick call"]


def test_the_weights_of_the_cues_add_up_to_the_verdict():
    verdict = judge(ASK, SEEN)
    z = START + sum(cue.weight for cue in verdict.cues)
    assert verdict.pitch and math.isclose(verdict.p, 1 / (1 + math.exp(-z)))
    assert [cue.hit.family.name for cue in verdict.against()][0] == "referral"


def test_a_repeat_adds_a_third_twice_at_most():
    once, twice, thrice, often = ("Please refer me. " * times for times in (1, 2, 3, 9))
    told = [judge(text, SEEN).cues for text in (once, twice, thrice, often)]
    weight = [sum(cue.weight for cue in cues if cue.hit.family.name == "referral") for cues in told]
    assert weight == pytest.approx([1.54, 1.54 * 1.3, 1.54 * 1.6, 1.54 * 1.6])


def test_a_bare_figure_weighs_less_than_a_price():
    figure, price = judge("It was 40 % last year.", SEEN), judge("We give you 40% off.", SEEN)
    assert [cue.weight for cue in figure.cues] == pytest.approx([0.55])
    assert not figure.pitch and price.p > figure.p


def test_the_tone_is_of_small_words_bounded_and_nothing_in_a_short_draft():
    wants = "Could you let me know when your team would like to start? " * 3
    tells = "She was glad that he came, and they told us how the old house was sold. " * 3
    for draft, way in ((wants, 1), (tells, -1)):
        found = tones(draft)
        assert sum(weight for _, weight in found) == pytest.approx(way * MOST)
        assert all(draft[hit.start : hit.end] == hit.text for hit, _ in found)
    assert tones("Could you send me your new address?") == []
    assert {family.name for family in families()}.isdisjoint(kind.family.name for kind in KINDS)
    known = [*families(), *(kind.family for kind in KINDS)]
    assert len(" ".join(family.name for family in known if family.side == TRANSACTIONAL)) <= 200, "what is kept of them"


def test_a_price_a_time_or_a_reminder_alone_is_no_pitch_and_an_answer_is_none():
    for friendly in (
        "You asked what the hall costs: the fee is 35 dollars, and the caretaker is the friendly one.",
        "I will ring you tomorrow at lunch, nothing urgent.",
        "Could you send me the minutes from last Tuesday? I want to check what we decided about the budget.",
        "Maya, meet Jonas. You both asked me about each other, so I leave you to it.",
    ):
        assert not judge(friendly, SEEN).pitch, friendly
    assert "answers" in named("To your question about the lease: both have to sign.", RELATIONAL)


def test_whom_one_serves_says_what_one_sells():
    for whom in ("dentists", "small businesses", "landlords"):
        assert "offer_described" in named(f"I look after a couple of {whom} nearby.")
    assert "probe" in named("Who handles the insurance for you these days?")


def test_one_family_alone_has_to_be_surer():
    alone = judge("Please keep it. Our plan, thanks to you both for the lunch, is a secret.", SEEN)
    assert {cue.hit.family.side for cue in alone.against()} <= {TRANSACTIONAL} and not alone.pitch


def test_nobody_is_thanked_in_advance_and_a_quoted_letter_is_not_the_members_own():
    assert "thanks" not in named("Thanks in advance for your help.", RELATIONAL)
    assert "push" in named("Thanks in advance for your help.")
    assert hits("> Do you know anyone who needs a lawyer?\n> Please refer me.") == []
    assert hits("On Monday Ben wrote:\nDo you know anyone who needs a lawyer?") == []
    assert hits("-----Original Message-----\nPlease refer me.") == []


def test_what_is_theirs_is_no_offer_of_mine_and_one_thing_said_counts_once():
    assert "sales_call" in named("I hold a seminar.") and named("I still think of your seminar.") == {}
    assert named("Could you send me an invoice? What would that cost?") == {}
    assert set(named("Two of my customers came.")) == {"offer_described"}


def test_a_class_of_words_finds_wordings_that_nobody_wrote_down():
    for ware in ("gutters", "payroll", "skincare", "estate planning"):
        assert "offer_described" in named(f"My brother and I sell {ware} in three towns.")


def test_the_stage_decides_what_is_said_and_never_what_it_is():
    verdicts = [judge(ASK, stage) for stage in (SEEN, TRUSTED, REFERRING)]
    assert [verdict.voice for verdict in verdicts] == [STOP, HINT, SILENT]
    assert {verdict.pitch for verdict in verdicts} == {True}
    assert verdicts[0].advice.startswith("This draft asks for a referral") and "Not yet" in verdicts[0].advice
    assert "given lately" in verdicts[1].advice and verdicts[2].advice == ""


def test_the_missing_condition_is_named_and_whoever_is_ready_is_left_in_peace():
    not_yet = Verdict(False, GAVE, "You have not given them anything yet.", "Give first.")
    assert judge(ASK, TRUSTED, not_yet).advice.endswith("You have not given them anything yet. Give first.")
    ready = Verdict(True, None, READY_REASON, READY_STEP)
    assert judge(ASK, TRUSTED, ready).voice == SILENT


def test_what_tends_a_relationship_is_left_in_peace_at_every_stage():
    assert [judge(THANKS, stage).voice for stage in (SEEN, TRUSTED, REFERRING)] == [SILENT] * 3
    assert judge("", SEEN).voice == SILENT and not judge("", SEEN).pitch


def test_of_another_language_it_says_that_it_cannot_tell():
    verdict = judge("Liebe Dana, kennst du jemanden, der gerade eine Scheidung plant und Rat sucht?", SEEN)
    assert (verdict.voice, verdict.pitch) == (CANNOT_TELL, False) and "English only" in verdict.advice


@given(st.text(max_size=300), st.sampled_from([SEEN, TRUSTED, REFERRING]))
def test_any_text_gets_a_verdict_that_only_names_what_is_there(draft, stage):
    verdict = judge(draft, stage)
    assert 0.0 <= verdict.p <= 1.0
    assert all(draft[cue.hit.start : cue.hit.end] == cue.hit.text for cue in verdict.cues)


def test_the_better_first_line_gives_something_from_what_is_known():
    known = Known(
        "Dana",
        owed="the referral",
        note="Her mother’s move.",
        told=(("interests", "sea kayaks"), ("goals", "a second office " * 9)),
        question="What would make this a good year for you?",
    )
    lines = openings(known)
    assert [line.rests_on for line in lines] == [THANK, TALK, GOAL]
    assert lines[0].line.startswith("Hi Dana, thank you again for the referral.")
    assert "(“Her mother’s move”)" in lines[1].line and "…”" in lines[2].line
    assert [line.rests_on for line in openings(Known("Ben", told=(("skills", "grafting"),)))] == [TOLD]


def test_without_anything_known_there_is_still_a_first_line():
    assert [line.rests_on for line in openings(Known("Ben"))] == [PLAIN]
    questions = ("What do you grow?", "I wonder what you grow?")
    asked = [openings(Known("Ben", question=words))[0].line for words in questions]
    assert asked == ["Hi Ben, what do you grow?", "Hi Ben, I wonder what you grow?"]


def test_no_first_line_reads_as_a_pitch_itself():
    known = Known("Dana", "the referral", "her move", (("interests", "kayaks"), ("goals", "a second office")))
    lines = [*openings(known), *openings(Known("Dana", told=(("skills", "law"),))), *openings(Known("Dana"))]
    assert [line.line for line in lines if judge(line.line, SEEN).pitch] == []


def test_a_need_asked_about_and_nothing_else_is_a_friends_question():
    asked = "The power will be off on our street tomorrow. Do you need an extension cord for your freezer?"
    found = judge(asked, SEEN)
    assert found.p >= 0.62 and not found.pitch
    assert judge(f"{asked} I sell generators.", SEEN).pitch


def test_words_of_ones_own_business_need_no_second_family():
    offers = (
        "Hi Marta, we crossed paths at the school fair. I've gone out on my own as a mortgage adviser. If the bank ever"
        " gives you a headache about your loan, you know where I am."
    )
    assert 0.5 <= judge(offers, SEEN).p < 0.62 and judge(offers, SEEN).pitch
