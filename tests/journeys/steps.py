"""What a person does again and again on the way through the pages."""

from __future__ import annotations

import re
import secrets
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Frame, Page, Request, expect

PASSWORD = "vine-leaf-harbor-49"
#: Somebody in the file who may be the Tom Halloran whom Leah typed in by hand: the same name, nothing else to go by.
CARDS = """BEGIN:VCARD
VERSION:3.0
N:Whitcomb;Dana;;;
FN:Dana Whitcomb
ORG:Whitcomb & Lowe
TITLE:CPA
EMAIL;TYPE=WORK:dana@whitcomb.example
TEL;TYPE=CELL:+1 617 555 0142
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Okafor;Ben;;;
FN:Ben Okafor
ORG:Okafor Homes
EMAIL:ben@okafor.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Halloran;Tom;;;
FN:Tom Halloran
TEL;TYPE=HOME:+1 617 555 0199
END:VCARD
"""


class Effort:
    """What a way through the pages asks of a person: the screens they see, the signs they type."""

    #: Somebody who types with two fingers, and the time to take in a screen and find the button on it.
    SIGNS_A_MINUTE, SECONDS_A_SCREEN = 150, 15

    def __init__(self, page: Page) -> None:
        self.screens: list[str] = []
        self.typed = 0
        page.on("framenavigated", lambda frame: self._see(frame) if frame == page.main_frame else None)
        page.on("request", self._count)

    def _see(self, frame: Frame) -> None:
        """A page that comes back with an answer, or asks again while work goes on, is the same screen."""
        screen = urlsplit(frame.url)._replace(query=re.sub(r"(^|&)(next|after)=[^&]*", "", urlsplit(frame.url).query))
        if screen.geturl() not in self.screens[-1:]:
            self.screens.append(screen.geturl())

    def _count(self, request: Request) -> None:
        if request.method != "POST" or "urlencoded" not in request.headers.get("content-type", ""):
            return
        if request.url.endswith("/preview"):  # the page shows what stands in its form; nobody types it again
            return
        fields = parse_qsl(request.post_data or "")
        self.typed += sum(len(value) for name, value in fields if name != "csrfmiddlewaretoken")

    def minutes(self) -> float:
        """How long it takes them."""
        return self.typed / self.SIGNS_A_MINUTE + len(self.screens) * self.SECONDS_A_SCREEN / 60


def cards_file(folder: Path) -> Path:
    """A vCard file as a phone writes it."""
    path = folder / "contacts.vcf"
    path.write_text(CARDS, encoding="utf-8")
    return path


def someone() -> str:
    """An address nobody has signed up with yet."""
    return f"leah-{secrets.token_hex(4)}@marchetti.example"


def sign_up(page: Page, email: str) -> None:
    """From the door to the first steps."""
    page.goto("/")
    page.get_by_role("link", name="New here?").click()
    page.get_by_label("Your name").fill("Leah Marchetti")
    page.get_by_label("E-mail").or_(page.get_by_label("Email")).fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Start my network").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome, Leah")


def first_steps(page: Page, people: list[str]) -> None:
    """The four questions, up to choosing a file."""
    page.get_by_label("What you do").fill("Family-law attorney")
    page.get_by_role("button", name="That is me").click()
    page.get_by_label("I would like").fill("9")
    page.get_by_role("button", name="Keep this goal").click()
    expect(page.locator(".chain")).to_contain_text("26")
    page.get_by_role("button", name="Keep this goal").click()
    for number, name in enumerate(people, start=1):
        page.get_by_label(f"Person {number}").fill(name)
    page.get_by_role("button", name="These are my five").click()
    page.get_by_role("button", name="Choose a file").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bring people in")


def bring_in(page: Page, file: Path) -> None:
    """Choose a file and wait until it is read."""
    page.get_by_label("Choose files").set_input_files(file)
    page.get_by_role("button", name="Read them").click()
    wait_for(page, page.get_by_text("Same person?").or_(page.get_by_role("button", name="Bring them in")))


def wait_for(page: Page, thing: object) -> None:
    """Wait while the worker is at it; the page asks again by itself, with a script or without."""
    expect(thing).to_be_visible(timeout=60_000)  # type: ignore[arg-type]


def keep_it(page: Page) -> None:
    """From the preview to the page that says what came in."""
    page.get_by_role("button", name="Bring them in").click()
    done = page.get_by_text("Nobody was contacted").or_(page.get_by_role("link", name="See what came in"))
    wait_for(page, done)
    if page.get_by_role("link", name="See what came in").is_visible():
        page.get_by_role("link", name="See what came in").click()
    expect(page.get_by_text("Nobody was contacted")).to_be_visible()


def depth_shown(page: Page) -> int | None:
    """The depth on a person's page; None while it is not measured."""
    told = page.locator(".depth-why .big")
    return int(told.inner_text()) if told.count() else None


def days_ago(days: int) -> str:
    """A day as a form takes it."""
    return (date.today() - timedelta(days=days)).isoformat()


def names_on_the_picture(page: Page) -> list[str]:
    """Who stands in the rings."""
    return page.locator("svg.net .tip-name").all_text_contents()


def person_id(page: Page) -> str:
    """The id in the address of a person's page."""
    found = re.search(r"/people/([0-9a-f-]{36})", page.url)
    assert found, page.url
    return found.group(1)
