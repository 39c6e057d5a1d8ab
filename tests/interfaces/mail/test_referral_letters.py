"""Letters about referrals by schedule: only to who wished for them, each thing once, and reminders that end."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.letters.actions import stop
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.queries import stop_token, words
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.consenting import ask_consent
from grapevine.domain.referrals.actions.giving import note_received
from grapevine.domain.referrals.actions.links import make_receiver_link, move_by_link, thank_by_link
from grapevine.domain.referrals.actions.wished import wish_letters
from grapevine.domain.referrals.actions.writing import send_link
from grapevine.domain.referrals.models import Address, Incoming, Referral
from grapevine.domain.referrals.queries.wished import News
from grapevine.interfaces.mail import paper, referral_for_you, referral_news
from grapevine.interfaces.mail.referral_letters import forget_requests, send_news, send_reminders
from grapevine.kit import clock
from grapevine.kit.errors import Refused
from tests.cast import DANA, NOW, meet
from tests.domain.referrals.referring import TAXES, YUKI, noted, sent, step


class Time:
    """The clock of these tests."""

    def __init__(self) -> None:
        self.now = NOW

    def later(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


@pytest.fixture
def dana(actor: Actor) -> Person:
    return meet(actor, DANA)


@pytest.fixture
def referral(actor: Actor, dana: Person) -> Referral:
    """Sent to Dana, who has no account."""
    Member.objects.update(profession_key="")
    Person.objects.update(profession_key="")
    return sent(actor, dana)


def kinds() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def test_nobody_is_written_to_who_did_not_wish_for_it(actor: Actor, referral: Referral) -> None:
    _, secret = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    move_by_link(now=NOW, secret=secret, to="accepted")
    assert send_news() == send_reminders() == 0 and kinds() == []
    with pytest.raises(Refused, match="never, each"):
        wish_letters(actor=actor, now=NOW, moves="hourly")


def test_news_at_once_tells_each_move_of_others_once_and_names_nobody_it_is_about(
    actor: Actor, referral: Referral, time: Time
) -> None:
    wish_letters(actor=actor, now=NOW, moves="each")
    assert send_news() == 0
    _, secret = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    move_by_link(now=time.later(minutes=9), secret=secret, to="accepted", note="Call them today")
    assert (send_news(), send_news()) == (1, 0)
    letter = Letter.objects.get()
    text = words(letter)[0]
    assert letter.subject == "Y. T.: Dana Whitcomb takes care of it" and letter.to_address == actor.email
    assert "“Call them today”" in text and "Yuki" not in text and "/referrals/letters" in text and letter.automatic
    step(actor, referral, "met", by="receiver", now=time.later(minutes=9))
    assert send_news() == 0
    move_by_link(now=time.later(minutes=9), secret=secret, to="won")
    thank_by_link(now=time.now, secret=secret, words="You knew", share="band", value=3_000)
    Incoming.objects.create(owner_id=actor.member_id, stamp="x", sender_name="Tom", need="A will", created_at=time.now)
    assert (send_news(), send_news()) == (1, 0)
    text = words(Letter.objects.latest("pk"))[0]
    assert "won it" in text and "met them" not in text and "takes care" not in text
    assert "thanks you for Y. T.: “You knew” It came to 1,000 to 5,000." in text and "by your public page" in text


@pytest.mark.parametrize(("often", "days"), [("daily", 1), ("weekly", 7)])
def test_news_of_the_day_and_the_week_wait_for_their_morning(
    actor: Actor, dana: Person, referral: Referral, time: Time, often: str, days: int
) -> None:
    wish_letters(actor=actor, now=NOW, moves=often)
    _, secret = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    move_by_link(now=time.later(hours=1), secret=secret, to="accepted")
    assert send_news() == 0
    time.later(days=days, hours=-4)
    assert send_news() == 0
    time.later(hours=3)
    assert (send_news(), send_news()) == (1, 0)
    time.later(days=days)
    assert send_news() == 0
    move_by_link(now=time.later(hours=2), secret=secret, to="met")
    assert send_news() == 0
    time.later(days=days)
    assert send_news() == 1 and len(kinds()) == 2


def test_what_stood_before_the_wish_is_no_news(actor: Actor, referral: Referral, time: Time) -> None:
    _, secret = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    move_by_link(now=NOW, secret=secret, to="accepted")
    wish_letters(actor=actor, now=NOW, moves="each")
    time.later(minutes=10)
    assert send_news() == 0
    wish_letters(actor=actor, now=NOW, moves="never", reminders=False)
    move_by_link(now=time.later(minutes=9), secret=secret, to="met")
    assert send_news() == 0


def test_it_is_her_turn_three_letters_and_then_silence_a_move_begins_anew(
    actor: Actor, dana: Person, time: Time
) -> None:
    came = note_received(actor=actor, now=NOW, person_uid=dana.uid, whom=YUKI, what=TAXES)
    wish_letters(actor=actor, now=NOW, reminders=True)
    days = []
    for day in range(60):
        if send_reminders():
            days.append(day)
            assert send_reminders() == 0
        time.later(days=1)
    assert days == [3, 5, 9]
    text = words(Letter.objects.first())[0]
    assert "Y. T., from Dana Whitcomb: Say yes or no. It has stood so for 3 days." in text and "Yuki" not in text
    step(actor, came, "accepted", now=time.now)
    assert not any(send_reminders() for _ in range(4) if time.later(hours=12))
    time.later(days=2)
    assert send_reminders() == 1


def test_a_guest_is_reminded_only_if_she_wished_it_and_it_ends_with_their_answer(
    actor: Actor, referral: Referral, time: Time
) -> None:
    _, secret = make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    time.later(days=10)
    assert send_reminders() == 0
    letter = paper.written(
        kind=referral_for_you.KIND, to_address="dana@whitcomb.example", to_name="Dana", subject="For you", text="Read"
    )
    own = {"actor": actor, "referral_uid": referral.uid, "purpose": "receiver", "letter": letter}
    time.now = NOW
    send_link(**own, now=NOW, remind=True)
    days = []
    for day in range(60):
        if day == 20:
            assert days == [3, 5, 9]
            move_by_link(now=time.now, secret=secret, to="accepted")
        days += [day] * send_reminders()
        time.later(days=1)
    assert days == [3, 5, 9, 24, 27] and set(kinds()) == {"referral_for_you"}
    text = words(Letter.objects.filter(automatic=True).first())[0]
    link = re.search(r"/r/([\w-]{43})", text)
    assert link and "how does it go with Y. T." in text
    assert Address.objects.filter(revoked_at=None).count() == 6


def test_a_prospect_is_reminded_until_they_answer_or_stop_the_letters(actor: Actor, dana: Person, time: Time) -> None:
    yuki = meet(actor, DANA.__class__(name="Yuki Tanaka", emails=DANA.emails))
    one = noted(actor, dana, about_uid=yuki.uid)
    ask_consent(actor=actor, now=NOW, referral_uid=one.uid)
    letter = paper.written(
        kind="referral_consent", to_address="dana@whitcomb.example", to_name="Yuki", subject="May I?", text="Read"
    )
    send_link(actor=actor, now=NOW, referral_uid=one.uid, purpose="prospect", letter=letter, remind=True)
    time.later(days=8)
    assert (send_reminders(), send_reminders()) == (1, 0)
    stop(now=time.now, token=stop_token(Member.objects.get(), "dana@whitcomb.example"))
    time.later(days=8)
    assert send_reminders() == 0 and not Address.objects.filter(remind=True).exists()


def test_a_letter_with_a_link_needs_the_link_and_somebody_of_the_book(actor: Actor, referral: Referral) -> None:
    letter = paper.written(
        kind="referral_for_you", to_address="dana@whitcomb.example", to_name="D", subject="x", text="y"
    )
    own = {"actor": actor, "now": NOW, "referral_uid": referral.uid, "letter": letter}
    with pytest.raises(Refused, match="Make the link first"):
        send_link(**own, purpose="receiver")
    with pytest.raises(Refused, match="Make the link first"):
        send_link(**own, purpose="prospect")


@pytest.mark.parametrize(
    ("requests", "said"),
    [
        (1, "Somebody was sent to you by your public page, and waits for your word."),
        (3, "3 people were sent to you by your public page, and wait for your word."),
    ],
)
def test_news_of_requests_is_said_of_one_and_of_several(requests: int, said: str) -> None:
    news = News(requests=requests)
    made = referral_news.letter(
        to_address="leah@example.com", to_name="Leah", called="Leah", news=news, board="https://a.example/referrals",
        wishes="https://a.example/referrals/letters",
    )  # fmt: skip
    assert said in made.text


def test_requests_that_nobody_looks_at_are_erased(actor: Actor, time: Time) -> None:
    Incoming.objects.create(owner_id=actor.member_id, stamp="x", sender_name="Tom", need="A will", created_at=NOW)
    time.later(days=31)
    assert forget_requests() == 1 and not Incoming.objects.exists()
