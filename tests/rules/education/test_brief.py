"""What a brief says: cleaned, kept as data and back, read, shared; its address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.education.rules import brief as rules
from grapevine.domain.education.rules.brief import BriefText, Part
from grapevine.domain.education.rules.brief_address import SIGNS, missing_to_publish, slug_of, words_of
from grapevine.domain.education.rules.brief_changes import GONE, NEW, SAME, differences
from grapevine.kit.errors import Refused

LEAH = BriefText(
    name="Leah Marchetti", headline="I help parents separate without a war.", email="leah@marchetti.example",
    moments=("divorce",), listen_for=("We are holding on until the kids finish school.", "I do not know the accounts."),
    introduce_me="May I ask her to call you?", not_a_fit=("Criminal charges. Call me; I will name someone good.",),
)  # fmt: skip
LINES = st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=6).map(tuple)
TEXTS = st.builds(BriefText, name=st.text(max_size=40), headline=st.text(max_size=60), listen_for=LINES,
                  not_a_fit=LINES, moments=LINES, story=st.text(max_size=80))  # fmt: skip


def test_the_eight_parts_stand_in_the_order_in_which_they_are_read():
    assert [part.value for part in Part] == [
        "whom_i_help", "moments", "listen_for", "first_question", "introduce_me", "not_a_fit", "story", "treatment",
    ]  # fmt: skip
    assert rules.HEADINGS.keys() == set(Part)


@given(TEXTS)
def test_what_is_kept_as_data_comes_back_as_it_was(text):
    assert rules.from_data(rules.as_data(text)) == text


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text):
    try:
        once = rules.cleaned(text)
    except Refused:
        return
    assert rules.cleaned(once) == once


def test_cleaning_drops_stray_signs_and_empty_and_double_lines():
    found = rules.cleaned(BriefText(name="  Leah\x00  Marchetti ", listen_for=("  We  wait. ", "", "We wait.")))
    assert (found.name, found.listen_for) == ("Leah Marchetti", ("We wait.",))


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (BriefText(email="leah@"), "email", "“leah@” is not an e-mail address"),
        (BriefText(phone="call me"), "phone", "too few digits"),
        (BriefText(headline="x" * 161), "headline", "Headline: 161 signs are too many; say it in 160"),
        (BriefText(story="x" * 1201), "story", "One that went well: 1201 signs"),
        (BriefText(listen_for=("x" * 201,)), "listen_for", "What to listen for: 201 signs"),
        (BriefText(listen_for=tuple(str(n) for n in range(9))), "listen_for", "at most 8"),
        (BriefText(moments=tuple(str(n) for n in range(13))), "moments", "at most 12"),
    ],
)
def test_what_is_too_much_or_no_address_is_said_at_its_field_and_never_cut_off(text, field, said):
    with pytest.raises(Refused) as refusal:
        rules.cleaned(text)
    assert refusal.value.field == field and said in refusal.value.reason


def test_data_of_another_kind_is_passed_over():
    assert rules.from_data({"name": 7, "listen_for": "no list", "moments": ["divorce"], "unknown": "x"}) == BriefText(
        moments=("divorce",)
    )


def test_some_fields_are_said_anew_and_an_unknown_one_is_refused():
    assert rules.changed(LEAH, {"listen_for": ["One."], "story": "Once."}).listen_for == ("One.",)
    with pytest.raises(Refused, match="A brief has no “stroy”"):
        rules.changed(LEAH, {"stroy": "Once."})


def test_how_long_it_takes_to_read_and_to_say():
    assert rules.words(LEAH, ["We part."]) == 7 + 2 + 9 + 6 + 7 + 9
    assert [rules.minutes_to_read(count) for count in (0, 200, 310, 600)] == [1, 1, 2, 3]
    assert rules.seconds_aloud("one two three four five") == 2
    assert LEAH.first_name == "Leah" and BriefText().first_name == ""


def test_a_line_of_not_a_fit_says_who_and_what_to_do_instead():
    assert rules.no_fit(LEAH.not_a_fit[0]) == ("Criminal charges.", "Call me; I will name someone good.")
    assert rules.no_fit("Criminal charges") == ("Criminal charges", "")


def test_the_words_to_send_along_name_the_page_and_the_member():
    said = rules.share_text(LEAH, "https://example.org/b/leah-2345")
    assert said.startswith("I help parents separate without a war. Here is how") and said.endswith("Thank you! Leah")
    assert "https://example.org/b/leah-2345" in said
    assert rules.share_text(BriefText(), "https://a.example").startswith("Here is how")


def test_an_address_is_said_in_words_with_signs_nobody_mistakes():
    assert slug_of("Zoë O’Brien-Ñandú", "abc") == "zoe-o-brien-nandu-abc"
    assert words_of("王") == "brief" and len(words_of("a" * 90)) == 40
    assert not set("01iloIOu") & set(SIGNS)


@given(st.text(max_size=60))
def test_an_address_has_no_sign_that_an_address_cannot_have(name):
    assert set(words_of(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_page_needs_a_name_and_one_sentence_to_go_out():
    assert missing_to_publish(BriefText()) == "name"
    assert missing_to_publish(BriefText(name="Leah")) == "headline"
    assert missing_to_publish(BriefText(name="Leah", whom_i_help="Parents.")) == missing_to_publish(LEAH) == ""


def test_what_changed_is_told_word_by_word_or_line_by_line():
    told = {"headline": "I help families separate without a war.", "listen_for": LEAH.listen_for[1:]}
    new = rules.changed(LEAH, told)
    headline, lines = differences(LEAH, new)
    assert headline.heading == "In one sentence"
    assert headline.pieces[:3] == ((SAME, "I help"), (GONE, "parents"), (NEW, "families"))
    assert headline.pieces[3:] == ((SAME, "separate without a war."),)
    assert lines.pieces == ((GONE, LEAH.listen_for[0]), (SAME, LEAH.listen_for[1]))


@given(TEXTS, TEXTS)
def test_nothing_is_told_of_what_is_the_same_and_the_pieces_hold_both_texts(old, new):
    assert differences(old, old) == []
    for one in differences(old, new):
        if one.field in ("listen_for", "not_a_fit", "moments"):
            assert tuple(said for kind, said in one.pieces if kind != GONE) == getattr(new, one.field)
            assert tuple(said for kind, said in one.pieces if kind != NEW) == getattr(old, one.field)
