"""Days, ways to reach somebody, names and numbers, as the pages say them: small pure functions."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict

from grapevine.domain.depth.rules.parts import Part
from grapevine.domain.network.queries.relationship import Evidence
from grapevine.domain.network.rules.relation import Facts, Relation
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.interfaces.web import person_facts, person_story, words
from grapevine.interfaces.web.import_told import came_in, made, of_all, walk
from grapevine.interfaces.web.imports import _harmless
from grapevine.interfaces.web.people import sorts, wanted_of
from grapevine.interfaces.web.when import ago, at_of, day_text, moment_text, month_text, short_text, today, zone_of

NOW = datetime(2026, 3, 2, 3, 30, tzinfo=UTC)
BOSTON = "America/New_York"


def test_the_day_is_the_day_of_whoever_reads():
    assert today(NOW, "UTC") == date(2026, 3, 2)
    assert today(NOW, BOSTON) == date(2026, 3, 1)
    assert zone_of("Mars/Olympus").key == "UTC"
    assert zone_of("").key == "UTC"


def test_a_day_of_a_form_is_now_or_noon_there():
    assert at_of(date(2026, 3, 1), NOW, BOSTON) == NOW
    assert at_of(date(2026, 2, 1), NOW, BOSTON) == datetime(2026, 2, 1, 17, tzinfo=UTC)


def test_days_are_said_as_people_say_them():
    assert day_text(NOW, BOSTON) == "1 March 2026"
    assert moment_text(NOW, BOSTON) == "1 March 2026, 22:30"
    assert short_text(NOW, "UTC") == "Mon 2"
    assert month_text(NOW, BOSTON) == "March 2026"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "yesterday"), (6, "6 days ago"), (13, "13 days ago"), (14, "2 weeks ago"), (59, "8 weeks ago"),
     (60, "2 months ago"), (364, "12 months ago"), (365, "1 year ago"), (800, "2 years ago")],
)  # fmt: skip
def test_how_long_ago_is_said_in_the_largest_unit(days, said):
    assert ago(NOW - timedelta(days=days), NOW) == said


def test_never_is_never_and_a_clock_that_runs_ahead_is_today():
    assert ago(None, NOW) == "never"
    assert ago(NOW + timedelta(hours=3), NOW) == "today"


def test_the_main_number_and_address_are_the_ones_to_use():
    card = Card(
        phones=(Labelled("617 555 0142"), Labelled("+1 (617) 555-0199 ext. 4", primary=True)),
        emails=(Labelled("dana@whitcomb.example"),),
    )
    assert person_facts.call(card) == "tel:+161755501994"
    assert person_facts.write(card) == "mailto:dana@whitcomb.example"
    assert person_facts.call(Card()) == person_facts.write(Card()) == ""


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [("https://a.example/x", "https://a.example/x"), ("a.example/x", "https://a.example/x"),
     ("javascript:alert(1)", ""), ("data:text/html,x", ""),
     ("a.example:8080", "https://a.example:8080"), ("@dana", "")],
)  # fmt: skip
def test_a_link_leads_to_the_web_or_nowhere(link, leads_to):
    ((_, (line,)),) = person_facts.contact(Card(links=(Labelled(link),)))
    assert (line.text, line.link) == (link, leads_to)


def test_a_mail_that_is_none_is_only_text():
    ((_, (line,)),) = person_facts.contact(Card(emails=(Labelled("on the card"),)))
    assert line.link == ""


def test_what_is_known_is_listed_with_its_label():
    card = Card(
        name="Dana Whitcomb", prefix="Ms.", given="Dana", family="Whitcomb", title="CPA", profession="Accountant",
        dates=(Labelled("1980-05-04", "birthday"), Labelled("--13-40", "odd"), Labelled("spring")),
        facts=(Labelled("Max", "children"),),
    )  # fmt: skip
    told = dict(person_facts.facts(card, Person(created_at=NOW), "UTC"))
    assert told["Full name"] == "Ms. Dana Whitcomb"
    assert told["Profession"] == "Accountant"
    assert (told["Birthday"], told["Odd"], told["Date"]) == ("4 May 1980", "--13-40", "spring")
    assert told["Children"] == "Max"
    assert told["In your book since"] == "2 March 2026"


def evidence(**changes: object) -> Evidence:
    nothing = {field.name: None for field in fields(Evidence)}
    plain = {"sentence": "Mostly from calls.", "shares": (), "touches": 0, "minutes": 0}
    return Evidence(**{**nothing, **plain, **changes})


@pytest.mark.parametrize(
    ("i_know", "they_know", "balance"),
    [(50.0, 55.0, "even"), (80.0, 20.0, "you_know_more"), (20.0, 80.0, "they_know_more"), (None, None, "unknown")],
)
def test_who_knows_whom_better(i_know, they_know, balance):
    told = person_story.between(Relation(i_know=i_know, they_know=they_know), evidence())
    assert told["balance"] == balance


def test_what_was_counted_is_said_in_sentences():
    found = evidence(touches=3, minutes=150, since=NOW - timedelta(days=30), last=NOW)
    assert person_story.sentences(found, Facts(given=1, received=2, my_rating=4), "UTC") == [
        "3 touches between 31 January 2026 and 2 March 2026",
        "2 hours together",
        "1 give from you, 2 gives to you",
        "Your own rating: 4 of 5",
    ]
    one = evidence(touches=1, minutes=25, since=NOW, last=NOW)
    assert person_story.sentences(one, Facts(), "UTC") == ["1 touch on 2 March 2026", "25 minutes together"]
    assert person_story.sentences(evidence(), Facts(), "UTC") == []


def test_an_ingredient_that_was_not_measured_is_never_a_zero():
    relation = Relation(depth=40.0, missing="like", theirs={"know": Part(0.7, True), "like": Part(0.4, False)})
    know, like, *_ = person_story.ingredients(relation, Facts(), "Dana")
    assert (know["value"], know["is_missing"]) == (70.0, False)
    assert (like["value"], like["is_missing"], like["evidence"]) == (None, True, "Not measured yet")
    assert words.scores(relation) == (70, None, None, None, None)
    assert words.missing(Relation()) == "unknown"
    assert words.missing(Relation(depth=9.0, missing=None)) == "none"


def test_little_is_said_to_be_little():
    assert "1 touch so far" in person_story.how_sure(evidence(touches=1))
    assert person_story.how_sure(evidence(touches=10)) == ""
    assert [person_story.times(n) for n in (0, 1, 2, 7)] == ["nothing", "once", "twice", "7 times"]


def test_names_are_shortened_kindly():
    assert words.initials("Dana van der Whitcomb") == "DW"
    assert words.initials("") == "?"
    assert words.short(Person(name="山田太郎")) == "山田太郎"
    assert words.short(Person(name="Dana Whitcomb", nickname="Dee")) == "Dee"
    assert words.short(Person(name="W" * 200)) == "W" * 39 + "…"
    assert words.role("", "", "") == ""
    assert words.role("CPA", "Accountant", "Lowe") == "CPA, Lowe"
    assert words.segment_label("") == words.segment_label("unheard") == "Not sorted yet"


def test_an_address_asks_the_list_for_what_it_can_give():
    wanted = wanted_of(QueryDict("q=dana&talked=quarter&sort=fastest&archived=1"))
    assert (wanted.text, wanted.quiet_days, wanted.sort, wanted.archived) == ("dana", 90, "depth", True)


def test_pressing_a_heading_twice_turns_the_order():
    talked = sorts(QueryDict("q=a%26b&archived=1"), "last")["talked"]
    assert talked["direction"] == "descending"
    assert "sort=cooling" in talked["link"]
    assert "q=a%26b" in talked["link"]
    assert "archived=1" in talked["link"]
    assert sorts(QueryDict(""), "cooling")["talked"]["direction"] == "ascending"
    assert sorts(QueryDict(""), "name")["ring"]["direction"] is None


def test_what_an_import_brought_is_said_in_few_words():
    counts = {"person": {"new": 2, "joined": 1, "refused": 1}, "touch": {"new": 5, "refused": 2}}
    assert came_in(counts) == "2 new people, 1 person brought up to date, 5 touches"
    assert came_in({}) == "nothing new"
    assert came_in({"touch": {"updated": 1}}) == "1 touch brought up to date"
    assert made(counts, "give", "new") == 0
    assert of_all(counts, "refused") == 3
    assert [step["state"] for step in walk(2)["steps"]] == ["done", "done", "now", "", ""]


def test_no_cell_is_a_formula():
    assert [_harmless(cell) for cell in ("=1+1", "+1", "-1", "@x", "\tx", "fine", "")] == [
        "'=1+1", "'+1", "'-1", "'@x", "'\tx", "fine", "",
    ]  # fmt: skip
