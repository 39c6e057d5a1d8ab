"""Every page by day and by night, on a phone and at a desk: nothing that axe finds, nothing that runs off the side."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import DESK, PHONE, OpenPage, axe
from tests.journeys.steps import CARDS
from tests.served import Served

LEAH = "leah@demo.example"
WIDTHS = (360, 390, 1440, 1600)
#: Pages that ask for nobody to be signed in.
DOOR = ("/account/login/", "/account/signup/", "/account/password/reset/", "/sign-in/a-link-nobody-made",
        "/account/password/reset/done/", "/account/confirm-email/nonsense/", "/stop/nothing", "/nowhere")  # fmt: skip
#: {person}, {touch}, {give}, {promise}, {partnership}, {referral}: things of the demo.
SIGNED_IN = (
    "/today", "/today/aside", "/promises/{promise}",
    "/network", "/people", "/people?q=priya", "/people?q=nobody-like-that", "/people/{person}", "/people/{person}/edit",
    "/people/{person}/erase", "/people/{person}/prepare", "/people/{person}/profession", "/people/new",
    "/moments", "/professions/realtor", "/touches/{touch}",
    "/gives/{give}", "/people/changes", "/asks", "/asks/mail?person={person}", "/letters",
    "/partners", "/partners?over=1", "/partners/{partnership}", "/partners/{partnership}/change",
    "/people/{person}/partnership/new", "/partners/suggestions", "/partners/suggestions?where=chapter",
    "/partners/offer", "/referrals?role=giver", "/referrals/list", "/referrals/{referral}", "/referrals/results",
    "/audit", "/audit/client", "/insights", "/insights/together",
    "/referrals/give?moment=divorce", "/referrals/give/{person}", "/referrals/times", "/goals", "/forecast", "/log",
    "/imports/new", "/settings",
    "/export", "/welcome", "/welcome?step=2", "/welcome?step=3", "/welcome?step=4", "/account/email/",
    "/account/sessions/", "/account/password/set/", "/account/second/", "/account/second/totp/activate/",
    "/account/second/webauthn/add/", "/account/again/link", "/settings/invitations", "/account/logout/", "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(served: Served) -> dict[str, str]:
    """The demo chapter, and one of each thing in Leah's book."""
    if LEAH not in served.run("member", "list"):
        served.run("demo")

    def first(*command: str) -> str:
        found = json.loads(served.run(*command, "--as", LEAH, "--json"))
        return str((found if isinstance(found, list) else found["items"])[0]["id"])

    return {"person": first("people", "list"), "touch": first("touches", "list"), "give": first("gives", "list"),
            "promise": first("promises", "list"), "partnership": first("partners", "list"),
            "referral": first("referrals", "list")}  # fmt: skip


#: The pages people live in are looked at in every theme and size, the others in each theme and each size once.
LIVED_IN = frozenset({"/account/login/", "/today", "/network", "/people", "/people/{person}", "look-alikes"})


LIGHTS = (("light", DESK), ("dark", PHONE))


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with the page that is open, shown by day and by night, at a desk and on a phone.

    It begins with the light it was opened in.
    """
    found = []
    night = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for turn, (theme, alone) in enumerate(LIGHTS[::-1] if night else LIGHTS):
        if turn:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            page.reload()  # a colour of a field that stood there already may lag behind the switch
        for size in (DESK, PHONE) if address in LIVED_IN else (alone,):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            found += [f"{address} {size['width']} {theme}: {each}" for each in axe(page)]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        reach = page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            found.append(f"{address} runs off the side at {width}: {reach}")
    return found


def through(page: Page, addresses: tuple[str, ...], fill: Callable[[str], str] = str) -> list[str]:
    """Every address in turn, each opened once."""
    found = []
    for address in addresses:
        page.goto(fill(address))
        found += faults(page, address)
    return found


def test_the_door_is_open_to_everyone(page: Page) -> None:
    assert "\n".join(through(page, DOOR)) == ""


@pytest.mark.parametrize("part", range(3))
def test_every_page_of_a_full_book_is_for_everyone(
    page: Page, served: Served, demo: dict[str, str], part: int
) -> None:
    served.sign_in(page, LEAH)
    assert "\n".join(through(page, SIGNED_IN[part::3], lambda address: address.format(**demo))) == ""


def test_every_step_of_an_import_is_for_everyone(
    open_page: OpenPage, served: Served, demo: dict[str, str], tmp_path: Path
) -> None:
    page = open_page()
    served.sign_in(page, LEAH)
    table = tmp_path / "clients.csv"
    table.write_text("Who,Telephone,Shoe size\nZora Quill,+1 617 555 0188,38\n")
    twins = tmp_path / "twins.vcf"
    twins.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Priya Raman\nTITLE:Therapist\nEND:VCARD\n" + CARDS)
    found = []
    page.goto("/imports/new")
    page.get_by_label("Choose files").set_input_files(table)
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("Shoe size", exact=True).wait_for(timeout=60_000)
    found += faults(page, "columns")
    page.goto("/imports/new")
    page.get_by_label("Choose files").set_input_files(twins)
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("Same person?").wait_for(timeout=60_000)
    found += faults(page, "look-alikes")
    page.goto(f"{page.url.split('/look-alikes')[0]}?preview=1")
    found += faults(page, "preview")
    page.get_by_role("button", name="Bring them in").click()
    page.get_by_text("Nobody was contacted").wait_for(timeout=60_000)
    found += faults(page, "done")
    page.get_by_role("link", name="Undo everything").click()
    found += faults(page, "undo")
    page.goto("/imports")
    found += faults(page, "list of imports")
    assert "\n".join(found) == ""


def test_the_dialog_is_for_everyone(page: Page, served: Served, demo: dict[str, str]) -> None:
    served.sign_in(page, LEAH)
    page.goto("/people")
    page.get_by_role("button", name="Log").click()
    assert axe(page) == []
