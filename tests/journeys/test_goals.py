"""B4: a goal worked out and kept, and what is on its way; by script at a desk, without on a phone."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser import PHONE, OpenPage, axe
from tests.served import Served

LEAH = "leah-wants@example.com"


def test_a_goal_is_worked_out_kept_and_held_against_what_comes(open_page: OpenPage, served: Served) -> None:
    desk = open_page()
    served.sign_in(desk, LEAH, name="Leah Marchetti")
    dana = json.loads(served.run("people", "add", "--as", LEAH, "--name", "Dana Whitcomb", "--json"))["id"]
    for ago in (70, 50, 30):
        day = (date.today() - timedelta(days=ago)).isoformat()
        came = json.loads(
            served.run("referrals", "note", dana, "A will", "--who", "Yuki", "--at", day, "--as", LEAH, "--json")
        )
        for stage in ("met", "won")[: 1 if ago == 30 else 2]:
            served.run("referrals", "move", came["id"], stage, "--as", LEAH)

    desk.goto("/goals")
    expect(desk.get_by_text("you have 2 clients already")).to_be_visible()
    desk.get_by_label("How many").fill("9")
    number = desk.locator("#what-if .goal-chain tbody tr").first.locator(".big").last
    before = number.inner_text()
    desk.get_by_label("How many").fill("40")
    expect(number).not_to_have_text(before)
    assert "amount=40" in desk.url
    desk.get_by_role("button", name="Keep this goal").click()
    expect(desk.get_by_role("heading", name=re.compile("^40 clients by"))).to_be_visible()

    phone = open_page(size=PHONE, theme="dark", javascript=False, storage_state=desk.context.storage_state())
    phone.goto("/goals")
    phone.get_by_label("How many").fill("12")
    phone.get_by_role("button", name="Work it out").click()
    expect(phone.get_by_text(re.compile("^12 clients by"))).to_be_visible()
    expect(phone.get_by_role("columnheader", name="Four times in five")).to_have_count(2)

    desk.goto("/forecast")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("in ninety days")
    expect(desk.get_by_role("link", name="Dana Whitcomb")).to_be_visible()
    for path in ("/forecast", "/goals"):
        for theme in ("light", "dark"):
            desk.emulate_media(color_scheme=theme)
            desk.goto(path)
            assert axe(desk) == [], (path, theme)
        desk.set_viewport_size(PHONE)
        desk.reload()
        assert axe(desk) == [], path
        assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        desk.set_viewport_size({"width": 1440, "height": 900})
