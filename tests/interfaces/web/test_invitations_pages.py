"""Inviting, being invited, signing up only so; ending another device."""

from __future__ import annotations

import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Invitation, Member
from grapevine.interfaces.web.browsers import browser_name
from grapevine.interfaces.web.context import passkeys_here
from grapevine.interfaces.web.when import moment_text
from grapevine.kit import clock
from tests.cast import NOW

GUEST = {"name": "Ben Okafor", "email": "ben@okafor.example", "password1": "vine-leaf-harbor-49"}


def link_in(answer) -> str:
    """The address of the new invitation, without the host."""
    return re.search(r'value="http://[^/]+(/join/[^"]+)"', answer.content.decode()).group(1)


@pytest.fixture
def invite_only(settings):
    """A house where signing up needs an invitation."""
    settings.SIGNUP = "invite"


def test_an_invitation_opens_the_door_once(web, invite_only):
    link = link_in(web.post("/settings/invitations", {"days": "14"}))
    assert link not in web.get("/settings/invitations").content.decode()
    guest = Client()
    assert guest.get(link).headers["Location"] == "/account/signup/"
    assert "Leah Marchetti invites you" in guest.get("/account/signup/").content.decode()
    assert guest.post("/account/signup/", GUEST, follow=True).request["PATH_INFO"] == "/account/confirm-email/"
    assert Invitation.objects.get().used_by == Member.objects.get(email=GUEST["email"])
    second = Client()
    assert second.get(link).status_code == 404
    second.post("/account/signup/", {**GUEST, "email": "tom@halloran.example"})
    assert Member.objects.count() == 2
    assert "used by Ben Okafor" in web.get("/settings/invitations").content.decode()


def test_two_who_share_a_link_are_not_both_let_in(web, invite_only):
    link = link_in(web.post("/settings/invitations", {"days": "14"}))
    first, second = Client(), Client()
    for guest in (first, second):
        guest.get(link)
    first.post("/account/signup/", GUEST)
    late = second.post("/account/signup/", {**GUEST, "email": "tom@halloran.example"})
    assert "by invitation" in re.sub("<[^>]+>", "", late.content.decode())
    assert Member.objects.count() == 2


def test_an_invitation_for_one_address_is_for_that_address(web, invite_only):
    link = link_in(web.post("/settings/invitations", {"days": "14", "email": GUEST["email"]}))
    guest = Client()
    guest.get(link)
    refused = guest.post("/account/signup/", {**GUEST, "email": "tom@halloran.example"})
    assert "Your invitation is for ben@okafor.example." in refused.content.decode()
    guest.post("/account/signup/", GUEST)
    assert Member.objects.filter(email=GUEST["email"]).exists()


def test_an_invitation_to_a_chapter_gives_the_seat(web, leah, invite_only):
    organisation = actions.add_organisation(now=NOW, name="Harbor", organiser=leah)
    chapter = actions.add_chapter(actor=queries.actor_of(leah), now=NOW, organisation=organisation, name="Riverside")
    link = link_in(web.post("/settings/invitations", {"days": "14", "chapter": str(chapter.uid)}))
    guest = Client()
    guest.get(link)
    assert "invites you to Riverside" in guest.get("/account/signup/").content.decode()
    guest.post("/account/signup/", GUEST)
    member = Member.objects.get(email=GUEST["email"])
    assert queries.seats(queries.actor_of(member)).get().chapter == chapter
    bad = web.post("/settings/invitations", {"days": "14", "chapter": "00000000-0000-0000-0000-000000000000"})
    assert bad.status_code == 422


def test_a_closed_house_takes_no_invitation(web, settings):
    link = link_in(web.post("/settings/invitations", {"days": "14"}))
    settings.SIGNUP = "closed"
    guest = Client()
    guest.get(link)
    guest.post("/account/signup/", GUEST)
    assert Member.objects.count() == 1
    assert "Signing up is closed" in web.get("/settings/invitations").content.decode()


def test_who_may_not_invite_sees_no_form_and_is_refused(web, stranger_web, leah):
    actions.add_organisation(now=NOW, name="Harbor", organiser=leah)
    page = stranger_web.get("/settings/invitations").content.decode()
    assert "Ask one of yours" in page and "Make the link" not in page
    assert stranger_web.post("/settings/invitations", {"days": "14"}).status_code == 422
    assert not Invitation.objects.exists()
    assert "Invitations" not in stranger_web.get("/settings").content.decode()
    assert "Invitations" in web.get("/settings").content.decode()


def test_an_invitation_is_taken_back(web, stranger_web):
    link = link_in(web.post("/settings/invitations", {"days": "14"}))
    address = f"/settings/invitations/{Invitation.objects.get().uid}/revoke"
    assert stranger_web.post(address).status_code == 404
    assert "Taken back" in web.post(address, follow=True).content.decode()
    assert Client().get(link).status_code == 404


def test_one_device_is_signed_out_at_once_and_by_its_owner_only(leah, stranger_web):
    here, there = Client(), Client()
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    there.defaults["HTTP_USER_AGENT"] = firefox
    for client in (here, there):
        client.post(f"/sign-in/{actions.make_sign_in_link(now=clock.now(), member=leah)}")
    other = UserSession.objects.get(session_key=there.session.session_key)
    page = here.get("/account/sessions/").content.decode()
    assert "Sign out" in page and "Firefox on Windows" in page and "Gecko" not in page
    assert moment_text(other.created_at, leah.time_zone) in page
    assert stranger_web.post(f"/settings/devices/{other.pk}/end").status_code == 404
    assert there.get("/settings").status_code == 200
    assert here.post(f"/settings/devices/{other.pk}/end").status_code == 302
    assert there.get("/settings").headers["Location"].startswith("/account/login/")
    assert here.get("/settings").status_code == 200
    assert here.post(f"/settings/devices/{other.pk}/end").status_code == 404
    mine = UserSession.objects.get(session_key=here.session.session_key)
    assert here.post(f"/settings/devices/{mine.pk}/end").headers["Location"] == "/account/login/"
    assert here.get("/settings").status_code == 302


def test_all_other_devices_are_signed_out_at_once(leah):
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.post(f"/sign-in/{actions.make_sign_in_link(now=clock.now(), member=leah)}")
    answer = clients[0].post("/account/sessions/", follow=True)
    assert "Signed out everywhere else." in answer.content.decode()
    assert [client.get("/settings").status_code for client in clients] == [200, 302, 302]


@pytest.mark.parametrize(
    "host, can",
    [("localhost:8000", True), ("127.0.0.1:8000", False), ("10.0.0.7", False), ("[::1]:8000", False), ("[::1]", False),
     ("grapevine.example", True)],
)  # fmt: skip
def test_passkeys_are_offered_at_names_only(host, can):
    assert passkeys_here(host) is can


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1",
         "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
         "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Something/1", "A browser on Android"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "Unknown browser"),
    ],
)  # fmt: skip
def test_a_browser_is_called_what_people_call_it(said, name):
    assert browser_name(said) == name
