"""`grapevine member` and `grapevine token`."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import ApiToken, Member
from grapevine.kit import clock
from grapevine.kit.errors import NotFound
from tests.cast import LEAH
from tests.interfaces.cli.calling import NOBODYS, call, refused, told, wrong


def test_a_member_is_added_and_listed(db):
    made = told("member", "add", "Ben@Okafor.example", "--name", "Ben Okafor", "--profession", "Realtor", who=None)
    assert (made["email"], made["name"], made["profession"]) == ("ben@okafor.example", "Ben Okafor", "Realtor")
    assert [row["email"] for row in told("member", "list")] == ["ben@okafor.example"]
    assert "Ben Okafor" in call("member", "list").stdout
    assert not Member.objects.get().has_usable_password()


def test_a_password_comes_in_on_standard_input_only(db):
    add = ("member", "add", "ben@okafor.example", "--name", "Ben Okafor", "--password-stdin")
    assert "too common" in refused(*add, stdin="password12\n")
    assert "No password came in" in refused(*add, stdin="")
    assert Member.objects.count() == 0
    told(*add, stdin="grapes on the old wall\n")
    assert Member.objects.get().check_password("grapes on the old wall")


@pytest.mark.parametrize(
    ("email", "name", "reason"),
    [("no address", "Ben", "is not an e-mail address"), (LEAH["email"], "Ben", "already"), ("b@b.example", "", "name")],
)
def test_a_member_needs_a_new_address_and_a_name(email, name, reason, leah):
    assert reason in refused("member", "add", email, "--name", name)


def test_adding_without_a_name_is_wrong_usage(db):
    wrong("member", "add", "ben@okafor.example")


def test_a_link_signs_its_member_in_once(leah):
    link = call("member", "link", LEAH["email"].upper()).stdout.strip()
    path, secret = urlsplit(link).path.rsplit("/", 1)
    assert path == "/sign-in"
    assert actions.use_sign_in_link(now=clock.now(), secret=secret) == leah
    with pytest.raises(NotFound):
        actions.use_sign_in_link(now=clock.now(), secret=secret)


def test_there_is_no_link_for_nobody(db):
    assert "no member with the address" in refused("member", "link", "tom@halloran.example")


def test_a_token_s_secret_is_shown_once_and_opens_only_its_scopes(leah):
    made = told("token", "make", "phone", "--scope", "people:read", "--scope", "touches:read", "--days", 30)
    actor = queries.actor_by_token(made["secret"], clock.now())
    assert actor.scopes == {"people:read", "touches:read"}
    assert queries.actor_by_token(made["secret"], clock.now() + timedelta(days=31)) is None
    [row] = told("token", "list")
    assert row["name"] == "phone"
    assert "secret" not in row
    assert made["secret"] not in call("token", "list").stdout


def test_a_token_without_a_scope_or_with_an_unknown_one_is_wrong_usage(leah):
    assert "--scope" in wrong("token", "make", "phone")
    wrong("token", "make", "phone", "--scope", "everything:write")
    assert "scopes" in told("token", "make", "phone", "--all")


def test_a_token_is_revoked_by_its_owner_only(leah, stranger):
    uid = told("token", "make", "phone", "--all")["id"]
    for other in (uid, NOBODYS, "nonsense"):
        assert "no such token" in refused("token", "revoke", other, "--as", stranger.email)
    assert ApiToken.objects.filter(revoked_at=None).count() == 1
    assert told("token", "revoke", uid)["revoked"] is True
    assert told("token", "list") == []
