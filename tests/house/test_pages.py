"""Every page, as it is really rendered for its owner: light, no style or script of its own, nothing from elsewhere."""

from __future__ import annotations

import pytest

from tests.house import access
from tests.house.access import Page, Who
from tests.house.access_table import PAGES
from tests.house.access_world import World
from tests.house.test_words import FETCHED, IN_PAGES, OUTSIDE

MOST_BYTES = 150_000


def page_faults(html: str) -> list[str]:
    """What a rendered page should not have, a sentence each."""
    found = [f"{what}: {mark.search(html).group(0)[:80]}" for what, mark in IN_PAGES.items() if mark.search(html)]
    addresses = ("".join(groups) for groups in FETCHED.findall(html))
    found += [f"fetched from outside: {address}" for address in addresses if OUTSIDE.match(address)]
    size = len(html.encode())
    if size > MOST_BYTES:
        found.append(f"{size} bytes, at most {MOST_BYTES}")
    return found


def shown() -> list[str]:
    """The routes that show something to whoever may come."""
    return [route for route, row in PAGES.items() if not row.post and row.who is not Who.LIBRARY]


@pytest.mark.parametrize("route", shown())
def test_a_page_is_light_and_brings_nothing_of_its_own(route: str, world: World) -> None:
    row: Page = PAGES[route]
    visitor = "anonymous" if row.who is Who.ANYONE else "owner"
    answer = world.visitors()[visitor].get(access.address(route, world.things, row.things) + row.query)
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        assert page_faults(answer.text if hasattr(answer, "text") else answer.content.decode()) == []


def test_a_heavy_page_with_its_own_style_is_seen() -> None:
    assert page_faults('<p\n style="x">' + "a" * MOST_BYTES + '<script src="https://cdn.example.com/x.js">') == [
        'inline style: <p\n style="',
        "fetched from outside: https://cdn.example.com/x.js",
        "150057 bytes, at most 150000",
    ]


def test_a_plain_page_is_let_through() -> None:
    assert page_faults('<!doctype html><script src="/static/app.js"></script><p class="x">2 on = 3</p>') == []
