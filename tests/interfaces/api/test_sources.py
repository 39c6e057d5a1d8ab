"""The API of what keeps coming in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grapevine.domain.imports.models import Batch, Subscription
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.exchange import calendars, imports
from grapevine.kit import clock
from tests.cast import NOW
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.exchange.bringing import calendar, meeting
from tests.kit.small_server import Reply, Server, serving

COFFEE = meeting("coffee", "20260224T100000Z", "dana@whitcomb.example")


@pytest.fixture
def server(settings, monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with serving(lambda asked: Reply(body=calendar(COFFEE).encode())) as running:
        settings.TRUSTED_HOSTS = [running.host]
        yield running


def work(actor) -> None:
    """What the worker would do."""
    for found in Subscription.objects.all():
        calendars.look(actor.member_id, str(found.uid))
    for batch in Batch.objects.exclude(state__in=("done", "undone")):
        imports.finish(actor, batch.uid)


def test_a_calendar_is_added_looked_at_changed_and_removed(api: Caller, actor, server) -> None:
    made = api.post("/sources/calendars", {"address": f"{server.url}/private-abc.ics"})
    assert made.status_code == 201
    path = made.headers["Location"]
    work(actor)
    shown = api.get(path)
    assert (shown.json()["state"], shown.json()["last"]["meetings"]) == ("fresh", 1)
    assert api.get("/sources").json()["calendars"] == [shown.json()]
    assert "private-abc" not in shown.content.decode()

    assert api.post(f"{path}/refresh").json()["state"] in ("fresh", "looking")
    assert api.post(f"{path}/pause").json()["state"] == "paused"
    problem(api.post(f"{path}/refresh"), 422, "invalid")
    assert api.post(f"{path}/resume").status_code == 200
    problem(api.patch(path, {"name": "Work"}, if_match='"old"'), 412, "precondition-failed")
    assert api.patch(path, {"name": "Work"}, if_match=api.get(path).headers["ETag"]).json()["name"] == "Work"
    problem(api.patch(path, {"address": "https://127.0.0.1/x"}), 422, "invalid")
    assert Touch.objects.count() == 1
    assert api.delete(f"{path}?take_back=true").status_code == 204
    work(actor)
    assert Touch.objects.count() == 0
    problem(api.get(path), 404, "not-found")


def test_what_is_no_calendar_is_refused_with_the_reason(api: Caller, server) -> None:
    server.script = lambda asked: Reply(404)
    told = problem(api.post("/sources/calendars", {"address": server.url}), 422, "invalid")
    assert "no calendar at this address" in told["detail"]


def test_the_address_for_letters(api: Caller, settings) -> None:
    problem(api.post("/sources/drop-address"), 422, "invalid")
    settings.DROP_URL, settings.DROP_ADDRESS = "imaps://u:p@mail.example/INBOX", "drop@grapevine.example"
    assert api.get("/sources/drop-address").json() == {"address": ""}
    assert api.post("/sources/drop-address").status_code == 204
    made = api.get("/sources/drop-address").json()["address"]
    assert made.startswith("drop+") and made.endswith("@grapevine.example")
    told = api.get("/sources")
    assert told.json()["letters"]["has_address"] and made not in told.content.decode()
    assert api.delete("/sources/drop-address").status_code == 204
    assert not api.get("/sources").json()["letters"]["has_address"]
