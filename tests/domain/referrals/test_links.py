"""Links for who has no account: the prospect agrees or says no, the receiver answers; every misuse finds nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.models import Give
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.consenting import answer_by_link, ask_consent, note_consent
from grapevine.domain.referrals.actions.links import make_receiver_link, move_by_link, revoke_link, thank_by_link
from grapevine.domain.referrals.models import Address, Move, Prospect, Referral
from grapevine.kit.errors import Conflict, NotFound, Refused
from tests.cast import DANA, NOW, meet
from tests.domain.referrals.referring import check_whole, noted, sent, step


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, who has no account."""
    return meet(actor, DANA)


def test_the_prospect_says_yes_once_and_it_can_be_sent(actor: Actor, dana: Person) -> None:
    referral = noted(actor, dana)
    _, secret = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)
    for _ in range(2):
        answer_by_link(now=NOW, secret=secret, yes=True, note="Mornings are best")
    assert Move.objects.filter(by="prospect").values_list("via", "note").get() == ("link", "Mornings are best")
    with pytest.raises(Refused, match="before the referral is sent"):
        ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)
    step(actor, referral, "sent")
    answer_by_link(now=NOW, secret=secret, yes=True)
    check_whole()


def test_a_no_ends_it_at_any_time_and_leaves_initials(actor: Actor, dana: Person) -> None:
    referral = noted(actor, dana)
    _, secret = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)
    answer_by_link(now=NOW, secret=secret, yes=True)
    step(actor, referral, "sent")
    step(actor, referral, "accepted")
    for _ in range(2):
        answer_by_link(now=NOW, secret=secret, yes=False)
    prospect = Prospect.objects.get()
    assert (prospect.label, prospect.name, prospect.email, prospect.phone) == ("Y. T.", "", "", "")
    assert Referral.objects.get().stage == "withdrawn" and not Give.objects.exists()
    with pytest.raises(Refused, match="withdrawn"):
        answer_by_link(now=NOW, secret=secret, yes=True)
    check_whole()


def test_what_ended_is_not_opened_again_after_a_no(actor: Actor, dana: Person) -> None:
    referral = noted(actor, dana)
    _, consent = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)
    answer_by_link(now=NOW, secret=consent, yes=True)
    step(actor, referral, "sent")
    _, secret = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    move_by_link(now=NOW, secret=secret, to="met")
    move_by_link(now=NOW, secret=secret, to="lost")
    for _ in range(2):
        answer_by_link(now=NOW, secret=consent, yes=False)
    assert Prospect.objects.get().consent == "withdrawn" and Referral.objects.get().stage == "lost"
    with pytest.raises(Refused, match="said no since"):
        move_by_link(now=NOW, secret=secret, to="met", note="Not lost after all", correcting=True)
    check_whole()


def test_a_no_at_once_is_a_refusal(actor: Actor, dana: Person) -> None:
    _, secret = ask_consent(actor=actor, now=NOW, referral_uid=noted(actor, dana).uid)
    answer_by_link(now=NOW, secret=secret, yes=False)
    assert Prospect.objects.get().consent == "refused"


def test_who_has_no_account_answers_moves_and_thanks_by_their_link(actor: Actor, dana: Person) -> None:
    Member.objects.update(profession_key="")
    Person.objects.update(profession_key="")
    referral = sent(actor, dana)
    _, secret = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    for _ in range(2):
        move_by_link(now=NOW, secret=secret, to="accepted", version=3)
    with pytest.raises(Conflict):
        move_by_link(now=NOW, secret=secret, to="met", version=3)
    with pytest.raises(Refused, match="giver's"):
        move_by_link(now=NOW, secret=secret, to="withdrawn")
    with pytest.raises(Refused, match="no step"):
        move_by_link(now=NOW, secret=secret, to="void")
    move_by_link(now=NOW, secret=secret, to="won", note="Signed today")
    thank_by_link(now=NOW, secret=secret, words="You were right", share="band", value=3_000)
    assert list(Give.objects.order_by("kind").values_list("kind", "direction")) == [
        ("referral", "given"), ("thanks", "received"),
    ]  # fmt: skip
    check_whole()


def test_every_misuse_of_a_link_finds_nothing(actor: Actor, dana: Person, stranger: Actor) -> None:
    referral = noted(actor, dana)
    with pytest.raises(Refused, match="Send it first"):
        make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    with pytest.raises(Refused, match="1 to 180"):
        ask_consent(actor=actor, now=NOW, referral_uid=referral.uid, days=0)
    _, older = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)
    address, consent = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)
    assert consent not in str(Address.objects.values_list()) and len(consent) >= 43
    with pytest.raises(NotFound):
        answer_by_link(now=NOW + timedelta(days=30), secret=consent, yes=True)
    for secret in (older, "", "guess", consent.upper()):
        with pytest.raises(NotFound):
            answer_by_link(now=NOW, secret=secret, yes=True)
    answer_by_link(now=NOW, secret=consent, yes=True)
    step(actor, referral, "sent")
    with pytest.raises(NotFound):
        move_by_link(now=NOW, secret=consent, to="accepted")
    _, receiver = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    with pytest.raises(NotFound):
        answer_by_link(now=NOW, secret=receiver, yes=False)
    with pytest.raises(NotFound):
        revoke_link(actor=stranger, now=NOW, address_uid=address.uid)
    revoke_link(actor=actor, now=NOW, address_uid=address.uid)
    with pytest.raises(NotFound):
        answer_by_link(now=NOW, secret=consent, yes=False)
    step(actor, referral, "void", note="Meant for another")
    with pytest.raises(NotFound):
        move_by_link(now=NOW, secret=receiver, to="accepted")


def test_consent_by_word_says_how(actor: Actor, dana: Person) -> None:
    referral = noted(actor, dana)
    own = {"actor": actor, "now": NOW, "referral_uid": referral.uid}
    for how in ("link", "self", "nonsense"):
        with pytest.raises(Refused, match="how they agreed"):
            note_consent(**own, how=how, words="yes")
    with pytest.raises(Refused, match="on the phone"):
        note_consent(**own, how="said")
    with pytest.raises(Refused, match="Say how they agreed"):
        step(actor, referral, "consented")
    with pytest.raises(Conflict):
        note_consent(**own, how="introduced", version=7)
    note_consent(**own, how="introduced", version=1)
    assert Prospect.objects.get().how == "introduced"
