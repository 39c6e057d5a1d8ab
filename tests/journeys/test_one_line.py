"""A talk kept in one line: typed in the dialog of a page, read back, Enter; seen on the person's page; undone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import OpenPage, axe
from tests.journeys.steps import someone
from tests.served import Served


def test_a_line_is_typed_read_kept_with_enter_and_undone(open_page: OpenPage, served: Served) -> None:
    page, email = open_page(), someone()
    served.sign_in(page, email, name="Leah Marchetti")
    served.run("people", "add", "--name", "Dana Whitcomb", "--as", email)
    page.goto("/people")
    page.get_by_role("link", name="Dana Whitcomb").click()
    page.get_by_role("button", name="Log", exact=True).click()
    line = page.locator("#log-line")
    expect(line).to_be_focused()
    line.press_sequentially("coffee with Dana yesterday 1h")
    expect(page.locator("#log-read")).to_contain_text("One-to-one with Dana Whitcomb")
    assert axe(page) == []
    line.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Kept. One-to-one with Dana Whitcomb")
    expect(page.locator("#between")).to_contain_text("One-to-one")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".toast")).to_contain_text("Undone")
    expect(page.locator("#between")).not_to_contain_text("One-to-one")


def test_without_a_script_it_is_read_asked_and_kept(open_page: OpenPage, served: Served) -> None:
    page, email = open_page(javascript=False), someone()
    served.sign_in(page, email, name="Leah Marchetti")
    for name in ("Dana Whitcomb", "Dana Cole"):
        served.run("people", "add", "--name", name, "--as", email)
    page.goto("/log")
    page.locator("#page-line").fill("lunch with Dana")
    page.get_by_role("main").get_by_role("button", name="Read it").click()
    page.get_by_role("radio", name="Dana Cole").check()
    page.get_by_role("main").get_by_role("button", name="Keep it").click()
    page.wait_for_url(re.compile("/people/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dana Cole")
    expect(page.locator("main")).to_contain_text("Kept. Meal with Dana Cole")
