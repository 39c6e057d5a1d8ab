"""How to refer me: from signing up to a public page with its QR code, and what somebody reads on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, OpenPage, axe, screenshot
from tests.journeys.steps import Effort, sign_up, someone
from tests.served import Served

#: What a member types: label -> words.
WORDS = {
    "In one sentence, what do you do for people?": "I help parents separate without a war.",
    "Who I help": "Couples in Harbor County who want it settled at a table.",
    "Line 1": "We’re holding on until the kids finish school.",
    "Line 2": "I don’t even know what’s in the accounts.",
    "Line 3": "He’s been sleeping in the guest room since spring.",
    "What to ask first": "Who do you talk to about it?",
    "How to introduce me": "I know someone calm. Her name is Leah. May I ask her to call you?",
    "Who is not a fit": "Criminal charges. Call me.",
}


def sound(page: Page, name: str) -> None:
    """Nothing wrong for axe, nothing wider than the screen; and a picture for a person to look at."""
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    screenshot(page, name)


def write(page: Page) -> int:
    """Fill the brief; how many fields that took."""
    page.get_by_text("Divorce", exact=True).click()
    for label, words in WORDS.items():
        page.get_by_label(re.compile(f"^{re.escape(label)}")).fill(words)
    return len(WORDS) + 1


@pytest.mark.parametrize("javascript", [True, False])
def test_from_signing_up_to_a_public_brief_with_its_code_in_under_five_minutes(
    open_page: OpenPage, javascript: bool
) -> None:
    leah = open_page(size=DESK, javascript=javascript)
    effort = Effort(leah)
    sign_up(leah, someone())
    leah.get_by_label("What you do").fill("Family-law attorney")
    leah.get_by_role("button", name="That is me").click()
    leah.get_by_role("heading", name="Bring people in").click()
    leah.get_by_role("button", name="First say how to refer me").click()
    fields = 4 + write(leah)
    if javascript:
        expect(leah.locator("#preview")).to_contain_text("Criminal charges.")
        sound(leah, "brief-editor-desk")
    leah.get_by_role("button", name="Save and publish").first.click()
    expect(leah.get_by_role("heading", level=1)).to_have_text("Your page is public")
    expect(leah.get_by_role("img", name=re.compile("^QR code for .*leah-marchetti-"))).to_be_visible()
    assert effort.minutes() < 5, (effort.minutes(), effort.typed, effort.screens)
    assert (len(effort.screens), fields) == (6, 13), effort.screens
    if javascript:
        sound(leah, "brief-share-desk")
        reads_it(open_page, leah.get_by_label("The address").input_value())
        takes_it_down(open_page, leah)


def reads_it(open_page: OpenPage, address: str) -> None:
    """Dana opens it on her phone: no account, no cookie, no script; in both themes nothing is wrong."""
    dana = open_page(size=PHONE, javascript=False)
    dana.goto(address)
    expect(dana.get_by_role("heading", level=1)).to_have_text("I help parents separate without a war.")
    expect(dana.get_by_role("main")).to_contain_text("May I ask her to call you?")
    assert dana.context.cookies() == []
    for theme in ("light", "dark"):
        page = open_page(size=PHONE, theme=theme)
        page.goto(address)
        sound(page, f"brief-public-phone-{theme}")


def takes_it_down(open_page: OpenPage, leah: Page) -> None:
    """The address says so, without a word of the brief."""
    address = leah.get_by_label("The address").input_value()
    leah.get_by_role("button", name="Take it down").click()
    expect(leah.get_by_role("heading", level=1)).to_have_text("Your page is taken down")
    guest = open_page(size=PHONE, javascript=False)
    assert guest.request.get(address).status == 410


def test_two_tabs_write_the_same_brief_and_the_last_clients_fill_it(open_page: OpenPage, served: Served) -> None:
    one, email = open_page(theme="dark"), someone()
    served.sign_in(one, email, name="Leah Marchetti")
    one.goto("/brief/last-ten")
    one.get_by_label("1. Initials").fill("J. P.")
    one.get_by_label("What they said it was about").first.fill("We can’t agree on Christmas.")
    one.get_by_label("The moment").first.fill("Divorce")
    one.get_by_label("Ten more?").first.select_option("Yes")
    one.get_by_role("button", name="Keep, and show the pattern").click()
    expect(one.get_by_role("main")).to_contain_text("1 of 1")
    sound(one, "brief-last-ten-dark")
    one.get_by_role("button", name="Take these over").click()
    expect(one.get_by_label("Line 1")).to_have_value("We can’t agree on Christmas.")
    other = one.context.new_page()
    other.goto("/brief")
    other.get_by_label("What to ask first").fill("Who decides about Christmas?")
    other.get_by_role("button", name="Save", exact=True).last.click()
    expect(other.get_by_text("Kept as version 2.")).to_be_visible()
    one.get_by_label("What to ask first").fill("How do you share the days?")
    one.get_by_role("button", name="Save", exact=True).last.click()
    expect(one.get_by_role("alert")).to_contain_text("Nothing is lost")
    sound(one, "brief-conflict-dark")
    one.get_by_role("button", name="Save", exact=True).last.click()
    expect(one.get_by_text("Kept as version 3.")).to_be_visible()
    one.get_by_role("link", name="version 3").click()
    expect(one.locator("del").first).to_have_text("Who decides about Christmas?")
    sound(one, "brief-versions-dark")
