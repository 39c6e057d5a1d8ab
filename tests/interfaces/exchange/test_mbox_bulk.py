"""A newsletter is no touch, nor is a notice; a friend's letter is never called bulk. Both sides are held here."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from grapevine.domain.imports.rules.records import Me, Reading
from grapevine.interfaces.exchange import mbox
from grapevine.interfaces.exchange.mbox.bulk import judge, looks_bulk
from grapevine.interfaces.exchange.mbox.reading import _messages
from grapevine.interfaces.exchange.mbox.signs import LIST_FIELDS
from tests.interfaces.exchange.mail_letters import BEN, DANA, LEAH, NOW, letter, read, reason, touches
from tests.shared_data import SHARED, needs_shared_data

SMALL_PRINT = "Our offers\n\nYou are receiving this newsletter because you signed up.\nUnsubscribe: http://x.example/u\n"


@pytest.mark.parametrize(
    "line",
    [
        "List-Id: <news.example>",
        "List-Unsubscribe: <mailto:leave@news.example>",
        "Precedence: bulk",
        "Precedence: junk",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        "Feedback-ID: 123:campaign:mailer",
        "X-Campaign: spring",
        "X-CampaignID: 7",
        "X-Mailer: PHPMailer 6.1",
        "Content-Type: text/calendar; method=REQUEST",
        "Content-Type: multipart/report; report-type=delivery-status",
        "Sender: Google Calendar <calendar-notification@google.com>",
        "Errors-To: news-errors@whitcomb.example",
        "Return-Path: <bounce-42-leah=marchetti.example@mailer.example>",
        "Return-Path: <2.20367.04-Dn9ZguCXF_6U.1.b@whitcomb.example>",
        "Return-Path: <>",
    ],
)
def test_one_sure_sign_in_the_header_makes_a_letter_bulk(tmp_path, line):
    assert reason(tmp_path, line)


@pytest.mark.parametrize(
    "sender",
    [
        "noreply@shop.example", "no-reply@shop.example", "do_not_reply@shop.example", "MAILER-DAEMON@mx.example",
        "postmaster@mx.example", "newsletter@shop.example", "weekly-digest@shop.example", "alerts@bank.example",
        "news@shop.example", "deals@newsletter.shop.example", "shop@lists.shop.example",
        "Online#3.19586.b5-9w0blz@shop.example", "notifications@forge.example",
    ],
)  # fmt: skip
def test_an_address_that_nobody_writes_from_by_hand_is_no_person(tmp_path, sender):
    assert reason(tmp_path, from_=f"Shop <{sender}>")


@pytest.mark.parametrize("subject", ["Automatic reply: Tuesday", "Undeliverable: Tuesday", "Out of office: Tuesday"])
def test_an_automatic_reply_is_no_touch(tmp_path, subject):
    assert reason(tmp_path, subject=subject)


def test_a_newsletter_without_any_list_header_is_known_by_its_small_print(tmp_path):
    assert reason(tmp_path, subject="Our spring", body=SMALL_PRINT) == "it looks like a newsletter or a notice"


def test_small_print_is_found_in_encoded_and_very_long_letters(tmp_path):
    coded = base64.encodebytes(SMALL_PRINT.encode()).decode()
    assert reason(tmp_path, "Content-Transfer-Encoding: base64", body=coded)
    assert reason(tmp_path, "Content-Transfer-Encoding: quoted-printable", body=SMALL_PRINT.replace("sub", "su=\nb"))
    assert reason(tmp_path, body="story\n" * 50_000 + SMALL_PRINT)


PERSONAL = {
    "plain": letter(),
    "forwarded by a server": letter("Return-Path: <SRS0=aO/p=ON=whitcomb.example=dana@pobox.example>"),
    "forwarded by Gmail": letter("Return-Path: <leah+caf_=leah=marchetti.example@gmail.com>"),
    "signed return path": letter("Return-Path: <prvs=1234abcd56=dana@whitcomb.example>"),
    "a mail service that numbers every letter": letter("Feedback-ID: i1234:Fastmail"),
    "a number as address": letter(from_="13912345678@163.example"),
    "a small firm's common address": letter(from_="Whitcomb CPA <info@whitcomb.example>", subject="Your question"),
    "html only, no name": letter("Content-Type: text/html", from_="dana@whitcomb.example"),
    "asks how to unsubscribe": letter(body="How do I unsubscribe from the bar's list? Call me.\n"),
    "forwards a newsletter": letter(subject="Fwd: spring offers", body=SMALL_PRINT),
    "forwards it inside": letter(body="Look at this!\n\n-----Original Message-----\n" + SMALL_PRINT),
    "quotes a newsletter": letter(body="See below.\n" + "".join(f"> {x}\n" for x in SMALL_PRINT.splitlines())),
    "answers something": letter(body=SMALL_PRINT, in_reply_to="<elsewhere@x>"),
    "sent by an assistant": letter("Sender: Ellen Fisk <ellen@whitcomb.example>"),
    "free mail with an advertisement": letter(body="See you!\n\nGet your free account, click here: http://x.example\n"),
    "invitation with a privacy notice": letter(body="Party on Friday.\n\nOur privacy policy applies.\n"),
}


@pytest.mark.parametrize("case", PERSONAL)
def test_a_personal_letter_is_never_called_bulk(tmp_path, case):
    (item,) = read(tmp_path, PERSONAL[case])
    assert item.skipped == ""
    assert len(item.records) == 1


def test_a_friend_leah_writes_to_may_sign_with_small_print(tmp_path):
    hers, mine = letter(body=SMALL_PRINT), letter(from_=LEAH, to=DANA, message_id="<2@x>")
    assert len(touches(tmp_path, hers)) == 0
    assert len(touches(tmp_path, hers, mine)) == 2


def test_leahs_own_letter_is_judged_by_its_header_only(tmp_path):
    assert reason(tmp_path, from_=LEAH, to=BEN, body=SMALL_PRINT) == ""
    assert reason(tmp_path, "Auto-Submitted: auto-replied", from_=LEAH, to=BEN) == "an automatic message"


NEWSLETTERS = SHARED / "mail" / "bulk_newsletters_a.mbox"
LISTS = SHARED / "mail" / "lists_2002_a.mbox"


@needs_shared_data
def test_thirty_real_newsletters_give_no_touch_whoever_leah_is():
    readers = set().union(*(head.reached() for head in mbox.headers(NEWSLETTERS)))
    assert len(readers) == 12
    for email in readers:
        items = list(mbox.read(NEWSLETTERS, Reading("bulk", NOW, Me(frozenset((email,))))))
        assert len(items) == 30
        assert [item.records for item in items] == [()] * 30
        assert all(item.skipped for item in items)


@needs_shared_data
def test_the_looks_alone_know_all_thirty_and_mistake_at_most_one_person_in_two_hundred():
    """The doubtful signs must carry newsletters with no header of their kind; people's posts are the other side."""
    assert all(_looks(each.head, each) for each in _messages(NEWSLETTERS))
    posts = list(_messages(LISTS))
    mistaken = [each.head.subject for each in posts if _looks(_without_list(each.head), each)]
    assert len(posts) == 900
    assert len(mistaken) <= 4, mistaken
    assert sum(bool(judge(_without_list(each.head)).reason) for each in posts) == 1  # a robot that sends a manual


def _looks(head, message):
    encoding = head.fields.get("content-transfer-encoding", ("",))[0]
    return looks_bulk(head, message.sample(), encoding, True)


def _without_list(head):
    """The post as its writer sent it, before the list software put its stamps on."""
    stamps = {*LIST_FIELDS, "precedence", "errors-to", "sender", "return-path", "x-loop"}
    fields = {name: values for name, values in head.fields.items() if name not in stamps}
    return replace(head, fields=fields, envelopes=(head.from_email,))
