"""B2a: a member and a partner bind themselves to each other, one at a desk, the other on a phone without an account."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser import PHONE, OpenPage, axe
from tests.served import Served

LEAH = "leah-agrees@example.com"


def test_two_agree_look_at_it_together_and_neither_signs_unread(open_page: OpenPage, served: Served) -> None:
    desk = open_page()
    served.sign_in(desk, LEAH, name="Leah Marchetti")
    served.run("people", "add", "--as", LEAH, "--name", "Dana Whitcomb", "--profession", "Photographer")
    desk.goto("/people?q=dana")
    desk.get_by_role("link", name="Dana Whitcomb").first.click()
    desk.goto(f"{desk.url.split('?')[0]}/partnership/new")
    desk.get_by_label("You hope to send, each quarter").fill("2")
    desk.get_by_label("Dana hopes to send, each quarter").fill("2")
    desk.locator("input[name=their_moments]").first.check(force=True)
    desk.get_by_label("When you look at the whole again").fill((date.today() + timedelta(days=150)).isoformat())
    desk.get_by_label("This is not exclusive").check()
    desk.locator("main form button[type=submit]").last.click()
    desk.get_by_role("button", name="Make the link").click()
    link = desk.get_by_label("The new link").input_value()
    agreement = desk.url.removesuffix("/link")

    phone = open_page(size=PHONE, theme="dark", javascript=False)
    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Shall we send each other")
    phone.get_by_text("Propose another wording").click()
    phone.get_by_label("You hope to send, each quarter").fill("1")
    phone.get_by_role("button", name="Propose this instead").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("your word")

    desk.goto(agreement)
    expect(desk.get_by_role("heading", name="Dana waits for your word")).to_be_visible()
    desk.get_by_role("button", name="Sign wording 2").click()
    expect(desk.get_by_text("Signed by both: it is in force.")).to_be_visible()

    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("do for each other")
    phone.get_by_role("radio", name="Yes").check()
    phone.get_by_label("Your next step").fill("Send the Hales to Leah")
    phone.get_by_role("button", name="Tell Leah").click()
    expect(phone.get_by_text("Send the Hales to Leah")).to_be_visible()
    assert phone.context.cookies() == []

    desk.goto(agreement)
    desk.get_by_label("In part").check()
    desk.get_by_role("button", name="Keep this").click()
    expect(desk.get_by_text("Send the Hales to Leah")).to_be_visible()
    desk.goto("/partners")
    expect(desk.get_by_role("link", name="Dana Whitcomb").first).to_be_visible()

    looked = open_page(size=PHONE)
    looked.goto(link)
    assert axe(looked) == []
    looked.emulate_media(color_scheme="dark")
    looked.reload()
    assert axe(looked) == []
    assert looked.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
