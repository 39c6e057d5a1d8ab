"""Settings, webhooks: made, tried, read, paused, removed; the secret stands on one answer alone."""

from __future__ import annotations

import re

from grapevine.domain.webhooks.actions import tell
from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.rules.events import EVENTS
from grapevine.interfaces.exchange import webhooks
from grapevine.kit import clock
from grapevine.kit.sealing import seal
from tests.kit.small_server import Reply, serving

NEW = {"name": "Ledger", "address": "https://hooks.example/leah", "events": ["referral.won", "referral.lost"]}


def test_a_secret_is_shown_once_and_an_address_that_is_private_is_refused(web):
    refused = web.post("/settings/webhooks", {**NEW, "address": "https://192.168.1.7/x"})
    assert refused.status_code == 422 and "not on the public internet" in refused.content.decode()
    assert 'value="https://192.168.1.7/x"' in refused.content.decode()
    refused = web.post("/settings/webhooks", {**NEW, "address": "https://leah:pw@hooks.example/x"})
    assert refused.status_code == 422 and "Leave out the name and password" in refused.content.decode()
    made = web.post("/settings/webhooks", NEW).content.decode()
    (secret,) = re.findall(r'value="(gvwh_[^"]+)"', made)
    here = f"/settings/webhooks/{Endpoint.objects.get().uid}"
    page = web.get(here).content.decode()
    assert secret not in page and f"2 of {len(EVENTS)} happenings" in page and "https://hooks.example/leah" in page
    changed = web.post(f"{here}/secret").content.decode()
    assert re.search(r'value="(gvwh_[^"]+)"', changed).group(1) != secret and "signs as well" in changed
    assert web.post(here, {"name": "Books", "address": "https://hooks.example/b"}).status_code == 302
    assert web.post(here, {"name": "Books", "address": "http://hooks.example/b"}).status_code == 422
    listed = web.get("/settings/webhooks").content.decode()
    assert "Books" in listed and "everything" in listed
    assert web.post(f"{here}/remove").status_code == 302 and not Endpoint.objects.exists()


def test_the_log_says_what_came_of_each_try_and_one_is_sent_again(web, leah, settings):
    with serving(lambda asked: Reply(status=500, body=b"<b>broken</b>")) as server:
        settings.TRUSTED_HOSTS = [server.host]
        web.post("/settings/webhooks", {"name": "Ledger", "address": server.url})
        here = f"/settings/webhooks/{Endpoint.objects.get().uid}"
        assert "None yet" not in web.get("/settings/webhooks").content.decode()
        web.post(f"{here}/try")
        webhooks.send_due()
        page = web.get(here).content.decode()
        assert "&lt;b&gt;broken&lt;/b&gt;" in page and "<strong>500</strong>" in page and "waits" in page
        server.script = lambda asked: Reply(body=b"fine")
        replayed = f"/settings/webhooks/messages/{Delivery.objects.get().uid}/replay"
        assert web.post(replayed).status_code == 302
        webhooks.send_due()
        page = web.get(here).content.decode()
        assert "taken" in page and "2 tries" in page and len(server.asked) == 2
        Delivery.objects.update(state="sending")
        assert "going out right now" in web.post(replayed, follow=True).content.decode()
    web.post(f"{here}/pause", {"what": "pause"})
    assert "paused" in web.get("/settings/webhooks").content.decode()
    assert "let it go on first" in web.post(f"{here}/try", follow=True).content.decode()
    web.post(f"{here}/pause", {"what": "resume"})
    assert Endpoint.objects.get().paused_at is None
    Endpoint.objects.update(paused_at=clock.now(), sealed_address=seal(""))
    assert "address is not known here" in web.post(f"{here}/pause", {"what": "resume"}, follow=True).content.decode()


def test_the_log_has_pages_and_a_page_asks_little(web, leah, django_assert_max_num_queries):
    web.post("/settings/webhooks", NEW)
    here = f"/settings/webhooks/{Endpoint.objects.get().uid}"
    for _ in range(40):
        tell(owner_id=leah.pk, now=clock.now(), event="referral.won", payload={"referral": "x"})
    with django_assert_max_num_queries(10):
        page = web.get(here).content.decode()
    assert f"{here}?from=30" in page and len(page.encode()) < 150_000
    assert web.get(f"{here}?from=30").content.decode().count("/replay") == 10
    with django_assert_max_num_queries(10):
        assert "40 messages wait" in web.get("/settings/webhooks").content.decode()


def test_what_the_house_paused_says_so(web, leah):
    web.post("/settings/webhooks", NEW)
    Endpoint.objects.update(paused_at=clock.now(), paused_why="Nothing was taken there for a day: 500 broken")
    page = web.get(f"/settings/webhooks/{Endpoint.objects.get().uid}").content.decode()
    assert "We paused it." in page and "500 broken" in page
    assert "500 broken" in web.get("/settings/webhooks").content.decode()
