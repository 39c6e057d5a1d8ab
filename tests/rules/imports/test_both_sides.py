"""One person kept in two places: what changed goes over, what clashes stays, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.imports.rules.both_sides import Clash, Outcome, Pair, as_told, follow, meet
from grapevine.domain.imports.rules.one_value import FIELDS, LISTS, SENT_FIELDS, SENT_LISTS, Terms
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.people.rules.details import KIND_OF, keyed, tidy
from tests.examples import tried

READ, SEND = Terms(), Terms(sends=True)
DANA = Card(name="Dana Whitcomb", title="CPA", emails=(Labelled("dana@whitcomb.example", "work"),))
MOBILE, HOME = Labelled("+1 617 555 0142", "mobile"), Labelled("+1 617 555 0177", "home")


def after(here: Card, there: Card, terms: Terms = SEND, was: Card = DANA) -> Outcome:
    return follow(Pair(was, was), Pair(here, there), terms)


def test_what_changed_there_comes_here() -> None:
    there = replace(DANA, title="Partner", phones=(MOBILE,))

    assert after(DANA, there, READ).now.here == there
    assert after(DANA, there).now == Pair(there, there)


def test_what_changed_here_goes_there_only_when_that_is_switched_on() -> None:
    here = replace(DANA, title="Partner", phones=(MOBILE,), emails=())

    assert after(here, DANA, READ).now == Pair(here, DANA)
    assert after(here, DANA).now == Pair(here, here)


def test_a_change_that_waited_goes_once_the_switch_is_on() -> None:
    here = replace(DANA, title="Partner", emails=())
    waited = after(here, DANA, READ)

    assert follow(waited.agreed, waited.now, SEND).now == Pair(here, here)


def test_different_fields_changed_on_both_sides_come_together() -> None:
    here, there = replace(DANA, title="Partner", phones=(MOBILE,)), replace(DANA, firm="Lowe", phones=(HOME,))

    out = after(here, there)

    assert out.now.here.title == "Partner" and out.now.here.firm == "Lowe"
    assert set(out.now.here.phones) == {MOBILE, HOME}
    assert out.now.there == replace(out.now.here, phones=out.now.there.phones)
    assert set(out.now.there.phones) == {MOBILE, HOME} and out.clashes == ()


def test_one_field_changed_to_two_texts_is_a_clash_and_both_stay() -> None:
    here, there = replace(DANA, title="Partner"), replace(DANA, title="Retired")

    out = after(here, there)

    assert out.now == Pair(here, there)
    assert out.clashes == (Clash("title", "Partner", "Retired"),)
    again = follow(out.agreed, out.now, SEND)
    assert again.clashes == out.clashes and again.now == out.now


def test_the_members_word_ends_a_clash() -> None:
    here, there = replace(DANA, title="Partner"), replace(DANA, title="Retired")

    assert after(here, there, Terms(sends=True, answers={"title": "here"})).now == Pair(here, here)
    assert after(here, there, Terms(sends=True, answers={"title": "there"})).now == Pair(there, there)
    mine = after(here, there, Terms(answers={"title": "here"}))
    assert mine.now == Pair(here, there) and mine.clashes == ()
    assert follow(mine.agreed, mine.now, READ).clashes == ()


def test_emptied_on_one_side_and_rewritten_on_the_other_keeps_what_was_written() -> None:
    empty, rewritten = replace(DANA, title=""), replace(DANA, title="Partner")

    assert after(empty, rewritten).now == Pair(rewritten, rewritten)
    assert after(rewritten, empty).now == Pair(rewritten, rewritten)
    assert after(rewritten, empty, READ).now.here == rewritten


def test_the_hand_is_not_overruled_by_a_side_that_hears_nothing_of_it() -> None:
    there = replace(DANA, title="Retired", emails=())
    hand = Terms(hand=frozenset({"title", "emails"}))

    out = after(DANA, there, hand)

    assert out.now.here == DANA
    assert out.clashes == (Clash("title", "CPA", "Retired"),)
    settled = after(DANA, there, replace(hand, answers={"title": "there"}))
    assert settled.now.here == replace(DANA, title="Retired")
    assert after(DANA, replace(DANA, title=""), hand).now.here == DANA
    both = replace(hand, sends=True)
    assert after(DANA, there, both).now.here.title == "Retired"


def test_a_hand_written_list_gains_but_does_not_lose() -> None:
    there = replace(DANA, emails=(Labelled("new@whitcomb.example"),))

    out = after(DANA, there, Terms(hand=frozenset({"emails"})))

    assert out.now.here.emails == (*DANA.emails, Labelled("new@whitcomb.example"))
    assert follow(out.agreed, out.now, Terms(hand=frozenset({"emails"}))).now == out.now
    relabelled = replace(DANA, emails=(Labelled("dana@whitcomb.example", "home"),))
    assert after(DANA, relabelled, Terms(hand=frozenset({"emails"}))).now.here == DANA


def test_what_is_noted_here_never_goes_there() -> None:
    here = replace(DANA, note="going through a divorce", tags=("choir",), segment="friend",
                   facts=(Labelled("Rye", "hobby"),))  # fmt: skip

    assert after(here, DANA).now == Pair(here, DANA)


def test_two_notes_stand_below_each_other() -> None:
    here, there = replace(DANA, note="Likes rye."), replace(DANA, note="Has two dogs.")

    out = after(here, there)

    assert out.now.here.note == "Likes rye.\nHas two dogs." and out.now.there.note == "Has two dogs."
    assert follow(out.agreed, out.now, SEND).now == out.now


def test_a_name_is_never_emptied() -> None:
    nameless = replace(DANA, name="")

    assert after(DANA, nameless).now.here == DANA
    assert after(nameless, DANA).now.there == DANA


def test_labels_follow_the_side_that_changed_them_and_the_hand_goes_first() -> None:
    was = replace(DANA, phones=(MOBILE,))
    work, main = replace(MOBILE, label="work"), replace(MOBILE, label="main")

    assert after(was, replace(was, phones=(work,)), READ, was).now.here.phones == (work,)
    assert after(replace(was, phones=(work,)), was, SEND, was).now.there.phones == (work,)
    both = after(replace(was, phones=(work,)), replace(was, phones=(main,)), SEND, was)
    assert both.now.here.phones == both.now.there.phones == (work,)
    read = after(replace(was, phones=(work,)), replace(was, phones=(main,)), READ, was)
    assert read.now.here.phones == (work,) and read.now.there.phones == (main,)
    assert after(replace(was, phones=(work,)), was, READ, was).agreed.here.phones == (MOBILE,)


def test_a_value_deleted_on_one_side_and_changed_on_the_other_stays() -> None:
    was = replace(DANA, phones=(MOBILE,))
    without, relabelled = replace(was, phones=()), replace(was, phones=(replace(MOBILE, label="work"),))

    assert after(without, relabelled, SEND, was).now == Pair(relabelled, relabelled)
    assert after(relabelled, without, SEND, was).now == Pair(relabelled, relabelled)
    assert after(relabelled, without, READ, was).now.here == relabelled
    assert after(without, relabelled, READ, was).now.here == without


def test_a_value_that_the_other_side_dropped_goes_and_both_may_drop_it() -> None:
    was = replace(DANA, phones=(MOBILE,))
    without = replace(was, phones=())

    assert after(was, without, READ, was).now.here == without
    assert after(without, was, SEND, was).now.there == without
    assert after(without, without, SEND, was).agreed == Pair(without, without)


def test_at_the_first_meeting_gaps_are_filled_and_differences_stand() -> None:
    here = replace(DANA, firm="Whitcomb & Lowe", phones=(MOBILE,))
    there = replace(DANA, title="Partner", department="Tax", phones=(HOME,))

    out = meet(here, there, SEND)

    assert out.now.here.title == "CPA" and out.now.there.title == "Partner"
    assert out.now.here.department == "Tax" and out.now.there.firm == "Whitcomb & Lowe"
    assert set(out.now.here.phones) == set(out.now.there.phones) == {MOBILE, HOME}
    assert out.clashes == ()
    assert follow(out.agreed, out.now, SEND).now == out.now
    read = meet(here, there, READ)
    assert read.now.there == there and follow(read.agreed, read.now, READ).now == read.now


def test_at_the_first_meeting_the_hand_may_have_emptied_a_field() -> None:
    out = meet(replace(DANA, title=""), DANA, Terms(hand=frozenset({"title"})))

    assert out.now.here.title == "" and out.clashes == ()


def test_what_the_other_side_could_not_say_is_no_change_of_theirs() -> None:
    here = replace(DANA, title="Partner", nickname="D.", phones=(MOBILE, HOME), emails=())
    out = after(here, DANA)
    told = replace(out.now.there, nickname="", phones=(replace(MOBILE, label="cell"),), links=(Labelled("https://x"),))

    agreed = as_told(out.agreed, out.now.there, told)
    again = follow(agreed, Pair(here, told), SEND)

    assert again.now == Pair(here, told) and again.clashes == ()
    assert as_told(out.agreed, out.now.there, out.now.there) == out.agreed


WORDS = st.sampled_from(["", "Rye", "Oak", "Elm", "Ash"])
PHONES = st.lists(
    st.builds(Labelled, st.sampled_from(["+1 617 555 0101", "+1 617 555 0102", "+1 617 555 0103"]),
              st.sampled_from(["", "work", "home"])),
    max_size=3,
)  # fmt: skip
CARDS = st.builds(
    lambda name, title, firm, note, phones, tags: tidy(
        Card(name=name, title=title, firm=firm, note=note, phones=tuple(phones), tags=tuple(tags))
    ),
    WORDS.filter(bool), WORDS, WORDS, WORDS, PHONES, st.lists(WORDS.filter(bool), max_size=2),
)  # fmt: skip
HANDS = st.frozensets(st.sampled_from(["title", "firm", "phones", "note"]))


def keys(card: Card, name: str) -> set:
    return {keyed(KIND_OF[name], value) for value in getattr(card, name)}


@tried(60)
@given(CARDS, CARDS, CARDS, st.booleans(), HANDS)
def test_nothing_written_since_is_lost(was: Card, here: Card, there: Card, sends: bool, hand: frozenset) -> None:
    out = follow(Pair(was, was), Pair(here, there), Terms(sends=sends, hand=hand))

    for name in FIELDS:
        written = {getattr(side, name) for side in (here, there) if getattr(side, name) != getattr(was, name)} - {""}
        left = f"{getattr(out.now.here, name)}\n{getattr(out.now.there, name)}".split("\n")
        assert written <= set(left), name
    for name in LISTS:
        added = (keys(here, name) | keys(there, name)) - keys(was, name)
        assert added <= keys(out.now.here, name) | keys(out.now.there, name)
    if not sends:
        assert out.now.there == there


@tried(60)
@given(CARDS, CARDS, CARDS, st.booleans(), HANDS)
def test_once_more_changes_nothing(was: Card, here: Card, there: Card, sends: bool, hand: frozenset) -> None:
    terms = Terms(sends=sends, hand=hand)
    out = follow(Pair(was, was), Pair(here, there), terms)

    again = follow(out.agreed, out.now, terms)

    assert again.now == out.now and again.clashes == out.clashes


@tried(60)
@given(CARDS, CARDS, CARDS)
def test_with_both_ways_on_and_clashes_answered_both_sides_are_equal(was: Card, here: Card, there: Card) -> None:
    out = follow(Pair(was, was), Pair(here, there), SEND)
    out = follow(out.agreed, out.now, Terms(sends=True, answers={clash.field: "here" for clash in out.clashes}))

    for name in SENT_FIELDS:
        assert getattr(out.now.here, name) == getattr(out.now.there, name)
    for name in SENT_LISTS:
        assert set(getattr(out.now.here, name)) == set(getattr(out.now.there, name))


@tried(60)
@given(CARDS, st.lists(st.tuples(st.booleans(), CARDS), max_size=6))
def test_edits_on_both_sides_over_many_days_end_equal(start: Card, edits: list[tuple[bool, Card]]) -> None:
    """A model of days: an edit on one side, a look, and so on; the last word on each field is what both hold."""
    out = meet(start, start, SEND)
    for on_this_side, card in edits:
        now = replace(out.now, here=card) if on_this_side else replace(out.now, there=card)
        out = follow(out.agreed, now, SEND)
        assert out.clashes == ()
    for name in (*SENT_FIELDS,):
        assert getattr(out.now.here, name) == getattr(out.now.there, name)
    for name in SENT_LISTS:
        assert set(getattr(out.now.here, name)) == set(getattr(out.now.there, name))
    if edits:
        assert out.now.here.title == edits[-1][1].title and keys(out.now.here, "phones") == keys(edits[-1][1], "phones")
