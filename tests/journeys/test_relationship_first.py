"""Relationship before business: who is not asked yet, and why; and wide told apart from deep (claims A4 and A6)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import PHONE, OpenPage
from tests.journeys.steps import days_ago, depth_shown, someone
from tests.served import Served

WEEKS = 26
LETTER = """From leah
From: Leah Marchetti <{leah}>
To: Ben Okafor <ben@okafor.example>
Subject: Any news?
Date: {day}
Message-ID: <{number}@marchetti.example>

Still there?

"""
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Calendar//EN
BEGIN:VEVENT
UID:weekly-dana
DTSTAMP:{stamp}T080000Z
DTSTART:{stamp}T090000Z
DTEND:{stamp}T100000Z
RRULE:FREQ=WEEKLY;COUNT={weeks}
SUMMARY:Coffee
ORGANIZER;CN=Leah Marchetti:mailto:{leah}
ATTENDEE;CN=Dana Whitcomb;PARTSTAT=ACCEPTED:mailto:dana@whitcomb.example
END:VEVENT
END:VCALENDAR
"""


def half_a_year(served: Served, folder: Path, leah: str) -> None:
    """Coffee with Dana every week; as many letters to Ben, who never answers."""
    first = date.today() - timedelta(weeks=WEEKS)
    days = [(first + timedelta(weeks=week)).strftime("%a, %d %b %Y 10:00:00 +0000") for week in range(WEEKS)]
    letters = [LETTER.format(leah=leah, number=number, day=day) for number, day in enumerate(days)]
    (folder / "sent.mbox").write_text("".join(letters), encoding="utf-8")
    calendar = MEETING.format(leah=leah, stamp=first.strftime("%Y%m%d"), weeks=WEEKS).replace("\n", "\r\n")
    (folder / "calendar.ics").write_text(calendar, encoding="utf-8")
    served.run("import", str(folder / "sent.mbox"), str(folder / "calendar.ics"), "--as", leah)


def person(served: Served, leah: str, name: str) -> str:
    """The id of somebody in the book."""
    found = json.loads(served.run("people", "list", "--as", leah, "--json"))
    return next(one["id"] for one in found if one["name"] == name)


def test_an_ask_waits_until_the_relationship_carries_it(open_page: OpenPage, served: Served, tmp_path: Path) -> None:
    page, leah = open_page(size=PHONE), someone()
    served.sign_in(page, leah, name="Leah Marchetti")
    half_a_year(served, tmp_path, leah)
    ben, dana = person(served, leah, "Ben Okafor"), person(served, leah, "Dana Whitcomb")

    page.goto(f"/people/{ben}")
    expect(page.locator(".move")).to_contain_text("Not yet the time to ask")

    page.goto(f"/people/{dana}")
    expect(page.locator(".move")).to_contain_text("Not yet the time to ask")
    expect(page.locator(".move")).to_contain_text("give", ignore_case=True)
    give_a_resource(page)
    expect(page.locator(".move")).to_contain_text("Ready to ask")

    asked = ("--kind", "call", "--about", "ask", "--at", days_ago(1))
    served.run("touches", "log", "--person", dana, *asked, "--as", leah)
    page.reload()
    expect(page.locator(".move")).to_contain_text("Not yet the time to ask")


def give_a_resource(page: Page) -> None:
    """Help first: what makes Dana somebody one may ask."""
    composer = page.locator(".aside form.composer")
    composer.get_by_label("In a line or two").fill("The checklist for new clients")
    composer.get_by_text("I gave", exact=True).click()
    composer.get_by_text("A resource", exact=True).click()
    composer.get_by_role("button", name="Save").click()
    expect(page.locator(".stem .is-gave")).to_be_visible()


def test_many_letters_one_way_are_wide_and_not_deep(open_page: OpenPage, served: Served, tmp_path: Path) -> None:
    page, leah = open_page(), someone()
    served.sign_in(page, leah, name="Leah Marchetti")
    half_a_year(served, tmp_path, leah)

    page.goto("/people")
    expect(page.locator("#rows .person-name")).to_have_text(["Dana Whitcomb", "Ben Okafor"])
    page.get_by_role("link", name="Dana Whitcomb").click()
    deep = depth_shown(page)
    expect(page.locator("#both-h")).to_contain_text("You know each other about equally well")
    page.goto(f"/people/{person(served, leah, 'Ben Okafor')}")
    wide = depth_shown(page)
    expect(page.locator("#both-h")).to_contain_text("You know Ben better than Ben knows you")
    assert deep is not None and wide is not None and deep > 60 and wide < 10

    page.goto("/network")
    expect(page.locator("dl.shape div").filter(has_text="Deep both ways")).to_contain_text("1")
    expect(page.locator("dl.shape div").filter(has_text="they hardly know you")).to_contain_text("1")
