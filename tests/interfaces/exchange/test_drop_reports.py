"""Delivery reports in the mailbox: a letter of ours that did not arrive is noted, and nothing else is believed."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from grapevine.domain.letters.actions import queue_letter, send_due
from grapevine.domain.letters.models import Bounce, Letter
from grapevine.domain.letters.rules import Answer, Phase
from grapevine.interfaces.exchange import drop
from grapevine.interfaces.exchange.drop.reports import reports_in
from grapevine.interfaces.mail import paper
from grapevine.kit import clock
from tests.cast import BEN, NOW, meet
from tests.imap import Post


def report(message_id: str, *, action: str = "failed", status: str = "5.1.1", whole: bool = False) -> str:
    """A report as Postfix writes it; ``whole``: with the whole letter, else with its head only."""
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    return (
        "From: MAILER-DAEMON@relay.example\nTo: drop@grapevine.example\nSubject: Undelivered Mail Returned to Sender\n"
        f"Message-ID: <{uuid4()}@relay.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status;\n boundary="XX"\n\n'
        "--XX\nContent-Type: text/plain\n\nI am sorry.\n"
        "--XX\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\n"
        f"Final-Recipient: rfc822; ben@okafor.example\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <ben@okafor.example>: no such\n user here\n\n"
        f"--XX\nContent-Type: {kind}\n\nFrom: post@grapevine.example\nMessage-ID: {message_id}\nSubject: Hi\n\nHello\n"
        "--XX--\n"
    )


@pytest.fixture
def sent(actor) -> Letter:
    """A letter to Ben that the mail server took."""
    ben = meet(actor, BEN)
    said = {"kind": "note", "to_address": "ben@okafor.example", "to_name": "Ben", "subject": "Hi", "text": "Hello"}
    made = queue_letter(actor=actor, now=NOW, letter=paper.written(**said), person=ben)
    send_due(now=NOW, hand_over=lambda letter, handing: Answer(250, "OK", Phase.CONTENT))
    made.refresh_from_db()
    assert made.state == "sent"
    return made


@pytest.fixture
def post(imap_server: str, settings, monkeypatch) -> Iterator[Post]:
    """A fresh mailbox, and Grapevine told of it."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    opened = Post(imap_server, f"box-{uuid4().hex[:12]}")
    settings.DROP_URL, settings.DROP_ADDRESS = opened.url, "drop@grapevine.example"
    yield opened
    opened.close()


@pytest.mark.parametrize("whole", [True, False])
def test_a_report_of_failure_is_a_bounce_of_that_letter(sent, post, whole) -> None:
    post.put(report(sent.message_id, whole=whole), report(sent.message_id), report("<made-up@grapevine.example>"))
    drop.look()
    sent.refresh_from_db()
    assert (sent.state, sent.last_error) == ("failed", "5.1.1 550 5.1.1 <ben@okafor.example>: no such user here")
    bounce = Bounce.objects.get()
    assert (bounce.dead, bounce.code, bounce.letter) == (True, "5.1.1", sent)
    assert (len(post.subjects("Done")), len(post.subjects("Refused"))) == (1, 2)


def test_a_delay_is_no_bounce(sent, post) -> None:
    post.put(report(sent.message_id, action="delayed", status="4.4.1"))
    drop.look()
    sent.refresh_from_db()
    assert sent.state == "sent" and not Bounce.objects.exists()


@pytest.mark.parametrize("raw", [b"", b"Content-Type: multipart/report\n\n--", b"\xff\x00" * 50])
def test_what_is_no_report_says_nothing(raw) -> None:
    assert reports_in(raw) == []
