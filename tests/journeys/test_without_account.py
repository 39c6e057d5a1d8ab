"""B4: a prospect agrees on a phone, a receiver without an account takes it on and thanks; nobody has to sign up."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from grapevine.domain.referrals.rules.intake import TOO_FAST
from tests.browser import DESK, PHONE, OpenPage, axe
from tests.served import Served

LEAH = "leah-without@example.com"


def looked_at(open_page: OpenPage, link: str) -> None:
    """The page as somebody has it who only looks: readable for everybody, by day and by night, on a phone."""
    page = open_page(size=PHONE)
    page.goto(link)
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert axe(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def link_made(desk: Page, purpose: str) -> str:
    """The member makes a link; it stands on this one page and in the letter below."""
    desk.locator(f"form:has(input[value={purpose}]) button").first.click()
    link = desk.get_by_label("The new link").input_value()
    assert link in desk.get_by_label("What it says").input_value()
    return link


def test_a_prospect_agrees_a_receiver_takes_it_on_and_thanks(open_page: OpenPage, served: Served) -> None:
    desk = open_page()
    served.sign_in(desk, LEAH, name="Leah Marchetti")
    dana = json.loads(served.run("people", "add", "--as", LEAH, "--json", "--name", "Dana Whitcomb"))["id"]
    made = served.run(
        "referrals", "give", dana, "Books that have outgrown a shoebox", "--who", "Yuki Tanaka",
        "--phone", "617 555 0111", "--as", LEAH, "--json",
    )  # fmt: skip
    uid = json.loads(made)["id"]
    links = f"/referrals/{uid}/links"
    desk.goto(links)
    asked = link_made(desk, "prospect")

    looked_at(open_page, asked)
    prospect = open_page(size=PHONE, theme="dark", javascript=False)
    prospect.goto(asked)
    expect(prospect.get_by_role("heading", level=1)).to_contain_text("May I tell Dana about you?")
    prospect.get_by_label("A word about it").fill("Mornings are best")
    prospect.get_by_role("button", name="Yes, tell Dana").click()
    prospect.get_by_role("button", name="Yes, I agree").click()
    expect(prospect.get_by_role("heading", level=1)).to_contain_text("You said yes")
    assert prospect.context.cookies() == []

    served.run("referrals", "move", uid, "sent", "--as", LEAH)
    desk.goto(links)
    handed = link_made(desk, "receiver")
    looked_at(open_page, handed)
    receiver = open_page(size=DESK, javascript=False)
    receiver.goto(f"{handed}?say=yes")
    receiver.get_by_role("button", name="Yes, I take care of it").click()
    expect(receiver.get_by_text("617 555 0111")).to_be_visible()
    receiver.get_by_role("button", name="They became a client").click()
    receiver.get_by_role("button", name="They became a client").click()
    receiver.get_by_label("Your words").fill("You knew at once.")
    receiver.get_by_role("button", name="Thank Leah").click()
    expect(receiver.get_by_text("You knew at once.")).to_be_visible()
    assert receiver.context.cookies() == []

    desk.goto(f"/referrals/{uid}")
    expect(desk.get_by_text("You knew at once.").first).to_be_visible()
    prospect.goto(asked)
    expect(prospect.get_by_role("heading", level=1)).to_contain_text("This is over")
    log = Path(served.log).read_text(errors="replace")
    assert asked.rsplit("/", 1)[1] not in log and handed.rsplit("/", 1)[1] not in log


def test_somebody_is_sent_by_the_public_page_and_taken_on(open_page: OpenPage, served: Served) -> None:
    desk = open_page()
    served.sign_in(desk, f"sent-{LEAH}", name="Leah Marchetti")
    member = f"sent-{LEAH}"
    served.run(
        "briefs", "edit", "--as", member, "--headline", "I help parents separate.", "--listen-for", "He moved out.",
        "--first-question", "May I ask her to call you?", "--publish",
    )  # fmt: skip
    desk.goto("/brief/share")
    address = desk.locator("text=/\\/b\\/[a-z0-9-]+/").first.inner_text()
    guest = open_page(size=PHONE, javascript=False)
    guest.goto(f"/b/{address.split('/b/')[1].split()[0]}")
    guest.get_by_role("link", name="Send to Leah").click()
    looked_at(open_page, guest.url)
    served.run("people", "add", "--as", member, "--name", "Rosa Delgado")
    guest.get_by_label("Their name").fill("Anita")
    guest.get_by_label("Phone or e-mail they prefer").fill("617 555 0187")
    guest.get_by_label("In one line").fill("She moved out last week")
    guest.get_by_label("I asked, and they said yes").check()
    guest.get_by_label("Your name").fill("Rosa Delgado")
    guest.get_by_label("Your e-mail").fill("rosa@delgado.example")
    guest.wait_for_timeout(1_000 * TOO_FAST)  # nobody fills it in as quickly as a program does
    guest.get_by_role("button", name="Send to Leah").click()
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert guest.context.cookies() == []

    desk.goto("/referrals/requests")
    expect(desk.get_by_label("Who sent it")).to_contain_text("Rosa Delgado")
    assert axe(desk) == []
    desk.get_by_role("button", name="Take it on").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Anita")
