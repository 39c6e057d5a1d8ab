"""A partner without an account sends somebody by their own page, and sees there how it goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.giving import edit_referral, note_received
from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.referrals.models import Move, Prospect, Referral
from grapevine.kit import clock
from grapevine.kit.errors import Refused
from tests.cast import DANA, NOW, meet
from tests.domain.referrals.referring import TAXES, YUKI, check_whole, step

SAID = {
    "do": "give", "name": "Yuki Tanaka", "contact": "yuki@tanaka.example", "need": "Sells her share", "agreed": "on",
    "warmth": "expects", "about": "Mornings",
}  # fmt: skip


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def dana(actor: Actor) -> Person:
    return meet(actor, replace(DANA, profession="Photographer", title="Photographer"))


@pytest.fixture
def secret(actor: Actor, dana: Person) -> str:
    """The link to Dana's page."""
    said = Terms(review_on=NOW.date().replace(month=9), owner_moments=("first-home",), disclosure=DISCLOSURE)
    one = agreements.propose(actor=actor, now=NOW, person_uid=dana.uid, said=said)
    return partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid)[1]


def post(secret: str, **said: str):
    return Client(enforce_csrf_checks=True).post(f"/p/{secret}", {**SAID, **said})


def test_it_arrives_as_received_and_dana_sees_each_move_and_the_thanks(actor: Actor, dana: Person, secret: str) -> None:
    for _ in range(2):
        assert post(secret).status_code == 302
    referral, prospect = Referral.objects.get(), Prospect.objects.get()
    assert (referral.stage, referral.noted_by, referral.warmth) == ("sent", "giver", "expects")
    assert prospect.name == "Yuki Tanaka" and "Dana Whitcomb ticked" in prospect.words
    assert Move.objects.values_list("by", "via").get() == ("giver", "link")
    with pytest.raises(Refused, match="passed on already"):
        edit_referral(actor=actor, now=NOW, referral_uid=referral.uid, whom=YUKI, what=TAXES)
    assert "is not answered yet" in Client().get(f"/p/{secret}").content.decode()
    step(actor, referral, "accepted")
    step(actor, referral, "won", note="For Leah alone?")
    thank_giver(actor=actor, now=NOW, referral_uid=referral.uid, words="You saw it at once", value=9_000)
    html = Client().get(f"/p/{secret}").content.decode()
    assert "became a client" in html and "You saw it at once" in html and "9,000" not in html
    check_whole()


def test_what_leah_noted_by_hand_stays_in_her_book(actor: Actor, dana: Person, secret: str) -> None:
    note_received(actor=actor, now=NOW, person_uid=dana.uid, whom=YUKI, what=TAXES)
    html = Client().get(f"/p/{secret}").content.decode()
    assert "Yuki" not in html and "Whom you sent" not in html


@pytest.mark.parametrize(
    ("said", "words"),
    [({"name": " "}, "Write their name"), ({"contact": ""}, "reached best"), ({"agreed": ""}, "Ask them first"),
     ({"need": ""}, "in a line"), ({"contact": "yuki@"}, "not an e-mail address")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_kept(secret: str, said: dict[str, str], words: str) -> None:
    answer = post(secret, **said)
    html = answer.content.decode()
    assert answer.status_code == 422 and words in html and not Referral.objects.exists() and "Mornings" in html


def test_looking_sends_nothing_and_a_link_that_is_over_sends_nothing(secret: str) -> None:
    Client().get(f"/p/{secret}", SAID)
    assert Client(enforce_csrf_checks=True).post("/p/" + "x" * 43, SAID).status_code == 404
    post(secret, do="stop", sure="yes")
    assert post(secret).status_code == 410 and not Referral.objects.exists()


def test_a_days_work_has_an_end(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grapevine.domain.referrals.actions.intake.BY_LINK_A_DAY", 1)
    post(secret)
    assert "tomorrow" in post(secret, name="Ellen").content.decode() and Referral.objects.count() == 1
