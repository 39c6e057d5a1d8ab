"""The pages of what keeps coming in: calendars added, looked at, paused, changed, removed; the address for letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import override_settings
from django_q.models import OrmQ

from grapevine.domain.imports.models import Batch, DropAddress, DroppedLetter, Subscription
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.exchange import calendars, imports
from grapevine.kit import clock
from tests.cast import NOW
from tests.interfaces.exchange.bringing import calendar, meeting
from tests.kit.small_server import Reply, Server, serving

COFFEE = meeting("coffee", "20260224T100000Z", "dana@whitcomb.example")
OLD = meeting("old", "20250105T100000Z")


@pytest.fixture
def server(settings, monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with serving(lambda asked: Reply(body=calendar(OLD, COFFEE).encode())) as running:
        settings.TRUSTED_HOSTS = [running.host]
        yield running


def text(answer) -> str:
    """What a page says."""
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def work(actor) -> None:
    """What the worker would do."""
    for found in Subscription.objects.all():
        calendars.look(actor.member_id, str(found.uid))
    for batch in Batch.objects.exclude(state__in=("done", "undone")):
        imports.finish(actor, batch.uid)


def test_a_calendar_is_added_and_its_meetings_come_in(web, actor, server):
    assert "No calendar yet" in text(web.get("/sources"))
    added = web.post("/sources", {"address": f"{server.url}/private-abc/x.ics", "name": "Work"}, follow=True)
    assert "Work is here." in text(added)
    work(actor)

    page = web.get("/sources")
    assert "Work 127.0.0.1 fresh Up to date as of 2 March 2026, 09:00; 1 meeting with people in it." in text(page)
    assert "private-abc" not in page.content.decode()
    assert Touch.objects.get().person.name == "Dana"
    found = Subscription.objects.get()
    one = web.get(f"/sources/calendars/{found.uid}")
    assert "What it brought" in text(one) and "1 touch" in text(one)
    assert "private-abc" not in one.content.decode()


def test_what_is_wrong_with_an_address_is_said_at_the_form(web, server):
    server.script = lambda asked: Reply(body=b"<html>Sign in</html>")
    for address, said in [(f"{server.url}/x", "leads to a web page"), ("https://127.0.0.1/x", "not on the public"),
                          ("my calendar", "not an address we can ask"), ("", "required")]:  # fmt: skip
        answer = web.post("/sources", {"address": address})
        assert answer.status_code == 422 and said in text(answer), address
    assert not Subscription.objects.exists()


def test_a_failing_calendar_says_what_is_wrong_and_that_nothing_is_lost(web, actor, server, monkeypatch):
    web.post("/sources", {"address": server.url})
    work(actor)
    uid = Subscription.objects.get().uid
    server.script = lambda asked: Reply(410)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))
    assert "We are looking now." in text(web.post(f"/sources/calendars/{uid}/refresh", follow=True))
    assert "looking now" in text(web.get("/sources"))
    assert 'hx-trigger="load delay:3s"' in web.get("/sources").content.decode()
    work(actor)

    page = text(web.get("/sources"))
    assert "needs you There is no calendar at this address any more. The next try is on 2 March 2026, 11:01" in page
    assert Touch.objects.count() == 1
    broken = "BEGIN:VEVENT\r\nATTENDEE:mailto:ben@okafor.example\r\nEND:VEVENT\r\n"
    server.script = lambda asked: Reply(body=calendar(OLD, COFFEE, broken).encode())
    changed = web.post(f"/sources/calendars/{uid}", {"name": "Work", "address": f"{server.url}/new.ics"}, follow=True)
    assert "Changed." in text(changed)
    work(actor)
    page = text(web.get(f"/sources/calendars/{uid}"))
    assert "1 entry could not be read" in page and "its start (DTSTART) is missing or no date. line 19" in page


def test_a_calendar_is_paused_goes_on_and_is_removed_with_what_it_brought(web, actor, server):
    web.post("/sources", {"address": server.url})
    work(actor)
    uid = Subscription.objects.get().uid
    assert "paused" in text(web.post(f"/sources/calendars/{uid}/pause", follow=True))
    assert "is paused" in text(web.post(f"/sources/calendars/{uid}/refresh"))
    assert "It goes on" in text(web.post(f"/sources/calendars/{uid}/resume", follow=True))

    assert "What becomes of the touches it brought?" in text(web.get(f"/sources/calendars/{uid}/remove"))
    gone = web.post(f"/sources/calendars/{uid}/remove", {"what": "back"}, follow=True)
    assert "What it brought is being taken back." in text(gone)
    assert OrmQ.objects.exists()
    work(actor)
    assert (Subscription.objects.count(), Touch.objects.count()) == (0, 0)


def test_a_stranger_finds_no_calendar_of_hers(web, stranger_web, server):
    web.post("/sources", {"address": server.url})
    uid = Subscription.objects.get().uid
    assert "127.0.0.1" not in text(stranger_web.get("/sources"))
    for verb in ("", "/remove"):
        assert stranger_web.get(f"/sources/calendars/{uid}{verb}").status_code == 404
    for verb in ("/refresh", "/pause", "/resume", "/remove"):
        assert stranger_web.post(f"/sources/calendars/{uid}{verb}").status_code == 404


def test_the_secret_address_is_made_renewed_and_taken_back(web, actor, settings):
    assert "no mailbox for letters yet" in text(web.get("/sources"))
    settings.DROP_URL, settings.DROP_ADDRESS = "imaps://u:p@mail.example/INBOX", "drop@grapevine.example"
    shown = re.compile(r'value="(drop\+[a-z0-9]{20}@grapevine\.example)"')
    assert not shown.search(web.get("/sources").content.decode())
    first = shown.search(web.post("/sources/letters/address", follow=True).content.decode()).group(1)
    second = shown.search(web.post("/sources/letters/address", follow=True).content.decode()).group(1)
    assert first != second
    DroppedLetter.objects.create(owner_id=actor.member_id, key="a", at=NOW, reason="It came from x@example.com.")
    DroppedLetter.objects.create(owner_id=actor.member_id, key="b", at=NOW, touches=2)
    page = text(web.get("/sources"))
    assert "logged 2 touches 2 March 2026, 09:00" in page and "It came from x@example.com." in page

    with override_settings(SECRET_KEY="another"):
        DropAddress.objects.update(sealed="gone")
    assert "cannot be shown. Make a new one" in text(web.get("/sources"))
    assert "Taken back" in text(web.post("/sources/letters/address/revoke", follow=True))
    assert not shown.search(web.get("/sources").content.decode())


def test_the_page_costs_few_queries(web, actor, server, django_assert_max_num_queries):
    for number in range(3):
        web.post("/sources", {"address": f"{server.url}/{number}"})
    web.get("/sources")
    with django_assert_max_num_queries(12):
        web.get("/sources")
