"""An address book of another server in a real browser: connected, read by the worker, sent to, disconnected."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import screenshot
from tests.interfaces.exchange.carddav_peer import PASSWORD, serving
from tests.journeys.test_every_page_for_everyone import faults
from tests.served import Served

LEAH = "leah@address-book.example"


def test_contacts_come_by_themselves_and_a_change_goes_back(page: Page, served: Served, tmp_path: Path) -> None:
    served.run("member", "add", LEAH, "--name", "Leah Marchetti")
    served.sign_in(page, LEAH)
    with serving(tmp_path) as peer:
        phone = peer.phone("Work", "Family")
        ben = phone.person("ben", "Ben Okafor", "TITLE:Realtor")
        page.goto("/sources")
        page.get_by_role("link", name="Connect an address book").click()
        assert faults(page, "connect") == []
        page.get_by_label("Address of the server").fill(peer.url)
        page.get_by_label("Your name there").fill(phone.user)
        page.get_by_label("Password there").fill(PASSWORD)
        page.get_by_role("button", name="Connect").click()
        page.get_by_role("checkbox", name="Work").check()
        page.get_by_role("button", name="Keep these in step").click()
        until_it_says(page, "1 person in step")

        here = page.url
        served.run("people", "edit", _id(served), "--title", "Broker", "--as", LEAH)
        page.goto(here)
        page.get_by_role("checkbox", name="Write my changes there").check()
        phone.edit(ben, "TITLE:Realtor", "TITLE:Retired")
        page.get_by_role("button", name="Save").last.click()
        until_it_says(page, "Two words for one thing")
        assert faults(page, "account") == []
        screenshot(page, "address-book-desk")
        page.get_by_role("button", name="Keep “Broker”").click()
        until_it_says(page, "1 person changed there")
        assert "TITLE:Broker" in phone.text(ben)

        page.goto("/sources")
        assert faults(page, "sources") == []
        page.get_by_role("link", name="127.0.0.1").click()
        page.get_by_role("link", name="Disconnect").click()
        assert faults(page, "disconnect") == []
        page.get_by_role("button", name="Disconnect").click()
        expect(page.get_by_text("No address book yet")).to_be_visible()


def until_it_says(page: Page, words: str) -> None:
    """The worker takes a moment: look again until the page says so."""
    for _ in range(60):
        if page.get_by_text(words).count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.get_by_text(words).first).to_be_visible()


def _id(served: Served) -> str:
    return str(json.loads(served.run("people", "list", "--as", LEAH, "--json"))[0]["id"])
