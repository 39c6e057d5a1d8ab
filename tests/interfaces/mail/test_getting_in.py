"""Getting into the mail server: with encryption, a password, neither; and what the doctor says of it."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.letters import actions
from grapevine.domain.letters.models import Letter
from grapevine.interfaces.mail import trial
from grapevine.interfaces.mail.transport import Post, try_out
from tests.cast import NOW
from tests.interfaces.mail.conftest import send_by
from tests.interfaces.mail.post_office import PostOffice, post_office
from tests.kit.test_fetching import certificate


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for localhost that this machine trusts."""
    pem = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return serving_with(pem)


def serving_with(pem: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def sent(leah: Member) -> Letter:
    """A trial to Leah, after one try."""
    letter = trial.letter(to_address=leah.email, to_name=leah.name, base_url="https://grapevine.example")
    made = actions.queue_house_letter(now=NOW, letter=letter)
    with Post() as post:
        actions.send_due(now=NOW, hand_over=post.hand_over)
    made.refresh_from_db()
    return made


def test_with_encryption_and_a_password(leah: Member, settings: Any, trusted: ssl.SSLContext) -> None:
    with post_office(tls=trusted, sign_in=True) as office:
        send_by(settings, office, EMAIL_HOST="localhost", EMAIL_USE_TLS=True)
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "leah", "secret"
        assert try_out() == (True, "localhost lets us in as leah, with encryption")
        assert (sent(leah).state, len(office.letters), office.signed_in) == ("sent", 1, ["leah", "leah"])
        settings.EMAIL_HOST_PASSWORD = "wrong"
        assert try_out()[0] is False and "535" in try_out()[1]
        assert (sent(leah).state, len(office.letters)) == ("queued", 1)


def test_a_certificate_nobody_vouches_for_gets_no_letter(leah: Member, settings: Any, tmp_path: Path) -> None:
    with post_office(tls=serving_with(certificate(tmp_path, "localhost"))) as office:
        send_by(settings, office, EMAIL_HOST="localhost", EMAIL_USE_TLS=True)
        found = sent(leah)
        assert (found.state, office.letters) == ("queued", []) and "certificate" in found.last_error.lower()
        assert "certificate" in try_out()[1].lower()


def test_a_server_without_the_encryption_that_was_asked_for_gets_no_letter(leah: Member, settings: Any) -> None:
    with post_office() as office:
        send_by(settings, office, EMAIL_USE_TLS=True)
        assert (sent(leah).state, office.letters) == ("queued", [])
        assert try_out()[0] is False


def test_no_password_goes_over_the_network_in_the_clear(settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_HOST_USER = "mail.example", "leah"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    assert try_out() == (False, "mail.example would get the password without encryption: use smtp+tls:// or smtp+ssl://")


def test_several_letters_go_over_one_connection(leah: Member, settings: Any) -> None:
    with post_office() as office:
        send_by(settings, office)
        said = {"to_address": leah.email, "to_name": "", "base_url": "https://grapevine.example"}
        for _ in range(3):
            actions.queue_house_letter(now=NOW, letter=trial.letter(**said))
        office.answers["RCPT"] = ["250 OK", "550 5.1.1 none", "250 OK"]
        with Post() as post:
            assert actions.send_due(now=NOW, hand_over=post.hand_over) == 3
        assert (len(office.letters), office.connections) == (2, 1)


def test_the_house_is_told_where_bounces_go(leah: Member, settings: Any, office: PostOffice) -> None:
    settings.MAIL_BOUNCES = "drop@grapevine.example"
    sent(leah)
    assert office.envelopes[0][0] == "drop@grapevine.example"
