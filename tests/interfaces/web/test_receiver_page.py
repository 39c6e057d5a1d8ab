"""The page of a receiver without an account: what they may see, what they say, and every misuse of their link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.consenting import answer_by_link, ask_consent, note_consent
from grapevine.domain.referrals.actions.links import make_receiver_link, revoke_link
from grapevine.domain.referrals.actions.own import keep_own
from grapevine.domain.referrals.models import Referral, Thanks
from grapevine.kit import clock
from tests.cast import DANA, NOW, meet
from tests.domain.referrals.referring import check_whole, noted, sent, step


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def dana(actor: Actor) -> Person:
    return meet(actor, DANA)


@pytest.fixture
def referral(actor: Actor, dana: Person) -> Referral:
    """Leah has sent Yuki Tanaka to Dana, who has no account."""
    return sent(actor, dana)


@pytest.fixture
def secret(actor: Actor, referral: Referral) -> str:
    return make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)[1]


def post(secret: str, **said: object):
    return Client(enforce_csrf_checks=True).post(f"/r/{secret}", said)


def read(secret: str) -> str:
    return Client().get(f"/r/{secret}").content.decode()


def stage() -> tuple[str, int]:
    found = Referral.objects.get()
    return found.stage, found.version


def test_they_see_whom_to_call_and_nothing_of_leahs_book(
    actor: Actor, referral: Referral, secret: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    keep_own(actor=actor, now=NOW, referral_uid=referral.uid, note="Owes me one", worth=9_000)
    with django_assert_max_num_queries(7):
        html = read(secret)
    for said in ("Yuki Tanaka", "yuki@tanaka.example", "617 555 0111", "taxes of a sale", "Leah Marchetti"):
        assert said in html, said
    assert "Owes me one" not in html and "9,000" not in html and "On the phone" not in html


def test_introduced_by_leahs_own_letter_they_see_initials(actor: Actor, dana: Person) -> None:
    referral = noted(actor, dana)
    note_consent(actor=actor, now=NOW, referral_uid=referral.uid, how="introduced")
    step(actor, referral, "sent")
    html = read(make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)[1])
    assert "Y. T." in html and "Yuki" not in html and "tanaka.example" not in html and "own letter" in html


def test_a_prospect_who_takes_their_yes_back_is_initials_at_once(actor: Actor, dana: Person) -> None:
    referral = noted(actor, dana)
    consent = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)[1]
    answer_by_link(now=NOW, secret=consent, yes=True, note="Mornings")
    step(actor, referral, "sent")
    secret = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)[1]
    assert "Yuki Tanaka" in read(secret) and "“Mornings”" in read(secret)
    answer_by_link(now=NOW, secret=consent, yes=False)
    assert "Yuki" not in read(secret) and "Mornings" not in read(secret) and "taken back" in read(secret)
    assert post(secret, do="accepted", sure="yes", version=9).status_code in (409, 422)


def test_one_click_in_the_letter_asks_once_more_and_decides_nothing(secret: str) -> None:
    for say in ("yes", "no", "accepted", "declined", "void", "withdrawn", "back", "thank"):
        Client().get(f"/r/{secret}?say={say}&do={say}&sure=yes&note=x&version=3")
        Client().head(f"/r/{secret}?say={say}")
    assert "You take care of it?" in Client().get(f"/r/{secret}?say=yes").content.decode()
    assert "You can’t take it on?" in Client().get(f"/r/{secret}?say=no").content.decode()
    assert "You take care of it?" in post(secret, do="accepted", version=3).content.decode()
    assert stage() == ("sent", 3)


def test_a_no_says_why_and_the_giver_may_be_thanked_for(secret: str) -> None:
    assert post(secret, do="declined", sure="yes", version=3).status_code == 422
    assert post(secret, do="declined", sure="yes", version=3, note="Full until <May>").status_code == 302
    assert "&lt;May&gt;" in read(secret) and "That is fine" in read(secret)
    assert post(secret, do="thank", sure="yes", words="Kind of you").status_code == 302
    check_whole()


def test_from_yes_to_won_and_thanked_with_a_band(actor: Actor, secret: str) -> None:
    Member.objects.update(profession_key="")
    Person.objects.update(profession_key="")
    for version, to in enumerate(("accepted", "contacted", "met", "proposed", "won"), start=3):
        assert post(secret, do=to, sure="yes", version=version).status_code == 302
        assert post(secret, do=to, sure="yes", version=version).status_code == 302
    assert stage() == ("won", 8)
    assert "whole number" in post(secret, do="thank", sure="yes", share="band", value="lots").content.decode()
    assert post(secret, do="thank", sure="yes", words="You knew", share="band", value="3,000").status_code == 302
    assert post(secret, do="thank", sure="yes").status_code == 422
    assert Thanks.objects.values_list("share", "band", "amount").get() == ("band", 1, None)
    assert "“You knew”" in read(secret)
    check_whole()


def test_no_figure_is_asked_for_in_a_regulated_profession(secret: str) -> None:
    Person.objects.update(profession_key="accountant")
    Member.objects.update(profession_key="family-doctor")
    for version, to in enumerate(("accepted", "won"), start=3):
        post(secret, do=to, sure="yes", version=version)
    assert 'name="value"' not in read(secret)
    assert "no figure" in post(secret, do="thank", sure="yes", share="value", value="5").content.decode()


def test_a_slip_is_put_back_with_a_reason(secret: str) -> None:
    post(secret, do="accepted", sure="yes", version=3)
    post(secret, do="lost", sure="yes", version=4)
    assert "Put it back?" in post(secret, do="back", to="accepted", version=5).content.decode()
    assert post(secret, do="back", to="accepted", sure="yes", version=5).status_code == 422
    assert post(secret, do="back", to="accepted", sure="yes", version=5, note="Wrong button").status_code == 302
    assert stage() == ("accepted", 6) and "put it back: took it on" in read(secret)
    check_whole()


def test_what_is_not_theirs_to_say_they_cannot_say(secret: str) -> None:
    for do in ("withdrawn", "void", "noted", "consented", "sent", "won", "", "nonsense", "back"):
        assert post(secret, do=do, sure="yes", version=3, note="x").status_code in (409, 422), do
    assert post(secret, do="accepted", sure="yes", version="x").status_code == 409
    assert stage() == ("sent", 3)


def test_a_link_that_was_guessed_used_for_another_purpose_replaced_or_is_over_opens_nothing(
    actor: Actor, referral: Referral, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for guess in ("x" * 43, secret.swapcase(), secret[:-1]):
        assert Client().get(f"/r/{guess}").status_code == 404
        assert post(guess, do="accepted", sure="yes", version=3).status_code == 404
    assert Client().get(f"/c/{secret}").status_code == Client().get(f"/p/{secret}").status_code == 404
    newer, second = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    gone = post(secret, do="accepted", sure="yes", version=3)
    assert gone.status_code == 410 and "Yuki" not in gone.content.decode()
    revoke_link(actor=actor, now=NOW, address_uid=newer.uid)
    assert Client().get(f"/r/{second}").status_code == 410
    third = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid, days=2)[1]
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=2))
    assert "run out" in post(third, do="accepted", sure="yes", version=3).content.decode()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    fourth = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)[1]
    step(actor, referral, "void", note="Meant for another")
    assert post(fourth, do="accepted", sure="yes", version=4).status_code == 410
    assert stage() == ("void", 4)


def test_every_answer_keeps_the_address_to_itself(secret: str) -> None:
    for answer in (
        Client().get(f"/r/{secret}"), Client().get(f"/r/{secret}?say=no"), Client().get("/r/unknown"),
        post(secret, do="nonsense", sure="yes"), post(secret, do="accepted", sure="yes", version=3),
    ):  # fmt: skip
        assert answer.headers["Referrer-Policy"] == "no-referrer" and not answer.cookies
        assert "noindex" in answer.headers["X-Robots-Tag"] and "no-store" in answer.headers["Cache-Control"]
        html = answer.content.decode()
        assert "<script" not in html and "csrf" not in html and secret not in html
