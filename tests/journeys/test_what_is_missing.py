"""B1: trust and good service are not sufficient, by one's own records. A5: relationship first, compared honestly."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import PHONE, OpenPage
from tests.journeys.test_every_page_for_everyone import LEAH
from tests.journeys.test_five_questions import sound
from tests.served import Served


def the_demo(served: Served) -> None:
    """The demo chapter, in which Leah is an officer."""
    if LEAH not in served.run("member", "list"):
        served.run("demo")


def test_the_two_sentences_are_answered_and_the_missing_ingredient_named(open_page: OpenPage, served: Served) -> None:
    the_demo(served)
    leah = open_page()
    served.sign_in(leah, LEAH)
    leah.goto("/audit")

    main = leah.get_by_role("main")
    expect(main.get_by_role("heading", level=3).first).to_contain_text("People who know, like and trust you")
    expect(main).to_contain_text("Good service brings referrals.")
    expect(main).to_contain_text("assuming each of the five is necessary")
    expect(main.get_by_role("row", name=re.compile("Your partners"))).to_contain_text("per ten")
    sound(leah, "audit-desk")
    main.get_by_role("link", name="Clients", exact=True).click()
    expect(main.get_by_role("heading", level=1)).to_contain_text("Clients, one by one")
    expect(main.get_by_role("columnheader", name="Most likely missing")).to_be_visible()
    expect(main).to_contain_text("Too little known")
    leah.set_viewport_size(PHONE)
    sound(leah, "audit-clients-phone")


def test_a_chapter_looks_at_itself_and_nobody_can_be_told_by(open_page: OpenPage, served: Served) -> None:
    the_demo(served)
    leah = open_page(theme="dark")
    served.sign_in(leah, LEAH)
    leah.goto("/insights")
    main = leah.get_by_role("main")
    expect(main).to_contain_text("never a debt between two")
    sound(leah, "insights-desk-dark")
    main.get_by_role("link", name="Relationship first?").click()
    expect(main).to_contain_text("We cannot tell yet")
    expect(main).to_contain_text("it proves nothing")
    main.get_by_role("button", name="Count me in").click()
    expect(main).to_contain_text("You are counted, as of")
    main.get_by_role("button", name="Open a new survey").click()
    sound(leah, "survey-desk-dark")
    for answer in ("Mostly the person", "Well", "3 to 5"):
        main.get_by_text(answer, exact=True).click()
    main.get_by_role("button", name="Answer", exact=True).click()
    expect(main).to_contain_text("You answered; 1 have so far")
    main.get_by_role("button", name="Count me no longer").click()
    expect(main.get_by_role("button", name="Count me in")).to_be_visible()
