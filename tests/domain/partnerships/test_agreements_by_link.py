"""An agreement between Leah and Dana: by Dana's link, at the same moment, among linked members; who may do what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.actions import log_give
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.models import PartnerLink, Partnership
from grapevine.domain.partnerships.queries import agreements as queries
from grapevine.domain.partnerships.rules.agreement import Move, State
from grapevine.domain.partnerships.rules.check_ins import Answers
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.models import Person
from grapevine.kit import tokens
from grapevine.kit.errors import Conflict, NotFound, Refused
from tests.cast import DANA, NOW, meet
from tests.domain.ledgers.linked_books import two

WORDING = Terms(owner_moments=("divorce",), review_on=(NOW + timedelta(days=90)).date(), disclosure=DISCLOSURE)
LATER = replace(WORDING, cadence=60)


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, of Leah's book."""
    return meet(actor, DANA)


@pytest.fixture
def one(actor: Actor, dana: Person) -> Partnership:
    """What Leah proposes to Dana."""
    return agreements.propose(actor=actor, now=NOW, person_uid=dana.uid, said=WORDING)


@pytest.fixture
def secret(actor: Actor, one: Partnership) -> str:
    """Dana's link."""
    return partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid)[1]


def by_link(secret: str, days: float = 0.0) -> agreements.Find:
    """Whoever holds the link, so many days from now."""
    return partner_links.as_partner(secret, NOW + timedelta(days=days))


def test_dana_changes_the_wording_leah_signs_it_and_both_look_at_it(
    actor: Actor, one: Partnership, secret: str, dana: Person
) -> None:
    agreements.change(now=NOW, find=by_link(secret), version=1, said=LATER, note="Less often?")
    agreements.sign(now=NOW, find=agreements.as_member(actor, one.uid), version=2)
    seen = queries.agreement_of(actor, one.uid, NOW)
    assert (seen.standing.state, seen.in_force, seen.partnership.review_on) == (State.ACTIVE, LATER, WORDING.review_on)
    assert seen.partnership.check_in_on == (NOW + timedelta(days=60)).date()
    agreements.check_in(now=NOW, find=by_link(secret), answers=Answers("partly", step="Ask Tom"))
    agreements.check_in(now=NOW, find=agreements.as_member(actor, one.uid), answers=Answers("yes"))
    (row,) = queries.check_ins_of(one)
    assert (row.partner_said["step"], row.owner_said["kept"]) == ("Ask Tom", "yes")
    log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="referral", direction="given")
    (_, theirs) = queries.by_secret(secret, NOW) or (None, None)
    mine = queries.agreement_of(actor, one.uid, NOW)
    assert (mine.produced.given, theirs and theirs.produced.received) == (1, 1)


def test_who_signs_what_was_changed_in_the_meantime_is_told(actor: Actor, one: Partnership, secret: str) -> None:
    mine = agreements.as_member(actor, one.uid)
    agreements.change(now=NOW, find=mine, version=1, said=LATER)
    with pytest.raises(Conflict, match="has changed since you opened it"):
        agreements.sign(now=NOW, find=by_link(secret), version=1)
    with pytest.raises(Conflict):
        agreements.change(now=NOW, find=by_link(secret), version=1, said=WORDING)
    agreements.sign(now=NOW, find=by_link(secret), version=2)
    with pytest.raises(Refused, match="signed this wording already"):
        agreements.sign(now=NOW, find=by_link(secret), version=2)


def test_a_link_that_is_guessed_expired_replaced_or_taken_back_opens_nothing(
    actor: Actor, one: Partnership, secret: str
) -> None:
    newer, other = partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid, days=7)
    for held, days in (("guess", 0), (secret, 0), (other, 8)):
        with pytest.raises(NotFound):
            agreements.sign(now=NOW, find=by_link(held, days), version=1)
    partner_links.revoke_link(actor=actor, now=NOW, link_uid=newer.uid)
    with pytest.raises(NotFound):
        agreements.sign(now=NOW, find=by_link(other), version=1)
    assert queries.agreement_of(actor, one.uid, NOW).standing.state is State.PROPOSED
    assert not PartnerLink.objects.filter(digest=other).exists()  # only the digest is kept
    assert PartnerLink.objects.filter(digest=tokens.digest(other)).exists()


def test_tell_me_no_more_ends_the_link_and_another_needs_a_word_of_theirs(
    actor: Actor, one: Partnership, secret: str
) -> None:
    partner_links.tell_me_no_more(now=NOW, secret=secret)
    with pytest.raises(NotFound):
        agreements.sign(now=NOW, find=by_link(secret), version=1)
    with pytest.raises(Refused, match="asked for no more"):
        partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid)
    _, again = partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid, they_agreed=True)
    assert agreements.sign(now=NOW, find=by_link(again), version=1).state == State.ACTIVE


def test_a_stranger_finds_nothing_of_it(one: Partnership, stranger: Actor) -> None:
    find = agreements.as_member(stranger, one.uid)
    for act in (
        lambda: agreements.sign(now=NOW, find=find, version=1),
        lambda: agreements.answer(now=NOW, find=find, move=Move.DECLINE),
        lambda: partner_links.make_link(actor=stranger, now=NOW, partnership_uid=one.uid),
        lambda: agreements.keep_private_note(actor=stranger, now=NOW, partnership_uid=one.uid, note="?"),
        lambda: queries.agreement_of(stranger, one.uid, NOW),
    ):
        with pytest.raises(NotFound):
            act()


def test_with_an_attorney_there_is_no_number_and_no_wording_without_disclosure(actor: Actor, dana: Person) -> None:
    for wrong in (replace(WORDING, owner_hopes=2), replace(WORDING, disclosure=" ")):
        with pytest.raises(Refused) as refusal:
            agreements.propose(actor=actor, now=NOW, person_uid=dana.uid, said=wrong)
        assert refusal.value.field in {"owner_hopes", "disclosure"}


def test_a_proposal_that_ran_out_makes_room_for_another(actor: Actor, one: Partnership, dana: Person) -> None:
    with pytest.raises(Refused, match="open agreement"):
        agreements.propose(actor=actor, now=NOW, person_uid=dana.uid, said=WORDING)
    later = NOW + timedelta(days=61)
    again = replace(WORDING, review_on=(later + timedelta(days=90)).date())
    assert agreements.propose(actor=actor, now=later, person_uid=dana.uid, said=again).pk != one.pk


def test_a_linked_member_signs_as_herself_and_sees_no_private_note(db: None) -> None:
    both = two()
    both.link()
    one = agreements.propose(actor=both.leah, now=NOW, person_uid=both.dana_of_leah.uid, said=WORDING)
    agreements.keep_private_note(actor=both.leah, now=NOW, partnership_uid=one.uid, note="Careful.")
    (seen,) = queries.agreements(both.dana, NOW)
    assert seen.my_turn and seen.other_name == both.leah.name
    agreements.sign(now=NOW, find=agreements.as_member(both.dana, one.uid), version=1)
    with pytest.raises(NotFound):
        agreements.keep_private_note(actor=both.dana, now=NOW, partnership_uid=one.uid, note="Mine?")
    one.refresh_from_db()
    assert (queries.private_note(both.leah, one), queries.private_note(both.dana, one)) == ("Careful.", "")
    agreements.keep_private_note(actor=both.leah, now=NOW, partnership_uid=one.uid, note=" ")
    assert queries.private_note(both.leah, one) == ""
    with pytest.raises(NotFound):
        partner_links.make_link(actor=both.dana, now=NOW, partnership_uid=one.uid)
    assert queries.agreement_of(both.leah, one.uid, NOW).standing.state is State.ACTIVE
