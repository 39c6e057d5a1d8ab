"""The page on which somebody says whether they may be referred, and everything that could go wrong with its link."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from grapevine.config.quiet_logs import WithoutSecrets
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.models import Give
from grapevine.domain.referrals.actions.consenting import ask_consent
from grapevine.domain.referrals.actions.links import make_receiver_link, revoke_link
from grapevine.domain.referrals.models import Address, Prospect, Referral
from grapevine.kit import clock
from tests.cast import DANA, NOW, meet
from tests.domain.referrals.referring import check_whole, noted, step


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def referral(actor: Actor) -> Referral:
    """Leah would like to send Yuki Tanaka to Dana."""
    return noted(actor, meet(actor, DANA))


@pytest.fixture
def secret(actor: Actor, referral: Referral) -> str:
    return ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)[1]


def post(secret: str, **said: str):
    return Client(enforce_csrf_checks=True).post(f"/c/{secret}", said)


def stage() -> str:
    return Referral.objects.get().stage


def test_it_says_who_gives_what_to_whom_and_nothing_else(
    secret: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        answer = Client().get(f"/c/{secret}")
    html = answer.content.decode()
    assert answer.status_code == 200 and "1 April 2026" in html
    for said in ("Leah Marchetti", "Dana Whitcomb", "Whitcomb &amp; Lowe", "yuki@tanaka.example", "/stop/"):
        assert said in html, said
    assert "dana@whitcomb" not in html and "617 555 0142" not in html


def test_nothing_that_fetches_the_address_answers_for_them(secret: str) -> None:
    for query in ("", "?say=yes", "?say=no", "?do=yes&sure=yes", "?say=no&sure=yes"):
        Client().get(f"/c/{secret}{query}")
        Client().head(f"/c/{secret}{query}")
    assert "Yes, I agree" in Client().get(f"/c/{secret}?say=yes").content.decode()
    assert "Yes, I agree" in post(secret, do="yes").content.decode()
    assert stage() == "noted" and Prospect.objects.get().consent == "asked"


def test_a_yes_is_asked_once_more_lives_on_and_can_be_taken_back_to_the_end(
    actor: Actor, referral: Referral, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        assert post(secret, do="yes", sure="yes", note="<b>Mornings</b>").status_code == 302
    assert stage() == "consented"
    assert "may now tell" in Client().get(f"/c/{secret}").content.decode()
    step(actor, referral, "sent")
    step(actor, referral, "accepted")
    later = NOW + timedelta(days=120)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "has told Dana Whitcomb" in Client().get(f"/c/{secret}").content.decode()
    assert "sees your initials only" in post(secret, do="no").content.decode() and stage() == "accepted"
    post(secret, do="no", sure="yes")
    html = Client().get(f"/c/{secret}").content.decode()
    assert "You said <em>no</em>" in html and "Y. T." in html and "Yuki" not in html
    assert Prospect.objects.get().consent == "withdrawn" and not Give.objects.exists()
    assert post(secret, do="yes", sure="yes").status_code == 422 and stage() == "withdrawn"
    check_whole()


def test_one_word_that_is_neither_yes_nor_no_is_none(secret: str) -> None:
    assert post(secret, do="maybe", sure="yes").status_code == 422
    assert Client().get(f"/c/{secret}?say=maybe").status_code == 200 and stage() == "noted"
    told = post(secret, do="maybe")
    assert told.status_code == 422 and "Nothing was changed" in told.content.decode() and stage() == "noted"


def test_a_link_that_was_guessed_used_for_another_purpose_replaced_or_is_over_opens_nothing(
    actor: Actor, referral: Referral, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for guess in ("x" * 43, secret.swapcase(), Address.objects.get().digest, str(Address.objects.get().uid)):
        assert Client().get(f"/c/{guess}").status_code == 404
        assert post(guess, do="yes", sure="yes").status_code == 404
    assert Client().get(f"/r/{secret}").status_code == 404
    newer, second = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)
    assert post(secret, do="yes", sure="yes").status_code == 410
    revoke_link(actor=actor, now=NOW, address_uid=newer.uid)
    gone = Client().get(f"/c/{second}")
    assert gone.status_code == 410 and "taken back" in gone.content.decode() and "Dana" not in gone.content.decode()
    third = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)[1]
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    assert "run out" in post(third, do="yes", sure="yes").content.decode()
    assert stage() == "noted"


def test_a_receivers_link_gives_nobody_consent(actor: Actor, referral: Referral, secret: str) -> None:
    post(secret, do="yes", sure="yes")
    step(actor, referral, "sent")
    receiver = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)[1]
    assert post(receiver, do="no", sure="yes").status_code == 404 and stage() == "sent"


def test_void_or_the_member_gone_it_opens_nothing(actor: Actor, referral: Referral, secret: str) -> None:
    step(actor, referral, "void", note="Twice noted")
    void = Client().get(f"/c/{secret}")
    assert void.status_code == 410 and "a mistake" in void.content.decode()
    Member.objects.update(is_active=False)
    assert Client().get(f"/c/{secret}").status_code == 404


def test_every_answer_keeps_the_address_to_itself(secret: str) -> None:
    for answer in (
        Client().get(f"/c/{secret}"), post(secret, do="no"), Client().get("/c/unknown"),
        post(secret, do="yes", sure="yes"), post(secret, do="yes", sure="yes"),
    ):  # fmt: skip
        assert answer.headers["Referrer-Policy"] == "no-referrer" and not answer.cookies
        assert "noindex" in answer.headers["X-Robots-Tag"] and "no-store" in answer.headers["Cache-Control"]
        html = answer.content.decode()
        assert "<script" not in html and "csrf" not in html and secret not in html
    record = logging.LogRecord("access", logging.INFO, "", 0, "GET /c/%s?say=yes and /r/%s", (secret, secret), None)
    WithoutSecrets().filter(record)
    assert secret not in record.getMessage() and "/c/..." in record.getMessage()


def test_nobody_tries_for_long(secret: str) -> None:
    asked = [Client().get(f"/c/{number:043}").status_code for number in range(61)]
    assert asked[0] == 404 and asked[-1] == 429
    assert Client().get(f"/c/{secret}").status_code == 200
