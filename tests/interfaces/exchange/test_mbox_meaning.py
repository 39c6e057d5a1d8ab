"""What a letter means: who wrote to whom and when, in which thread, and each letter only once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from grapevine.interfaces.exchange import mbox
from tests.interfaces.exchange.mail_letters import BEN, DANA, LEAH, READING, letter, read, reason, touches


def test_a_letter_from_dana_is_a_touch_begun_by_her(tmp_path):
    (touch,) = touches(tmp_path, letter())
    assert (touch.kind, touch.began_by, touch.subject) == ("message", "them", "Tuesday")
    assert (touch.who.name, touch.who.email) == ("Dana Whitcomb", "dana@whitcomb.example")
    assert touch.at == datetime(2026, 5, 4, 7, tzinfo=UTC)
    assert touch.key == "mail:<1@whitcomb.example>:dana@whitcomb.example"


def test_a_letter_from_leah_is_a_touch_with_each_person_it_goes_to(tmp_path):
    found = touches(tmp_path, letter(from_=LEAH, to=f"{DANA}, {LEAH}", cc=f"{BEN}, noreply@shop.example"))
    assert {(touch.who.email, touch.began_by) for touch in found} == {
        ("dana@whitcomb.example", "me"),
        ("ben@okafor.example", "me"),
    }


def test_leahs_address_with_a_tag_is_leah(tmp_path):
    assert touches(tmp_path, letter(to="leah+court@marchetti.example"))


@pytest.mark.parametrize("field", ["Delivered-To", "X-Original-To", "Bcc", "Envelope-To"])
def test_a_letter_that_reached_leah_by_another_name_is_hers(tmp_path, field):
    assert reason(tmp_path, f"{field}: {LEAH}", to="office@marchetti.example") == ""


def test_a_letter_between_others_is_nobodys_touch_with_leah(tmp_path):
    assert reason(tmp_path, to=BEN) == "neither from you nor to you"
    assert reason(tmp_path, from_=LEAH, to=LEAH) == "it goes to nobody but yourself"


def test_a_letter_to_more_than_ten_people_is_bulk_either_way(tmp_path):
    many = ", ".join(f"guest{n}@example.com" for n in range(11))
    assert reason(tmp_path, from_=LEAH, to=many) == "sent to more than 10 people at once"
    assert reason(tmp_path, to=f"{LEAH}, {many}") == "sent to more than 10 people at once"


def test_a_letter_kept_in_two_folders_counts_once(tmp_path):
    first, second = read(tmp_path, letter(), letter())
    assert len(first.records) == 1
    assert second.skipped == "the same message stands earlier in this file"
    assert second.where.line == 11


def test_a_letter_without_an_id_has_a_steady_key(tmp_path):
    first, second = read(tmp_path, letter(message_id=""), letter(message_id="", subject="Wednesday"))
    assert first.records[0].key != second.records[0].key
    assert read(tmp_path, letter(message_id=""))[0] == first


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("Thu, 04 Jun 2026 09:00:00 +0000", "dated in the future (2026-06-04)"),
        ("Mon, 01 Jan 2052 00:00:00 +0000", "dated in the future (2052-01-01)"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", "dated before mail was (1970-01-01)"),
        ("Tue, 02 Jun 2026 09:00:00 +0000", ""),
    ],
)
def test_a_letter_dated_in_the_future_or_before_mail_is_flagged_and_not_counted(tmp_path, date, why):
    assert reason(tmp_path, date=date) == why


def test_without_a_date_the_way_it_came_or_the_mailbox_tells_it(tmp_path):
    received = "Received: from a.example by b.example; Tue, 05 May 2026 10:00:00 +0000"
    (touch,) = touches(tmp_path, letter(received, date="sometime"))
    assert touch.at == datetime(2026, 5, 5, 10, tzinfo=UTC)
    (touch,) = touches(tmp_path, letter(date=""))
    assert touch.at == datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_a_letter_that_names_no_writer_is_refused(tmp_path):
    assert "who wrote it" in reason(tmp_path, from_="")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("=?utf-8?Q?Zo=C3=AB_M=C3=BCller?= <z@m.example>", "Zoë Müller"),
        ("=?iso-8859-1?q?Zo=EB?= =?iso-8859-1?q?_M?= <z@m.example>", "Zoë M"),
        ("=?no-such-charset?Q?Zo=C3=AB?= <z@m.example>", "Zoë"),
        ("=?us-ascii?Q?Zo=EB?= <z@m.example>", "Zoë"),
        ("=?koi8-r?B?6dfBzg==?= <z@m.example>", "Иван"),
        ('"Müller, Zoë" <z@m.example>', "Zoë Müller"),
        ('"Vogel Notare, GmbH" <z@m.example>', "Vogel Notare, GmbH"),
        ("'z@m.example' <Z@M.example>", ""),
        ("z@m.example (Zoë)", "Zoë"),
        ("<z@m.example>", ""),
    ],
)
def test_names_are_read_in_any_charset_right_or_wrong(tmp_path, written, name):
    (touch,) = touches(tmp_path, letter(from_=written))
    assert touch.who.email == "z@m.example"
    assert touch.who.name == name


LIST = "List-Id: Bar association <bar.example>"


def test_on_a_mailing_list_only_answers_between_the_two_count(tmp_path):
    mine = letter(LIST, from_=LEAH, to="bar@lists.example", message_id="<a@x>")
    answer = letter(LIST, from_=DANA, to="bar@lists.example", message_id="<b@x>", in_reply_to="<a@x>")
    thanks = letter(LIST, from_=LEAH, to="bar@lists.example", message_id="<c@x>", references="<a@x> <b@x>")
    aside = letter(LIST, from_=BEN, to="bar@lists.example", message_id="<d@x>", in_reply_to="<b@x>")
    found = read(tmp_path, mine, answer, thanks, aside)
    assert [[(r.who.email, r.began_by) for r in item.records] for item in found] == [
        [],
        [("dana@whitcomb.example", "them")],
        [("dana@whitcomb.example", "me")],
        [],
    ]
    assert found[0].skipped == "posted to a mailing list, in answer to nobody in this file"
    assert found[3].skipped == "neither from you nor to you"


def test_leahs_own_copy_of_a_post_is_known_by_the_lists_address(tmp_path):
    theirs = letter(LIST, "X-BeenThere: bar@lists.example", to="bar@lists.example", message_id="<a@x>")
    mine = letter(from_=LEAH, to="Bar <bar@lists.example>", message_id="<b@x>", in_reply_to="<a@x>")
    assert [(t.who.email, t.began_by) for t in touches(tmp_path, mine, theirs)] == [("dana@whitcomb.example", "me")]


def test_a_robot_that_answers_leah_is_still_a_robot(tmp_path):
    mine = letter(from_=LEAH, to=DANA, message_id="<a@x>")
    away = letter("Auto-Submitted: auto-replied", message_id="<b@x>", in_reply_to="<a@x>")
    assert len(touches(tmp_path, mine, away)) == 1


def test_a_single_message_is_read_like_one_of_a_mailbox(tmp_path):
    path = tmp_path / "one.eml"
    path.write_bytes(letter().replace("\n", "\r\n").encode())
    (item,) = mbox.read_eml(path, READING)
    assert (item.where.line, item.records[0].who.name) == (1, "Dana Whitcomb")
