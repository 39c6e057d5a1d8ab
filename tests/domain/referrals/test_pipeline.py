"""From "I know somebody" to "thank you": one referral seen from two books, and what it comes to in both ledgers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from grapevine.domain.accounts.actions import erase_member
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import Relationship
from grapevine.domain.gives.actions import delete_give
from grapevine.domain.gives.models import Give
from grapevine.domain.people.actions import erase_person
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions import consenting, giving, links, own, thanking
from grapevine.domain.referrals.models import Prospect, Referral, Side
from grapevine.domain.referrals.queries import one
from grapevine.domain.referrals.queries.detail import detail
from grapevine.domain.referrals.rules.moves import By
from grapevine.kit.errors import Conflict, NotAllowed, NotFound, Refused
from tests.cast import DANA, NOW, PRIYA, meet, member
from tests.domain.ledgers.linked_books import Two, check_stored, two
from tests.domain.referrals.referring import TAXES, YUKI, agreed, check_whole, noted, sent, step


@pytest.fixture
def pair(db: None) -> Two:
    """Leah and Dana, linked."""
    found = two()
    found.link()
    return found


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, who has no account."""
    return meet(actor, DANA)


@pytest.fixture
def ben(db: None) -> Actor:
    """Ben, a member next door."""
    return actor_of(member(email="ben@okafor.example", name="Ben Okafor"))


def gives_of(actor: Actor) -> list[tuple[str, str]]:
    return sorted(Give.objects.filter(owner_id=actor.member_id).values_list("kind", "direction"))


def sums(person: Person) -> tuple[float, float]:
    row = Relationship.objects.filter(person=person).first()
    return (round(row.mine_fast, 9), round(row.theirs_fast, 9)) if row else (0.0, 0.0)


def test_one_referral_is_seen_from_both_books_and_counts_once_in_each(pair: Two) -> None:
    referral = sent(pair.leah, pair.dana_of_leah)
    assert gives_of(pair.leah) == [("referral", "given")] and gives_of(pair.dana) == [("referral", "received")]
    assert one.side(pair.dana, referral.uid).person == pair.leah_of_dana
    assert (sums(pair.dana_of_leah), sums(pair.leah_of_dana)) == ((3.0, 0.0), (0.0, 3.0))
    for to in ("accepted", "met", "won"):
        step(pair.dana, referral, to)
    thanking.thank_giver(actor=pair.dana, now=NOW, referral_uid=referral.uid, words="She is in good hands")
    assert gives_of(pair.leah) == [("referral", "given"), ("thanks", "received")]
    assert (sums(pair.dana_of_leah), sums(pair.leah_of_dana)) == ((3.0, 1.5), (1.5, 3.0))
    check_whole()
    check_stored(pair)


def test_voiding_restores_both_ledgers_and_depth_exactly(pair: Two) -> None:
    before = (sums(pair.dana_of_leah), sums(pair.leah_of_dana))
    referral = sent(pair.leah, pair.dana_of_leah)
    step(pair.dana, referral, "accepted")
    step(pair.dana, referral, "lost")
    thanking.thank_giver(actor=pair.dana, now=NOW, referral_uid=referral.uid)
    step(pair.leah, referral, "void", note="I meant somebody else")
    assert not Give.objects.exists() and (sums(pair.dana_of_leah), sums(pair.leah_of_dana)) == before
    row = Relationship.objects.get(person=pair.dana_of_leah)
    assert (row.given, row.received) == (0, 0)
    assert (row.at, row.rank_key, row.peak) == (None, None, 0.0), "nobody was ever close for a referral that was none"
    with pytest.raises(Refused, match="made void"):
        step(pair.dana, referral, "won")
    check_whole()


def test_nobody_else_sees_it_and_nothing_before_it_is_sent(pair: Two, ben: Actor) -> None:
    referral = noted(pair.leah, pair.dana_of_leah)
    for actor in (pair.dana, ben):
        with pytest.raises(NotFound):
            one.side(actor, referral.uid)
        with pytest.raises(NotFound):
            step(actor, referral, "accepted")
    with pytest.raises(Refused, match="Ask them first"):
        step(pair.leah, referral, "sent")
    with pytest.raises(NotFound):
        one.side(pair.leah, "nonsense")
    check_whole()


def test_each_moves_only_what_is_theirs(pair: Two) -> None:
    referral = sent(pair.leah, pair.dana_of_leah)
    with pytest.raises(Refused, match="told of every move"):
        step(pair.leah, referral, "accepted")
    with pytest.raises(Refused, match="receiver's to say"):
        step(pair.leah, referral, "accepted", by="receiver")
    with pytest.raises(Refused, match="receiver's to give"):
        thanking.thank_giver(actor=pair.leah, now=NOW, referral_uid=referral.uid)
    with pytest.raises(Refused, match="in a few words why"):
        step(pair.dana, referral, "declined")
    with pytest.raises(Refused, match="no stage"):
        step(pair.dana, referral, "nonsense")
    with pytest.raises(Refused, match="giver's or the receiver's"):
        step(pair.dana, referral, "accepted", by="prospect")
    assert (Referral.objects.get().version, Side.objects.count()) == (3, 2)


def test_said_twice_is_moved_once_and_what_was_seen_too_early_is_a_conflict(pair: Two) -> None:
    referral = sent(pair.leah, pair.dana_of_leah)
    step(pair.dana, referral, "accepted", version=3)
    assert step(pair.dana, referral, "accepted", version=3).version == 4
    with pytest.raises(Conflict, match="in the meantime"):
        step(pair.dana, referral, "met", version=3)
    step(pair.dana, referral, "met", version=4)
    check_whole()


def test_a_correction_is_a_move_of_its_own(pair: Two) -> None:
    referral = sent(pair.leah, pair.dana_of_leah)
    step(pair.dana, referral, "accepted")
    step(pair.dana, referral, "won", at=NOW)
    back = step(pair.dana, referral, "sent", correcting=True, note="Wrong Yuki")
    assert (back.accepted_at, back.ended_at, back.told_at, back.version) == (None, None, None, 6)
    step(pair.leah, referral, "withdrawn")
    assert gives_of(pair.leah) == gives_of(pair.dana) == []
    step(pair.leah, referral, "sent", correcting=True, note="She still wants it")
    assert gives_of(pair.leah) == [("referral", "given")]
    other = noted(pair.leah, pair.dana_of_leah)
    agreed(pair.leah, other)
    step(pair.leah, other, "noted", correcting=True, note="She only said maybe")
    assert Prospect.objects.get(referral=other).consent == "none"
    check_whole()
    check_stored(pair)


def test_with_a_partner_without_account_the_member_notes_what_they_hear(actor: Actor, dana: Person) -> None:
    referral = sent(actor, dana)
    step(actor, referral, "accepted")
    step(actor, referral, "won")
    assert [move.via for move in referral.moves.order_by("number")] == ["book"] * 3 + ["heard"] * 2
    assert Referral.objects.get().told_at == NOW
    thanking.thank_giver(actor=actor, now=NOW, referral_uid=referral.uid)
    with pytest.raises(Refused, match="already"):
        thanking.thank_giver(actor=actor, now=NOW, referral_uid=referral.uid)
    with pytest.raises(Refused, match="thanks back"):
        step(actor, referral, "met", correcting=True, note="Not yet")
    assert gives_of(actor) == [("referral", "given"), ("thanks", "received")]
    thanking.take_back_thanks(actor=actor, now=NOW, referral_uid=referral.uid)
    step(actor, referral, "met", correcting=True, note="Not yet")
    check_whole()


def test_one_that_came_stands_as_sent_and_its_giver_is_told_by_hand(actor: Actor, dana: Person) -> None:
    at = NOW - timedelta(days=3)
    referral = giving.note_received(actor=actor, now=NOW, person_uid=dana.uid, whom=YUKI, what=TAXES, at=at)
    assert gives_of(actor) == [("referral", "received")] and referral.sent_at == at
    with pytest.raises(Refused, match="cannot lie before"):
        step(actor, referral, "met", at=at - timedelta(days=1))
    with pytest.raises(Refused, match="how it ended"):
        thanking.tell_giver(actor=actor, now=NOW, referral_uid=referral.uid)
    step(actor, referral, "met", at=at + timedelta(days=1))
    step(actor, referral, "lost")
    assert Referral.objects.get().told_at is None
    for _ in range(2):
        thanking.tell_giver(actor=actor, now=NOW, referral_uid=referral.uid)
    thanking.thank_giver(actor=actor, now=NOW, referral_uid=referral.uid, value=900)
    assert Side.objects.get().earned == 900 and gives_of(actor) == [("referral", "received"), ("thanks", "given")]
    thanking.take_back_thanks(actor=actor, now=NOW, referral_uid=referral.uid)
    with pytest.raises(Refused, match="no thanks"):
        thanking.take_back_thanks(actor=actor, now=NOW, referral_uid=referral.uid)
    check_whole()


def test_thanks_tell_what_the_earner_chose_and_nothing_where_it_is_regulated(pair: Two) -> None:
    def won() -> Referral:
        referral = sent(pair.leah, pair.dana_of_leah)
        step(pair.dana, referral, "accepted")
        return step(pair.dana, referral, "won")

    def thank(referral: Referral, **more: Any) -> Side:
        thanking.thank_giver(actor=pair.dana, now=NOW, referral_uid=referral.uid, **more)
        return one.side(pair.leah, referral.uid)

    Member.objects.update(profession_key="")
    Person.objects.update(profession_key="")
    seen = thank(won(), share="band", value=7_000)
    assert (seen.referral.thanks.amount, seen.referral.thanks.band, seen.earned) == (None, 2, None)
    with pytest.raises(Refused, match="one of"):
        thank(won(), share="all")
    with pytest.raises(Refused, match="what it was worth"):
        thank(won(), share="value")
    Member.objects.filter(pk=pair.leah.member_id).update(profession_key="family-law-attorney")
    with pytest.raises(Refused, match="regulated"):
        thank(won(), share="value", value=7_000)


def test_what_one_side_keeps_is_not_the_others(pair: Two) -> None:
    referral = sent(pair.leah, pair.dana_of_leah)
    kept = {"note": "Owes me one", "worth": 5_000, "next_step": "Ask on Friday", "next_on": NOW.date()}
    own.keep_own(actor=pair.leah, now=NOW, referral_uid=referral.uid, **kept)
    theirs = one.side(pair.dana, referral.uid)
    assert (theirs.note, theirs.worth, theirs.next_step, theirs.next_on) == ("", None, "", None)
    with pytest.raises(Refused, match="between 0"):
        own.keep_own(actor=pair.leah, now=NOW, referral_uid=referral.uid, worth=-1)


def test_a_member_sets_the_days_a_stage_may_take(actor: Actor) -> None:
    own.set_times(actor=actor, now=NOW, days={"sent": 9})
    assert (one.times_of(actor)["sent"], one.times_of(actor)["met"]) == (9, 21)
    with pytest.raises(Refused, match="no days"):
        own.set_times(actor=actor, now=NOW, days={"void": 9})


def test_bad_input_names_its_field_and_leaves_nothing(actor: Actor, dana: Person) -> None:
    faults: list[tuple[dict[str, Any], str]] = [
        ({"what": giving.What(" ")}, "need"),
        ({"what": giving.What("x", moment_key="nonsense")}, "moment"),
        ({"what": giving.What("x", warmth="hot")}, "warmth"),
        ({"whom": giving.Whom("Yuki", "yuki@")}, "to_address"),
        ({"about_uid": dana.uid}, "about"),
    ]
    for more, field in faults:
        with pytest.raises(Refused) as refused:
            noted(actor, dana, **more)
        assert refused.value.field in (field, "email"), more
    with pytest.raises(NotFound):
        noted(actor, dana, came_from_uid="00000000-0000-4000-8000-000000000000")
    assert not Referral.objects.exists() and not Prospect.objects.exists()


def test_words_can_be_mended_until_it_passes_on(actor: Actor, dana: Person) -> None:
    referral = noted(actor, dana)
    giving.edit_referral(
        actor=actor, now=NOW, referral_uid=referral.uid, whom=giving.Whom("Y. Tanaka"), what=giving.What("Taxes")
    )
    assert (Referral.objects.get().need, Prospect.objects.get().label) == ("Taxes", "Y. T.")
    agreed(actor, referral)
    step(actor, referral, "sent")
    with pytest.raises(Refused, match="passed on"):
        giving.edit_referral(actor=actor, now=NOW, referral_uid=referral.uid, whom=YUKI, what=TAXES)


def test_a_chain_has_no_circle(actor: Actor, dana: Person) -> None:
    first = noted(actor, dana)
    second = noted(actor, dana, came_from_uid=first.uid)
    with pytest.raises(Refused, match="cannot both"):
        giving.put_in_chain(actor=actor, now=NOW, referral_uid=first.uid, came_from_uid=second.uid)
    giving.put_in_chain(actor=actor, now=NOW, referral_uid=second.uid)
    assert Referral.objects.get(pk=second.pk).came_from is None


def test_a_chain_has_no_circle_through_a_book_that_sees_only_a_part_of_it(pair: Two) -> None:
    first, second = (sent(pair.leah, pair.dana_of_leah) for _ in range(2))
    alone = noted(pair.leah, meet(pair.leah, PRIYA), came_from_uid=first.uid)
    giving.put_in_chain(actor=pair.leah, now=NOW, referral_uid=second.uid, came_from_uid=alone.uid)
    with pytest.raises(Refused, match="cannot both"):
        giving.put_in_chain(actor=pair.dana, now=NOW, referral_uid=first.uid, came_from_uid=second.uid)
    shown = detail(pair.leah, first.uid, NOW).chain
    assert [(card.uid, deep) for card, deep in shown] == [(first.uid, 0), (alone.uid, 1), (second.uid, 2)]


def test_a_give_of_a_referral_follows_the_referral_alone(actor: Actor, dana: Person) -> None:
    sent(actor, dana)
    with pytest.raises(Refused, match="void it there"):
        delete_give(actor=actor, now=NOW, give_uid=Give.objects.get().uid)


def test_the_giver_can_be_the_one_who_needs_it(actor: Actor, dana: Person) -> None:
    referral = noted(actor, dana, whom=giving.Whom(), what=giving.What("My own taxes", inside=True))
    consenting.note_consent(actor=actor, now=NOW, referral_uid=referral.uid, how="self")
    step(actor, referral, "sent")
    assert Prospect.objects.get().name == "Leah Marchetti"


def test_who_is_erased_leaves_nothing_but_the_others_side(pair: Two) -> None:
    yuki = meet(pair.leah, PRIYA)
    passed = sent(pair.leah, pair.dana_of_leah, about_uid=yuki.uid)
    alone = noted(pair.leah, pair.dana_of_leah, about_uid=yuki.uid)
    erase_person(actor=pair.leah, now=NOW, person_uid=yuki.uid)
    assert Prospect.objects.get(referral=alone).name == "" and Prospect.objects.get(referral=alone).label == "Y. T."
    assert Prospect.objects.get(referral=passed).name == "Yuki Tanaka", "Dana was given it, with their consent"
    erase_person(actor=pair.leah, now=NOW, person_uid=pair.dana_of_leah.uid)
    assert list(Side.objects.values_list("referral", "role")) == [(passed.pk, By.RECEIVER)]
    assert list(Referral.objects.values_list("pk", flat=True)) == [passed.pk]
    check_whole()
    erase_member(now=NOW, member=Member.objects.get(pk=pair.dana.member_id))
    assert not Referral.objects.exists() and not Prospect.objects.exists() and not Side.objects.exists()


def test_a_token_needs_the_scope(actor: Actor, dana: Person) -> None:
    with pytest.raises(NotAllowed, match="referrals:write"):
        noted(replace(actor, scopes=frozenset({"people:write"})), dana)
    referral = sent(replace(actor, scopes=frozenset({"referrals:write"})), dana)
    assert gives_of(actor) == [("referral", "given")]
    with pytest.raises(NotAllowed, match="referrals:read"):
        one.side(replace(actor, scopes=frozenset({"referrals:write"})), referral.uid)


def test_links_are_for_receivers_without_a_book(pair: Two) -> None:
    referral = sent(pair.leah, pair.dana_of_leah)
    with pytest.raises(Refused, match="own book"):
        links.make_receiver_link(actor=pair.leah, now=NOW, referral_uid=referral.uid)
