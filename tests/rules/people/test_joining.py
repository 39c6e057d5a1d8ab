"""Two cards brought together field by field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.people.rules.card import LISTS, Card, Labelled
from grapevine.domain.people.rules.joining import CHOICES, checked, differs, joined, standard
from grapevine.kit.errors import Refused

ELLEN = Card(name="Ellen Fisk", segment="school", note="Choir.", emails=(Labelled("ellen@fisk.example"),))
ELLIE = Card(
    name="Ellie Halloran", given="Ellie", family="Halloran", firm="Fisk & Co", note="Choir.", tags=("choir",),
    emails=(Labelled("Ellen@Fisk.example", "home"), Labelled("ellie@work.example", "work")),
)  # fmt: skip


def test_without_a_choice_gaps_are_filled_and_lists_hold_both() -> None:
    card = joined(ELLEN, ELLIE)
    assert (card.name, card.given, card.firm, card.segment, card.note) == (
        "Ellen Fisk", "", "Fisk & Co", "school", "Choir.",
    )  # fmt: skip
    assert [mail.value for mail in card.emails] == ["ellen@fisk.example", "ellie@work.example"]
    assert card.tags == ("choir",)


def test_a_name_comes_with_all_its_parts_and_work_with_all_of_it() -> None:
    card = joined(ELLEN, ELLIE, {"name": "other", "work": "keep", "tags": "keep"})
    assert (card.name, card.family, card.firm, card.tags) == ("Ellie Halloran", "Halloran", "", ())


def test_an_address_that_stood_in_for_a_name_gives_way_to_a_name() -> None:
    assert joined(Card(name="ellen@fisk.example"), ELLIE).name == "Ellie Halloran"


def test_one_of_the_two_living_is_enough() -> None:
    assert joined(Card(name="Ellen", archived=True), ELLEN).archived is False


@pytest.mark.parametrize("said", [{"shoes": "keep"}, {"name": "both"}, {"emails": "neither"}])
def test_a_choice_that_does_not_exist_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        checked(said)
    assert refused.value.field == "choices"


@given(st.dictionaries(st.sampled_from(CHOICES), st.sampled_from(["keep", "other"])))
def test_a_choice_for_one_side_is_that_side_to_the_letter(said: dict[str, str]) -> None:
    card = joined(ELLEN, ELLIE, said)
    for choice, taken in said.items():
        if choice not in ("name", "work"):
            assert getattr(card, choice) == getattr(ELLIE if taken == "other" else ELLEN, choice)


def test_what_differs_is_known() -> None:
    assert differs("work", ELLEN, ELLIE) and not differs("note", ELLEN, ELLIE)
    assert all(standard(choice, ELLEN, ELLIE) == "both" for choice in LISTS)
