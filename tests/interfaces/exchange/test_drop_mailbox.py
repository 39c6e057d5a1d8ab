"""Letters dropped by mail, taken out of the mailbox of a real IMAP server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django_q.models import OrmQ

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.imports.actions import dropping
from grapevine.domain.imports.models import Batch, DropPlace
from grapevine.domain.imports.queries import calendars as queries
from grapevine.domain.imports.rules.dropping import address
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.exchange import drop, imports
from grapevine.interfaces.exchange.drop.mailbox import Mailbox, MailboxError
from grapevine.interfaces.exchange.uploads import uploads_folder
from grapevine.kit import clock
from grapevine.kit.sealing import unseal
from tests.cast import BEN, DANA, meet
from tests.imap import Post

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MAILBOX = "drop@grapevine.example"
LEAH = "Leah Marchetti <leah@marchetti.example>"


@pytest.fixture
def post(imap_server: str, settings, monkeypatch) -> Iterator[Post]:
    """A fresh mailbox, and Grapevine told of it."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    opened = Post(imap_server, f"box-{uuid4().hex[:12]}")
    settings.DROP_URL, settings.DROP_ADDRESS = opened.url, MAILBOX
    yield opened
    opened.close()


@pytest.fixture
def mine(actor) -> str:
    """Leah's secret address."""
    return address(MAILBOX, unseal(dropping.renew_drop_address(actor=actor, now=NOW).sealed))


def letter(
    subject: str, *, sender: str = LEAH, to: str = "dana@whitcomb.example", heads: str = "", body: str = "Hello."
) -> str:
    """A letter as it lies in the mailbox; ``heads`` are further header lines, each with its line end."""
    return (
        f"From: {sender}\nTo: {to}\nDate: Mon, 23 Feb 2026 10:00:00 +0000\nSubject: {subject}\n"
        f"Message-ID: <{subject.replace(' ', '-')}@marchetti.example>\n{heads}\n{body}\n"
    )


def delivered(mine: str) -> str:
    return f"Delivered-To: {mine}\n"


def look(actor) -> list[tuple[str, str, datetime]]:
    """One look, and everything brought in: with whom, who began it, when."""
    drop.look()
    for batch in Batch.objects.exclude(state="done").order_by("pk"):
        imports.finish(actor, batch.uid)
    touches = Touch.objects.order_by("at", "person__name").select_related("person")
    return [(touch.person.name, touch.began_by, touch.at) for touch in touches]


def told(actor) -> list[tuple[int, str]]:
    return [(each.touches, each.reason) for each in queries.letters(actor).order_by("pk")]


def test_a_copy_of_a_letter_is_a_touch_with_each_recipient_and_is_filed_away(actor, post, mine) -> None:
    meet(actor, DANA)
    meet(actor, BEN)
    post.put(
        letter("The deed", to="Dana <dana@whitcomb.example>, ben@okafor.example", heads=delivered(mine)),
        letter("In the open", to=f"dana@whitcomb.example, {mine.upper()}"),
        letter("On the way", heads=f"Received: from a by b for <{mine}>; Mon, 23 Feb 2026 10:00:01 +0000\n"),
    )
    found = look(actor)

    at = datetime(2026, 2, 23, 10, tzinfo=UTC)
    assert found == [("Ben Okafor", "me", at)] + [("Dana Whitcomb", "me", at)] * 3
    assert told(actor) == [(2, ""), (1, ""), (1, "")]
    assert (post.subjects(), post.subjects("Done")) == ([], ["The deed", "In the open", "On the way"])
    names = [file.name for batch in Batch.objects.order_by("pk") for file in batch.files.all()]
    assert names == ["Letter: The deed", "Letter: In the open", "Letter: On the way"]
    assert not list(uploads_folder().glob("*.eml"))


def test_a_letter_is_taken_once_however_often_it_lies_there(actor, post, mine, monkeypatch) -> None:
    twice = letter("Lunch", heads=delivered(mine))
    post.put(twice, twice)
    monkeypatch.setattr(Mailbox, "file_away", lambda *_: None)
    assert len(look(actor)) == 1

    DropPlace.objects.all().delete()  # as if the machine had died before it noted how far it was
    assert (len(look(actor)), Batch.objects.count(), len(told(actor))) == (1, 1, 1)
    assert look(actor) == look(actor)
    monkeypatch.undo()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    DropPlace.objects.all().delete()
    assert (len(look(actor)), post.subjects("Done")) == (1, ["Lunch", "Lunch"])


def test_a_look_that_dies_after_a_letter_was_kept_goes_on_with_the_next(actor, post, mine, monkeypatch) -> None:
    post.put(letter("One", heads=delivered(mine)), letter("Two", heads=delivered(mine)))

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Mailbox, "file_away", dies)
        with pytest.raises(KeyboardInterrupt):
            drop.look()
    assert OrmQ.objects.count() == 1
    assert len(look(actor)) == 2
    assert [touches for touches, _ in told(actor)] == [1, 1]


def test_a_letter_from_another_address_or_to_nobodys_secret_is_refused(actor, post, mine) -> None:
    post.put(
        letter("Spoofed", sender="mallory@example.com", heads=delivered(mine)),
        letter("Guessed", heads="Delivered-To: drop+guessed@grapevine.example\n"),
        letter("Plain", heads=f"Delivered-To: {MAILBOX}\n"),
    )
    assert look(actor) == []
    ((_, reason),) = told(actor)
    assert reason.startswith("It came from mallory@example.com, which is not one of your addresses")
    assert post.subjects("Refused") == ["Spoofed", "Guessed", "Plain"]


def test_another_address_of_hers_is_hers_and_a_renewed_secret_ends_the_old_one(actor, post, mine) -> None:
    accounts.set_own_addresses(actor=actor, now=NOW, emails=["leah@home.example"])
    post.put(letter("From home", sender="leah@home.example", heads=delivered(mine)))
    assert len(look(actor)) == 1

    fresh = address(MAILBOX, unseal(dropping.renew_drop_address(actor=actor, now=NOW).sealed))
    post.put(letter("Old", heads=delivered(mine)), letter("New", heads=delivered(fresh)))
    assert len(look(actor)) == 2
    dropping.revoke_drop_address(actor=actor, now=NOW)
    post.put(letter("Newer", heads=delivered(fresh)))
    assert len(look(actor)) == 2
    assert post.subjects("Refused") == ["Old", "Newer"]


def test_a_letter_in_which_two_secrets_stand_is_the_senders(actor, stranger, post, mine) -> None:
    other = address(MAILBOX, unseal(dropping.renew_drop_address(actor=stranger, now=NOW).sealed))
    post.put(letter("Both", to="ben@okafor.example", heads=delivered(other) + delivered(mine)))
    look(actor)
    assert (told(actor), told(stranger)) == ([(1, "")], [])


ATTACHED = """MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x
"""


def test_a_forwarded_letter_is_a_touch_with_whoever_wrote_it(actor, post, mine) -> None:
    meet(actor, DANA)
    inside = letter("Question", sender="Dana <dana@whitcomb.example>", to="leah@marchetti.example")
    bulk = letter("Sale", sender="news@shop.example", to="leah@marchetti.example", heads="List-Unsubscribe: <x>\n")
    attached = "--x\nContent-Type: message/rfc822\n\n{}\n--x--\n"
    quoted = (
        "---------- Forwarded message ---------\nFrom: Dana Whitcomb <dana@whitcomb.example>\n"
        "Date: Tue, Feb 24, 2026 at 9:00 AM\nSubject: Thanks\nTo: Leah Marchetti\n\nThe secret text.\n"
    )
    post.put(
        letter("Fwd Question", to=mine, heads=ATTACHED, body=attached.format(inside)),
        letter("Fwd Sale", to=mine, heads=ATTACHED, body=attached.format(bulk)),
        letter("Fwd Thanks", to=mine, body=quoted),
        letter("A note to myself", to=mine),
    )
    assert look(actor) == [
        ("Dana Whitcomb", "them", datetime(2026, 2, 23, 10, tzinfo=UTC)),
        ("Dana Whitcomb", "them", datetime(2026, 2, 24, 9, tzinfo=UTC)),
    ]
    reasons = [reason for _, reason in told(actor)]
    assert reasons[1] == "Sent to a list (List-Unsubscribe)"
    assert reasons[3].startswith("It was sent to your secret address alone")
    assert post.subjects("Refused") == ["Fwd Sale", "A note to myself"]
    assert "secret text" not in str(list(Batch.objects.get(files__name="Letter: Fwd Thanks").records.values()))


def test_a_letter_redirected_by_her_mail_program_is_the_letter_itself(actor, post, mine) -> None:
    post.put(letter("Hello", sender="dana@whitcomb.example", to="leah@marchetti.example",
                    heads=f"Resent-From: leah@marchetti.example\nResent-To: {mine}\n"))  # fmt: skip
    assert [began for _, began, _ in look(actor)] == ["them"]


def test_the_same_letter_in_a_mailbox_file_later_changes_nothing(actor, post, mine) -> None:
    from tests.interfaces.exchange.bringing import bring

    copy = letter("Lunch", heads=delivered(mine))
    post.put(copy)
    look(actor)
    bring(actor, ("sent.eml", copy))
    bring(actor, ("cc.eml", letter("With the mailbox", to=f"dana@whitcomb.example, {mine}")))
    assert Touch.objects.count() == 2


def test_a_mailbox_that_cannot_be_read_is_told_and_mends(actor, post, mine, settings, caplog) -> None:
    good = settings.DROP_URL
    for url, why in [
        (good.replace(":secret@", ":wrong@"), "refuses us"),
        ("imaps://u:secret@127.0.0.1:9/INBOX", "does not answer"),
        (good.replace("INBOX", "Nowhere"), "refuses us"),
        ("imap://u:secret@mail.example/INBOX", "shows the password"),
        ("pop3://u:secret@mail.example/", "should look like"),
        ("imaps://mail.example/", "should look like"),
        ("imaps://u:p@mail.example:port/", "should look like"),
    ]:
        settings.DROP_URL = url
        drop.look()
        place = dropping.place_of(url)
        assert place and why in place.message and "secret" not in place.message, url
    assert ":secret@" not in caplog.text and ":wrong@" not in caplog.text
    settings.DROP_URL = good
    post.put(letter("Lunch", heads=delivered(mine)))
    assert len(look(actor)) == 1
    place = dropping.place_of(good)
    assert place and (place.message, place.looked_at) == ("", NOW)


def test_without_a_mailbox_nobody_looks(db, settings) -> None:
    settings.DROP_URL = settings.DROP_ADDRESS = ""
    drop.look()
    assert not DropPlace.objects.exists()


def test_a_letter_that_is_too_large_is_read_by_its_head_alone(actor, post, mine, monkeypatch) -> None:
    from grapevine.interfaces.exchange.drop import mailbox

    monkeypatch.setattr(mailbox, "LARGEST", 1_000)
    post.put(letter("Fwd", to=mine, body="x" * 2_000))
    with Mailbox(post.url) as box:
        (uid,) = box.letters_after(0)
        assert box.whole(uid) == box.head(uid)
        with pytest.raises(MailboxError):
            box._asked("FETCH", "nonsense", "(")
    assert account_queries.own_emails(actor)
