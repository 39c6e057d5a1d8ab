"""Two members in two browsers: one wants to meet somebody, the other may be asked, says yes, and introduces them."""

from __future__ import annotations

import json
import secrets

import pytest
from playwright.sync_api import Page

from tests.browser import DESK, PHONE, OpenPage, axe
from tests.served import Served

CARLA = "carla.ortiz@court.example"


@pytest.fixture
def chapter(served: Served) -> tuple[str, str]:
    """Leah and Tom of one chapter (their addresses); Tom knows Judge Ortiz well, and lets his chapter ask him."""
    if "leah@demo.example" not in served.run("member", "list"):
        served.run("demo")
    found = [one["email"] for one in json.loads(served.run("member", "list", "--json")) if "demo" in one["email"]]
    leah, tom = "leah@demo.example", next(email for email in found if email != "leah@demo.example")
    named = ("--name", "Judge Carla Ortiz", "--email", CARLA, "--segment", "professional")
    uid = json.loads(served.run("people", "add", *named, "--as", tom, "--json"))["id"]
    for day in ("2 days ago", "last week", "yesterday"):
        served.run("touches", "log", f"lunch with Judge Carla Ortiz {day} 90 min", "--as", tom)
    served.run("depth", "rate", "--person", uid, "--value", "5", "--as", tom)
    served.run("introductions", "allow", "--askable-by", "chapter", "--opens", "all", "--as", tom)
    return leah, tom


def as_member(page: Page, served: Served, email: str) -> Page:
    served.sign_in(page, email)
    page.goto("/network/introductions")
    return page


def test_a_member_is_asked_in_their_own_browser_and_nothing_passes_before_the_yes(
    open_page: OpenPage, served: Served, chapter: tuple[str, str]
) -> None:
    leah = as_member(open_page(size=DESK), served, chapter[0])
    reason = f"Her essay on mediation {secrets.token_hex(3)}"
    leah.get_by_label("Name").fill("Carla Ortiz")
    leah.get_by_label("Mail").fill(CARLA)
    leah.get_by_label("Why").fill(reason)
    leah.get_by_role("button", name="Find a way").press("Enter")
    leah.get_by_text("may be able to introduce you to Carla Ortiz").wait_for()
    assert axe(leah) == []
    leah.get_by_role("button", name="Draft a request").first.click()
    letter = leah.get_by_label("Your letter")
    assert reason in letter.input_value()
    assert axe(leah) == []

    tom = as_member(open_page(size=PHONE), served, chapter[1])
    assert tom.get_by_text("You are asked").count() == 0
    leah.get_by_role("button", name="I have asked").click()
    leah.get_by_text("Kept: asked.").wait_for()

    tom.reload()
    tom.get_by_role("link", name="Look at what").first.click()
    tom.get_by_text("In your book").wait_for()
    assert reason in tom.locator(".letter-read").inner_text()
    assert axe(tom) == []
    tom.get_by_role("button", name="Yes, I will ask Carla").click()
    tom.get_by_label("Words to copy").wait_for()
    tom.get_by_role("button", name="Carla said yes").click()
    tom.get_by_role("button", name="I have introduced you two").click()

    leah.reload()
    leah.get_by_role("button", name="We met").click()
    leah.get_by_text("Kept: met.").wait_for()
