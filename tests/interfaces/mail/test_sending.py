"""Letters through a real mail server: taken, refused, put off, cut off; each goes out once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.letters import actions, queries
from grapevine.domain.letters.models import Bounce, Letter
from grapevine.domain.letters.rules.states import HELD_AT_MOST
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.interfaces.mail import agreement_link
from grapevine.interfaces.mail.transport import Post
from grapevine.kit.errors import Refused
from tests.cast import BEN, NOW, meet
from tests.interfaces.mail.conftest import send_by
from tests.interfaces.mail.post_office import PostOffice, post_office

LINK = "https://grapevine.example/p/Zx81k3Jq0vBnm4LwPz7RtYc2Ds5Fg6Hh"


def write(actor: Actor, person: Person, address: str = "ben@okafor.example", **more: Any) -> Letter:
    """Leah has the letter with the link to the agreement sent."""
    letter = agreement_link.letter(
        to_address=address, to_name=person.name, called="Ben", member_name=actor.name, link=LINK, until="1 April"
    )
    return actions.queue_letter(actor=actor, now=NOW, letter=letter, person=person, **more)


def send(minutes: float = 0) -> int:
    """The worker comes by, so many minutes after the letter was queued."""
    with Post() as post:
        return actions.send_due(now=NOW + timedelta(minutes=minutes), hand_over=post.hand_over)


def text_of(letter: Any) -> str:
    """The plain part, with one sign for a line end."""
    return str(letter.get_body(("plain",)).get_content()).replace("\r\n", "\n")


@pytest.fixture
def ben(actor: Actor) -> Person:
    return meet(actor, BEN)


def test_a_letter_names_the_member_and_answers_go_to_them(actor: Actor, ben: Person, office: PostOffice) -> None:
    queued = write(actor, ben)
    assert (send(), send(10)) == (1, 0)
    (letter,), (envelope,) = office.letters, office.envelopes
    assert envelope == ("post@grapevine.example", ["ben@okafor.example"])
    assert letter["From"] == "Leah Marchetti via Grapevine <post@grapevine.example>"
    assert (letter["Reply-To"], letter["To"]) == (
        "Leah Marchetti <leah@marchetti.example>", "Ben Okafor <ben@okafor.example>",
    )  # fmt: skip
    assert letter["Message-ID"] == queued.message_id and "Auto-Submitted" not in letter
    stop = queries.stop_token(queued.owner, "ben@okafor.example")
    assert letter["List-Unsubscribe"].strip() == f"<https://grapevine.example/stop/{stop}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = text_of(letter)
    html = letter.get_body(("html",)).get_content()
    assert LINK in text and f"/stop/{stop}" in text and "Leah Marchetti wrote this" in text
    assert f'<a href="{LINK}">' in html and f'/stop/{stop}"' in html and "<img" not in html
    queued.refresh_from_db()
    assert (queued.state, queued.sealed, queued.attempts) == ("sent", "", 1)
    assert LINK not in queued.text and "https://grapevine.example/p/…" in queued.text


@pytest.mark.parametrize(
    ("name", "subject"),
    [("Søren Ó Súilleabháin", "Grüße"), ("王小明", "推荐"), ("مريم", "رسالة"), ('B. "Ben", O.', "a, b")],
)
def test_a_name_in_any_script_arrives(
    leah: Any, actor: Actor, office: PostOffice, name: str, subject: str
) -> None:
    leah.name = name
    leah.save()
    other = meet(actor, Card(name=name, emails=(Labelled("x@münchen.example"),)))
    letter = agreement_link.paper.written(
        kind="note", to_address="x@münchen.example", to_name=name, subject=subject, text=f"{name}\n\n.\nEnd"
    )
    actions.queue_letter(actor=actor, now=NOW, letter=letter, person=other)
    assert send() == 1
    (got,) = office.letters
    assert got["To"].addresses[0].display_name == name and got["Subject"] == subject
    assert got["From"].addresses[0].display_name == f"{name} via Grapevine"
    assert got["Reply-To"].addresses[0].display_name == name
    assert text_of(got).startswith(f"{name}\n\n.\nEnd")
    assert office.envelopes[0][1] == ["x@xn--mnchen-3ya.example"]


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\u2028", "\x00"])
def test_nothing_gets_into_a_header_by_the_back_door(actor: Actor, ben: Person, office: PostOffice, sign: str) -> None:
    smuggled = f"Hello{sign}Bcc: all@example.org"
    for part in ("to_address", "to_name", "subject"):
        said = {"to_address": "ben@okafor.example", "to_name": "Ben", "subject": "Hello", part: smuggled}
        with pytest.raises(Refused) as refusal:
            letter = agreement_link.paper.written(kind="note", text="Hello", **said)
            actions.queue_letter(actor=actor, now=NOW, letter=letter, person=ben)
        assert refusal.value.field == part
    assert send() == 0 and not Letter.objects.exists()


def test_a_refused_address_is_a_bounce_and_the_next_letter_there_asks_first(
    actor: Actor, ben: Person, office: PostOffice
) -> None:
    office.answers["RCPT"] = ["550 5.1.1 no such user here"]
    queued = write(actor, ben)
    send()
    queued.refresh_from_db()
    assert (queued.state, queued.last_error) == ("failed", "550 5.1.1 no such user here")
    assert Bounce.objects.get().dead and send(60) == 0
    with pytest.raises(Refused, match="came back: 550 5.1.1 no such user here"):
        write(actor, ben)
    write(actor, ben, again=True)
    send(120)
    write(actor, ben)
    assert len(office.letters) == 1


def test_a_passing_refusal_is_tried_again_until_it_is_taken(actor: Actor, ben: Person, office: PostOffice) -> None:
    office.answers["RCPT"] = ["451 4.7.1 grey-listed, come back"]
    office.answers["DATA"] = ["452 4.3.1 no room"]
    queued = write(actor, ben)
    assert [send(minutes) for minutes in (0, 1, 2, 5, 12, 60)] == [1, 0, 1, 0, 1, 0]
    queued.refresh_from_db()
    assert (queued.state, queued.attempts, len(office.letters)) == ("sent", 3, 1)


def test_it_is_given_up_after_five_days(actor: Actor, ben: Person, office: PostOffice) -> None:
    office.answers["RCPT"] = ["451 not now"] * 99
    queued = write(actor, ben)
    for day in range(7):
        for hour in range(24):
            send((day * 24 + hour) * 60)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts, queued.last_error) == ("failed", 12, "451 not now")
    actions.retry(actor=actor, now=NOW, uid=queued.uid)
    office.answers["RCPT"] = []
    send()
    assert office.letters[0]["Message-ID"] == queued.message_id


def test_a_line_cut_before_the_letter_is_tried_again_and_one_cut_after_it_asks_the_member(
    actor: Actor, ben: Person, office: PostOffice
) -> None:
    office.answers["RCPT"] = ["drop"]
    queued = write(actor, ben)
    send()
    queued.refresh_from_db()
    assert queued.state == "queued" and "does not answer" in queued.last_error
    office.answers["DATA"] = ["drop"]
    send(10)
    queued.refresh_from_db()
    assert queued.state == "unsure" and send(10_000) == 0
    actions.retry(actor=actor, now=NOW, uid=queued.uid)
    send(10_001)
    assert len(office.letters) == 1


def test_what_the_house_writes_goes_again_when_the_line_was_cut(db: None, office: PostOffice) -> None:
    office.answers["DATA"] = ["drop"]
    letter = agreement_link.paper.written(
        kind="reset", to_address="leah@marchetti.example", to_name="", subject="Reset", text="Hello"
    )
    queued = actions.queue_house_letter(now=NOW, letter=letter)
    assert (send(), send(2)) == (1, 1)
    (got,) = office.letters
    assert (got["Message-ID"], got["Auto-Submitted"]) == (queued.message_id, "auto-generated")
    assert "List-Unsubscribe" not in got and "Reply-To" not in got


def test_no_server_at_all_leaves_the_letter_waiting(actor: Actor, ben: Person, settings: Any) -> None:
    with post_office() as gone:
        send_by(settings, gone)
    queued = write(actor, ben)
    send()
    queued.refresh_from_db()
    assert queued.state == "queued" and queued.next_try_at == NOW + timedelta(minutes=2)


def test_a_worker_that_died_before_handing_over_loses_nothing(actor: Actor, ben: Person, office: PostOffice) -> None:
    class Killed(BaseException):
        pass

    def die(letter: Letter, handing: Any) -> Any:
        raise Killed

    queued = write(actor, ben)
    with pytest.raises(Killed):
        actions.send_due(now=NOW, hand_over=die)
    assert send(1) == 0, "another worker may still be at it"
    assert send(HELD_AT_MOST.total_seconds() / 60 + 1) == 1
    queued.refresh_from_db()
    assert (queued.state, len(office.letters)) == ("sent", 1)


def test_a_worker_that_died_while_handing_over_does_not_send_twice(
    actor: Actor, ben: Person, office: PostOffice
) -> None:
    class Killed(BaseException):
        pass

    def die(letter: Letter, handing: Any) -> Any:
        with Post() as post:
            post.hand_over(letter, handing)
        raise Killed

    queued = write(actor, ben)
    with pytest.raises(Killed):
        actions.send_due(now=NOW, hand_over=die)
    assert send(60) == 0
    queued.refresh_from_db()
    assert (queued.state, len(office.letters)) == ("unsure", 1)


def test_a_worker_that_held_a_letter_too_long_lets_go_of_it(actor: Actor, ben: Person, office: PostOffice) -> None:
    def slow(letter: Letter, handing: Any) -> Any:
        assert send(60) == 1  # another worker took it over meanwhile
        with Post() as post:
            return post.hand_over(letter, handing)

    write(actor, ben)
    actions.send_due(now=NOW, hand_over=slow)
    assert len(office.letters) == 1
