"""The first hour: from nothing to "this is your network", with a script, without one, and by the keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, OpenPage
from tests.journeys.steps import (
    Effort,
    bring_in,
    cards_file,
    days_ago,
    depth_shown,
    first_steps,
    keep_it,
    names_on_the_picture,
    sign_up,
    someone,
    wait_for,
)
from tests.served import Served


@pytest.mark.parametrize(("size", "javascript"), [(DESK, True), (DESK, False), (PHONE, True)])
def test_from_signing_up_to_a_network_and_back(
    open_page: OpenPage, tmp_path: Path, size: dict[str, int], javascript: bool
) -> None:
    page = open_page(size=size, javascript=javascript)
    effort = Effort(page)
    sign_up(page, someone())
    first_steps(page, ["Tom Halloran", "Ellen Fisk"])
    bring_in(page, cards_file(tmp_path))
    same_person(page)
    keep_it(page)
    expect(page.get_by_text("3 people are in your network")).to_be_visible()
    page.get_by_role("link", name="See everyone on the picture").click()
    assert {"Dana Whitcomb", "Ben Okafor", "Tom Halloran", "Ellen Fisk"} == set(names_on_the_picture(page))
    assert effort.minutes() <= 5, effort.screens
    assert len(effort.screens) <= 12, effort.screens
    talk_with_dana(page)
    undo_the_import(page)


def same_person(page: Page) -> None:
    """Tom is the one Leah typed in."""
    expect(page.get_by_text("Same person?")).to_be_visible()
    expect(page.locator(".twin-table")).to_contain_text("+1 617 555 0199")
    page.get_by_role("button", name="One person: join them").click()


def talk_with_dana(page: Page) -> None:
    """A lunch is kept, and the depth between them can be told."""
    page.goto("/people?q=dana")
    page.get_by_role("link", name="Dana Whitcomb").click()
    assert depth_shown(page) is None
    composer = page.locator(".aside form.composer")
    composer.get_by_label("In a line or two").fill("Lunch at the harbor")
    composer.get_by_text("Meal", exact=True).click()
    composer.get_by_label("When").fill(days_ago(1))
    composer.get_by_role("button", name="Save").click()
    expect(page.locator(".stem")).to_contain_text("Lunch at the harbor")
    first = depth_shown(page)
    assert first is not None and first > 0
    composer.get_by_text("I received", exact=True).click()
    composer.get_by_text("A referral", exact=True).click()
    composer.get_by_role("button", name="Save").click()
    expect(page.locator(".stem .is-got")).to_be_visible()
    assert (depth_shown(page) or 0) > first


def undo_the_import(page: Page) -> None:
    """Ben leaves again; Dana stays, because something was kept by hand; Tom is as he was typed."""
    page.goto("/imports")
    page.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Undo everything").click()
    undone = page.get_by_text(re.compile("^Undone")).or_(page.get_by_role("link", name="See what came in"))
    wait_for(page, undone)
    page.goto("/people")
    expect(page.get_by_role("link", name="Ben Okafor")).to_have_count(0)
    expect(page.get_by_role("link", name="Dana Whitcomb")).to_have_count(1)
    expect(page.get_by_role("link", name="Tom Halloran")).to_have_count(1)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, what: str) -> None:
    """Press Tab until the thing with these words, label or id has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "(() => { const e = document.activeElement; if (e === document.body) return '';"
            " return [e.id, e.innerText, e.getAttribute('aria-label'), e.name].join('|') })()"
        )
        if what in here:
            return
    raise AssertionError(f"the keyboard does not reach {what}")


def test_the_keyboard_alone_adds_somebody_and_keeps_a_talk(page: Page, served: Served) -> None:
    served.sign_in(page, someone(), name="Leah Marchetti")
    page.wait_for_url("**/welcome")
    tab_to(page, "Finish later")
    press(page, "Enter")
    page.wait_for_url("**/network")
    tab_to(page, "Add a person")
    press(page, "Enter")
    page.wait_for_url("**/people/new")
    tab_to(page, "id_name")
    page.keyboard.type("Priya Raman")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Priya Raman")
    page.goto("/network")
    tab_to(page, "Log")
    press(page, "Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "Fill in a form instead")
    press(page, "Enter")
    tab_to(page, "log-who")
    page.keyboard.type("pri")
    expect(page.locator("#log-found")).to_contain_text("Priya Raman")
    tab_to(page, "log-note")
    page.keyboard.type("On the phone")
    tab_to(page, "Save")
    press(page, "Enter")
    expect(page.get_by_text("Kept, with Priya Raman.")).to_be_visible()


def test_typing_swaps_the_rows_without_a_new_page(page: Page, served: Served) -> None:
    email = someone()
    served.sign_in(page, email, name="Leah Marchetti")
    for name in ("Dana Whitcomb", "Ben Okafor"):
        served.run("people", "add", "--name", name, "--as", email)
    page.goto("/people")
    page.evaluate("window.still = 'here'")
    page.get_by_label("Name, firm, work, tag or note").press_sequentially("dana", delay=30)
    expect(page.locator("#rows .person-name")).to_have_text(["Dana Whitcomb"])
    assert page.evaluate("window.still") == "here"
    assert "q=dana" in page.url
