"""A8: tell success stories; others answer. From a closed loop to a public page, with the consent of those named."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from grapevine.domain.stories.rules.comments import QUICKEST
from tests.browser import PHONE, OpenPage, axe, screenshot
from tests.journeys.steps import someone
from tests.journeys.test_five_questions import sound
from tests.served import Served

NEED = "Hana Kim’s client mentioned an uncle in passing: eighty-one, alone, a house full of papers."
HAPPENED = "Hana asked whether he would like a visit. I went, and Walter Ode showed me photographs for an hour."


def test_told_at_a_desk_agreed_to_on_a_phone_and_answered_by_a_stranger(open_page: OpenPage, served: Served) -> None:
    leah, email = open_page(), someone()
    served.sign_in(leah, email, name="Leah Marchetti")
    mine = ("--as", email, "--json")
    hana = json.loads(served.run("people", "add", "--name", "Hana Kim", "--email", "hana@kim.example", *mine))["id"]
    came = json.loads(served.run("referrals", "note", hana, "Papers of a house", "--who", "Walter Ode", *mine))["id"]
    for stage in ("accepted", "won"):
        served.run("referrals", "move", came, stage, "--as", email)
    served.run("referrals", "thank", came, "--words", "You were right", "--as", email)
    leah.goto(f"/referrals/{came}")
    leah.get_by_role("link", name="Tell the story of it").click()
    leah.get_by_label("What was the need?").fill(NEED)
    leah.get_by_label("What happened then?").fill(HAPPENED)
    leah.get_by_label("What came of it?").fill("It is signed now, and Mr. Ode comes to us on Sundays.")
    leah.get_by_label("A title").fill("The uncle nobody asked about")
    leah.get_by_role("button", name="Keep it").click()
    expect(leah.get_by_role("article")).to_contain_text("and a client comes to us on Sundays")
    leah.get_by_text("Ask for their name: Hana Kim").click()
    leah.get_by_role("group", name="How far").first.get_by_text("Public").click()
    leah.get_by_role("button", name="Make their link for Hana Kim").click()
    link = leah.get_by_label("The new link for Hana Kim").input_value()
    sound(leah, "story-desk-asked")

    phone = open_page(size=PHONE, theme="dark", javascript=False)
    phone.goto(link)
    expect(phone.get_by_role("article")).to_contain_text("Hana Kim’s client mentioned")
    expect(phone.get_by_role("article")).not_to_contain_text("Walter")
    screenshot(phone, "story-named-phone-dark")
    phone.get_by_role("button", name="My name may stand there").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Your name stands in it")

    leah.goto("/stories")
    leah.get_by_role("link", name="The uncle nobody asked about").click()
    leah.get_by_text("Anybody with the address").click()
    leah.get_by_role("button", name="Keep this").click()
    address = leah.get_by_label("The address to hand out").input_value()
    guest = open_page(size=PHONE, javascript=False)
    guest.goto(address)
    expect(guest.get_by_role("article")).to_contain_text("Hana Kim’s client mentioned")
    expect(guest.get_by_role("article")).to_contain_text("a client showed me photographs")
    guest.get_by_label("Your comment").fill("My father sorts his photographs, too.")
    guest.get_by_label("Your name").fill("Ruth")
    guest.get_by_label("Your e-mail").fill("ruth@reader.example")
    leah.goto("/stories/words")  # while Ruth reads it over: what is sent faster than anybody reads is not taken
    sound(leah, "story-words-desk")
    guest.wait_for_timeout(1_000 * QUICKEST)  # nobody reads and writes as quickly as a program does
    guest.get_by_role("button", name="Send it to Leah").click()
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Leah reads it first")
    own = guest.get_by_label("The link to your comment").input_value()
    assert guest.context.cookies() == []

    leah.goto("/stories")
    expect(leah.get_by_role("main")).to_contain_text("My father sorts his photographs, too.")
    sound(leah, "stories-desk-waiting")
    leah.get_by_role("button", name="Let it stand").click()
    leah.goto(address)  # any browser that runs scripts, so that axe can look
    expect(leah.get_by_role("main")).to_contain_text("1 comment")
    assert "ruth@reader.example" not in leah.content() and axe(leah) == []
    screenshot(leah, "story-public-desk")
    phone.get_by_role("button", name="Take my name out").click()
    leah.reload()
    expect(leah.get_by_role("article")).not_to_contain_text("Hana")
    guest.goto(own)
    guest.get_by_role("button", name="Take it down").click()
    leah.reload()
    expect(leah.get_by_role("main")).not_to_contain_text("photographs, too")
