"""The door in a real browser: passkeys on a virtual authenticator, codes, recovery codes, devices, invitations."""

from __future__ import annotations

import hashlib
import hmac
import struct
import time
from base64 import b32decode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import DESK, PHONE, Watch, axe, screenshot
from tests.journeys.test_every_page_for_everyone import LEAH
from tests.served import Served

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def door(browser: Browser, served: Served) -> Iterator[Page]:
    """A page at http://localhost, where browsers allow passkeys, with an authenticator that always says yes."""
    home = served.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=home, viewport=DESK, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    watch = Watch(home)
    watch.follow(context)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()
    assert not watch.complaints, "\n".join(watch.complaints)


def come_in(served: Served, page: Page, email: str, name: str = "") -> None:
    """Sign in by a link, at the page's own address."""
    if name:
        served.run("member", "add", email, "--name", name)
    page.goto(served.link(email).replace(served.url, ""))
    page.get_by_role("button", name="Sign in").click()


def leave(page: Page) -> None:
    """Sign out."""
    page.goto("/account/logout/")
    page.locator("main form button").click()
    page.wait_for_url("**/account/login/**")


def code_of(secret: str, ahead: int = 0) -> str:
    """The six digits an authenticator app shows now (RFC 6238), or so many half minutes later."""
    padded = secret + "=" * (-len(secret) % 8)
    count = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(b32decode(padded), count, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def looks_right(page: Page, name: str) -> None:
    """axe finds nothing; a picture is kept."""
    assert axe(page) == [], name
    screenshot(page, name)


def test_a_passkey_is_made_and_signs_in_alone(served: Served, door: Page) -> None:
    come_in(served, door, "passkey@example.com", "Priya Raman")
    door.goto("/settings")
    door.get_by_role("link", name="Change passkeys and second step").click()
    looks_right(door, "door-second-none")
    door.get_by_role("link", name="Add a passkey").click()
    looks_right(door, "door-passkey-add")
    door.get_by_label("What to call it").fill("Work laptop")
    door.get_by_role("button", name="Make the passkey").click()
    door.wait_for_url("**/recovery-codes/")
    assert door.get_by_label("Recovery codes").get_by_role("listitem").count() == 10
    looks_right(door, "door-recovery-codes")

    leave(door)
    looks_right(door, "door-sign-in")
    door.get_by_role("button", name="Use a passkey").click()
    door.wait_for_url("**/welcome")
    door.goto("/account/second/webauthn/")
    expect(door.locator("main")).to_contain_text("Work laptop")
    looks_right(door, "door-passkeys")

    # By a link, the passkey is the second step.
    leave(door)
    come_in(served, door, "passkey@example.com")
    door.wait_for_url("**/second/authenticate/")
    looks_right(door, "door-second-step")
    door.goto("/settings")
    assert door.url.endswith("/second/authenticate/")  # half signed in opens nothing
    door.get_by_role("button", name="Use a passkey").click()
    door.wait_for_url("**/welcome")

    # Something that matters asks for it once more; then it can be renamed and removed.
    door.goto("/account/second/webauthn/")
    door.get_by_role("link", name="Rename Work laptop").click()
    if "reauthenticate" in door.url:
        again = door.get_by_role("button", name="Use a passkey").or_(door.get_by_role("link", name="Use a passkey"))
        again.first.click()
        if door.url.count("/webauthn/reauthenticate"):
            looks_right(door, "door-still-you")
            door.get_by_role("button", name="Use a passkey").click()
    door.get_by_label("What to call it").fill("Home laptop")
    looks_right(door, "door-passkey-name")
    door.get_by_role("button", name="Save").click()
    door.get_by_role("link", name="Remove Home laptop").click()
    looks_right(door, "door-passkey-remove")
    door.get_by_role("button", name="Remove it").click()
    expect(door.locator("main")).to_contain_text("The passkey is removed.")


def test_codes_from_an_app_and_recovery_codes_are_the_second_step(served: Served, door: Page) -> None:
    email = "codes@example.com"
    come_in(served, door, email, "Tom Halloran")
    door.goto("/account/second/totp/activate/")
    secret = door.get_by_label("Or type this into the app").input_value()
    assert door.locator("img.qr").evaluate("(qr) => qr.complete && qr.naturalWidth > 0")
    looks_right(door, "door-totp")
    door.get_by_label("The six digits").fill("000000")
    door.get_by_role("button", name="Turn it on").click()
    expect(door.locator("main")).to_contain_text("That did not match")
    assert door.get_by_label("Or type this into the app").input_value() == secret
    door.get_by_label("The six digits").fill(code_of(secret))
    door.get_by_role("button", name="Turn it on").click()
    door.wait_for_url("**/recovery-codes/")
    recovery = door.get_by_label("Recovery codes").get_by_role("listitem").first.inner_text()
    with door.expect_download() as download:
        door.get_by_role("link", name="Save as a file").click()
    assert recovery in download.value.path().read_text()

    leave(door)
    come_in(served, door, email)
    door.get_by_label("Code").fill(code_of(secret, ahead=1))  # each code works once: the next one
    door.get_by_role("button", name="Go on").click()
    door.wait_for_url("**/welcome")

    leave(door)
    come_in(served, door, email)
    door.get_by_label("Code").fill(recovery)
    door.get_by_role("button", name="Go on").click()
    door.wait_for_url("**/welcome")

    leave(door)
    come_in(served, door, email)
    for _ in range(6):
        door.get_by_label("Code").fill(recovery)  # used up
        door.get_by_role("button", name="Go on").click()
    expect(door.locator("main")).to_contain_text("Wait five minutes")
    looks_right(door, "door-too-often")
    served.run("member", "let-in", email)
    come_in(served, door, email)
    door.wait_for_url("**/welcome")


def test_a_session_ended_elsewhere_is_out_at_once(served: Served, door: Page, browser: Browser) -> None:
    come_in(served, door, "devices@example.com", "Ellen Fisk")
    phone: BrowserContext = browser.new_context(viewport=PHONE, base_url=door.url.split("/welcome")[0])
    elsewhere = phone.new_page()
    come_in(served, elsewhere, "devices@example.com")
    elsewhere.goto("/settings")
    assert elsewhere.url.endswith("/settings")
    door.goto("/account/sessions/")
    looks_right(door, "door-devices")
    door.locator("main td").get_by_role("button", name="Sign out").click()
    expect(door.locator("main")).to_contain_text("Signed out there.")
    elsewhere.goto("/settings")
    assert "/account/login/" in elsewhere.url
    phone.close()
    door.goto("/settings")
    assert door.url.endswith("/settings")


def test_an_invitation_brings_a_guest_in(served: Served, door: Page) -> None:
    if LEAH not in served.run("member", "list"):
        served.run("demo")  # she organises it; where there is an organisation, not everybody may invite
    come_in(served, door, LEAH)
    door.goto("/settings/invitations")
    door.get_by_label("Only for this email").fill("guest@example.com")
    door.get_by_role("button", name="Make the link").click()
    link = door.get_by_label("The new link").input_value()
    looks_right(door, "door-invitations")
    leave(door)
    door.goto(link.replace(served.url, ""))
    expect(door.locator("main")).to_contain_text("Leah Marchetti invites you")
    looks_right(door, "door-invited")
    door.get_by_label("Your name").fill("Ben Okafor")
    door.get_by_label("Email").fill("guest@example.com")
    door.get_by_label("Password").fill("vine-leaf-harbor-49")
    door.get_by_role("button", name="Start my network").click()
    door.wait_for_url("**/welcome")
