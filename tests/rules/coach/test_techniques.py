"""Techniques: the catalogue and its schema, the situations they fit, their words, and how skill grows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.guard.verdict import judge
from grapevine.domain.coach.rules.techniques import reading, skill
from grapevine.domain.coach.rules.techniques.fitting import fits_now, script, starters
from grapevine.domain.coach.rules.techniques.reading import CLAIMS, KINDS, catalogue, of_text
from grapevine.domain.coach.rules.techniques.situation import Condition, Situation, all_hold, parse

DANA = Situation(name="Dana", segment="professional", stage="trusted", depth=48.0, i_know=52.0, they_know=44.0,
                 missing="educated", quiet=35.0, touches=9, given=2, received=0, knows=2)  # fmt: skip
ONE = """
[walk]
name = "Walk"
kind = "meet"
minutes = 45
moves = "like"
claim = "A7"
source = "Ours"
when = ["depth >= 20"]
logs = "one_to_one"
why = "Because."
steps = ["One.", "Two."]
say = "Shall we walk?"
"""


def test_the_catalogue_has_forty_techniques_at_least_for_every_claim_that_asks_for_one():
    found = catalogue().values()
    assert len(found) >= 40 and {one.kind for one in found} == set(KINDS)
    assert {one.claim for one in found} >= set(CLAIMS) - {"A5", "B3"}, "A5 is a comparison, B3 is practice itself"
    assert sum(one.gives_first for one in found) >= 12 and sum(one.minutes <= 10 for one in found) >= 12


@pytest.mark.parametrize("one", catalogue().values(), ids=lambda one: one.key)
def test_each_technique_can_be_read_aloud_and_fits_somebody(one):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.key) and len(one.key) <= 40
    assert one.name[0].isupper() and one.why.endswith(".") and all(step.endswith((".", "?")) for step in one.steps)
    assert one.source.endswith((".", "?")) and one.say and one.when


def test_nothing_but_an_ask_reads_as_a_pitch_to_somebody_met_once():
    pitched = [one.key for one in catalogue().values() if judge(script(one, DANA), "seen").pitch]
    assert [key for key in pitched if catalogue()[key].relationship_first] == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("depth >= 35", True), ("depth < 35", False), ("birthday <= 7", False), ("stage is trusted", True),
        ("segment in family professional", True), ("segment in family friend", False), ("missing is none", False),
        ("owed", False), ("not owed", True), ("quiet > 34.5", True), ("goals", False),
    ],
)  # fmt: skip
def test_a_condition_holds_or_not(text, holds):
    assert parse(text).holds(DANA) is holds


@pytest.mark.parametrize("text", ["", "luck", "depth", "depth >= much", "stage is", "segment in family",
                                  "not depth > 3", "depth ~ 3", "stage is seen trusted"])  # fmt: skip
def test_what_is_no_condition_is_refused(text):
    if text == "depth":
        assert parse(text) == Condition("depth", "yes")
        return
    with pytest.raises(ValueError, match="condition"):
        parse(text)


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('kind = "meet"', 'kind = "dance"', "kind 'dance'"), ('claim = "A7"', 'claim = "C1"', "claim 'C1'"),
        ('logs = "one_to_one"', 'logs = "hug"', "logs 'hug'"), ('moves = "like"', 'moves = "love"', "moves 'love'"),
        ("minutes = 45", "minutes = 0", "minutes"), ('when = ["depth >= 20"]', "when = []", "a situation"),
        ('why = "Because."', "", "lacks ['why']"),
        ('say = "Shall', 'tone = "soft"\nsay = "Shall', "nothing of ['tone']"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_the_schema_says_where(was, becomes, complaint):
    assert of_text("keeping", ONE)["walk"].steps == ("One.", "Two.")
    with pytest.raises(ValueError, match="walk") as error:
        of_text("keeping", ONE.replace(was, becomes))
    assert complaint in str(error.value)


def test_a_technique_that_stands_in_two_files_is_told(monkeypatch, tmp_path):
    (tmp_path / "catalogue").mkdir()
    for name in ("keeping", "more"):
        (tmp_path / "catalogue" / f"{name}.toml").write_text(ONE)
    monkeypatch.setattr(reading, "files", lambda package: tmp_path)
    with pytest.raises(ValueError, match="walk.* stand in two files"):
        catalogue.__wrapped__()


def test_what_waits_comes_first_then_what_is_missing():
    assert fits_now(replace(DANA, owed="the referral"))[0].key in ("close-the-loop", "thank-with-outcome")
    assert fits_now(DANA)[0].moves == "educated"
    assert fits_now(Situation()) == []
    assert all(all_hold(one.when, DANA) for one in fits_now(DANA))


def test_words_are_filled_in_with_what_is_known_and_a_gap_is_left_for_the_rest():
    known = replace(DANA, note="Her mother’s move to Salem.", owed="the referral", question="What do you grow?")
    assert script(catalogue()["take-up-the-note"], known).endswith("Her mother’s move to Salem")
    assert "the referral" in script(catalogue()["thank-with-outcome"], known)
    assert "…" in script(catalogue()["ask-again"], known) and "…" in script(
        catalogue()["ask-again"], replace(known, aged="x" * 200)
    )


def test_starters_come_from_what_is_known_of_them():
    known = replace(DANA, note="The move", goals="A second office", aged="kayaks", question="What do you grow?")
    assert [len(starters(one)) for one in (known, DANA)] == [4, 0]
    assert "A second office" in starters(known)[1] and starters(known)[-1] == "What do you grow?"


def test_skill_grows_from_tries_and_fades_and_reading_is_none():
    assert skill.skill([], 0.0) == 0.0
    assert skill.skill([(0.0, "well")] * 3, 0.0) == pytest.approx(0.5)
    assert skill.skill([(0.0, "well")], 180.0) < skill.skill([(0.0, "not_yet")], 0.0) + 1e-9
    assert [skill.level(value) for value in (0.0, 0.5, 0.9)] == ["begun", "practised", "at home"]


@given(st.lists(st.tuples(st.floats(0, 1000), st.sampled_from(list(skill.WENT))), max_size=20))
def test_skill_is_a_share_and_one_more_try_never_lowers_it(tries):
    before, after = skill.skill(tries, 1000.0), skill.skill([*tries, (1000.0, "not_yet")], 1000.0)
    assert 0.0 <= before < after <= 1.0


def test_the_picture_keeps_silent_about_too_few_acts():
    assert skill.picture({}, (9, 3, 9, 3), 0.0) == skill.Picture(None, None, 9, 0, 0.0)
    found = skill.picture({"walk": [(0.0, "well")]}, (10, 4, 20, 15), 0.0)
    assert (found.give_first, found.relationship_first, found.tried) == (0.4, 0.75, 1) and found.skill > 0.0
