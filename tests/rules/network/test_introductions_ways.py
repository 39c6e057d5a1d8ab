"""The ways to somebody: woven from one's own book, what one noted, and members who let themselves be asked."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.network.rules.introductions import across, knows, told
from grapevine.domain.network.rules.introductions.across import (
    ALL,
    CHOSEN,
    HIDDEN,
    OPEN,
    Acquaintance,
    Choice,
    Entry,
    Seated,
    last_ties,
    may_ask,
    may_be_met,
    second_ties,
)
from grapevine.domain.network.rules.introductions.ways import (
    CHAPTER,
    FIRM,
    KNOWN,
    MEMBER,
    MINE,
    MYSELF,
    PERSON,
    SECOND,
    WISH,
    Contact,
    Known,
    Tie,
    Way,
    best_ways,
    own_ties,
)
from grapevine.domain.network.rules.paths.tie import ANYONE, ASKABLE_BY, DEEP, NOBODY
from tests.examples import tried

DANA, BEN, PRIYA, TOM = ((PERSON, number) for number in range(1, 5))
CARLA = (WISH, 9)
NOW = 20_000.0


def deep(number: int, **changes: object) -> Contact:
    """Somebody at depth 60, met yesterday."""
    return Contact(number, **{"depth": 60.0, "last_touch": NOW - 1, **changes})


def ways(contacts, known=(), firm="", more=()):
    return best_ways([*own_ties(contacts, known, CARLA, firm, NOW), *more], CARLA)


def chains(found):
    return [way.go_betweens for way in found]


def test_somebody_who_is_said_to_know_them_stands_between():
    [way] = ways([deep(1), deep(2)], [Known(DANA, CARLA, 0.35, "know each other")])
    assert way.go_betweens == (DANA,)
    assert way.value == pytest.approx(0.5 * 0.35)
    assert [one.kind for one in way.ties] == [MINE, KNOWN]


def test_what_is_noted_holds_both_ways():
    assert chains(ways([deep(1)], [Known(CARLA, DANA, 0.35)])) == [(DANA,)]


def test_two_may_stand_between_and_no_more():
    known = [Known(DANA, BEN, 0.5), Known(BEN, CARLA, 0.5)]
    assert chains(ways([deep(1), Contact(2)], known)) == [(DANA, BEN)]
    assert ways([deep(1), Contact(2), Contact(3)], [Known(DANA, BEN, 0.5), Known(BEN, PRIYA, 0.5),
                                                    Known(PRIYA, CARLA, 0.5)]) == []  # fmt: skip


def test_a_colleague_of_the_one_to_meet_may_be_a_way():
    [way] = ways([deep(1, firm="whitcomb"), deep(2, firm="okafor")], firm="whitcomb")
    assert way.go_betweens == (DANA,)
    assert way.ties[1].kind == FIRM


def test_a_colleague_of_whoever_knows_them_may_be_a_way():
    known = [Known(BEN, CARLA, 0.575)]
    contacts = [deep(1, firm="whitcomb"), Contact(2, firm="whitcomb")]
    assert chains(ways(contacts, known)) == [(DANA, BEN)]


def test_no_firm_is_no_firm_in_common():
    assert ways([deep(1), deep(2)]) == []


def test_who_is_hidden_or_put_aside_is_in_no_way_at_either_place():
    known = [Known(DANA, CARLA, 0.5), Known(TOM, DANA, 0.5), Known(DANA, BEN, 0.5), Known(BEN, CARLA, 0.5)]
    assert chains(ways([deep(1, closed=True), deep(4), Contact(2)], known)) == []


def test_knowing_them_oneself_is_no_introduction():
    direct = Tie(MYSELF, CARLA, 0.8, MINE)
    assert best_ways([direct], CARLA) == []


def test_the_stronger_of_two_ties_between_the_same_counts():
    [way] = ways([deep(1, firm="f")], [Known(DANA, CARLA, 0.4)], firm="f")
    assert way.ties[1].kind == KNOWN


def test_a_way_is_told_tie_by_tie_and_nothing_is_told_of_anothers_book():
    names = {DANA: "Dana", BEN: "Ben", CARLA: "Carla", (MEMBER, 7): "Ellen"}
    own = Way(
        (Tie(MYSELF, DANA, 0.5, MINE, "60"), Tie(DANA, BEN, 0.15, FIRM), Tie(BEN, CARLA, 0.3, KNOWN, "have met")), 0.1
    )
    assert told.lines(own, names) == (
        "You and Dana: depth 60 of 100.", "Dana and Ben are of the same firm.", "Ben and Carla have met.",
    )  # fmt: skip
    assert told.is_own(own)
    assert told.known(own, names) == "I believe that you know Ben, and that Ben knows Carla."
    theirs = Way((Tie(MYSELF, (MEMBER, 7), 0.2, CHAPTER), Tie((MEMBER, 7), (SECOND, 8), 0.4, MEMBER),
                  Tie((SECOND, 8), CARLA, 0.4, MEMBER)), 0.032)  # fmt: skip
    assert told.lines(theirs, names) == (
        "You and Ellen are in the same chapter.",
        "Ellen could ask one more member, and decides whether to.",
        "That member may be able to introduce you to Carla, and decides, too.",
    )
    assert not told.is_own(theirs)
    assert told.known(theirs, names) == ""
    short = Way((Tie(MYSELF, (MEMBER, 7), 0.2, CHAPTER), Tie((MEMBER, 7), CARLA, 0.4, MEMBER)), 0.08)
    assert told.lines(short, names)[1] == "Ellen may be able to introduce you to Carla. You ask; Ellen decides."


def test_the_letter_knows_why_the_go_between_is_thought_to_know_them():
    names = {DANA: "Dana", CARLA: "Carla"}
    friend = Way((Tie(MYSELF, DANA, 0.5, MINE), Tie(DANA, CARLA, 0.5, KNOWN)), 0.25)
    colleague = Way((Tie(MYSELF, DANA, 0.5, MINE), Tie(DANA, CARLA, 0.15, FIRM)), 0.07)
    assert told.known(friend, names) == "I believe you know each other."
    assert told.known(colleague, names) == "You are of the same firm, I believe."


ps = st.sampled_from([0.05, 0.1, 0.15, 0.35, 0.575])
ends = st.sampled_from([DANA, BEN, PRIYA, TOM, CARLA])


@given(
    st.lists(st.builds(Contact, st.integers(1, 4), st.sampled_from([0.0, 30.0, 80.0]),
                       st.sampled_from([None, NOW]), st.sampled_from(["", "f", "g"]), st.booleans()),
             unique_by=lambda contact: contact.id),
    st.lists(st.builds(Known, ends, ends, ps), max_size=6),
    st.sampled_from(["", "f"]),
)  # fmt: skip
@tried(150)
def test_the_best_way_is_the_best_of_all_chains_tried(contacts, known, firm):
    known = [one for one in known if one.one != one.other]
    ties = own_ties(contacts, known, CARLA, firm, NOW)
    best: dict[tuple, float] = {}
    for one in ties:
        best[(one.a, one.b)] = max(one.p, best.get((one.a, one.b), 0.0))
    people = [DANA, BEN, PRIYA, TOM]
    values = [best.get((MYSELF, x), 0) * best.get((x, CARLA), 0) for x in people]
    values += [best.get((MYSELF, x), 0) * best.get((x, y), 0) * best.get((y, CARLA), 0)
               for x, y in itertools.permutations(people, 2)]  # fmt: skip
    by_hand = max(values, default=0.0)
    found = best_ways(ties, CARLA)
    assert (found[0].value if found else 0.0) == pytest.approx(by_hand if by_hand >= 0.02 - 1e-12 else 0.0)
    closed = {(PERSON, contact.id) for contact in contacts if contact.closed}
    assert not closed & {who for way in found for who in way.go_betweens}


seated = st.builds(
    Seated, st.integers(1, 5), st.frozensets(st.integers(1, 3)), st.frozensets(st.integers(1, 2)),
    st.builds(Choice, st.sampled_from(ASKABLE_BY), st.sampled_from(across.OPENS)),
)  # fmt: skip
entries = st.builds(
    Entry, st.sampled_from([0.0, 30.0, 80.0]), st.sampled_from([None, NOW]), st.sampled_from(across.STANDINGS),
    st.sampled_from(["", "client", "family"]), st.booleans(),
)  # fmt: skip


@given(seated, seated, st.booleans(), st.none() | entries, entries)
@tried(400)
def test_nobody_is_ever_in_a_way_without_consent(asker, member, linked, theirs, met):
    asked = may_ask(asker, member, linked=linked, entry=theirs)
    if asked:
        assert member.choice.askable_by != NOBODY
        assert not member.organisations or member.organisations & asker.organisations
        assert linked or asker.chapters & member.chapters
        assert theirs is None or theirs.standing != HIDDEN
    first = [Tie(MYSELF, (MEMBER, member.id), 0.8, MINE)] if asked else []
    found = best_ways(first + last_ties([(member, met)], CARLA, NOW), CARLA)
    if found:
        assert asked
        assert met.standing != HIDDEN
        assert not met.archived
        assert met.standing == OPEN or (member.choice.opens == ALL and met.segment != "family")
    pair = Acquaintance(asker, member, linked, theirs, met)
    assert asked or second_ties([pair], NOW) == []


def test_members_of_two_organisations_are_never_shown_to_each_other():
    here = Seated(1, frozenset({1}), frozenset({1}))
    there = Seated(2, frozenset({2}), frozenset({2}), Choice(ANYONE, ALL))
    assert not may_ask(here, there, linked=True, entry=Entry(90.0))
    assert not may_ask(Seated(3), there, linked=True, entry=Entry(90.0))
    assert may_ask(here, Seated(4, choice=Choice(ANYONE)), linked=True, entry=None)


def test_deep_contacts_are_those_deep_in_the_book_of_the_one_who_is_asked():
    leah, dana = Seated(1, frozenset({1}), frozenset({1})), Seated(2, frozenset({1}), frozenset({1}), Choice(DEEP))
    assert not may_ask(leah, dana, linked=False, entry=None)
    assert not may_ask(leah, dana, linked=False, entry=Entry(49.0))
    assert may_ask(leah, dana, linked=False, entry=Entry(50.0))
    assert not may_ask(dana, dana, linked=True, entry=Entry(90.0))


def test_without_a_word_nobody_of_a_book_may_be_asked_about():
    assert not may_be_met(Entry(), Choice(ANYONE, CHOSEN))
    assert may_be_met(Entry(standing=OPEN, segment="family"), Choice(ANYONE, CHOSEN))
    assert may_be_met(Entry(segment="client"), Choice(ANYONE, ALL))
    assert not may_be_met(Entry(segment="friend"), Choice(ANYONE, ALL))


def test_the_value_of_a_tie_out_of_anothers_book_tells_only_its_band():
    scores = [across.banded(Entry(depth, NOW), NOW) for depth in (0.0, 10.0, 14.0, 46.0, 47.0, 99.0)]
    assert scores == [0.0, 0.0, 0.15, 0.15, 0.4, 0.4]
    assert across.banded(Entry(99.0, None), NOW) == 0.15


def test_a_member_whom_only_the_go_between_may_ask_is_reached_by_nobody_else():
    ellen, tom = (
        Seated(1, frozenset({1}), choice=Choice(ANYONE, ALL)),
        Seated(2, frozenset({1}), choice=Choice(ANYONE, ALL)),
    )
    ties = second_ties([Acquaintance(ellen, tom, False, mine=Entry(90.0, NOW))], NOW)
    assert ties == [Tie((MEMBER, 1), (SECOND, 2), 0.4, MEMBER)]
    assert second_ties([Acquaintance(ellen, tom, False, mine=Entry(90.0, NOW, HIDDEN))], NOW) == []
    assert second_ties([Acquaintance(ellen, tom, False)], NOW)[0].p == across.SAME_CHAPTER
    assert second_ties([Acquaintance(ellen, tom, False, mine=Entry(0.0))], NOW) == []
    reached = across.renamed(ties, {(MEMBER, 1): DANA})
    assert [(one.a, one.b) for one in reached] == [(DANA, (SECOND, 2))]


def test_what_two_others_have_together_weighs_by_how_well_how_sure_and_how_long_ago():
    fresh = knows.chance("know", "told", NOW - 10, NOW)
    assert fresh == pytest.approx(0.35)
    assert knows.chance("close", "told", NOW, NOW) == pytest.approx(0.575)
    assert knows.chance("know", "guess", NOW, NOW) == pytest.approx(0.4 * 0.35)
    assert knows.chance("know", "told", NOW - 1_096, NOW) == pytest.approx(0.175)


def test_how_well_and_how_one_knows_are_said_in_one_breath():
    assert knows.why("close", "told") == "are close (one of them told me)"
    assert knows.why("met", "guess") == "have met (I think so)"


def test_values_are_said_in_words():
    assert [knows.said(value) for value in (0.2, 0.19, 0.06, 0.05)] == ["warm", "possible", "possible", "a long shot"]
