"""Five questions: Leah makes the link at her desk; Dana answers on a phone, without account, cookie or script."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import PHONE, OpenPage, axe, screenshot
from tests.journeys.steps import someone
from tests.served import Served

ANSWERS = ("Well", "I like it a lot", "On the whole", "Gladly", "Roughly")


def sound(page: Page, name: str) -> None:
    """Nothing wrong for axe, nothing wider than the screen; and a picture for a person to look at."""
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    screenshot(page, name)


def test_asked_at_a_desk_answered_on_a_phone_and_taken_back(open_page: OpenPage, served: Served) -> None:
    leah, email = open_page(), someone()
    served.sign_in(leah, email, name="Leah Marchetti")
    served.run("people", "add", "--name", "Dana Whitcomb", "--email", "dana@whitcomb.example", "--as", email)
    leah.goto("/people")
    leah.get_by_role("link", name="Dana Whitcomb").click()
    leah.get_by_role("link", name="Ask in five questions").click()
    sound(leah, "questions-member-desk")
    leah.get_by_role("button", name="Make the link").click()
    link = leah.get_by_label("The new link").input_value()
    write = leah.get_by_role("link", name="Write it in my own mail")
    expect(write).to_have_attribute("href", re.compile("^mailto:dana@whitcomb"))
    sound(leah, "questions-member-link")

    dana = open_page(size=PHONE, theme="dark", javascript=False)
    dana.goto(link)
    expect(dana.get_by_role("heading", name="What is shared, and with whom")).to_be_visible()
    screenshot(dana, "questions-phone-dark")
    dana.get_by_role("button", name="Send my answers").click()
    expect(dana.get_by_role("alert")).to_contain_text("5 are still open")
    for words in ANSWERS:
        dana.get_by_text(words, exact=True).click()
    dana.get_by_role("button", name="Send my answers").click()
    expect(dana.get_by_role("heading", level=1)).to_have_text("Thank you, Dana.")
    expect(dana.get_by_role("status")).to_contain_text("I like it a lot")
    screenshot(dana, "questions-phone-thanks")
    assert dana.context.cookies() == []

    leah.goto(link)  # any browser that runs scripts, so that axe can look
    sound(leah, "questions-desk-thanks")
    leah.goto("/people")
    leah.get_by_role("link", name="Dana Whitcomb").click()
    expect(leah.get_by_role("main")).to_contain_text("Dana says: “On the whole”")
    expect(leah.get_by_role("main")).to_contain_text("Asking again makes sense from")
    screenshot(leah, "questions-person-page")

    dana.get_by_role("button", name="Rather not").click()
    expect(dana.get_by_role("heading", level=1)).to_have_text("You would rather not. That is fine.")
    leah.reload()
    expect(leah.get_by_role("main")).to_contain_text("Dana would rather not be asked")
    leah.get_by_role("link", name="The five questions").click()
    leah.get_by_role("button", name="Make the link").click()
    expect(leah.get_by_role("alert")).to_contain_text("rather not")


def test_two_members_link_and_each_sees_what_is_shared(open_page: OpenPage, served: Served) -> None:
    leah, dana = open_page(), open_page(size=PHONE, theme="dark")
    hers, theirs = someone(), someone()
    served.sign_in(leah, hers, name="Leah Marchetti")
    served.sign_in(dana, theirs, name="Dana Whitcomb")
    served.run("people", "add", "--name", "Dana Whitcomb", "--as", hers)
    leah.goto("/people")
    leah.get_by_role("link", name="Dana Whitcomb").click()
    leah.get_by_role("link", name="Link your ledgers").click()
    leah.get_by_role("button", name="Make the link").click()
    sound(leah, "link-made-desk")
    dana.goto(leah.get_by_label("The new link").input_value())
    expect(dana.get_by_role("heading", level=1)).to_have_text("Leah Marchetti asks to be linked")
    sound(dana, "link-asked-phone-dark")
    dana.get_by_role("button", name="Agree and link").click()
    expect(dana.get_by_role("main")).to_contain_text("You and Leah Marchetti are linked")
    sound(dana, "links-phone-dark")
    leah.reload()
    leah.goto("/links")
    leah.get_by_role("button", name="End the link with Dana Whitcomb").click()
    expect(leah.get_by_role("main")).to_contain_text("Nobody yet.")
