"""A3 and A7 in a real browser: the week is planned, one action done, a draft looked over, a technique practised."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, OpenPage, axe
from tests.served import Served

LEAH = "leah@demo.example"


@pytest.fixture(scope="module")
def leah(served: Served) -> str:
    """The demo chapter is there."""
    if LEAH not in served.run("member", "list"):
        served.run("demo")
    return LEAH


def test_a7_a_week_inside_ones_minutes_is_answered_and_a3_the_right_technique_is_tried(
    open_page: OpenPage, served: Served, leah: str
) -> None:
    page = open_page(size=PHONE)
    served.sign_in(page, leah)
    page.wait_for_url("**/today")
    page.goto(f"{served.url}/plan?minutes=60")
    shown = json.loads(served.run("plan", "show", "--minutes", "60", "--as", leah, "--json"))["actions"]
    titles = page.locator(".plan h3")
    expect(titles).to_have_count(len(shown))
    assert sum(action["minutes"] for action in shown) <= 60 and shown[0]["name"] in titles.first.inner_text()
    assert axe(page) == []
    page.locator(".plan-item .do > button").first.press("Enter")
    expect(page.get_by_text("Done, and logged.")).to_be_visible()
    expect(page.get_by_role("heading", name="Answered this week")).to_be_visible()

    page.goto(f"{served.url}/techniques?person={shown[1]['person']}")
    expect(page.get_by_role("heading", name="Fits now")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Before you write").click()
    page.get_by_label("Your draft").fill("Do you know anyone who needs a lawyer? Please pass my name on.")
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_text("asks for a referral").first).to_be_visible()
    assert axe(page) == []

    page.goto(f"{served.url}/techniques/walk")
    page.locator("#note").fill("Frost on the pond")
    page.get_by_role("button", name="Note the try").click()
    expect(page.get_by_text("Frost on the pond")).to_be_visible()
    assert axe(page) == []
