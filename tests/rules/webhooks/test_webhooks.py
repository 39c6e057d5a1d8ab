"""What can be told, its signature, when it is tried again, and when an endpoint is paused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.webhooks.rules.events import EVENTS, TRIAL, chosen, wants
from grapevine.domain.webhooks.rules.signature import header, is_genuine, signature
from grapevine.domain.webhooks.rules.states import FAILING, JITTER, WAITS, Try, must_pause, next_try

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT = 1_767_225_600


def test_a_choice_is_kept_in_our_order_and_all_of_them_is_none_in_particular():
    assert chosen(["referral.won", "referral.sent", "referral.won"]) == ["referral.sent", "referral.won"]
    assert chosen(EVENTS) == chosen([]) == []
    with pytest.raises(KeyError):
        chosen(["referral.eaten"])


def test_an_endpoint_hears_what_it_chose_and_every_trial():
    assert wants([], "referral.sent") and wants(["referral.sent"], "referral.sent")
    assert not wants(["referral.won"], "referral.sent") and wants(["referral.won"], TRIAL)


def test_the_signature_is_the_one_of_the_papers():
    """Made with openssl: printf '1767225600.{"a":1}' | openssl dgst -sha256 -hmac gvwh_secret."""
    assert signature("gvwh_secret", AT, b'{"a":1}') == PAPERS


PAPERS = "e7a43b288b17132e241ba91a5ddc488d01062ad4ed82980ec8f0b4699a609649"


@given(st.binary(max_size=200), st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_only_who_has_a_secret_signs_and_only_for_this_body(body, secret, other):
    said = header([secret], AT, body)
    assert is_genuine(said, secret, body, AT + 299)
    assert not is_genuine(said, secret, body + b"!", AT)
    assert is_genuine(said, other, body, AT) is (other == secret)
    assert is_genuine(header([other, secret], AT, body), secret, body, AT)


def test_a_signature_that_is_old_or_broken_is_none():
    said = header(["secret"], AT, b"{}")
    assert not is_genuine(said, "secret", b"{}", AT + 301)
    assert not is_genuine(said, "secret", b"{}", AT - 301)
    for broken in ("", "t=,v1=", "v1=abc", f"t={AT}", f"{said},t={AT}", "t=x,v1=é", f"t={AT},v1=é"):
        assert not is_genuine(broken, "secret", b"{}", AT)


@given(st.floats(min_value=0, max_value=1, exclude_max=True))
def test_each_wait_is_longer_than_the_one_before_and_there_is_an_end(chance):
    waits = [next_try(tried, NOW, chance) - NOW for tried in range(1, len(WAITS) + 1)]
    assert waits == sorted(waits)
    for wait, plain in zip(waits, WAITS, strict=True):
        assert plain * (1 - JITTER) <= wait <= plain * (1 + JITTER)
    assert next_try(len(WAITS) + 1, NOW, chance) is None


def test_an_endpoint_is_paused_after_a_day_of_nothing_but_failures_or_when_it_is_gone():
    day_ago = NOW - FAILING
    assert must_pause(5, day_ago, 500, NOW)
    assert not must_pause(4, day_ago, 500, NOW)
    assert not must_pause(50, day_ago + timedelta(minutes=1), 500, NOW)
    assert not must_pause(0, None, 0, NOW)
    assert must_pause(1, NOW, 410, NOW)


def test_only_a_2xx_is_a_yes():
    assert [Try(status, 5, "").taken for status in (0, 199, 200, 204, 299, 302, 404, 500)] == [
        False, False, True, True, True, False, False, False,
    ]  # fmt: skip
