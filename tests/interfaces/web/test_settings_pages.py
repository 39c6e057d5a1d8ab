"""Settings, the first steps, and taking everything along."""

from __future__ import annotations

import json
import re

import pytest

from grapevine.domain.accounts.models import ApiToken, Member, OwnAddress
from grapevine.domain.people.models import Person
from grapevine.interfaces.web.goal_chain import chain, hours
from tests.cast import DANA, meet

PROFILE = {"name": "Leah M.", "profession": "Mediator", "firm": "", "place": "Boston", "time_zone": "Europe/Berlin",
           "theme": "dark"}  # fmt: skip


def test_the_profile_is_kept_and_an_empty_name_is_not(web, leah):
    assert web.post("/settings", PROFILE).status_code == 302
    leah.refresh_from_db()
    assert (leah.name, leah.place, leah.time_zone, leah.theme) == ("Leah M.", "Boston", "Europe/Berlin", "dark")
    assert 'data-theme="dark"' in web.get("/network").content.decode()
    refused = web.post("/settings", {**PROFILE, "name": " ", "place": "Typed"})
    assert refused.status_code == 422
    assert 'value="Typed"' in refused.content.decode()
    assert web.post("/settings", {**PROFILE, "time_zone": "Mars/Olympus"}).status_code == 422


def test_the_colours_are_kept_by_script_and_by_form(web, leah):
    script = web.post("/settings/theme", {"theme": "light"}, headers={"Sec-Fetch-Mode": "cors"})
    assert script.status_code == 204
    assert web.post("/settings/theme", {"theme": "dark"}).status_code == 302
    assert web.post("/settings/theme", {"theme": "plaid"}).status_code == 400
    leah.refresh_from_db()
    assert leah.theme == "dark"


def test_the_tempo_is_one_of_three(web, leah):
    assert web.post("/settings/tempo", {"tempo": "slow"}).status_code == 302
    assert web.post("/settings/tempo", {"tempo": "glacial"}).status_code == 400
    leah.refresh_from_db()
    assert leah.tempo == "slow"


def test_own_addresses_are_one_a_line_and_a_wrong_one_is_told(web):
    web.post("/settings/addresses", {"emails": "leah@old.example\n leah@firm.example, l@m.example\n"})
    assert OwnAddress.objects.count() == 3
    refused = web.post("/settings/addresses", {"emails": "leah@old.example\nnot an address"})
    assert refused.status_code == 422
    assert "is not an e-mail address" in refused.content.decode()
    assert "leah@old.example" in refused.content.decode()
    assert OwnAddress.objects.count() == 3


def test_a_key_is_shown_once_and_can_be_revoked(web):
    sent = {"name": "Calendar sync", "scopes": ["people:read"], "expires": "30"}
    shown = web.post("/settings/keys", sent).content.decode()
    secret = re.search(r'value="(gv_[^"]+)"', shown).group(1)
    token = ApiToken.objects.get()
    assert token.scopes == ["people:read"]
    assert token.expires_at is not None
    page = web.get("/settings").content.decode()
    assert "Calendar sync" in page
    assert secret not in page
    web.post(f"/settings/keys/{token.uid}/revoke")
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert web.post(f"/settings/keys/{token.uid}/revoke").status_code == 404


def test_a_key_without_a_name_or_a_scope_is_not_made(web):
    answer = web.post("/settings/keys", {"name": "", "scopes": []})
    assert answer.status_code == 422
    assert not ApiToken.objects.exists()


def test_a_stranger_cannot_revoke_a_key(web, stranger_web):
    web.post("/settings/keys", {"name": "mine", "scopes": ["people:read"], "expires": ""})
    assert stranger_web.post(f"/settings/keys/{ApiToken.objects.get().uid}/revoke").status_code == 404


def test_the_first_steps_keep_each_answer(web, leah):
    Member.objects.filter(pk=leah.pk).update(welcomed_at=None)
    assert web.get("/").headers["Location"] == "/welcome"
    you = {"step": "1", "name": "Leah Marchetti", "profession": "Family-law attorney", "place": "Harbor County"}
    assert web.post("/welcome", you).headers["Location"] == "/welcome?step=2"
    goal = {"step": "2", "by": "quarter", "clients": "9", "worth": "6900", "hours": "3"}
    assert web.post("/welcome", goal).headers["Location"] == "/welcome?step=2"
    page = web.get("/welcome?step=2").content.decode()
    assert "starting guesses" in page
    assert '<span class="big">26</span>' in page
    assert web.post("/welcome", goal).headers["Location"] == "/welcome?step=3"
    names = ["Dana Whitcomb", "", " Ben  Okafor ", "Dana Whitcomb", ""]
    assert web.post("/welcome", {"step": "3", "five": names}).headers["Location"] == "/welcome?step=4"
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ben Okafor", "Dana Whitcomb"]
    web.post("/welcome", {"step": "3", "five": names})
    assert Person.objects.count() == 2
    assert web.post("/welcome", {"step": "later", "to": "import_start"}).headers["Location"] == "/imports/new"
    assert web.get("/").headers["Location"] == "/today"


@pytest.mark.parametrize("wrong", [{"clients": "none"}, {"clients": "0"}, {"worth": "-1"}, {"by": "tomorrow"}])
def test_a_goal_that_makes_no_sense_comes_back(web, wrong):
    goal = {"step": "2", "by": "year", "clients": "9", "worth": "777", "hours": "3", **wrong}
    answer = web.post("/welcome", goal)
    assert answer.status_code == 422
    assert Member.objects.get().goal_clients is None


def test_a_goal_can_wait_and_a_name_cannot(web):
    assert web.post("/welcome", {"step": "2", "skip": "1"}).headers["Location"] == "/welcome?step=3"
    assert web.post("/welcome", {"step": "1", "name": ""}).status_code == 422
    assert web.post("/welcome", {"step": "later", "to": "//evil.example"}).headers["Location"] == "/"


def test_the_chain_walks_back_from_clients_to_hours():
    figures = [link.figure for link in chain(9, 6900, "quarter", 180)]
    assert figures == ["9", "26", "15", "3 h"]
    assert [link.figure for link in chain(9, None, "year", 90)] == ["9", "26", "4", "1.5 h"]
    assert chain(1, None, "quarter", 60)[0].what == "client"
    assert "one every" in chain(1, None, "quarter", 60)[1].why
    assert hours(480) == "8 h"


@pytest.mark.parametrize("format", ["vcard", "csv", "json"])
def test_everything_can_be_taken_along(web, actor, format):
    meet(actor, DANA)
    answer = web.get("/export", {"format": format})
    text = b"".join(answer.streaming_content).decode()
    assert "Dana" in text
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="grapevine-')
    if format == "json":
        assert json.loads(text)


def test_a_format_nobody_knows_is_refused(web):
    assert web.get("/export", {"format": "fax"}).status_code == 400
    assert "as one archive" in web.get("/export").content.decode()
