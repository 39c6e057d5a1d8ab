"""The second step and "still you?": codes, recovery codes, proofs for who has no password, limits and their page."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from grapevine.domain.accounts.actions import make_sign_in_link
from grapevine.domain.accounts.models import ApiToken, Member
from grapevine.interfaces.web.mfa_adapter import MfaAdapter
from grapevine.kit import clock
from tests.interfaces.web.conftest import BACKEND, prove

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
KEY = {"name": "phone", "scopes": ["people:read"], "expires": "30"}
TABLE = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "grapevine_cache"},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}


def now_code() -> str:
    """What the app shows."""
    return totp.format_hotp_value(totp.hotp_value(SECRET, next(totp.yield_hotp_counters_from_time())))


@pytest.fixture
def guarded(leah: Member) -> Member:
    """Leah with codes from an app and recovery codes."""
    totp.TOTP.activate(leah, SECRET)
    RecoveryCodes.activate(leah)
    return leah


def by_link(client: Client, member: Member):
    """Press the button behind a fresh link."""
    return client.post(f"/sign-in/{make_sign_in_link(now=clock.now(), member=member)}")


def forget_proof(client: Client, ago: int = 3600) -> None:
    """As if the last proof was long ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "link", "at": time.time() - ago, "reauthenticated": True}]
    session.save()


def test_a_code_is_the_second_step_and_works_once(client, guarded):
    assert by_link(client, guarded).headers["Location"] == "/account/second/authenticate/"
    assert client.get("/settings").status_code == 302
    assert "Use a passkey" not in client.get("/account/second/authenticate/").content.decode()
    code = now_code()
    assert client.post("/account/second/authenticate/", {"code": code}).headers["Location"] == "/"
    assert client.get("/settings").status_code == 200
    other = Client()
    by_link(other, guarded)
    assert "did not match" in other.post("/account/second/authenticate/", {"code": code}).content.decode()


def test_a_recovery_code_lets_in_once(guarded):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for client, lets_in in ((Client(), True), (Client(), False)):
        by_link(client, guarded)
        client.post("/account/second/authenticate/", {"code": code})
        assert (client.get("/settings").status_code == 200) is lets_in


def test_wrong_codes_are_limited_even_for_the_right_one(client, guarded):
    by_link(client, guarded)
    for _ in range(5):
        client.post("/account/second/authenticate/", {"code": "000000"})
    answer = client.post("/account/second/authenticate/", {"code": now_code()})
    assert "Wait five minutes" in answer.content.decode()
    assert client.get("/settings").status_code == 302


def test_the_database_keeps_no_readable_secret(guarded, settings):
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    adapter = MfaAdapter()
    assert adapter.decrypt(adapter.encrypt(SECRET)) == SECRET
    old = adapter.encrypt(SECRET)
    settings.SECRET_KEY = "another key"
    made_up = {adapter.decrypt(old), adapter.decrypt(old)}
    assert len(made_up) == 2 and SECRET not in made_up and "" not in made_up


@pytest.mark.parametrize(
    "address", ["/account/second/totp/activate/", "/account/second/webauthn/add/", "/account/password/set/"]
)
def test_a_member_without_a_password_is_asked_by_mail_and_goes_on(web, leah, address):
    assert web.get(address).status_code == 200
    forget_proof(web)
    asked = web.get(address)
    assert asked.headers["Location"].startswith("/account/again/link")
    assert "Still" in web.get(asked.headers["Location"]).content.decode()
    assert by_link(web, leah).headers["Location"] == address
    assert web.get(address).status_code == 200


def test_a_key_for_a_program_needs_a_fresh_proof(web, leah):
    web.post("/settings/keys", KEY)
    token = ApiToken.objects.get()
    forget_proof(web)
    for address, form in (("/settings/keys", KEY), (f"/settings/keys/{token.uid}/revoke", {})):
        assert web.post(address, form).headers["Location"].startswith("/account/again/link")
    assert ApiToken.objects.filter(revoked_at=None).count() == 1


def test_what_was_sent_goes_on_after_the_password(web, leah):
    leah.set_password("vine-leaf-harbor-49")
    leah.save()
    web.force_login(leah, BACKEND)
    asked = web.post("/settings/keys", KEY).headers["Location"]
    assert asked.startswith("/account/reauthenticate/")
    wrong = web.post(asked, {"password": "wrong", "next": "/settings/keys"})
    assert wrong.status_code == 200 and not ApiToken.objects.exists()
    answer = web.post(asked, {"password": "vine-leaf-harbor-49", "next": "/settings/keys"})
    assert "Copy this key now" in answer.content.decode()
    assert ApiToken.objects.get().name == "phone"


def test_a_letter_alone_takes_no_second_step_off(client, guarded):
    client.force_login(guarded, BACKEND)
    assert by_link(client, guarded).status_code == 302  # a proof by mail only
    asked = client.get("/account/second/totp/deactivate/")
    assert asked.headers["Location"].startswith("/account/second/reauthenticate/")
    assert "Use your password" not in client.get(asked.headers["Location"]).content.decode()
    client.post(asked.headers["Location"], {"code": now_code(), "next": "/account/second/totp/deactivate/"})
    assert client.post("/account/second/totp/deactivate/").headers["Location"] == "/account/second/"
    assert not Authenticator.objects.exists()


def test_a_stranger_cannot_touch_my_passkey(web, stranger_web, leah, stranger):
    key = Authenticator.objects.create(user=leah, type="webauthn", data={"name": "Mine", "credential": {}})
    prove(stranger_web, Member.objects.get(pk=stranger.member_id))
    for what in ("remove", "edit"):
        assert stranger_web.post(f"/account/second/webauthn/keys/{key.pk}/{what}/", {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_pages_wear_our_clothes_and_say_our_words(web, guarded):
    for address in ("", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "webauthn/"):
        page = web.get(f"/account/second/{address}").content.decode()
        assert "Passkeys and second step" in page or "Passkeys" in page, address
    assert "10 of 10 left" in web.get("/account/second/").content.decode()
    saved = web.get("/account/second/recovery-codes/download/")
    assert len(re.findall(r"^\d{8}$", saved.content.decode(), re.M)) == 10


@pytest.mark.parametrize("address, most", [("/account/second/", 10), ("/account/sessions/", 10), ("/settings", 20),
                                           ("/settings/invitations", 10)])  # fmt: skip
def test_the_pages_ask_the_database_little(web, guarded, address, most, django_assert_max_num_queries):
    with django_assert_max_num_queries(most):
        assert web.get(address).status_code == 200


@pytest.mark.django_db
def test_attempts_are_counted_in_the_database_for_every_process(client, leah):
    with override_settings(CACHES=TABLE):
        for number in range(5):
            wrong = client.post("/account/login/", {"login": leah.email, "password": "wrong"})
            assert "not correct" in wrong.content.decode(), number
        assert cache.get("anything") is None
        refused = Client().post("/account/login/", {"login": leah.email, "password": "wrong"})
        assert "Wait five minutes" in refused.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM grapevine_cache")
        assert cursor.fetchone()[0] > 0


def test_too_often_says_when_to_try_again(client, leah):
    for _ in range(30):
        client.post("/account/login/", {"login": "x@example.com", "password": "wrong"})
    answer = client.post("/account/login/", {"login": leah.email, "password": "wrong"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "try again in a minute" in answer.content.decode()
    for number in range(21):
        answer = client.post("/sign-in/link", {"login": f"{number}@example.com"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")
    assert "try again in 10 minutes" in answer.content.decode()


def test_each_place_is_counted_apart_behind_a_proxy(client, leah, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(31):
        answer = client.post("/account/login/", {"login": "x@example.com"}, headers={"X-Forwarded-For": "203.0.113.5"})
    assert answer.status_code == 429
    other = client.post("/account/login/", {"login": "x@example.com"}, headers={"X-Forwarded-For": "203.0.113.6"})
    assert other.status_code == 200
