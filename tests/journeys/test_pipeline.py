"""B4: two members and a referral between them, from the moment somebody needs help to the thanks at the end."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser import PHONE, OpenPage, axe
from tests.served import Served

LEAH, DANA = "leah-gives@example.com", "dana-gets@example.com"


def linked(served: Served) -> str:
    """Both with the other in their book, linked; the id of Dana in Leah's."""
    added = served.run("people", "add", "--as", LEAH, "--name", "Dana Whitcomb", "--title", "CPA", "--json")
    back = served.run("people", "add", "--as", DANA, "--name", "Leah Marchetti", "--json")
    dana = json.loads(added)["id"]
    asked = json.loads(served.run("links", "ask", "--as", LEAH, "--person", dana, "--json"))
    served.run("links", "accept", asked["link"], "--as", DANA, "--person", json.loads(back)["id"])
    return dana


def looks_well(page: Page, address: str) -> None:
    """In both themes nothing is wrong for who hears or sees badly, and nothing runs out of a phone."""
    page.goto(address)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert axe(page) == [], (address, theme)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_a_referral_goes_from_a_need_to_the_thanks(open_page: OpenPage, served: Served) -> None:
    desk, phone = open_page(), open_page(size=PHONE, javascript=False)
    served.sign_in(desk, LEAH, name="Leah Marchetti")
    served.sign_in(phone, DANA, name="Dana Whitcomb")
    hers = open_page(storage_state=phone.context.storage_state())
    linked(served)

    desk.goto("/referrals")
    desk.get_by_role("link", name="Give a referral").click()
    desk.get_by_label("In a word or two").fill("tax office")
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="A letter from the tax office").click()
    desk.get_by_role("link", name="Send to Dana Whitcomb").click()
    expect(desk.get_by_text("Not yet, perhaps")).to_be_visible()
    desk.get_by_label("Who needs help").fill("Yuki Tanaka")
    desk.get_by_label("What for, in a line that names nobody").fill("A letter nobody dares to open")
    desk.get_by_label("Their phone").fill("+1 617 555 0111")
    desk.get_by_role("button", name="Note it, then ask them").click()
    expect(desk.get_by_role("heading", name="Has Yuki Tanaka agreed?")).to_be_visible()
    desk.get_by_label("They told me, and how").fill("On the phone, after six is best")
    desk.get_by_role("button", name="They agreed").click()
    desk.get_by_role("button", name="Send it").click()
    expect(desk.get_by_role("heading", name="Dana says yes or no")).to_be_visible()

    phone.goto("/referrals")
    expect(phone.get_by_text("Say yes or no")).to_be_visible()
    phone.get_by_role("link", name="Yuki Tanaka").click()
    expect(phone.get_by_text("+1 617 555 0111")).to_be_visible()
    phone.get_by_label("A word for Leah").fill("I call her at six.")
    phone.get_by_role("button", name="Accept").click()
    expect(phone.get_by_text("“I call her at six.”")).to_be_visible()

    hers.goto("/referrals")
    hers.locator(".rcard").drag_to(hers.locator(".lane[data-stages=met] .lane-head"))
    expect(hers.get_by_text("Moved: met.")).to_be_visible()
    hers.locator(".rcard summary").focus()
    hers.keyboard.press("Enter")
    hers.keyboard.press("Tab")
    hers.keyboard.press("Enter")
    expect(hers.get_by_text("Moved: proposal.")).to_be_visible()
    looks_well(open_page(size=PHONE, storage_state=phone.context.storage_state()), "/referrals")
    phone.goto("/referrals")
    phone.get_by_role("link", name="Yuki Tanaka").click()
    phone.get_by_role("button", name="It was won").click()
    phone.get_by_label("A few words").fill("You sent me the right person.")
    phone.get_by_role("button", name="Thank Leah").click()
    expect(phone.get_by_text("The loop is closed").first).to_be_visible()

    desk.goto("/referrals?role=giver")
    expect(desk.locator(".rcard").get_by_text("You were thanked")).to_be_visible()
    desk.get_by_role("link", name="Yuki Tanaka").click()
    expect(desk.get_by_text("“I call her at six.”")).to_be_visible()
    expect(desk.get_by_text("“You sent me the right person.”")).to_be_visible()
    here = desk.url
    desk.goto("/referrals/results")
    expect(desk.get_by_role("row", name="Dana Whitcomb Given")).to_be_visible()
    looked = open_page(size=PHONE, storage_state=desk.context.storage_state())
    looks_well(looked, here)
