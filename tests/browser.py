"""Fixtures for tests in a real browser against a real server process.

`served` is a running Grapevine, `open_page` opens a page as a person would have it: a phone or a desk, light or dark,
with or without JavaScript. Every page opened this way must make no request to another host and log no error.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.migrated import migrated
from tests.served import Served

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: A busy machine may take its time; what never comes still fails.
expect.set_options(timeout=20_000)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Where the browser is: CHROMIUM when it is set, else the first usual name on the PATH."""
    given = os.environ.get("CHROMIUM")
    return given or next((found for name in NAMES if (found := shutil.which(name))), None)


def without(part: str) -> None:
    """A part that this machine lacks: said loudly and left out; with CI=true a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{part} is missing, and with CI=true nothing may be left out")
    pytest.skip(f"LEFT OUT: {part} is missing")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One running Grapevine for the whole session; each test makes members of its own on it."""
    grapevine = Served(migrated(tmp_path_factory.mktemp("served")))
    grapevine.start()
    yield grapevine
    grapevine.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    chromium = find_chromium()
    if chromium is None:
        without("Chromium")
    # Playwright keeps an event loop in this thread; Django's ORM would refuse to work beside it in later tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


class Watch:
    """What a context's pages asked for and complained of, as sentences."""

    def __init__(self, home: str) -> None:
        self.home = urlsplit(home).netloc
        self.complaints: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.asked(request.url))
        context.on("console", self.said)
        context.on("weberror", lambda error: self.failed(str(error.error)))

    def asked(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.home:
            self.complaints.append(f"request to another host: {url}")

    def failed(self, error: str) -> None:
        # Too busy to fade from one page to the next, the browser leaves that out and counts it as the page's error.
        if not error.startswith("Transition was aborted"):
            self.complaints.append(f"script error: {error}")

    def said(self, message: ConsoleMessage) -> None:
        # A refused page (404, 403) is logged by the browser itself; tests of refusals would all complain.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, served: Served) -> Iterator[OpenPage]:
    """open_page(size=DESK, theme="light", javascript=True) -> Page, each in a profile of its own."""
    contexts: list[BrowserContext] = []
    watch = Watch(served.url)

    def new(size: dict[str, int] = DESK, theme: str = "light", javascript: bool = True, **more: Any) -> Page:
        context = browser.new_context(
            viewport=size, color_scheme=theme, java_script_enabled=javascript, base_url=served.url,
            has_touch=size == PHONE, reduced_motion="reduce", **more,
        )  # fmt: skip
        context.set_default_timeout(60_000)
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page at a desk, in light, with JavaScript."""
    return open_page()


def axe(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is shown now, a sentence each; empty when nothing."""
    from axe_playwright_python.sync_playwright import Axe

    # Without scripts what axe promises never comes, and the test would wait for ever.
    assert page.evaluate("matchMedia('(scripting: enabled)').matches"), "axe needs a page that may run scripts"
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['help']}: {', '.join(_where(node) for node in each['nodes'][:5])}" for each in found]


def _where(node: dict[str, Any]) -> str:
    return str(node["target"][0])


def screenshot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page under build/screens, for a person to look at."""
    folder = Path("build/screens")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
