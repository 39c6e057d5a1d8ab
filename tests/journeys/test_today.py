"""Today, in a real browser: a step is taken and logged, the reminder starts anew, and all of it is undone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, OpenPage, axe
from tests.served import Served

LEAH = "leah@demo.example"


@pytest.fixture(scope="module")
def leah(served: Served) -> str:
    """The demo chapter is there."""
    if LEAH not in served.run("member", "list"):
        served.run("demo")
    return LEAH


def today_of(served: Served) -> dict:
    """The list as the command line tells it."""
    return json.loads(served.run("today", "show", "--as", LEAH, "--json"))


def titles(page: Page) -> list[str]:
    """What there is to do, on the page."""
    return [" ".join(text.split()) for text in page.locator("#day h3").all_inner_texts()]


def test_the_step_of_five_minutes_is_taken_logged_and_taken_back_in_place(
    open_page: OpenPage, served: Served, leah: str
) -> None:
    page = open_page(size=PHONE)
    served.sign_in(page, leah)
    page.wait_for_url("**/today")
    step = today_of(served)["step"]
    assert step["title"] in titles(page)[0]

    page.locator(".today-step").get_by_role("button", name="Done").press("Enter")
    toast = page.locator("#day .toast")
    expect(toast).to_be_visible()
    assert page.url.endswith("/today"), "answered in place"
    assert step["title"] not in titles(page)
    told = json.loads(served.run("gives" if step["kind"] == "thank" else "touches", "list", "--as", leah, "--json"))
    assert told[0]["person"]["id"] == step["person"]["id"]

    toast.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert titles(page)[0] == step["title"]
    assert axe(page) == []


def test_without_javascript_a_quiet_tie_is_written_to_and_the_reminder_starts_anew(
    open_page: OpenPage, served: Served, leah: str
) -> None:
    page = open_page(javascript=False)
    served.sign_in(page, leah)
    page.goto("/today")
    line = next(item for item in today_of(served)["items"] if item["kind"] == "cooling")
    name = line["person"]["name"]

    item = page.locator(".plan-item").filter(has_text=line["title"])
    item.locator("select").select_option("call")
    item.get_by_role("button", name="Done").click()
    expect(page.get_by_text(f"Kept: call with {name}. The reminder starts anew from here.")).to_be_visible()
    assert line["title"] not in titles(page)

    promised = page.locator(".plan-item").filter(has_text="Keep your word").first
    what = promised.locator("h3").inner_text()
    promised.locator("summary").click()
    promised.get_by_role("button", name="Put off").click()
    assert what not in titles(page)
    page.get_by_role("link", name="What you put aside").click()
    page.get_by_role("button", name="Bring back").first.click()
    page.goto("/today")
    assert what in [text.strip() for text in page.locator("#day h3").all_inner_texts()]


def test_a_number_of_two_digits_stands_in_one_line_on_a_phone(open_page: OpenPage, served: Served, leah: str) -> None:
    page = open_page(size=PHONE)
    served.sign_in(page, leah)
    page.goto("/today")
    high = page.locator(".plan > li").evaluate_all("all => all.map(li => getComputedStyle(li, '::before').height)")
    seen = [one for one in high if one != "auto"]  # folded away
    assert len(seen) > 10
    assert set(seen) == {seen[0]}
