"""Joining, updating and taking back cards: nothing is lost, the hand is left alone, and the way back is exact."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.imports.rules.merge import join, revert, update
from grapevine.domain.people.rules.card import FIELDS, LISTS, Card, Labelled, Postal
from grapevine.domain.people.rules.details import KIND_OF, as_json, from_json, keyed, lists, rows, tidy

WORD = st.sampled_from(["", "Ann", "Lee", "Berg & Co", "dentist", "Zoë"])
MAILS = st.sampled_from(["ann@a.example", "ANN@a.example", "lee@b.example", "x@c.example"])
LABEL = st.sampled_from(["", "work", "home"])


def labelled(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Labelled, ...]]:
    """Some values with labels."""
    return st.lists(st.builds(Labelled, values, LABEL, st.booleans()), max_size=3).map(tuple)


CARDS = st.builds(
    Card,
    name=st.sampled_from(["Ann Lee", "Lee, Ann", "ann@a.example", "Bo"]),
    firm=WORD, title=WORD, note=WORD, nickname=WORD, segment=st.sampled_from(["", "client", "friend"]),
    emails=labelled(MAILS), phones=labelled(st.sampled_from(["+1 617 555 0101", "617-555-0101", "112"])),
    links=labelled(st.sampled_from(["https://x.example/ann", "x.example/ann/"])),
    dates=labelled(st.sampled_from(["1980-01-01", "--01-01"])), facts=labelled(st.sampled_from(["Sam", "golf"])),
    addresses=st.lists(st.builds(Postal, LABEL, WORD, WORD, formatted=WORD), max_size=2).map(tuple),
    tags=st.lists(st.sampled_from(["choir", "Choir", "golf"]), max_size=3).map(tuple),
).map(tidy)  # fmt: skip
HAND = st.sets(st.sampled_from([*FIELDS, *LISTS]), max_size=6)


def keys(card: Card, name: str) -> set[tuple[str, str]]:
    """What stands in a list of a card, comparable."""
    return {keyed(KIND_OF[name], value) for value in getattr(card, name)}


@given(CARDS, CARDS, HAND)
def test_joining_loses_nothing_and_leaves_the_hand_alone(current: Card, said: Card, hand: set[str]) -> None:
    joined = join(current, said, hand)
    for name in LISTS:
        assert keys(current, name) <= keys(joined, name)
        if name not in hand:
            assert keys(said, name) <= keys(joined, name)
    for name in FIELDS:
        if getattr(current, name) and name != "name":
            assert getattr(joined, name) == getattr(current, name)
    for name in hand:
        assert getattr(joined, name) == getattr(current, name)
    assert join(joined, said, hand) == joined


@given(CARDS, CARDS, CARDS, HAND, st.booleans())
def test_an_update_leaves_the_hand_alone_and_is_done_once(
    current: Card, before: Card, said: Card, hand: set[str], drop: bool
) -> None:
    updated = update(current, before, said, hand, drop=drop)
    assert all(getattr(updated, name) == getattr(current, name) for name in hand)
    assert updated.name
    assert update(updated, said, said, hand, drop=drop) == updated


@given(CARDS, CARDS)
def test_an_untouched_card_follows_its_source(before: Card, said: Card) -> None:
    updated = update(before, before, said)
    assert all(keys(updated, name) == keys(said, name) for name in LISTS)
    assert all(getattr(updated, name) == getattr(said, name) for name in FIELDS)


@given(CARDS, CARDS)
def test_what_another_program_leaves_out_is_not_gone(before: Card, said: Card) -> None:
    updated = update(before, before, said, drop=False)
    assert all(keys(before, name) | keys(said, name) == keys(updated, name) for name in LISTS)
    assert all(getattr(updated, name) for name in FIELDS if getattr(before, name))


@given(CARDS, CARDS, CARDS, HAND, st.booleans())
def test_taking_an_update_or_a_join_back_gives_the_card_as_it_was(
    current: Card, before: Card, said: Card, hand: set[str], drop: bool
) -> None:
    for after in (update(current, before, said, hand, drop=drop), join(current, said, hand)):
        assert revert(after, current, after) == current


@given(CARDS, CARDS)
def test_taking_back_keeps_what_the_hand_added_and_does_not_bring_back_what_it_removed(
    before: Card, said: Card
) -> None:
    after = join(before, said)
    later = Labelled("later@hand.example", "work")
    current = replace(after, emails=(*after.emails[1:], later), firm="By hand Ltd")
    back = revert(current, before, after)
    assert keys(back, "emails") == (keys(before, "emails") & keys(current, "emails")) | {("later@hand.example", "")}
    assert back.firm == "By hand Ltd"


def test_a_mail_address_that_stood_in_for_a_name_gives_way_to_a_name() -> None:
    assert join(Card(name="ann@a.example"), Card(name="Ann Lee")).name == "Ann Lee"
    assert join(Card(name="+1 617 555"), Card(name="Ann Lee")).name == "Ann Lee"
    assert join(Card(name="Ann Lee"), Card(name="ann@a.example")).name == "Ann Lee"
    assert join(Card(name="ann@a.example"), Card(name="Ann Lee"), ["name"]).name == "ann@a.example"


def test_a_source_that_drops_the_name_leaves_the_name() -> None:
    assert update(Card(name="Ann"), Card(name="Ann"), Card(name="")).name == "Ann"


def test_a_number_that_its_source_labels_anew_is_labelled_anew() -> None:
    before = Card(name="Ann", phones=(Labelled("617 555 0101", "home"),))
    said = Card(name="Ann", phones=(Labelled("617 555 0101", "work"),))
    assert update(before, before, said).phones[0].label == "work"
    by_other = Card(name="Ann", phones=(Labelled("617 555 0101", "cell"),))
    assert update(by_other, before, said).phones[0].label == "cell"


@given(CARDS)
def test_a_card_survives_rows_and_plain_data(card: Card) -> None:
    assert tidy(card) == card
    assert replace(Card(name=card.name), **lists(rows(card))) == replace(
        Card(name=card.name), **{name: getattr(card, name) for name in LISTS}
    )
    assert from_json(as_json(card)) == card


ANY = st.text(st.characters(), max_size=400)


@given(ANY, ANY, ANY, ANY)
def test_tidying_any_text_twice_is_tidying_it_once(name: str, firm: str, note: str, mail: str) -> None:
    card = tidy(Card(name=name, firm=firm * 3, note=note, emails=(Labelled(mail, firm),), tags=(name,),
                     addresses=(Postal(street=note, formatted=mail),)))  # fmt: skip
    assert tidy(card) == card
    assert from_json(as_json(card)) == card
    assert len(card.firm) <= FIELDS["firm"] and "\x00" not in card.note
    card.note.encode(), card.name.encode()


def test_more_values_than_a_person_has_are_cut_off() -> None:
    card = tidy(Card(name="A", emails=tuple(Labelled(f"m{n}@x.example") for n in range(500))))
    assert len(card.emails) == 100
