"""`grapevine webhooks`: made, tried, the log, paused, replayed, removed."""

from __future__ import annotations

from tests.interfaces.cli.calling import NOBODYS, call, refused, told
from tests.kit.small_server import Reply, serving


def test_a_webhook_from_its_making_to_its_end(leah, settings):
    assert told("webhooks", "list") == []
    assert "begins with http://" in refused("webhooks", "add", "Ledger", "http://hooks.example/")
    with serving(lambda asked: Reply(body=b"fine")) as server:
        settings.TRUSTED_HOSTS = [server.host]
        made = told("webhooks", "add", "Ledger", server.url, "--event", "referral.won")
        assert made["secret"].startswith("gvwh_") and made["events"] == ["referral.won"]
        here = made["id"]
        assert told("webhooks", "try", here)["state"] == "delivered"
        server.script = lambda asked: Reply(status=500, body=b"broken")
        assert "500. broken" in refused("webhooks", "try", here)
        rows = told("webhooks", "log", here)
        assert [(row["state"], row["status"], row["said"]) for row in rows] == [
            ("waiting", 500, "broken"), ("delivered", 200, "fine"),
        ]  # fmt: skip
    assert "once more" in call("webhooks", "replay", rows[1]["id"]).stdout
    assert told("webhooks", "change", here, "--name", "Books")["events"] == ["referral.won"]
    assert told("webhooks", "change", here, "--everything")["events"] == []
    assert told("webhooks", "secret", here)["secret"] != made["secret"]
    assert told("webhooks", "pause", here)["paused_at"] and "paused" in refused("webhooks", "try", here)
    assert told("webhooks", "resume", here)["paused_at"] is None
    assert "no such webhook" in refused("webhooks", "log", NOBODYS)
    assert "Removed" in call("webhooks", "remove", here).stdout and told("webhooks", "list") == []
