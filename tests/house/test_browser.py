"""The browser's own checks can fail: a request elsewhere, an error on the console, a fault axe knows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser import Watch, axe, without

HOME = "http://127.0.0.1:8000"


def test_a_request_to_another_host_and_an_error_are_complaints(browser: Browser) -> None:
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(status=200, content_type="text/html", body=""))
    watch = Watch(HOME)
    watch.follow(context)
    page = context.new_page()
    page.goto(HOME)
    page.set_content('<img src="http://elsewhere.invalid/pixel.png"><script>console.error("ouch")</script>')
    page.wait_for_function("document.images[0].complete")
    context.close()

    assert sorted(watch.complaints) == [
        "console: ouch",
        "request to another host: http://elsewhere.invalid/pixel.png",
    ]


def test_a_fault_that_axe_knows_is_found(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content('<html lang="en"><title>t</title><main><h1>Leah</h1><img src="data:,x"></main></html>')
    found = axe(page)
    context.close()

    assert [each.split(":")[0] for each in found] == ["image-alt"]


def test_a_missing_part_is_left_out_loudly_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="LEFT OUT: a piano"):
        without("a piano")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="a piano is missing"):
        without("a piano")
