"""Goals and the forecast over the API."""

from __future__ import annotations

from datetime import UTC, datetime

from grapevine.domain.accounts.models import Member
from grapevine.domain.goals.actions.keeping import keep_all
from grapevine.kit import clock
from tests.domain.goals.receiving import came
from tests.interfaces.api.caller import problem


def test_a_goal_is_set_seen_and_let_go(api, stranger, dana):
    made = api.post("/goals", {"kind": "clients", "amount": 5, "period": "year"})
    assert made.status_code == 201
    goal = made.json()
    assert [each["confidence"] for each in goal["takes"]] == [0.5, 0.8]
    assert goal["takes"][0]["referrals"] < goal["takes"][1]["referrals"]
    assert api.get("/goals").json() == {"items": [goal], "next": None}
    assert stranger.get("/goals").json()["items"] == []
    problem(stranger.delete(f"/goals/{goal['id']}"), 404, "not-found")
    assert api.delete(f"/goals/{goal['id']}").status_code == 204
    assert api.get("/goals").json()["items"] == []
    assert api.post("/goals", {"kind": "value", "amount": 5, "period": "year"}).status_code == 422


def test_a_quarter_ends_where_the_member_lives(api, monkeypatch):
    Member.objects.update(time_zone="America/New_York")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 1, 2, 0, tzinfo=UTC))  # the last evening of June there
    made = api.post("/goals", {"kind": "clients", "amount": 5, "period": "quarter"}).json()
    assert made["ends_on"] == "2026-06-30"
    assert [each["id"] for each in api.get("/goals").json()["items"]] == [made["id"]]


def test_what_if_and_forecast_and_its_record(api, actor, dana):
    for ago in (90, 60, 40):
        came(actor, dana, ago, won=ago - 20, now=clock.now())
    usual = api.get("/goals/what-if?kind=clients&amount=30&period=year").json()
    other = api.get("/goals/what-if?kind=clients&amount=30&period=year&won=1&minutes=10").json()
    assert other["takes"][0]["referrals"] == 30 - other["so_far"] < usual["takes"][0]["referrals"]
    assert (usual["rates"]["won"]["own"], "worth" in usual["rates"]) == (1.0, False)
    assert api.get("/goals/what-if?kind=clients&amount=0&period=year").status_code == 422
    found = api.get("/forecast?days=30").json()
    assert (found["days"], found["value"], found["closed"]) == (30, None, 3)
    assert found["won"]["p10"] <= found["won"]["median"] <= found["won"]["p90"]
    assert api.get("/forecast?days=0").status_code == 422
    keep_all(now=clock.now())
    record = api.get("/forecast/record").json()
    assert (record["over"], [row["days"] for row in record["items"]]) == (0, [30, 90])
