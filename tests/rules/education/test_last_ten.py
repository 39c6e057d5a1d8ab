"""The last ten clients: what they have in common, and what the brief may take over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.education.rules.last_ten import (
    LINES,
    ClientFact,
    Proposals,
    initials,
    pattern,
    proposals,
    taken_over,
)

HELD_ON = ClientFact("J. P.", "referred", "mediator", "We hold on until the kids finish school.", "divorce", True)
NO_IDEA = ClientFact("W. D.", "referred", "cpa", "I do not know what is in the accounts.", "divorce", True)
REVENGE = ClientFact("A. B.", "found_me", "", "I want him to pay for it.", "divorce", False)
FACTS = st.builds(
    ClientFact, who=st.sampled_from(["", "J. P."]), came=st.sampled_from(["", "referred", "returned"]),
    referrer_profession=st.sampled_from(["", "cpa", "mediator"]), problem=st.sampled_from(["", "We wait.", "I pay."]),
    moment=st.sampled_from(["", "divorce", "first-home"]), worth=st.sampled_from([None, True, False]),
)  # fmt: skip


def test_moments_and_referrers_are_counted_where_more_would_be_welcome():
    found = pattern([HELD_ON, NO_IDEA, REVENGE, ClientFact()])
    assert (found.told, found.worth, found.not_worth, found.few) == (3, 2, 1, True)
    assert found.moments == (("divorce", 2),) and found.referrers == (("cpa", 1), ("mediator", 1))
    assert found.came == (("referred", 2), ("found_me", 1))
    assert not pattern([HELD_ON] * 10).few


def test_what_welcome_clients_said_is_proposed_and_what_others_said_as_not_a_fit():
    found = proposals([HELD_ON, NO_IDEA, REVENGE], BriefText(listen_for=(NO_IDEA.problem,)))
    assert found == Proposals(("divorce",), (HELD_ON.problem,), (REVENGE.problem,))
    assert taken_over(BriefText(listen_for=(NO_IDEA.problem,)), found).listen_for == (NO_IDEA.problem, HELD_ON.problem)


def test_with_few_clients_one_mention_of_a_moment_is_proposed_and_later_two_are_needed():
    other = ClientFact("C.", moment="first-home")
    assert proposals([HELD_ON, other], BriefText()).moments == ("divorce", "first-home")
    assert proposals([HELD_ON, NO_IDEA, other, ClientFact("D.")], BriefText()).moments == ("divorce",)


@given(st.lists(FACTS, max_size=LINES))
def test_after_everything_was_taken_over_nothing_is_proposed_again(clients):
    text = taken_over(BriefText(), proposals(clients, BriefText()))
    assert not proposals(clients, text)


@given(st.lists(FACTS, max_size=LINES))
def test_no_count_is_larger_than_the_clients_told(clients):
    found = pattern(clients)
    assert found.worth + found.not_worth <= found.told <= len(clients)
    counts = [count for counted in (found.moments, found.came, found.referrers) for _, count in counted]
    assert all(0 < count <= found.told for count in counts)


def test_a_worksheet_needs_no_more_than_initials():
    assert initials("Dana M. Whitcomb") == "D. M. W." and initials("  (x) 王 ") == "王."
