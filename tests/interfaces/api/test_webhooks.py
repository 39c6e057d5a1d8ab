"""Webhooks over the API and the command line: made, tried, read, replayed, removed."""

from __future__ import annotations

from urllib.parse import quote

from grapevine.domain.webhooks.actions import tell
from grapevine.domain.webhooks.models import Endpoint
from grapevine.interfaces.exchange import webhooks
from grapevine.kit import clock
from tests.interfaces.api.caller import problem
from tests.kit.small_server import Reply, serving

NEW = {"name": "Ledger", "address": "https://hooks.example/leah", "events": ["referral.won"]}


def test_a_secret_is_in_one_answer_alone(api, stranger):
    made = api.post("/webhooks", NEW, idempotency_key="k1")
    assert made.status_code == 201
    made = made.json()
    assert made["secret"].startswith("gvwh_") and made["host"] == "hooks.example" and "address" not in made
    again = api.post("/webhooks", NEW, idempotency_key="k1").json()
    assert (again["id"], again["secret"]) == (made["id"], "") and Endpoint.objects.count() == 1
    here = f"/webhooks/{made['id']}"
    assert "secret" not in api.get(here).json() and api.get("/webhooks").json()["items"][0]["id"] == made["id"]
    assert api.post(f"{here}/secret").json()["secret"] != made["secret"]
    assert api.patch(here, {"events": []}).json()["events"] == []
    told = problem(api.patch(here, {"events": ["referral.eaten"]}), 422, "invalid")
    assert "no event" in told["detail"]
    private = problem(api.post("/webhooks", {**NEW, "address": "https://10.0.0.1/"}), 422, "invalid")
    assert private["errors"][0]["field"] == "address"
    problem(stranger.get(here), 404, "not-found")
    assert api.delete(here).status_code == 204 and not Endpoint.objects.exists()


def test_messages_are_listed_page_by_page_and_sent_again(api, leah, settings):
    with serving(lambda asked: Reply(status=500)) as server:
        settings.TRUSTED_HOSTS = [server.host]
        made = api.post("/webhooks", {"name": "Ledger", "address": server.url}).json()
        here = f"/webhooks/{made['id']}"
        for event in ("referral.sent", "referral.won"):
            tell(owner_id=leah.pk, now=clock.now(), event=event, payload={})
        trial = api.post(f"{here}/trial")
        assert (trial.status_code, trial.json()["event"], trial.json()["tries"]) == (202, "webhook.trial", [])
        webhooks.send_due()
        first = api.get(f"{here}/messages?limit=2").json()
        rest = api.get(f"{here}/messages?limit=2&cursor={quote(first['next'])}").json()
        assert [each["event"] for each in first["items"] + rest["items"]] == [
            "webhook.trial", "referral.won", "referral.sent",
        ]  # fmt: skip
        (failed,) = rest["items"]
        assert (failed["state"], failed["tries"][0]["status"]) == ("waiting", 500) and failed["next_try_at"]
        server.script = lambda asked: Reply()
        again = api.post(f"/webhooks/messages/{failed['id']}/replay")
        assert (again.status_code, again.json()["attempts"]) == (202, 0)
        webhooks.send_due()
        assert api.get(f"{here}/messages").json()["items"][2]["state"] == "delivered"
    assert api.post(f"{here}/pause", {"paused": True}).json()["paused_at"]
    problem(api.post(f"{here}/trial"), 422, "invalid")
    assert api.post(f"{here}/pause", {"paused": False}).json()["paused_at"] is None
