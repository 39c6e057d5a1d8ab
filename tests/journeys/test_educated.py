"""B2b: a network that knows whom to send. Leah tells Dana two parts of her brief; Dana says them back on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import PHONE, OpenPage, axe, screenshot
from tests.journeys.steps import someone
from tests.journeys.test_five_questions import sound
from tests.served import Served

HOLDING = "We’re holding on until the kids finish school."
COURT = "Anyone with a hearing in the next five days. County bar line, 555 0100."


def test_taught_at_a_desk_said_back_on_a_phone(open_page: OpenPage, served: Served) -> None:
    leah, email = open_page(), someone()
    served.sign_in(leah, email, name="Leah Marchetti")
    served.run("people", "add", "--name", "Dana Whitcomb", "--email", "dana@whitcomb.example", "--as", email)
    served.run(
        "briefs", "edit", "--as", email, "--name", "Leah Marchetti", "--moment", "divorce", "--listen-for", HOLDING,
        "--not-a-fit", COURT, "--whom-i-help", "Couples who are separating.",
    )  # fmt: skip
    leah.goto("/people")
    leah.get_by_role("link", name="Dana Whitcomb").click()
    leah.get_by_role("link", name="Teach Dana whom to send you").click()
    for part in ("Who I help", "What to listen for", "Who is not a fit"):
        leah.get_by_label(part).first.set_checked(part != "Who I help")
    sound(leah, "teach-desk-first")
    leah.get_by_role("button", name="Keep this lesson").click()
    expect(leah.get_by_role("main")).to_contain_text("In a week it is time to ask Dana")
    leah.get_by_role("button", name="Make the link").click()
    link = leah.get_by_label("The new link").input_value()
    sound(leah, "teach-desk-link")

    dana = open_page(size=PHONE, theme="dark", javascript=False)
    dana.goto(link)
    expect(dana.get_by_role("main")).to_contain_text("What Leah sees: which answers you chose, and when")
    screenshot(dana, "teach-back-phone-dark")
    dana.get_by_text(HOLDING, exact=True).click()
    dana.get_by_role("button", name="Answer").click()
    expect(dana.get_by_role("main")).to_contain_text("Yes, just so.")
    dana.locator("label.opt").filter(has_not_text="Anyone with a hearing").first.click()
    dana.get_by_role("button", name="Answer").click()
    expect(dana.get_by_role("main")).to_contain_text("Not quite. It is: Anyone with a hearing")
    expect(dana.get_by_role("main")).to_contain_text("County bar line, 555 0100")
    expect(dana.get_by_role("heading", name="What I will listen for")).to_be_visible()
    screenshot(dana, "teach-back-phone-result")
    assert dana.context.cookies() == []

    leah.goto(link)  # any browser that runs scripts, so that axe can look
    sound(leah, "teach-back-desk-result")
    leah.goto("/teach")
    expect(leah.get_by_role("row", name=re.compile("Dana Whitcomb"))).to_contain_text("1 of 4")
    assert axe(leah) == []
    screenshot(leah, "teach-desk-learned")
    leah.get_by_role("link", name="Dana Whitcomb").click()
    expect(leah.get_by_role("main")).to_contain_text("Who is not a fit: missed")
    leah.get_by_role("button", name="Delete").click()
    expect(leah.get_by_role("main")).to_contain_text("was never asked, so we cannot tell yet")
