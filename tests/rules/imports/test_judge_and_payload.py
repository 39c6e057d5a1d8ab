"""Whom a record means, and records as plain data."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.judge import Index, card_of_party, judge_card, judge_party, traits_of
from grapevine.domain.imports.rules.records import GiveRecord, Party, RatingRecord, TouchRecord, Where
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.people.rules.card import Card, Labelled
from tests.cast import BEN, DANA, PRIYA, TOM

WHEN = datetime(2026, 1, 5, 10, tzinfo=UTC)
TOUCH = TouchRecord(key="k", who=Party(name="Dana", email="d@x.example"), at=WHEN, kind="call", minutes=0)
GIVE = GiveRecord(key="g", who=Party(uid="7"), at=WHEN, kind="idea", direction="given", note="n")
RATING = RatingRecord(key="r", who=Party(name="Ben"), at=WHEN, side="mine", value=4)


@pytest.fixture
def index() -> Index:
    """Dana, Ben, Priya and Tom, known by 1 to 4."""
    made = Index()
    for number, card in enumerate((DANA, BEN, PRIYA, TOM), 1):
        made.add(number, card)
    return made


@pytest.mark.parametrize("record", [TOUCH, GIVE, RATING], ids=["touch", "give", "rating"])
def test_a_record_survives_plain_data(record: TouchRecord | GiveRecord | RatingRecord) -> None:
    kind = payload.kind_of(record)
    assert payload.load(kind, payload.dump(record)) == record


def test_a_card_survives_plain_data_without_an_unknown_part_of_life() -> None:
    assert payload.load(payload.PERSON, payload.dump(DANA)) == DANA
    assert payload.load(payload.PERSON, payload.dump(Card(name="A", segment="foes"))) == Card(name="A")


@pytest.mark.parametrize(
    "card, key",
    [
        (Card(uid="u1", name="A"), "uid:u1"),
        (Card(name="A B", links=(Labelled("https://x.example/in/a"),)), "link:x.example/in/a:a b"),
        (Card(name="B, A", emails=(Labelled("nobody"), Labelled("A@x.example"))), "mail:a@x.example:a b"),
        (Card(name="A", phones=(Labelled("112"), Labelled("+1 617 555 0101"))), "phone:175550101:a"),
        (Card(name="A", firm="Ünion"), "name:a:union"),
    ],
)  # fmt: skip
def test_a_source_knows_people_by_the_best_key_there_is(card: Card, key: str) -> None:
    assert payload.origin_key(card) == key.replace("175550101", "175550101")
    assert payload.is_sure(key) == key.startswith("uid:")
    assert payload.is_name_only(key) == key.startswith("name:")


@given(st.integers(1, 9))
def test_further_records_under_one_key_are_numbered_and_known_by_the_first(number: int) -> None:
    key = payload.numbered("uid:x", number)
    assert payload.base_key(key) == "uid:x"
    assert (key == "uid:x") == (number == 1)


@given(st.text(min_size=200, max_size=900), st.text(min_size=200, max_size=900))
def test_long_keys_are_short_and_stay_apart(one: str, other: str) -> None:
    assert len(payload.brief(one)) <= 250
    assert payload.brief(payload.brief(one)) == payload.brief(one)
    if payload.clean(one) != payload.clean(other):
        assert payload.brief(one) != payload.brief(other)


def test_equal_data_have_one_digest_whatever_their_order() -> None:
    assert payload.digest({"a": 1, "b": 2}) == payload.digest({"b": 2, "a": 1}) != payload.digest({"a": 1})


def test_a_place_is_written_as_file_and_line() -> None:
    assert str(Where("a.zip/b.vcf", 7)) == "a.zip/b.vcf:7"


@pytest.mark.parametrize(
    "card, verdict, person",
    [
        (Card(name="D. Whitcomb", emails=(Labelled("DANA@whitcomb.example"),)), Verdict.JOINED, 1),
        (Card(name="Ben Okafor", phones=(Labelled("(617) 555-0173"),)), Verdict.JOINED, 2),
        (Card(name="Somebody Else", emails=(Labelled("dana@whitcomb.example"),)), Verdict.DOUBTFUL, None),
        (Card(name="Tom Halloran"), Verdict.DOUBTFUL, None),
        (Card(name="Ben Okafor", firm="Southern Wool", phones=(Labelled("+64 9 555 7788"),)), Verdict.NEW, None),
        (Card(name="Ellen Fisk"), Verdict.NEW, None),
    ],
)  # fmt: skip
def test_a_card_is_somebody_known_perhaps_or_new(index: Index, card: Card, verdict: Verdict, person: int) -> None:
    decision = judge_card(card, index)
    assert (decision.verdict, decision.person) == (verdict, person)
    assert decision.reason or verdict is Verdict.NEW
    assert bool(decision.candidates) == (verdict is Verdict.DOUBTFUL)


def test_a_card_that_surely_means_two_is_a_question(index: Index) -> None:
    index.add(5, Card(name="Dana", phones=(Labelled("+1 617 555 0777"),)))
    both = Card(name="Dana", emails=DANA.emails, phones=(Labelled("617 555 0777"),))
    assert judge_card(both, index).candidates == (1, 5)


@pytest.mark.parametrize(
    "party, verdict, person",
    [
        (Party(email="Ben@okafor.example", name="whoever"), Verdict.JOINED, 2),
        (Party(phone="617 555 0142"), Verdict.JOINED, 1),
        (Party(name="Raman, Priya"), Verdict.JOINED, 3),
        (Party(name="Tom Halloran", email="tom@new.example"), Verdict.JOINED, 4),
        (Party(name="Dana Whitcomb", email="another@mail.example"), Verdict.NEW, None),
        (Party(name="Nobody Known"), Verdict.NEW, None),
    ],
)  # fmt: skip
def test_a_touch_finds_its_person(index: Index, party: Party, verdict: Verdict, person: int | None) -> None:
    decision = judge_party(party, index)
    assert (decision.verdict, decision.person) == (verdict, person)


def test_a_mail_or_name_that_several_share_is_a_question(index: Index) -> None:
    index.add(6, Card(name="Tom Halloran", emails=BEN.emails))
    assert judge_party(Party(email="ben@okafor.example"), index).candidates == (2, 6)
    assert judge_party(Party(name="Tom Halloran"), index).verdict is Verdict.DOUBTFUL


def test_knowing_more_of_somebody_makes_them_findable_by_it(index: Index) -> None:
    index.add(3, Card(name="Priya Raman", links=(Labelled("x.example/in/priya"),)))
    assert judge_party(Party(link="https://www.x.example/in/priya/"), index).person == 3
    assert index.candidates(traits_of(Card(name="Priya Raman"))) == [3]


def test_a_shared_office_number_joins_nobody(index: Index) -> None:
    assert not traits_of(Card(name="A", phones=(Labelled("+1 617 555 0142", "main"),))).phones


def test_a_party_becomes_a_small_card() -> None:
    card = card_of_party(Party(name="", email="a@x.example", phone="617 555 0101", link="x.example/a"))
    assert (card.name, len(card.emails), len(card.phones), len(card.links)) == ("a@x.example", 1, 1, 1)
