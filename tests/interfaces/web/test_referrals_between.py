"""How many referrals went between two: on the page of the person, and on that of the agreement, from either side."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import Client

from grapevine.domain.accounts.models import Member
from grapevine.domain.partnerships.actions import agreements
from grapevine.domain.partnerships.queries.agreements import agreement_of
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.referrals.actions.giving import What, Whom, note_received
from grapevine.kit import clock
from tests.cast import NOW
from tests.domain.ledgers.linked_books import two
from tests.domain.referrals.referring import sent, step
from tests.interfaces.web.conftest import BACKEND


def page_of(member_id: int, path: str) -> str:
    client = Client()
    client.force_login(Member.objects.get(pk=member_id), BACKEND)
    return client.get(path).content.decode()


def test_the_page_of_a_person_counts_both_ways(db):
    pair = two()
    here = f"/people/{pair.dana_of_leah.uid}"
    assert "You sent Dana" not in page_of(pair.leah.member_id, here)
    sent(pair.leah, pair.dana_of_leah)
    note_received(
        actor=pair.leah, now=clock.now(), person_uid=pair.dana_of_leah.uid, whom=Whom("Tom"), what=What("A will")
    )
    shown = page_of(pair.leah.member_id, here)
    assert "On your board: you sent Dana one referral, and Dana sent you 1; 2 still open." in shown
    assert f"/referrals/list?person={pair.dana_of_leah.uid}" in shown


def test_an_agreement_counts_a_referral_on_both_sides_and_no_more_once_it_is_void(db):
    pair = two()
    pair.link()
    pair = pair.renewed()
    now = NOW
    terms = Terms(owner_moments=("divorce",), review_on=date(2026, 6, 2), disclosure=DISCLOSURE)
    one = agreements.propose(actor=pair.leah, now=now, person_uid=pair.dana_of_leah.uid, said=terms)
    agreements.sign(now=now, find=agreements.as_member(pair.dana, one.uid), version=1)
    referral = sent(pair.leah, pair.dana_of_leah)
    here = f"/partners/{one.uid}"

    def produced() -> list[tuple[int, int]]:
        both = (agreement_of(each, one.uid, NOW + timedelta(days=1)).produced for each in (pair.leah, pair.dana))
        return [(found.given, found.received) for found in both]

    assert produced() == [(1, 0), (0, 1)]
    leahs, danas = (page_of(one.member_id, here) for one in (pair.leah, pair.dana))
    assert "On your board: you sent Dana one referral, and Dana sent you none; 1 still open." in leahs
    assert "On your board: you sent Leah no referral, and Leah sent you 1; 1 still open." in danas
    step(pair.leah, referral, "void", note="Mistake")
    assert produced() == [(0, 0), (0, 0)]
