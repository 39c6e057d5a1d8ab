"""The network page: who stands where, in a picture, a table and rows; worked out once for each state of the book."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from grapevine.domain.network.queries.shape import Shape
from grapevine.domain.network.rules.relation import Relation
from grapevine.domain.people.actions import add_people
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.actions import Draft, log_touch, log_touches
from grapevine.interfaces.web.network_words import expected_room, lede, tip, verdict
from grapevine.interfaces.web.people_rows import ring_of
from grapevine.kit import clock
from tests.cast import BEN, DANA, ELLEN, PRIYA, TOM, meet


def talk(actor, person, days: int = 1, kind: str = "one_to_one") -> None:
    now = clock.now()
    log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(days=days), kind=kind, minutes=60)


def test_an_empty_book_says_how_to_begin(web):
    page = web.get("/network").content.decode()
    assert "Room for <em>everyone you know</em>" in page
    assert "What is missing" not in page


def test_everybody_stands_in_the_picture_the_table_and_the_rows(web, actor):
    people = [meet(actor, card) for card in (DANA, BEN, PRIYA, TOM, ELLEN)]
    for _ in range(3):
        talk(actor, people[0], days=_ + 1)
    page = web.get("/network").content.decode()
    assert page.count('<a class="dot') == 5
    for person in people:
        assert page.count(reverse("person", args=[person.uid])) == 2
    assert "4 are not measured yet" in page
    assert "Small, and <em>just planted</em>" in page


def test_the_picture_follows_every_change(web, actor):
    dana = meet(actor, DANA)
    assert "nothing measured yet" in web.get("/network").content.decode()
    talk(actor, dana)
    assert "nothing measured yet" not in web.get("/network").content.decode()
    meet(actor, BEN)
    assert "Ben Okafor" in web.get("/network").content.decode()


@pytest.mark.parametrize(("people", "measured"), [(1, 0), (30, 12), (230, 12)])
def test_the_page_stays_inside_its_budget_cold_and_warm(web, actor, people, measured, django_assert_max_num_queries):
    cards = [Card(name=f"Person {n}") for n in range(people)]
    for person in add_people(actor=actor, now=clock.now(), cards=cards)[:measured]:
        talk(actor, person)
    with django_assert_max_num_queries(14):
        web.get("/network")
    with django_assert_max_num_queries(5):
        web.get("/network")


def test_a_year_ago_shows_only_where_the_ledgers_reach_back(web, actor):
    dana = meet(actor, DANA)
    talk(actor, dana)
    assert "The dashed line is a year ago" not in web.get("/network").content.decode()
    for days in (400, 402, 404):
        talk(actor, dana, days)
    assert "The dashed line is a year ago" in web.get("/network").content.decode()


def test_nobody_sees_a_picture_of_somebody_else(web, stranger_web, actor):
    meet(actor, DANA)
    web.get("/network")
    assert "Dana Whitcomb</text>" not in stranger_web.get("/network").content.decode()


def shape(**counts: int) -> Shape:
    zero = dict.fromkeys(("people", "archived", "deep", "both", "one_sided", "met", "none"), 0)
    return Shape(**{**zero, **counts})


def test_the_title_says_how_deep_a_network_is():
    told = [verdict(shape(people=people, deep=deep)) for people, deep in ((19, 9), (20, 0), (90, 5), (90, 15))]
    assert told == ["few", "wide", "rooting", "deep"]


def test_the_sentence_counts_and_the_tip_follows():
    found = shape(people=10, deep=2, one_sided=3, met=1, none=4)
    counted = "Of 10 people, 2 deep both ways; 3 mostly one-sided, 1 met once or twice. 4 are not measured yet."
    assert lede(found) == counted
    assert tip(found)["text"].startswith("1 person met once")
    assert tip(shape(people=3, none=3)) is None
    assert lede(shape()) == ""


def test_rings_hold_five_ten_thirty_five_and_a_hundred():
    assert expected_room() == ["5", "10", "35", "100", "anybody"]


def test_a_ring_follows_from_how_many_are_deeper():
    keys = [float(100 - n) for n in range(150)]
    found = [Relation(depth=80.0, rank_key=key) for key in (100.0, 96.0, 95.0, 50.0, -49.0, -60.0)]
    assert [ring_of(keys, relation) for relation in found] == [0, 0, 1, 3, 3, 4]
    assert ring_of([], Relation()) is None
    assert ring_of([3.0], Relation(depth=80.0, rank_key=3.0)) == 0


def test_a_full_picture_keeps_the_page_light(web, actor):
    segments = ("family", "friend", "school", "client", "professional", "community")
    cards = [
        Card(name=f"Alexandra {n:03} Whitcomb-Okafor", title="Family-law attorney", segment=segments[n % 6])
        for n in range(205)
    ]
    now = clock.now()
    people = add_people(actor=actor, now=now, cards=cards)
    drafts = [Draft(one.pk, now - timedelta(days=n % 90 + 1), "meal", 60, "me") for n, one in enumerate(people)]
    log_touches(actor=actor, now=now, drafts=drafts)
    page = web.get("/network").content
    assert page.decode().count('<a class="dot') == 205
    assert len(page) < 150_000
