"""Calendars at an address, asked as the worker asks them, from a real web server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django_q.models import OrmQ

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Batch, Heard, Staged, Subscription
from grapevine.domain.imports.queries import calendars as queries
from grapevine.domain.imports.rules.calendars import Health
from grapevine.domain.people import actions as people
from grapevine.domain.people.models import Person
from grapevine.domain.touches import actions as touch_actions
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.exchange import calendars, imports
from grapevine.interfaces.exchange.uploads import uploads_folder
from grapevine.kit import clock
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, meet
from tests.interfaces.exchange.bringing import bring, calendar, meeting
from tests.kit.small_server import Asked, Reply, Server, serving

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COFFEE = meeting("coffee", "20260224T100000Z", "dana@whitcomb.example")
LUNCH = meeting("lunch", "20260226T100000Z", "ben@okafor.example")
#: Makes the calendar reach back to last year, as real ones do.
OLD = meeting("old", "20250105T100000Z")


@pytest.fixture
def server(settings, monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with serving(lambda asked: Reply(body=calendar(OLD, COFFEE, LUNCH).encode())) as running:
        settings.TRUSTED_HOSTS = [running.host]
        yield running


def says(server: Server, *events: str, **headers: str) -> None:
    """From now on the calendar holds these events."""
    body = calendar(*events).encode()
    server.script = lambda asked: Reply(body=body, headers=headers)


def add(actor: Actor, server: Server) -> Subscription:
    return calendars.add(actor=actor, now=NOW, address=f"{server.url}/private-abc/basic.ics", queue=False)


def again(actor: Actor, found: Subscription) -> Subscription:
    found = calendars.refresh(actor=actor, now=clock.now(), uid=found.uid, queue=False)
    return Subscription.objects.get(pk=found.pk)


def met() -> list[tuple[str, datetime]]:
    return [(touch.person.name, touch.at) for touch in Touch.objects.order_by("at").select_related("person")]


def test_what_a_calendar_says_comes_in_and_the_same_again_leaves_no_trace(actor, server) -> None:
    meet(actor, DANA)
    found = add(actor, server)

    assert [name for name, _ in met()] == ["Dana Whitcomb", "Ben"]
    assert (found.name, found.host, queries.health(found)) == ("127.0.0.1", "127.0.0.1", Health.FRESH)
    assert found.counts["meetings"] == found.counts["news"] == 2
    found = again(actor, found)
    assert (Batch.objects.count(), found.counts["news"], len(server.asked)) == (1, 0, 2)


def test_the_address_is_a_secret_and_stands_nowhere(actor, server, caplog) -> None:
    found = add(actor, server)
    server.script = lambda asked: Reply(500)
    again(actor, found)

    row = Subscription.objects.filter(pk=found.pk).values().get()
    assert "private-abc" not in str(row) + caplog.text
    assert not list(uploads_folder().glob("*.ics"))


def test_a_moved_meeting_moves_and_one_put_off_waits(actor, server) -> None:
    found = add(actor, server)
    says(server, OLD, COFFEE.replace("20260224", "20260225"), LUNCH.replace("20260226", "20260309"))
    found = again(actor, found)

    assert met() == [("Dana", datetime(2026, 2, 25, 10, tzinfo=UTC))]
    assert found.counts["withdrawn"] == 1
    assert not Person.objects.filter(name="Ben").exists()


def test_a_vanished_meeting_is_withdrawn_and_whom_it_brought_leaves_but_not_what_else_is_known(actor, server) -> None:
    meet(actor, DANA)
    found = add(actor, server)
    says(server, OLD)
    again(actor, found)

    assert met() == []
    assert [person.name for person in Person.objects.all()] == ["Dana Whitcomb"]
    says(server, OLD, COFFEE)
    again(actor, found)
    assert [name for name, _ in met()] == ["Dana Whitcomb"]


def test_a_vanished_meeting_stays_that_was_changed_by_hand_or_that_a_file_told_of_too(actor, server) -> None:
    found = add(actor, server)
    touch_actions.edit_touch(actor=actor, now=NOW, touch_uid=Touch.objects.get(person__name="Dana").uid, note="Plans")
    bring(actor, ("mine.ics", calendar(LUNCH)), now=NOW)
    says(server, OLD)
    again(actor, found)

    assert [name for name, _ in met()] == ["Dana", "Ben"]


def test_what_falls_out_of_a_sliding_window_or_out_of_a_broken_calendar_stays(actor, server) -> None:
    found = add(actor, server)
    says(server, LUNCH)
    again(actor, found)
    assert len(met()) == 2

    says(server, OLD, LUNCH, "BEGIN:VEVENT\r\nATTENDEE:mailto:a@b.example\r\nDTSTART:soon\r\nEND:VEVENT\r\n")
    found = again(actor, found)
    assert len(met()) == 2
    assert found.counts["refused"] == [
        {"where": "line 19", "reason": "This event cannot be read: its start (DTSTART) is missing or no date."}
    ]


@pytest.mark.parametrize(
    ("reply", "told", "health"),
    [
        (Reply(404), "no calendar at this address any more", Health.FAILING),
        (Reply(500), "out of order", Health.LATE),
        (Reply(body=b"<!DOCTYPE html><html>Sign in"), "leads to a web page", Health.FAILING),
        (Reply(body=calendar(OLD)[:-20].encode()), "breaks off in the middle", Health.LATE),
        (Reply(302, headers={"Location": "https://10.0.0.8/x"}), "not on the public internet", Health.FAILING),
        (Reply(302, headers={"Location": "http://example.com/x"}), "anybody on the way", Health.FAILING),
        (Reply(200, b"x" * 31_000_000), "more than 30 MB", Health.FAILING),
    ],
)  # fmt: skip
def test_a_calendar_that_goes_wrong_says_how_and_loses_nothing(actor, server, reply, told, health) -> None:
    found = add(actor, server)
    server.script = lambda asked: reply
    found = again(actor, found)

    assert told in found.message
    assert (queries.health(found), len(met()), found.fresh_at) == (health, 2, NOW)
    says(server, OLD, COFFEE, LUNCH)
    found = again(actor, found)
    assert (found.failures, found.message, queries.health(found)) == (0, "", Health.FRESH)


def test_what_is_no_calendar_is_not_kept_at_all(actor, server, settings) -> None:
    server.script = lambda asked: Reply(body=b"<html>")
    with pytest.raises(Refused, match="web page"):
        add(actor, server)
    settings.TRUSTED_HOSTS = []
    with pytest.raises(Refused, match="https"):
        add(actor, server)
    with pytest.raises(Refused, match="public internet"):
        calendars.add(actor=actor, now=NOW, address=f"webcal://127.0.0.1:{server.port}/x", queue=False)
    assert not Subscription.objects.exists()
    says(server, OLD)
    settings.TRUSTED_HOSTS = [server.host]
    add(actor, server)
    with pytest.raises(Refused, match="here already"):
        add(actor, server)


def test_an_unchanged_calendar_is_not_sent_again_until_a_meeting_in_it_is_over(actor, server, monkeypatch) -> None:
    soon = meeting("soon", "20260302T100000Z", "dana@whitcomb.example")

    def script(asked: Asked) -> Reply:
        same = asked.headers.get("If-None-Match") == '"7"'
        return Reply(304) if same else Reply(body=calendar(OLD, soon).encode(), headers={"ETag": '"7"'})

    server.script = script
    found = add(actor, server)
    assert met() == []

    for minutes, expected in ((30, []), (110, []), (121, ["Dana"])):
        monkeypatch.setattr(clock, "now", lambda minutes=minutes: NOW + timedelta(minutes=minutes))
        Subscription.objects.update(due_at=NOW)
        calendars.look(actor.member_id, str(found.uid))
        for batch in Batch.objects.all():
            imports.finish(actor, batch.uid)
        assert [name for name, _ in met()] == expected
    assert ["If-None-Match" in each.headers for each in server.asked] == [False, True, True, False]
    assert not Batch.objects.exclude(state="done").exists()


def test_a_calendar_that_only_stamps_its_entries_anew_is_not_read_again(actor, server, monkeypatch) -> None:
    stamped = COFFEE.replace("SUMMARY", "DTSTAMP:20260302T090000Z\r\nSUMMARY")
    says(server, OLD, stamped)
    found = add(actor, server)
    says(server, OLD, stamped.replace("T090000Z", "T100000Z"))
    Subscription.objects.update(due_at=NOW)
    with monkeypatch.context() as patched:
        patched.setattr(calendars, "read", None)
        calendars.look(actor.member_id, str(found.uid))
    found.refresh_from_db()
    assert (found.counts["meetings"], found.failures, len(server.asked)) == (1, 0, 2)


def test_the_worker_asks_what_is_due_and_no_more(actor, server) -> None:
    found = add(actor, server)
    calendars.look_at_all()
    assert OrmQ.objects.count() == 0

    Subscription.objects.update(due_at=NOW - timedelta(minutes=1))
    calendars.look_at_all()
    assert OrmQ.objects.count() == 1
    calendars.look(actor.member_id, str(found.uid))
    calendars.look(actor.member_id, str(found.uid))
    assert len(server.asked) == 2
    Subscription.objects.update(due_at=NOW, paused=True)
    calendars.look(actor.member_id, str(found.uid))
    calendars.look_at_all()
    calendars.look(actor.member_id, "00000000-0000-0000-0000-000000000000")
    assert (len(server.asked), OrmQ.objects.count()) == (2, 1)


def test_a_calendar_is_removed_with_or_without_what_it_brought(actor, server) -> None:
    meet(actor, BEN)
    found = add(actor, server)
    assert calendars.remove(actor=actor, now=NOW, uid=found.uid, queue=False) == 0
    assert (len(met()), Heard.objects.count()) == (2, 0)

    found = add(actor, server)
    says(server, OLD, COFFEE, LUNCH, meeting("walk", "20260227T100000Z", "priya@raman.example"))
    again(actor, found)
    assert calendars.remove(actor=actor, now=NOW, uid=found.uid, take_back=True, queue=False) == 2
    assert [name for name, _ in met()] == ["Dana", "Ben Okafor"]


def test_who_is_erased_does_not_come_back_with_the_next_look(actor, server) -> None:
    found = add(actor, server)
    people.erase_person(actor=actor, now=NOW, person_uid=Person.objects.get(name="Dana").uid)
    again(actor, found)

    assert [name for name, _ in met()] == ["Ben"]
    assert "dana" not in str(list(Heard.objects.values())) + str(list(Staged.objects.values_list("origin_key")))


def test_what_was_undone_does_not_come_back_with_the_next_look(actor, server) -> None:
    found = add(actor, server)
    imports.undo(actor=actor, now=NOW, batch_uid=Batch.objects.get().uid, queue=False)
    imports.finish(actor, Batch.objects.get().uid)
    again(actor, found)
    assert met() == []


def test_with_another_secret_key_the_address_is_asked_for_again(actor, server) -> None:
    found = add(actor, server)
    with override_settings(SECRET_KEY="another"):
        found = again(actor, found)
        assert "Enter it again" in found.message
        assert queries.health(found) is Health.FAILING
        calendars.change(actor=actor, now=NOW, uid=found.uid, address=f"{server.url}/private-abc/basic.ics")
        assert again(actor, found).message == ""


def test_paused_changed_and_left_alone_by_strangers(actor, stranger, server) -> None:
    found = add(actor, server)
    calendars.change(actor=actor, now=NOW, uid=found.uid, name="Work")
    from grapevine.domain.imports.actions.calendars import pause_calendar

    assert queries.health(pause_calendar(actor=actor, now=NOW, uid=found.uid, paused=True)) is Health.PAUSED
    with pytest.raises(Refused, match="paused"):
        calendars.refresh(actor=actor, now=NOW, uid=found.uid)
    found = calendars.resume(actor=actor, now=NOW, uid=found.uid)
    assert (found.name, queries.health(found)) == ("Work", Health.FRESH)
    for verb in (calendars.refresh, calendars.remove, calendars.resume, calendars.change):
        with pytest.raises(NotFound, match="no such calendar"):
            verb(actor=stranger, now=NOW, uid=found.uid)
    assert accounts.own_emails(stranger)


def test_a_host_that_says_how_long_to_stay_away_is_left_alone_so_long_and_nothing_is_lost(actor, server) -> None:
    found = add(actor, server)
    kept = met()
    server.script = lambda asked: Reply(429, headers={"Retry-After": "43200"})
    found = again(actor, found)

    assert found.due_at == NOW + timedelta(hours=12)
    assert found.message.endswith("come less often. We will try again later; there is nothing to do for you.")
    server.script = lambda asked: Reply(302, headers={"Location": "http://10.0.0.7/basic.ics"})
    assert "sends us on to another address, 10.0.0.7, which we may not ask" in again(actor, found).message
    server.script = lambda asked: Reply(503)
    assert again(actor, found).message == "The host is out of order just now (503). We will try again."
    says(server, OLD, COFFEE, LUNCH)
    assert again(actor, found).message == ""
    assert met() == kept
