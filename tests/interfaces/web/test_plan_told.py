"""The plan outside of its page: a calendar at a secret address, and the letter on Monday."""

from __future__ import annotations

import logging
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from grapevine.config.quiet_logs import WithoutSecrets
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.actions import planning, telling
from grapevine.domain.coach.models import PlanTold
from grapevine.domain.coach.queries import told as queries
from grapevine.domain.letters.models import Letter
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.terms import Terms
from grapevine.domain.people.models import Person
from grapevine.domain.touches.actions import log_touch
from grapevine.interfaces.mail import mondays
from grapevine.kit import clock
from tests.cast import BEN, DANA, PRIYA, meet

SHOWN = re.compile(r'value="[a-z]+://[^/"]+(/calendar/[\w-]{43}\.ics)"')
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def people(actor: Actor) -> list[Person]:
    """Dana, Ben and Priya, met now and then."""
    now = clock.now()
    found = [meet(actor, card) for card in (DANA, BEN, PRIYA)]
    for person in found:
        for weeks in (4, 7, 10, 13):
            log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(weeks=weeks), kind="one_to_one",
                      began_by="me")  # fmt: skip
    return found


def agreed(actor: Actor, person: Person) -> None:
    """An agreement that both signed."""
    now = clock.now()
    terms = Terms(owner_moments=("divorce",), partner_moments=("retirement",), introduce="a coffee",
                  disclosure="Nobody owes anything.", review_on=now.date() + timedelta(days=200))  # fmt: skip
    one = agreements.propose(actor=actor, now=now, person_uid=person.uid, said=terms)
    _, secret = partner_links.make_link(actor=actor, now=now, partnership_uid=one.uid)
    agreements.sign(now=now, find=partner_links.as_partner(secret, now), version=1)


def events(client: Client, address: str) -> dict[str, tuple[date, str]]:
    """UID -> (day, what) of the calendar at an address."""
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    assert all(event["DTSTAMP"].dt and event["TRANSP"] == "TRANSPARENT" for event in found)
    return {str(event["UID"]): (event["DTSTART"].dt, str(event["SUMMARY"])) for event in found}


def test_a_calendar_program_reads_the_week_at_a_secret_address_until_it_is_taken_back(
    web: Client, actor: Actor, people: list[Person]
) -> None:
    dana = people[0]
    assert not SHOWN.search(web.get("/plan").content.decode())
    address = SHOWN.search(web.post("/plan/calendar", follow=True).content.decode()).group(1)
    nobody = Client()
    before = events(nobody, address)
    assert before and all("Dana" not in uid and "@" in uid for uid in before)
    assert {what.partition(": ")[2] for _, what in before.values()} <= {"Dana Whitcomb", "Ben Okafor", "Priya Raman"}
    again = events(nobody, address)
    assert again == before, "an entry keeps its name"

    planning.action_done(actor=actor, now=clock.now(), person_uid=dana.uid, key="walk")
    today = clock.now().date()
    agreed(actor, dana)
    Partnership.objects.update(check_in_on=today + timedelta(days=20), review_on=today - timedelta(days=2))
    told = sorted(events(nobody, address).values())
    assert (today + timedelta(days=20), "Check-in with Dana Whitcomb") in told
    assert (today, "Review of the agreement with Dana Whitcomb") in told
    assert any(what.startswith("Done: ") and what.endswith("Dana Whitcomb") for _, what in told)

    second = SHOWN.search(web.post("/plan/calendar", follow=True).content.decode()).group(1)
    assert second != address and nobody.get(address).status_code == 404
    web.post("/plan/calendar/revoke")
    assert nobody.get(second).status_code == 404 and PlanTold.objects.get().sealed == ""


def test_the_calendar_is_for_nobody_else_to_find_or_keep(web: Client, actor: Actor, people: list[Person]) -> None:
    address = SHOWN.search(web.post("/plan/calendar", follow=True).content.decode()).group(1)
    answer = Client().get(address)
    assert not answer.cookies and "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer" and "no-store" in answer.headers["Cache-Control"]
    assert Client().post(address).status_code == 405
    row = PlanTold.objects.get()
    secret = address.split("/")[-1].removesuffix(".ics")
    assert secret not in row.sealed + row.secret_key
    PlanTold.objects.update(sealed="gone")
    assert "cannot be shown. Make a new one" in web.get("/plan").content.decode()
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", (address,), None)
    assert WithoutSecrets().filter(record) and record.getMessage() == "Not Found: /calendar/..."
    Member.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_letter_on_monday_goes_to_who_wished_for_it_once_a_week(
    web: Client, actor: Actor, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    later = MONDAY + timedelta(weeks=-(-(clock.now() - MONDAY) // timedelta(weeks=1)))
    monkeypatch.setattr(clock, "now", lambda: later)
    assert mondays.send_due() == 0
    page = web.post("/plan/letter", {"wished": "yes"}, follow=True).content.decode()
    assert "Your week comes on Monday morning" in page and "No more of them" in page
    assert (mondays.send_due(), mondays.send_due()) == (1, 0)
    letter = Letter.objects.get()
    assert (letter.to_address, letter.kind, letter.person, letter.automatic) == (actor.email, "monday", None, True)
    assert "Dana Whitcomb" in letter.text and "/plan#letter-h" in letter.text
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(days=1))
    assert mondays.send_due() == 0
    web.post("/plan/letter", {"wished": "no"})
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(days=7))
    assert mondays.send_due() == 0 and Letter.objects.count() == 1


def test_a_letter_wished_for_again_does_not_come_twice_and_an_empty_week_writes_none(actor: Actor) -> None:
    telling.wish_monday_letter(actor=actor, now=MONDAY, wished=True)
    PlanTold.objects.update(told_week=MONDAY.date())
    telling.wish_monday_letter(actor=actor, now=MONDAY, wished=False)
    telling.wish_monday_letter(actor=actor, now=MONDAY, wished=True)
    assert queries.due(MONDAY) == [] and queries.due(MONDAY + timedelta(days=7)) == [actor.member_id]
    written = telling.tell_week(now=MONDAY + timedelta(days=7), owner_id=actor.member_id, written=None)
    assert written is False and PlanTold.objects.get().told_week == MONDAY.date() + timedelta(days=7)
