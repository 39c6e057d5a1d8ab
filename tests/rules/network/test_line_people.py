"""Who is meant: one person of the book, or a question; never somebody silently guessed."""

from __future__ import annotations

import pytest

from grapevine.domain.network.rules.line.parse import understand
from grapevine.domain.network.rules.line.people import People, words_of
from grapevine.domain.network.rules.line.result import Known
from tests.rules.network.line_corpus import NOW, ZONE, read


def who(text: str) -> list[str]:
    return [person.name for person in read(text).people]


def asked(text: str) -> list[tuple[str, str, list[str]]]:
    return [(each.text, each.reason, [person.name for person in each.candidates]) for each in read(text).unsure]


def book(*known: Known | str) -> People:
    return People(each if isinstance(each, Known) else Known(each) for each in known)


def named(text: str, people: People) -> tuple[list[str], list[tuple[str, str]]]:
    found = understand(text, people, NOW, ZONE)
    return [person.name for person in found.people], [(each.text, each.reason) for each in found.unsure]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("coffee with dana", "Dana Whitcomb"), ("coffee with DANA", "Dana Whitcomb"),
        ("coffee with Whitcomb", "Dana Whitcomb"), ("coffee with Dana W.", "Dana Whitcomb"),
        ("coffee with José", "José Ángel Ibarra"), ("coffee with jose ibarra", "José Ángel Ibarra"),
        ("coffee with Pepe", "José Ángel Ibarra"), ("coffee with soren kjaer", "Søren Kjær"),
        ("coffee with O'Brien", "Aoife O'Brien"), ("coffee with jean-luc", "Jean-Luc Moreau"),
        ("coffee with Jean Luc Moreau", "Jean-Luc Moreau"), ("coffee with al-sayed", "Fatima Al-Sayed"),
        ("coffee with 王芳", "王芳"), ("coffee with Maria (Santos Catering)", "Maria Santos"),
        ("coffee with Maria, Keller Design", "Maria Keller"), ("coffee with Chris of Park Roofing", "Chris Park"),
        ("coffee with Dana from Whitcomb & Lowe", "Dana Whitcomb"), ("coffee with Dr. Haddad", "Dr. Samira Haddad"),
        ("coffee with van der Berg", "Anna van der Berg"), ("coffee with Dana from the firm", "Dana Whitcomb"),
    ],
)  # fmt: skip
def test_a_name_that_only_one_bears_is_that_person(text, name):
    assert (who(text), asked(text)) == ([name], [])


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("coffee with Maria", ("Maria", "ambiguous", ["Maria Santos", "Maria Keller"])),
        ("coffee with chris", ("chris", "ambiguous", ["Chris Lindqvist", "Chris Park"])),
        ("coffee with Mr Halloran", ("Mr Halloran", "ambiguous", ["Tom Halloran"])),
        ("coffee with Dana from Acme", ("Dana", "ambiguous", ["Dana Whitcomb"])),
        ("coffee with dana santos", ("dana", "ambiguous", ["Dana Whitcomb"])),
        ("coffee with dana quimby", ("dana", "ambiguous", ["Dana Whitcomb"])),
        ("coffee with Dana Santos", ("Dana Santos", "unknown", ["Dana Whitcomb"])),
        ("coffee with Zelda", ("Zelda", "unknown", [])),
        ("Zelda called", ("Zelda", "unknown", [])),
        ("mail from Zelda Fox", ("Zelda Fox", "unknown", [])),
        ("referred a client to Zelda Fox", ("Zelda Fox", "unknown", [])),
        ("coffee with Hanna Weiss", ("Hanna Weiss", "spelling", ["Hannah Weiss"])),
        ("coffee with yusf", ("yusf", "spelling", ["Yusuf Demir"])),
        ("coffee with samria haddad", ("samria haddad", "spelling", ["Dr. Samira Haddad"])),
        ("coffee with Dana's husband", ("Dana's husband", "unknown", [])),
        ("spoke to Priya's brother Tom", ("Tom", "ambiguous", ["Tom Halloran"])),
        ("lunch with the Santos family", ("Santos", "ambiguous", ["Maria Santos"])),
        ("coffee with a friend", ("friend", "nobody", [])),
        ("coffee", ("coffee", "nobody", [])),
        ("Dana Whitcomb", ("Dana Whitcomb", "nothing", [])),
    ],
)
def test_whoever_is_not_sure_is_asked_about(text, question):
    assert asked(text) == [question]


@pytest.mark.parametrize(
    "text", ["coffee with Maria", "coffee with Dana Santos", "coffee with yusf", "lunch with Mrs Cole"]
)
def test_whoever_is_asked_about_is_not_taken(text):
    assert who(text) == []


def test_two_people_of_one_whole_name_are_told_apart_by_the_member():
    people = book(Known("Ana Cruz", "1"), Known("Ana Cruz", "2"))
    assert named("coffee with Ana Cruz", people) == ([], [("Ana Cruz", "ambiguous")])


def test_a_whole_name_is_not_the_longer_one_that_begins_with_it():
    assert named("coffee with Ana Cruz", book("Ana Cruz Soto", "Ana Cruz")) == (["Ana Cruz"], [])


def test_namesakes_of_one_firm_stay_a_question():
    people = book(Known("Ana Cruz", "1", "", "Acme"), Known("Ana Soto", "2", "", "Acme"))
    assert named("coffee with Ana from Acme", people) == ([], [("Ana from Acme", "ambiguous")])


def test_a_name_that_is_a_word_counts_only_where_a_person_must_stand():
    people = book("Will Turner", "Mark Feld", "May Lin", "Dana Whitcomb")
    assert named("Will call Dana", people)[0] == ["Dana Whitcomb"]
    assert named("lunch with Dana in May, may meet again", people)[0] == ["Dana Whitcomb"]
    assert named("Will called", people)[0] == ["Will Turner"]
    assert named("lunch with will and mark", people)[0] == ["Will Turner", "Mark Feld"]
    assert named("Mark my words: lunch with Dana", people)[0] == ["Dana Whitcomb"]


def test_an_initial_prefers_the_name_that_is_that_letter():
    people = book("Ana B Cruz", "Ana Becker")
    assert named("coffee with Ana B", people)[0] == ["Ana B Cruz"]
    assert named("coffee with Ana X", people)[0] == []


def test_those_spoken_of_were_not_there():
    assert who("lunch with Dana, talked about Ben") == ["Dana Whitcomb"]
    assert who("lunch with Dana. Ben was not there") == ["Dana Whitcomb"]
    assert who("coffee with Dana about Tom's divorce") == ["Dana Whitcomb"]
    assert who("lunch with Tom, introduced Priya to Dana") == ["Tom Halloran"]
    assert who("lunch with Dana without Ben") == ["Dana Whitcomb"]
    assert who("lunch with Dana, not Ben") == ["Dana Whitcomb"]
    assert who("lunch with Dana, Ben couldn't make it") == ["Dana Whitcomb"]
    assert who("Ben told me Priya called") == ["Ben Okafor"]


def test_a_city_is_nobody():
    assert asked("drove with Ben to Boston, coffee on the way") == []


def test_names_in_any_script_and_any_decomposition_match():
    people = book("Прия Раман", "प्रिया रमन", "محمد علي", "Zoë Ångström")
    assert named("coffee with Прия", people)[0] == ["Прия Раман"]
    assert named("coffee with प्रिया", people)[0] == ["प्रिया रमन"]
    assert named("coffee with محمد", people)[0] == ["محمد علي"]
    assert named("coffee with Zoe\u0308 A\u030angstro\u0308m", people)[0] == ["Zoë Ångström"]


def test_a_title_alone_is_the_whole_of_a_name():
    assert words_of("Dr") == ["dr"]
    assert words_of("Dr. Samira Haddad") == ["samira", "haddad"]


def test_nobody_is_known_in_an_empty_book():
    assert named("coffee with Dana", book()) == ([], [("Dana", "unknown")])
