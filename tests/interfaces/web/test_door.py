"""The door: signing up, in and out, one-time links, letters; and the error pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from grapevine.domain.accounts.actions import make_sign_in_link
from grapevine.domain.accounts.models import Member, SignInLink
from grapevine.interfaces.mail.sending import send_due
from grapevine.interfaces.mail.sign_in_link import JOB, letter, send
from grapevine.kit import clock

PASSWORD = "vine-leaf-harbor-49"
NEW = {"name": "Leah Marchetti", "email": "leah@marchetti.example", "password1": PASSWORD}


def delivered() -> list[mail.EmailMultiAlternatives]:
    """What has left the house, once the worker came by."""
    send_due()
    return mail.outbox


@pytest.fixture
def queued(monkeypatch) -> list[tuple[str, ...]]:
    """What the sign-in page put on the queue."""
    found: list[tuple[str, ...]] = []
    monkeypatch.setattr("grapevine.interfaces.web.sign_in.enqueue", lambda *job: found.append(job))
    return found


@pytest.mark.django_db
def test_signing_up_leads_to_the_first_steps_and_in_again_to_the_network(client):
    answer = client.post("/account/signup/", NEW, follow=True)
    assert "Look in your mail" in answer.content.decode()
    assert [each.subject for each in delivered()] == ["Is this address yours?"]
    answer = client.post(link_in_letter(), follow=True)
    assert answer.request["PATH_INFO"] == "/welcome"
    assert "Welcome, Leah" in answer.content.decode()
    client.post("/welcome", {"step": "later"})
    client.post("/account/logout/")
    assert client.get("/").headers["Location"] == "/account/login/?next=/"
    back = client.post("/account/login/", {"login": NEW["email"], "password": PASSWORD}, follow=True)
    assert back.request["PATH_INFO"] == "/network"


@pytest.mark.django_db
def test_signing_up_refuses_a_weak_password_and_keeps_the_name(client):
    answer = client.post("/account/signup/", {**NEW, "password1": "leah"})
    assert "at least 10 characters" in answer.content.decode()
    assert 'value="Leah Marchetti"' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("way, words", [("invite", "by invitation"), ("closed", "Not open"), ("opne", "Not open")])
def test_a_closed_house_lets_nobody_sign_up(client, settings, way, words):
    settings.SIGNUP = way
    assert words in re.sub("<[^>]+>", "", client.get("/account/signup/").content.decode())
    assert "New here?" not in client.get("/account/login/").content.decode()
    client.post("/account/signup/", NEW)
    assert not Member.objects.exists()


def test_signing_up_never_tells_who_is_here(leah):
    told = []
    for email in (leah.email, "nobody@example.com"):
        somebody = Client()
        answer = somebody.post("/account/signup/", {**NEW, "name": "Somebody", "email": email})
        page = without_token(somebody.get(answer.headers["Location"])).replace(email, "")
        told.append((answer.status_code, answer.headers["Location"], page))
        assert somebody.get("/network").status_code == 302
    assert told[0] == told[1]
    assert [(each.to[0], each.subject) for each in delivered()] == [
        (leah.email, "You have a seat here already"), ("nobody@example.com", "Is this address yours?"),
    ]  # fmt: skip
    assert Member.objects.filter(email=leah.email).get().name == leah.name and Member.objects.count() == 2


@pytest.mark.django_db
def test_a_password_opens_nothing_before_the_address_is_confirmed(client):
    client.post("/account/signup/", NEW)
    answer = Client().post("/account/login/", {"login": NEW["email"], "password": PASSWORD})
    assert answer.headers["Location"] == "/account/confirm-email/"


def test_where_no_letter_leaves_an_address_signs_up_once_and_is_in_at_once(client, leah, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    answer = client.post("/account/signup/", {**NEW, "name": "Another Leah"})
    assert "already registered" in answer.content.decode()
    assert 'value="Another Leah"' in answer.content.decode()
    assert Member.objects.count() == 1
    fresh = client.post("/account/signup/", {**NEW, "email": "leah@home.example"}, follow=True)
    assert fresh.request["PATH_INFO"] == "/welcome"
    assert "Confirmation email sent" in fresh.content.decode()
    settings.MAIL_WORKS = False
    other = Client().post("/account/signup/", {**NEW, "email": "leah@other.example"}, follow=True)
    assert other.request["PATH_INFO"] == "/welcome" and "Confirmation email sent" not in other.content.decode()


def link_in_letter() -> str:
    """The address in the last letter, without the host."""
    return re.search(r"http://[^/]+(/\S+)", delivered()[-1].body).group(1)


def without_token(answer) -> str:
    """A page without what is new each time."""
    return re.sub(r'name="csrf[^>]+>', "", answer.content.decode())


def test_asking_for_a_link_never_tells_who_is_here(client, leah, queued):
    known = client.post("/sign-in/link", {"login": leah.email})
    unknown = client.post("/sign-in/link", {"login": "nobody@example.com"})
    assert without_token(known) == without_token(unknown)
    assert queued == [(JOB, leah.email), (JOB, "nobody@example.com")]
    send("nobody@example.com")
    assert delivered() == []
    send(leah.email.upper())
    assert leah.email in delivered()[0].to[0]


def test_the_enter_key_after_a_password_signs_in_and_the_button_for_a_link_sends_one(client, leah, queued):
    leah.set_password(PASSWORD)
    leah.save()
    EmailAddress.objects.update_or_create(user=leah, email=leah.email, defaults={"verified": True, "primary": True})
    page = client.get("/account/login/").content.decode()
    assert re.findall(r'<button[^>]+name="(\w+)"', page[page.index('action="/account/login/"'):])[0] == "enter"
    typed = {"login": leah.email, "password": PASSWORD}
    assert client.post("/sign-in/link", typed).status_code == 200 and queued == [(JOB, leah.email)]
    wrong = client.post("/sign-in/link", {**typed, "password": "something-else-49", "enter": "1"})
    assert "not correct" in wrong.content.decode() and "password" in wrong.content.decode()
    entered = client.post("/sign-in/link", {**typed, "enter": "1", "next": "/people"})
    assert entered.status_code == 302 and len(queued) == 1
    assert client.session["_auth_user_id"] == str(leah.pk)
    Client().post("/sign-in/link", {"login": leah.email, "password": "", "enter": "1"})
    assert len(queued) == 2


def test_nobody_can_be_flooded_with_letters(client, leah, queued):
    for _ in range(6):
        assert client.post("/sign-in/link", {"login": leah.email}).status_code == 200
    assert len(queued) == 3
    for number in range(20):
        answer = client.post("/sign-in/link", {"login": f"{number}@example.com"})
    assert answer.status_code == 429


def test_the_letter_has_the_link_in_both_its_forms(leah):
    made = letter(leah, "http://127.0.0.1:8000/sign-in/secret")
    assert "Hello Leah Marchetti" in made.text
    assert "http://127.0.0.1:8000/sign-in/secret" in made.text
    assert 'href="http://127.0.0.1:8000/sign-in/secret"' in made.html
    leah.name = "Leah <b> O'Neil"
    assert "O'Neil" in letter(leah, "x").text
    assert "&lt;b&gt;" in letter(leah, "x").html


def test_looking_at_a_link_does_not_use_it_up_and_pressing_does(client, leah):
    secret = make_sign_in_link(now=clock.now(), member=leah)
    for _ in range(3):
        assert client.get(f"/sign-in/{secret}").status_code == 200
    assert SignInLink.objects.get().used_at is None
    assert client.post(f"/sign-in/{secret}").headers["Location"] == "/"
    assert client.get("/settings").status_code == 200
    assert "Signed in on 1 device." in client.get("/settings").content.decode()
    again = Client().post(f"/sign-in/{secret}")
    assert again.status_code == 404
    assert "used already" in again.content.decode()


def test_a_link_too_old_signs_nobody_in(client, leah):
    secret = make_sign_in_link(now=clock.now() - timedelta(hours=1), member=leah)
    assert client.post(f"/sign-in/{secret}").status_code == 404
    assert client.get("/settings").status_code == 302


def test_a_new_password_comes_by_mail_with_our_words(client, leah):
    client.post("/account/password/reset/", {"email": leah.email})
    link = re.search(r"http://\S+", delivered()[0].body).group(0)
    form = client.get(link.replace("http://testserver", ""), follow=True)
    assert "Choose a" in form.content.decode()
    address = form.request["PATH_INFO"]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    leah.refresh_from_db()
    assert leah.check_password(PASSWORD)
    client.post("/account/password/reset/", {"email": "nobody@example.com"})
    assert "has no seat here" in delivered()[-1].body


@pytest.mark.django_db
def test_pages_of_the_library_wear_our_clothes(client, web):
    for address in ("login", "signup", "password/reset", "password/reset/done", "password/reset/key/done", "inactive",
                    "confirm-email", "confirm-email/nonsense"):  # fmt: skip
        page = client.get(f"/account/{address}/").content.decode()
        assert "An example, not your numbers" in page, address
    for address in ("email", "password/set", "sessions", "logout"):
        assert "Grapevine" in web.get(f"/account/{address}/").content.decode(), address


@pytest.mark.django_db
def test_every_page_keeps_to_itself(client, web):
    for answer in (client.get("/account/login/"), web.get("/network"), web.get("/nowhere")):
        assert answer.headers["X-Robots-Tag"].startswith("noindex")
        assert "no-store" in answer.headers["Cache-Control"]
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_error_pages_are_warm_and_need_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "Nobody <em>here</em>" in answer.content.decode()


def test_a_form_without_its_token_says_what_to_do(leah):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/link", {"login": leah.email})
    assert answer.status_code == 403
    assert "reload it" in answer.content.decode()


def test_a_fault_of_ours_is_a_page_too(web, monkeypatch):
    web.raise_request_exception = False
    monkeypatch.setattr("grapevine.interfaces.web.exports.render", lambda *_: 1 / 0)
    answer = web.get("/export")
    assert answer.status_code == 500
    assert "our fault" in answer.content.decode()
