"""Two entries of one person in a real browser: seen side by side, merged, and parted again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.test_every_page_for_everyone import faults
from tests.served import Served

LEAH = "leah@look-alikes.example"


def test_two_entries_are_merged_and_parted_again(page: Page, served: Served) -> None:
    served.run("member", "add", LEAH, "--name", "Leah Marchetti")
    served.run("people", "add", "--name", "Beth Sandovalle", "--email", "work=beth@riverside.example", "--as", LEAH)
    served.run("people", "add", "--name", "Elizabeth Sandovalle", "--firm", "Riverside School", "--as", LEAH)
    served.sign_in(page, LEAH)

    page.goto("/people")
    page.get_by_role("link", name="Look-alikes").click()
    expect(page.get_by_text("Beth is short for Elizabeth")).to_be_visible()
    assert faults(page, "look-alikes") == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("radio", name="Elizabeth Sandovalle").check()
    page.get_by_role("button", name="One person: merge").click()
    expect(page.get_by_role("status").filter(has_text="is now one with")).to_be_visible()

    page.get_by_role("link", name="Merged so far").click()
    assert faults(page, "merges") == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="Undo the merge of").first.click()
    expect(page.get_by_role("status").filter(has_text="is back, as before")).to_be_visible()
