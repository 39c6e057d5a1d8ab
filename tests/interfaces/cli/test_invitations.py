"""`grapevine member invite` and `grapevine member let-in`."""

from __future__ import annotations

from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Invitation
from grapevine.domain.audit_log import queries as log
from grapevine.kit import clock
from tests.cast import LEAH, NOW
from tests.interfaces.cli.calling import call, refused, told, wrong


def test_an_invitation_is_printed_as_a_link_that_works(leah):
    made = told("member", "invite", "Ben@Okafor.example", "--days", "3", who=None)
    secret = urlsplit(made["link"]).path.removeprefix("/join/")
    found = queries.living_invitation(secret, clock.now())
    assert found is not None and (found.email, found.invited_by) == ("ben@okafor.example", None)
    assert call("member", "invite").stdout.startswith("http://127.0.0.1:8000/join/")
    assert "no e-mail address" in refused("member", "invite", "ben").replace("not an", "no")
    wrong("member", "invite", "--days", "91")


def test_an_invitation_names_a_chapter_that_there_is(leah, settings):
    organisation = actions.add_organisation(now=NOW, name="Harbor", organiser=leah)
    organiser = queries.actor_of(leah)
    north = actions.add_chapter(actor=organiser, now=NOW, organisation=organisation, name="North")
    told("member", "invite", "--chapter", "north")
    assert Invitation.objects.get().chapter == north
    assert "no chapter named South" in refused("member", "invite", "--chapter", "South")
    actions.add_chapter(actor=organiser, now=NOW, organisation=organisation, name="NORTH")
    assert "more than one chapter" in refused("member", "invite", "--chapter", "North")
    settings.SIGNUP = "closed"
    assert "is closed" in call("member", "invite").stderr


def test_who_lost_everything_is_let_in(leah, actor):
    Authenticator.objects.create(user=leah, type="totp", data={})
    Authenticator.objects.create(user=leah, type="webauthn", data={})
    assert told("member", "let-in", LEAH["email"].upper()) == {"email": leah.email, "removed": 2}
    assert not Authenticator.objects.exists()
    newest = log.entries(actor).first()
    assert newest is not None and (newest.verb, newest.detail) == ("second_factor.removed", {"removed": 2})
    assert "no second step" in call("member", "let-in", leah.email).stdout
    assert "no member with the address" in refused("member", "let-in", "nobody@example.com")
