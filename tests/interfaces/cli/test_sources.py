"""`grapevine sources`, as somebody at a terminal calls it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grapevine.domain.touches.models import Touch
from grapevine.interfaces.cli.doctor import examine
from grapevine.kit import clock
from tests.cast import NOW
from tests.interfaces.cli.calling import call, refused, told, wrong
from tests.interfaces.exchange.bringing import calendar, meeting
from tests.kit.small_server import Reply, Server, serving

COFFEE = meeting("coffee", "20260224T100000Z", "dana@whitcomb.example")


@pytest.fixture
def server(leah, settings, monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with serving(lambda asked: Reply(body=calendar(COFFEE).encode())) as running:
        settings.TRUSTED_HOSTS = [running.host]
        yield running


def test_a_calendar_from_the_terminal(server):
    assert "No calendar yet" in call("sources", "list").stdout
    made = told("sources", "add-calendar", "-", "--name", "Work", stdin=f"{server.url}/secret.ics\n")
    assert (made["name"], made["state"], made["last"]["news"]) == ("Work", "fresh", 1)
    assert Touch.objects.count() == 1
    assert "Work [127.0.0.1]: fresh; meetings with people: 1" in call("sources", "list").stdout

    assert told("sources", "edit-calendar", made["id"], "--name", "Office")["name"] == "Office"
    assert told("sources", "edit-calendar", made["id"], "--address", f"{server.url}/new.ics")["state"] == "fresh"
    assert told("sources", "pause", made["id"])["state"] == "paused"
    assert "paused" in refused("sources", "refresh", made["id"])
    assert told("sources", "resume", made["id"])["state"] in ("fresh", "looking")
    assert told("sources", "refresh", made["id"])["state"] == "fresh"
    server.script = lambda asked: Reply(503)
    assert "out of order just now (503)" in refused("sources", "refresh", made["id"])
    assert "late (The host is out of order just now (503). We will try again.)" in call("sources", "list").stdout
    assert told("sources", "remove", made["id"], "--take-back")["undone"] == 1
    assert Touch.objects.count() == 0
    assert "not on the public internet" in refused("sources", "add-calendar", "https://127.0.0.1/x")


def test_the_address_for_letters_from_the_terminal(leah, settings):
    assert "has not given it a mailbox" in refused("sources", "drop-address")
    settings.DROP_URL, settings.DROP_ADDRESS = "imaps://u:p@mail.example/INBOX", "drop@grapevine.example"
    first = told("sources", "drop-address")["address"]
    assert first == call("sources", "drop-address").stdout.strip()
    assert told("sources", "drop-address", "--renew")["address"] != first
    wrong("sources", "drop-address", "--renew", "--revoke")
    assert "you have an address" in call("sources", "list").stdout
    assert told("sources", "drop-address", "--revoke") == {"address": ""}
    assert "no address yet" in call("sources", "list").stdout


def test_the_doctor_looks_into_the_mailbox_for_letters(db, settings, imap_server):
    def said() -> tuple[bool, str]:
        return next((ok, said) for name, ok, said in examine() if name == "dropped letters")

    assert said() == (True, "no mailbox for letters of members (GRAPEVINE_DROP_URL is not set)")
    settings.DROP_ADDRESS = "drop@grapevine.example"
    assert not said()[0]
    settings.DROP_URL = f"{imap_server}/INBOX"
    assert said() == (True, "the mailbox of drop@grapevine.example answers")
    settings.DROP_URL = settings.DROP_URL.replace("secret", "wrong")
    assert not said()[0] and "wrong" not in said()[1]
