"""What happened: the kind of touch and who began it, what was given and which way, what it was about."""

from __future__ import annotations

import pytest

from tests.rules.network.line_corpus import read


def gave(text: str) -> list[tuple[str, str, str, list[str]]]:
    return [(g.kind, g.direction, g.sphere, [person.name for person in g.people]) for g in read(text).gives]


@pytest.mark.parametrize(
    ("text", "kind", "began_by"),
    [
        ("coffee with Dana", "one_to_one", ""), ("one-to-one with Dana on zoom", "one_to_one", ""),
        ("call with Dana", "call", ""), ("called Dana", "call", "me"), ("Dana called", "call", "them"),
        ("Dana and I called", "call", "me"), ("phoned by Dana's office, spoke to Dana", "call", "me"),
        ("gave Dana a call", "call", "me"), ("Dana gave me a call", "call", "them"), ("call from Dana", "call", "them"),
        ("got a call from Dana", "call", "them"), ("Dana: got a message", "message", "them"),
        ("letter to Dana", "message", "me"), ("letter from Dana", "message", "them"), ("Dana wrote", "message", "them"),
        ("wrote Dana", "message", "me"), ("heard from Dana", "message", "them"), ("visited Dana", "visit", "me"),
        ("Dana visited me", "visit", "them"), ("lunch with Dana after the meeting", "meal", ""),
        ("Dana took me to lunch", "meal", "them"), ("took Dana to lunch", "meal", "me"),
        ("saw Dana at the wedding", "event", ""), ("dinner with the whole chapter", "group_meeting", ""),
        ("scheduled a call with Dana", "", ""), ("introduced Dana to Ben by email", "message", "me"),
        ("Ben introduced me to Dana by email", "message", "them"), ("Dana: postcard", "message", ""),
        ("left Dana a voicemail", "message", "me"), ("chatted with Dana", "one_to_one", ""),
    ],
)  # fmt: skip
def test_the_kind_and_who_began_it(text, kind, began_by):
    found = read(text)
    assert (found.kind, found.began_by) == (kind, began_by)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("lunch with Dana, talked about her kids", "relationship"), ("lunch with Dana about the lease", "business"),
        ("lunch with Dana about the lease and her kids", ""), ("lunch with Dana, no business", "relationship"),
        ("lunch with Dana", ""), ("referred a client about a lease to Dana", ""),
    ],
)  # fmt: skip
def test_about_is_said_only_when_the_words_are_clear(text, about):
    assert read(text).about == about


DANA, BEN = "Dana Whitcomb", "Ben Okafor"


@pytest.mark.parametrize(
    ("text", "kind", "direction", "sphere", "people"),
    [
        ("gave Dana a referral", "referral", "given", "business", [DANA]),
        ("Dana gave me a referral", "referral", "received", "business", [DANA]),
        ("coffee with Dana, gave me a lead", "referral", "received", "business", [DANA]),
        ("got a lead from Dana", "referral", "received", "business", [DANA]),
        ("was introduced to a banker by Dana", "introduction", "received", "business", [DANA]),
        ("introduced Dana and Ben", "introduction", "given", "business", [DANA, BEN]),
        ("coffee with Dana, she introduced me to Ben", "introduction", "received", "business", [DANA]),
        ("intro from Dana", "introduction", "received", "business", [DANA]),
        ("gave Dana the name of a nanny", "introduction", "given", "personal", [DANA]),
        ("recommended a good book to Dana", "information", "given", "business", [DANA]),
        ("recommended Dana", "endorsement", "given", "business", [DANA]),
        ("vouched for Dana", "endorsement", "given", "business", [DANA]),
        ("gave Dana feedback on her pitch", "information", "given", "business", [DANA]),
        ("Dana suggested a webinar", "idea", "received", "business", [DANA]),
        ("lent Dana my checklist", "resource", "given", "business", [DANA]),
        ("Dana called and offered to help", "help", "received", "business", [DANA]),
        ("reviewed Dana's contract", "help", "given", "business", [DANA]),
        ("babysat for Dana", "help", "given", "personal", [DANA]),
        ("invited Dana to church", "invitation", "given", "spiritual", [DANA]),
        ("invited Dana to our chapter", "invitation", "given", "business", [DANA]),
        ("invited Dana and Ben to a concert", "invitation", "given", "social", [DANA, BEN]),
        ("comforted Dana", "support", "given", "personal", [DANA]),
        ("Dana prayed for me", "support", "received", "spiritual", [DANA]),
        ("thanked Dana for lunch", "thanks", "given", "business", [DANA]),
        ("coffee with Dana, got two leads", "referral", "received", "business", [DANA]),
        ("got Dana a client", "referral", "given", "business", [DANA]),
        ("told Dana about a job", "information", "given", "business", [DANA]),
    ],
)
def test_a_give_has_a_kind_a_direction_a_sphere_and_its_people(text, kind, direction, sphere, people):
    assert gave(text) == [(kind, direction, sphere, people)]


@pytest.mark.parametrize(
    "text",
    ["Dana had an idea", "Dana received a referral", "Ben was introduced to Dana", "Dana introduced Ben to Tom",
     "Dana gave Ben a referral", "asked Dana for a referral", "Dana promised to refer me",
     "didn't refer anybody to Dana", "gave Dana a call", "sent Dana a message", "lunch with Dana, she wants to help"],
)  # fmt: skip
def test_what_did_not_pass_between_us_is_no_give(text):
    assert gave(text) == []


def test_the_one_introduced_at_a_talk_gets_the_give_and_was_not_at_the_talk():
    found = read("Coffee with Dana, introduced her to Ben")
    assert [person.name for person in found.people] == [DANA]
    assert [person.name for person in found.gives[0].people] == [DANA, BEN]


def test_a_prospect_is_not_asked_about():
    found = read("referred Mrs Lindgren to Tom Halloran")
    assert [person.name for person in found.people] == ["Tom Halloran"]
    assert found.unsure == ()


def test_her_among_several_is_asked():
    found = read("lunch with Dana and Priya, gave her a lead")
    assert [(each.text, each.reason) for each in found.unsure] == [("her", "ambiguous")]
    assert found.gives[0].people == ()


def test_them_among_several_is_everybody():
    assert gave("lunch with Dana and Ben, gave them a lead") == [("referral", "given", "business", [DANA, BEN])]


def test_two_gives_of_one_talk_are_two():
    told = gave("lunch with Dana. She gave me a lead and I lent her a book")
    kinds = [(kind, direction) for kind, direction, *_ in told]
    assert kinds == [("referral", "received"), ("resource", "given")]


def test_the_note_is_what_the_rest_does_not_say():
    assert read("coffee with Dana yesterday 1h").note == ""
    assert read("coffee with Dana yesterday, her son starts college").note == "coffee with Dana, her son starts college"
    found = read("coffee with Dana yesterday 1h, gave her the name of a bookkeeper")
    assert found.note == ""
    assert found.gives[0].note == "gave her the name of a bookkeeper"


def test_the_places_of_what_was_read_are_told():
    text = "coffee with Dana   yesterday 1h, lent her a book"
    found = read(text)
    read_at = [(found.text[span.start:span.end], span.what) for span in found.spans]
    assert read_at == [("coffee", "kind"), ("Dana", "who"), ("yesterday", "at"), ("1h", "minutes"),
                       ("lent her a book", "give")]  # fmt: skip
