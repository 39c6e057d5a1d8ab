"""A story's three answers, and the names in it: who stands there by name, and what stands there instead."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.stories.rules.naming import (
    SOMEBODY,
    Stand,
    begins_with,
    forms_of,
    perhaps_names,
    role_for,
    told_without,
    without_names,
)
from grapevine.domain.stories.rules.telling import (
    ANSWER_MAX,
    TITLE_MAX,
    Reach,
    Told,
    as_one_text,
    cleaned,
    covers,
    missing_to_show,
)
from grapevine.kit.errors import Refused

HANA = Stand(forms_of("Hana Kim"), "a realtor")
WILL = Stand(forms_of("Will Ode", ["Uncle Bill"]), "a client")
UNCLE = Told(
    "The uncle nobody asked about",
    "Hana’s client mentioned an uncle in passing: eighty-one, alone, a house full of papers.",
    "She asked whether he would like a visit.",
    "It is signed now, and he comes to us on Sundays.",
)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Hana’s client came. Then HANA KIM left.", "A realtor’s client came. Then a realtor left."),
        ("hana  kim wrote", "A realtor wrote"),
        ("Will will sign his will.", "A client will sign his will."),
        ("“Will is here,” said Mr. Ode.", "“A client is here,” said a client."),
        ("They called him Uncle Bill; uncle bill laughed.", "They called him a client; a client laughed."),
        ("He went home.” Hana stayed.\nKim, too.", "He went home.” A realtor stayed.\nA realtor, too."),
        ("Two came: Hana and Will. She said: “Hana!”", "Two came: a realtor and a client. She said: “A realtor!”"),
        ("Johana, Hanas and Kimono are others.", "Johana, Hanas and Kimono are others."),
        ("", ""),
    ],
)  # fmt: skip
def test_a_name_gives_way_to_the_role_in_every_form(said: str, read: str) -> None:
    assert without_names(said, [HANA, WILL]) == read


def test_a_lone_letter_is_no_form_of_a_name_and_a_role_is_never_empty() -> None:
    assert forms_of("J. Doe") == ("J. Doe", "Doe")
    assert forms_of("Cher") == ("Cher",)
    assert without_names("Cher sang.", [Stand(forms_of("Cher"), "")]) == "Somebody sang."
    assert SOMEBODY == "somebody"


WORD = st.text(string.ascii_letters, min_size=2, max_size=8)


@given(first=WORD, last=WORD, pieces=st.lists(st.sampled_from(["{n}", "{f}", "{l}", "and then", "“", ". ", "\n"])))
def test_no_form_of_a_name_is_left_and_once_is_as_good_as_twice(first: str, last: str, pieces: list[str]) -> None:
    first, last = f"Q{first.lower()}", f"Q{last.lower()}"
    text = " ".join(pieces).format(n=f"{first} {last}", f=first, l=last)
    stand = Stand(forms_of(f"{first} {last}"), "a friend")
    out = without_names(text, [stand])
    assert not set(out.replace("“", " ").replace(".", " ").split()) & {first, last}
    assert without_names(out, [stand]) == out
    assert without_names(text, []) == text


def test_the_title_loses_its_names_too() -> None:
    told = told_without(Told("Hana’s uncle", "Kim called.", "", ""), [HANA])
    assert (told.title, told.need) == ("A realtor’s uncle", "A realtor called.")


def test_words_with_a_capital_inside_a_sentence_are_shown_to_the_teller() -> None:
    need = "I came with Nell and Ray Ode on Monday, not on Sundays. Then I’m off. “Hello,” said Ms. Kim"
    told = Told("The uncle", need, "Élan in Ürzig")
    assert perhaps_names(told) == ["Nell", "Ray Ode", "Kim", "Ürzig"]


def test_at_the_beginning_of_a_sentence_only_known_first_names_are_shown() -> None:
    told = Told("The uncle", "Nell Ray came. Then she left.", "Grandly, Ben said so.", "")
    assert begins_with(told) == ["The", "Nell", "Then", "Grandly"]
    assert perhaps_names(told) == ["Ben"] and perhaps_names(told, {"Nell"}) == ["Nell Ray", "Ben"]


@pytest.mark.parametrize(
    ("profession", "part", "role"),
    [
        ("Realtor", "receiver", "a realtor"), ("Estate attorney", "giver", "an estate attorney"),
        ("CPA", "giver", "a CPA"), ("", "giver", "a friend"), ("", "receiver", "a colleague"),
        ("Realtor", "client", "a client"), ("", "other", "somebody"),
    ],
)  # fmt: skip
def test_a_role_to_begin_with_tells_the_work_and_of_a_client_nothing(profession: str, part: str, role: str) -> None:
    assert role_for(profession, part) == role


def test_a_story_is_kept_as_written_and_nothing_is_cut_off() -> None:
    assert cleaned(Told(" The \x00uncle ", "a\r\nb", "", "")) == Told("The uncle", "a\nb", "", "")
    for told, field in (
        (Told("x" * (TITLE_MAX + 1)), "title"),
        (Told("x", happened="x" * (ANSWER_MAX + 1)), "happened"),
        (Told(" ", "\n"), "title"),
    ):
        with pytest.raises(Refused) as refusal:
            cleaned(told)
        assert refusal.value.field == field


def test_others_read_a_story_that_is_whole() -> None:
    assert missing_to_show(UNCLE) == ("", "")
    assert missing_to_show(Told("", "a", "b", "c"))[0] == "title"
    assert missing_to_show(Told("t", "a", "", "c")) == ("happened", "One question is open: What happened then?")
    assert missing_to_show(Told("t", "a", "b", "c")) == (
        "happened", "Tell a little more, so that somebody who was not there can follow.",
    )  # fmt: skip
    assert as_one_text(Told("t", "a", "", "c")) == "a\n\nc"


@given(agreed=st.sampled_from(Reach), wanted=st.sampled_from(Reach))
def test_a_yes_reaches_as_far_as_it_was_given(agreed: Reach, wanted: Reach) -> None:
    order = [Reach.PRIVATE, Reach.CHAPTER, Reach.PUBLIC]
    assert covers(agreed, wanted) == (order.index(agreed) >= order.index(wanted))
