"""The one five-minute step: what is owed first, then what is worth most; never by chance."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.step import ACTS, Candidate, choose, promise_of
from grapevine.domain.coach.rules.waiting import Gave
from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import Side, Sums
from grapevine.domain.depth.rules.tempo import STANDARD

NOW = 20_000.0


def somebody(person: int = 1, mass: float = 8.0, **known: object) -> Candidate:
    """Dana, of whom nothing more is known than these."""
    sums = Sums(Side(mass, mass), Side(mass, mass), NOW)
    depth = score.depth(sums, NOW, STANDARD)
    return replace(Candidate(person, "Dana", sums, depth, at_stake=10.0, quiet=20.0, given=1), **known)


def chosen(*candidates: Candidate) -> tuple[int, str]:
    """Who and what."""
    step = choose(candidates, NOW, STANDARD)
    assert step
    return step.person, step.act


def test_nobody_to_tend_means_no_step() -> None:
    assert choose([], NOW, STANDARD) is None
    assert choose([somebody(quiet=3.0)], NOW, STANDARD) is None, "nobody is written to again at once"
    assert promise_of(somebody(quiet=3.0), NOW, STANDARD) == 0.0


def test_what_is_owed_goes_before_a_birthday_before_an_answer_before_the_rest() -> None:
    owed = somebody(1, owed=Gave(NOW - 9, "referral", "received"), quiet=3.0)
    born = somebody(2, birthday=1)
    wrote = somebody(3, written=NOW - 2, quiet=2.0)
    asked = somebody(4, gap="goals", question="What next?")
    assert chosen(asked, wrote, born, owed) == (1, "thank")
    assert chosen(asked, wrote, born) == (2, "birthday")
    assert chosen(asked, wrote) == (3, "answer")
    assert chosen(asked) == (4, "ask")


def test_a_birthday_is_kept_within_two_days_unless_one_was_just_in_touch() -> None:
    assert chosen(somebody(birthday=3))[1] == "hello"
    step = choose([somebody(birthday=0)], NOW, STANDARD)
    assert step and step.offer.reason.startswith("It is today.") and step.offer.after == " a happy birthday"
    assert choose([somebody(birthday=0, quiet=1.0)], NOW, STANDARD) is None


def test_what_was_written_down_long_ago_is_asked_after_in_its_own_words() -> None:
    step = choose([somebody(old=("goals", "A boat."), asked="How far has it come?")], NOW, STANDARD)
    assert step and step.act == "ask_again" and step.offer.words == "How far has it come?"
    assert "under goals: “A boat”" in step.offer.reason


def test_the_act_that_feeds_the_first_missing_ingredient_counts_twice() -> None:
    known = {"gap": "goals", "question": "What next?", "note": "The move", "given": 0}
    assert chosen(somebody(mass=20.0, missing="know", **known))[1] == "ask"
    assert chosen(somebody(mass=20.0, missing="like", **known))[1] == "hello"
    assert chosen(somebody(mass=20.0, missing="committed", **known))[1] == "give"


def test_who_loses_more_by_silence_goes_first_and_equals_are_decided_by_who_came_first() -> None:
    assert chosen(somebody(1), somebody(2, at_stake=40.0)) == (2, "hello")
    assert chosen(somebody(2), somebody(1)) == (1, "hello")


def test_the_last_talk_is_taken_up_and_a_long_note_is_cut() -> None:
    step = choose([somebody(note="Talked the hearing through. " * 9)], NOW, STANDARD)
    assert step and "…" in step.offer.reason and len(step.offer.reason) < 200
    plain = choose([somebody()], NOW, STANDARD)
    assert plain and plain.offer.before == "Write a line to "


@given(
    st.lists(
        st.tuples(st.integers(1, 50), st.floats(0.0, 60.0), st.floats(0.0, 100.0), st.floats(0.0, 400.0)),
        max_size=6, unique_by=lambda each: each[0],
    ),
    st.randoms(),
)  # fmt: skip
def test_the_order_in_which_people_are_looked_at_changes_nothing(rows: list, random) -> None:
    people = [somebody(person, mass, at_stake=stake, quiet=quiet) for person, mass, stake, quiet in rows]
    step = choose(people, NOW, STANDARD)
    random.shuffle(people)
    assert choose(people, NOW, STANDARD) == step
    if step:
        who = next(each for each in people if each.person == step.person)
        assert step.value <= 2.0 * promise_of(who, NOW, STANDARD) + 1e-9
        assert step.act in {act.name for act in ACTS}
