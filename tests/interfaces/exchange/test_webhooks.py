"""Webhooks sent as the worker sends them, to a real web server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django_q.models import OrmQ

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.webhooks.actions import delivering, endpoints, sweeping, tell
from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.queries.endpoints import address, needs_look
from grapevine.domain.webhooks.rules.events import EVENTS
from grapevine.domain.webhooks.rules.signature import HEADER, is_genuine
from grapevine.domain.webhooks.rules.states import JITTER, WAITS
from grapevine.interfaces.exchange import webhooks
from grapevine.kit import clock, sealing
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, NOW, meet
from tests.domain.referrals.referring import YUKI, agreed, noted, step
from tests.kit.small_server import Asked, Reply, Server, serving

PAPERS = Path(__file__).parents[3] / "docs" / "webhooks.md"


@pytest.fixture
def time(monkeypatch) -> list[Any]:
    """What the clock says; a test sets it on."""
    said = [NOW]
    monkeypatch.setattr(clock, "now", lambda: said[0])
    return said


@pytest.fixture
def server(settings, time) -> Iterator[Server]:
    with serving(lambda asked: Reply(body=b"got it")) as running:
        settings.TRUSTED_HOSTS = [running.host]
        yield running


def add(actor: Actor, url: str, *events: str) -> tuple[Endpoint, str]:
    return endpoints.add_endpoint(actor=actor, now=NOW, name="Ledger", address=url, events=events)


def heard(server: Server) -> list[str]:
    return [json.loads(asked.body)["event"] for asked in server.asked]


def only() -> Delivery:
    return Delivery.objects.get()


def test_every_move_is_told_signed_and_with_nothing_of_the_prospect(actor, server):
    _, secret = add(actor, f"{server.url}/hook?team=7")
    ben = meet(actor, BEN)
    referral = noted(actor, ben)
    agreed(actor, referral)
    for stage in ("sent", "accepted", "met", "won"):
        step(actor, referral, stage)
    thank_giver(actor=actor, now=NOW, referral_uid=referral.uid, words="Lovely")
    webhooks.send_due()
    stages = ("noted", "consented", "sent", "accepted", "met", "won", "thanked")
    assert heard(server) == [f"referral.{stage}" for stage in stages]
    for asked, stage in zip(server.asked, stages, strict=True):
        body = json.loads(asked.body)
        assert asked.path == "/hook?team=7" and asked.method == "POST"
        assert is_genuine(asked.headers[HEADER], secret, asked.body, int(NOW.timestamp()))
        assert asked.headers["Grapevine-Id"] == body["id"] and asked.headers["Grapevine-Event"] == body["event"]
        assert body["data"]["referral"] == str(referral.uid) and body["data"]["person"] == str(ben.uid)
        assert body["data"]["stage"] == ("won" if stage == "thanked" else stage) and body["data"]["role"] == "giver"
        for told in (YUKI.name, YUKI.email, YUKI.phone, "Yuki", "taxes", "Lovely", "phone", BEN.name):
            assert told.encode() not in asked.body
    found = Delivery.objects.first()
    assert (found.state, found.attempts) == ("delivered", 1)
    assert found.tries[0]["status"] == 200 and found.tries[0]["said"] == "got it"
    assert found.tries[0]["milliseconds"] >= 0


def test_each_stage_has_its_event():
    from grapevine.domain.referrals.rules.moves import Stage

    assert {f"referral.{stage}" for stage in Stage} <= EVENTS.keys()


def test_both_sides_are_told_each_in_their_own_words(db, server):
    from tests.domain.ledgers.linked_books import two

    pair = two()
    pair.link()
    add(pair.dana, server.url)
    referral = noted(pair.leah, pair.dana_of_leah)
    agreed(pair.leah, referral)
    step(pair.leah, referral, "sent")
    webhooks.send_due()
    (asked,) = server.asked
    told = json.loads(asked.body)["data"]
    assert (told["role"], told["by"], told["stage"]) == ("receiver", "giver", "sent")
    assert told["person"] == str(pair.leah_of_dana.uid)


def test_what_is_rolled_back_was_never_told_and_nobody_listening_costs_one_query(
    actor, server, django_assert_num_queries
):
    with django_assert_num_queries(1):
        tell(owner_id=actor.member_id, now=NOW, event="referral.sent", payload={})
    add(actor, server.url, "referral.won")
    tell(owner_id=actor.member_id, now=NOW, event="referral.sent", payload={})
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
        raise ZeroDivisionError
    assert not Delivery.objects.exists() and not OrmQ.objects.exists()


def test_a_refusal_is_tried_again_later_and_the_log_says_what_came(actor, server, time):
    add(actor, server.url)
    server.script = lambda asked: Reply(status=503, body=b"back\nsoon" + b"!" * 5_000)
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    webhooks.send_due()
    webhooks.send_due()
    assert len(server.asked) == 1 and only().state == "waiting"
    assert only().tries[0]["status"] == 503 and only().tries[0]["said"].startswith("back soon!")
    assert len(only().tries[0]["said"]) == 300
    server.script = lambda asked: Reply(status=204)
    time[0] = only().next_try_at
    assert timedelta(seconds=48) <= time[0] - NOW <= timedelta(seconds=72)
    webhooks.send_due()
    assert only().state == "delivered" and [one["status"] for one in only().tries] == [503, 204]
    assert Endpoint.objects.get().failures == 0
    one, other = server.asked
    assert one.body == other.body and one.headers["Grapevine-Id"] == other.headers["Grapevine-Id"]


def test_after_two_days_it_is_given_up_and_the_endpoint_paused_until_the_member_lets_it_go_on(actor, server, time):
    made, _ = add(actor, server.url)
    server.script = lambda asked: Reply(status=500, body=b"no")
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    while not Endpoint.objects.get().paused_at:
        webhooks.send_due()
        time[0] = max(only().next_try_at, time[0])
    longest = sum(WAITS, timedelta()) * (1 + JITTER)
    assert timedelta(hours=24) <= Endpoint.objects.get().paused_at - NOW <= longest < timedelta(hours=54)
    assert Endpoint.objects.get().paused_why.endswith("day: 500 no.") and needs_look(actor) == ["Ledger"]
    assert Entry.objects.filter(verb="webhook.given_up").count() == 1
    tried = len(server.asked)
    tell(owner_id=actor.member_id, now=time[0], event="referral.thanked", payload={})
    time[0] += timedelta(days=3)
    webhooks.send_due()
    assert len(server.asked) == tried
    server.script = lambda asked: Reply()
    endpoints.resume_endpoint(actor=actor, now=time[0], endpoint_uid=made.uid)
    webhooks.send_due()
    assert heard(server)[tried:] == ["referral.won", "referral.thanked"] and not needs_look(actor)


def test_gone_pauses_at_once(actor, server):
    add(actor, server.url)
    server.script = lambda asked: Reply(status=410)
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    webhooks.send_due()
    assert Endpoint.objects.get().paused_at == NOW and "(410)" in Endpoint.objects.get().paused_why


def test_tries_come_to_an_end_also_where_another_event_is_taken_now_and_then(actor, server, time):
    add(actor, server.url)
    server.script = lambda asked: Reply(status=400 if b"referral.won" in asked.body else 200)
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    for _ in range(8):
        webhooks.send_due()
        time[0] = Delivery.objects.get(event="referral.won").next_try_at
        tell(owner_id=actor.member_id, now=time[0], event="referral.lost", payload={})
        webhooks.send_due()
    given_up = Delivery.objects.get(event="referral.won")
    assert (given_up.state, given_up.attempts) == ("failed", 8) and Endpoint.objects.get().paused_at is None
    delivering.replay(actor=actor, now=time[0], delivery_uid=given_up.uid)
    server.script = lambda asked: Reply()
    webhooks.send_due()
    assert Delivery.objects.get(event="referral.won").state == "delivered"


def test_a_redirect_is_not_followed(actor, server):
    add(actor, server.url)
    server.script = lambda asked: Reply(status=302, headers={"Location": f"{server.url}/elsewhere"})
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    webhooks.send_due()
    assert [asked.path for asked in server.asked] == ["/"]
    assert only().state == "waiting" and "moved" in only().tries[0]["said"]


@pytest.mark.parametrize(
    "url", ["http://hook.example/", "https://127.0.0.1/x", "https://[::1]/", "https://10.1.2.3/", "ftp://a.example",
            "https://169.254.169.254/latest", "nonsense", ""],
)  # fmt: skip
def test_an_address_that_is_not_public_or_not_safe_is_refused_at_once(actor, url):
    with pytest.raises(Refused) as refused:
        add(actor, url)
    assert refused.value.field == "address"


def test_a_name_that_leads_inside_is_never_asked(actor, server, settings, monkeypatch):
    """The name is resolved each time, and judged by what it leads to then."""
    settings.TRUSTED_HOSTS = []
    add(actor, "https://rebinding.example/hook")
    monkeypatch.setattr("grapevine.kit.public_hosts.resolved", lambda host, port: ["127.0.0.1"])
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    webhooks.send_due()
    assert not server.asked and "not on the public internet" in only().tries[0]["said"]


def test_an_endpoint_that_fails_holds_nobody_else_up(actor, server):
    add(actor, f"{server.url}/broken")
    add(actor, f"{server.url}/well")
    server.script = lambda asked: Reply(status=500 if asked.path == "/broken" else 200)
    for event in ("referral.sent", "referral.won"):
        tell(owner_id=actor.member_id, now=NOW, event=event, payload={})
    webhooks.send_due()
    assert sorted(asked.path for asked in server.asked) == ["/broken", "/well", "/well"]


def test_a_new_secret_signs_beside_the_old_one_for_a_day(actor, server, time):
    made, old = add(actor, server.url)
    _, new = endpoints.rotate_secret(actor=actor, now=NOW, endpoint_uid=made.uid)
    endpoints.try_endpoint(actor=actor, now=NOW, endpoint_uid=made.uid)
    webhooks.send_due()
    time[0] = NOW + timedelta(hours=24)
    endpoints.try_endpoint(actor=actor, now=NOW, endpoint_uid=made.uid)
    webhooks.send_due()
    first, then = server.asked
    genuine = [
        [is_genuine(asked.headers[HEADER], secret, asked.body, int(at.timestamp())) for secret in (old, new)]
        for asked, at in ((first, NOW), (then, time[0]))
    ]
    assert genuine == [[True, True], [False, True]]


def test_neither_address_nor_secret_lies_open_in_the_database(actor, server):
    made, secret = add(actor, "https://hooks.example/T0/very-secret-path")
    row = str(list(Endpoint.objects.values()))
    assert "very-secret-path" not in row and secret not in row
    assert address(made) == "https://hooks.example/T0/very-secret-path"


def test_after_a_change_of_the_houses_key_nothing_goes_out_and_the_log_says_why(actor, server, monkeypatch):
    made, _ = add(actor, server.url)
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    monkeypatch.setattr(sealing, "_SALT", "another")
    webhooks.send_due()
    assert not server.asked and "secret key" in only().tries[0]["said"] and address(made) == ""


def test_what_a_dead_worker_held_goes_out_again(actor, server, time):
    add(actor, server.url)
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    assert delivering._claim(NOW, set()) is not None
    webhooks.send_due()
    assert not server.asked
    time[0] = NOW + timedelta(minutes=6)
    webhooks.send_due()
    assert len(server.asked) == 1 and only().state == "delivered"


def test_removed_while_it_is_sent_there_is_nothing_left_to_note(actor, server):
    made, _ = add(actor, server.url)
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})

    def removing(asked: Asked) -> Reply:
        return Reply()

    server.script = removing
    parcels = []

    def hand_over(parcel: delivering.Parcel) -> Any:
        parcels.append(parcel)
        endpoints.remove_endpoint(actor=actor, now=NOW, endpoint_uid=made.uid)
        return webhooks.hand_over(parcel)

    delivering.deliver_due(now=NOW, hand_over=hand_over, chance=lambda: 0.5, go_on=lambda: True)
    assert len(parcels) == 1 and not Delivery.objects.exists()


def test_old_deliveries_are_swept_away(actor, server, time):
    add(actor, server.url)
    for days in (31, 29):
        tell(owner_id=actor.member_id, now=NOW - timedelta(days=days), event="referral.won", payload={})
    webhooks.sweep()
    assert only().created_at == NOW - sweeping.KEPT + timedelta(days=1)


def test_endpoints_are_their_owners_alone_and_not_without_end(actor, stranger, server):
    made, _ = add(actor, server.url)
    for act in (endpoints.pause_endpoint, endpoints.remove_endpoint, endpoints.rotate_secret, endpoints.try_endpoint):
        with pytest.raises(NotFound):
            act(actor=stranger, now=NOW, endpoint_uid=made.uid)
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={})
    with pytest.raises(NotFound):
        delivering.replay(actor=stranger, now=NOW, delivery_uid=only().uid)
    endpoints.pause_endpoint(actor=actor, now=NOW, endpoint_uid=made.uid)
    with pytest.raises(Refused, match="paused"):
        endpoints.try_endpoint(actor=actor, now=NOW, endpoint_uid=made.uid)
    for _ in range(9):
        add(actor, server.url)
    with pytest.raises(Refused, match="10 webhooks"):
        add(actor, server.url)
    with pytest.raises(Refused, match="no event"):
        endpoints.change_endpoint(actor=actor, now=NOW, endpoint_uid=made.uid, events=["referral.eaten"])
    with pytest.raises(Refused, match="name"):
        endpoints.change_endpoint(actor=actor, now=NOW, endpoint_uid=made.uid, name=" ")


def test_the_papers_show_a_check_that_works(actor, server):
    """The Python example of docs/webhooks.md, run as it stands there."""
    _, secret = add(actor, server.url)
    tell(owner_id=actor.member_id, now=NOW, event="referral.won", payload={"referral": "x"})
    webhooks.send_due()
    (asked,) = server.asked
    code = PAPERS.read_text().split("```python\n")[1].split("```")[0]
    known: dict[str, Any] = {}
    exec(code, known)
    known["now"] = NOW.timestamp
    assert known["is_from_grapevine"](asked.headers[HEADER], asked.body, secret)
    assert not known["is_from_grapevine"](asked.headers[HEADER], asked.body + b" ", secret)
