"""Sorting in a real browser: with one key a person and back again, and with a thumb on a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import PHONE, axe
from tests.journeys.test_every_page_for_everyone import faults
from tests.served import Served

PEOPLE = ("Ada Zorn", "Cleo Abel", "Eva Moss")


def begin(served: Served, page: Page, email: str) -> None:
    """Leah with three people whom nobody has sorted."""
    served.run("member", "add", email, "--name", "Leah Marchetti")
    for name in PEOPLE:
        served.run("people", "add", "--name", name, "--as", email)
    served.sign_in(page, email)


def asked_about(page: Page, name: str, far: str) -> None:
    expect(page.locator("#sort-name")).to_have_text(name)
    expect(page.locator(".sort-far strong.num")).to_have_text(far)


def test_one_key_a_person_and_one_key_back(page: Page, served: Served) -> None:
    begin(served, page, "leah@sorting.example")
    page.goto("/people")
    page.get_by_role("link", name="Sort 3").click()
    asked_about(page, "Cleo Abel", "0 of 3")
    assert faults(page, "sorting") == []
    page.set_viewport_size({"width": 1440, "height": 900})

    page.keyboard.press("p")
    asked_about(page, "Eva Moss", "1 of 3")
    expect(page.locator("#sort-told")).to_contain_text("Cleo Abel: Professionals. 1 of 3 sorted. Now: Eva Moss.")
    expect(page.locator("#sort-name")).to_be_focused()
    page.keyboard.press("l")
    asked_about(page, "Ada Zorn", "1 of 3")
    page.keyboard.press("u")
    asked_about(page, "Eva Moss", "1 of 3")
    page.keyboard.press("u")
    asked_about(page, "Cleo Abel", "0 of 3")

    page.get_by_label("Letter keys sort").uncheck()
    page.keyboard.press("f")
    page.get_by_label("Letter keys sort").check()
    asked_about(page, "Cleo Abel", "0 of 3")
    page.get_by_role("button", name="Clients").focus()
    page.keyboard.press("Enter")
    asked_about(page, "Eva Moss", "1 of 3")
    expect(page.get_by_role("button", name="Clients")).to_be_focused()
    page.keyboard.press("Enter")
    asked_about(page, "Ada Zorn", "2 of 3")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="That was everybody")).to_be_visible()


def test_a_thumb_sorts_on_a_phone_and_several_are_changed_at_once(
    open_page: Callable[..., Page], served: Served
) -> None:
    page = open_page(PHONE)
    begin(served, page, "leah@thumb.example")
    page.goto("/people/sort")
    for button in page.locator(".sort-key").all():
        box = button.bounding_box()
        assert box is not None and box["height"] >= 44 and box["width"] >= 44
        assert box["y"] + box["height"] <= PHONE["height"]
    page.get_by_role("button", name="Friends").tap()
    asked_about(page, "Eva Moss", "1 of 3")
    page.get_by_role("button", name="Undo").tap()
    asked_about(page, "Cleo Abel", "0 of 3")

    page.goto("/people")
    page.get_by_text("Change several at once").tap()
    page.get_by_label("Tick all on this page").check()
    page.get_by_label("Tick Eva Moss").uncheck()
    page.get_by_label("What", exact=True).select_option(label="Add a tag")
    page.get_by_label("Tag", exact=True).last.fill("Book club")
    assert axe(page) == []
    page.get_by_role("button", name="Change", exact=True).tap()
    told = page.get_by_role("status").filter(has_text="Tagged “Book club”: 2 people.")
    told.get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("status").filter(has_text="Undone for 2 people.")).to_be_visible()
