"""Before a talk, in a real browser: write down what one knows, with and without JavaScript; one page to take along."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE, OpenPage, axe
from tests.served import Served

LEAH = "leah@demo.example"
HEADINGS = ("goals", "accomplishments", "interests", "networks", "skills")
LONG = "What became of the summer house, told at length. " * 12


@pytest.fixture(scope="module")
def person(served: Served) -> str:
    """Somebody of the demo chapter with a long story under every heading."""
    if LEAH not in served.run("member", "list"):
        served.run("demo")
    uid = str(json.loads(served.run("people", "list", "--as", LEAH, "--json"))[0]["id"])
    for heading in HEADINGS[:4]:
        for _ in range(3):
            said = ("--heading", heading, "--text", LONG, "--at", "2025-01-01")
            served.run("knowledge", "add", uid, *said, "--as", LEAH)
    return uid


def signed_in(page: Page, served: Served) -> Page:
    """Leah, through her one-time link."""
    served.sign_in(page, LEAH)
    page.wait_for_url("**/today")
    return page


def write_down(page: Page, text: str) -> None:
    """Under skills, with the keyboard."""
    page.locator("#known details").nth(4).locator("summary").press("Enter")
    page.locator("#kn-skills").fill(text)
    page.locator("#kn-skills").press("Enter")
    page.locator("#known").get_by_text(text).wait_for()


def test_what_is_known_is_written_down_in_place_and_nothing_is_lost_to_those_who_cannot_see(
    open_page: OpenPage, served: Served, person: str
) -> None:
    page = signed_in(open_page(size=PHONE), served)
    page.goto(f"/people/{person}")
    write_down(page, "Staying calm in depositions")
    page.locator("#kn-skills-told").press("Enter")
    page.locator("#known .back").nth(4).get_by_text("knows").wait_for()

    assert page.evaluate("document.activeElement.id") == "kn-skills-told"
    page.locator("#known details").nth(4).locator("summary").click()
    assert axe(page) == []


def test_without_javascript_it_is_the_same(open_page: OpenPage, served: Served, person: str) -> None:
    page = signed_in(open_page(javascript=False), served)
    page.goto(f"/people/{person}")
    write_down(page, "Tracing accounts")

    assert page.url.endswith("#look-h")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_page_to_take_along_is_one_page(
    open_page: OpenPage, served: Served, person: str, paper: str
) -> None:
    page = signed_in(open_page(), served)
    page.goto(f"/people/{person}/prepare")
    page.get_by_role("heading", name="Before you meet").wait_for()
    printed = page.pdf(format=paper)

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
