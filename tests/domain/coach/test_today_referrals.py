"""What referrals bring onto the page of today, on both sides; the ask of the week, and a webhook nobody takes."""

from __future__ import annotations

from datetime import date, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.queries.today import today
from grapevine.domain.education.actions import asks as ask_actions
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.referrals.actions.own import keep_own, set_times
from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.webhooks.actions.endpoints import add_endpoint
from grapevine.domain.webhooks.models import Endpoint
from tests.cast import NOW
from tests.domain.ledgers.linked_books import two
from tests.domain.referrals.referring import agreed, noted, step


def asks(actor: Actor, days: float = 0.0) -> list[tuple[str, str, str]]:
    """(What, with whom, about whom) that stand on the page so many days from now."""
    at = NOW + timedelta(days=days)
    return [(one.asks, one.name, one.whom) for one in today(actor, at).referrals]


def test_the_turn_goes_from_one_page_to_the_other_and_every_move_starts_it_anew(db):
    pair = two()
    pair.link()
    referral = noted(pair.leah, pair.dana_of_leah)
    assert asks(pair.leah) == [] and asks(pair.leah, 8) == [("ask", "Dana Whitcomb", "Yuki Tanaka")]
    agreed(pair.leah, referral)
    assert asks(pair.leah, 3) == [("send", "Dana Whitcomb", "Yuki Tanaka")]
    step(pair.leah, referral, "sent")
    assert asks(pair.leah, 3) == [] and asks(pair.dana) == [("answer", "Leah Marchetti", "Yuki Tanaka")]
    step(pair.dana, referral, "accepted", now=NOW + timedelta(days=2))
    assert asks(pair.dana, 4) == [] and asks(pair.dana, 6) == [("move", "Leah Marchetti", "Yuki Tanaka")]
    keep_own(actor=pair.leah, now=NOW, referral_uid=referral.uid, next_step="Ask how it goes", next_on=date(2026, 3, 4))
    (line,) = today(pair.leah, NOW + timedelta(days=2)).referrals
    assert line.title() == "Ask how it goes: Yuki Tanaka, with Dana Whitcomb"
    step(pair.dana, referral, "won", now=NOW + timedelta(days=6))
    assert asks(pair.leah, 6) == []
    assert asks(pair.dana, 14) == [("thank", "Leah Marchetti", "Yuki Tanaka")] and asks(pair.dana, 60) == []
    thank_giver(actor=pair.dana, now=NOW + timedelta(days=14), referral_uid=referral.uid)
    assert asks(pair.dana, 14) == []


def test_a_member_who_gives_more_time_is_reminded_later(db):
    pair = two()
    set_times(actor=pair.leah, now=NOW, days={"noted": 20})
    noted(pair.leah, pair.dana_of_leah)
    assert asks(pair.leah, 8) == [] and len(asks(pair.leah, 21)) == 1


def test_a_referral_that_came_asks_for_its_thanks_once_and_not_before_there_is_an_outcome(db):
    pair = two()
    pair.link()
    referral = noted(pair.leah, pair.dana_of_leah)
    agreed(pair.leah, referral)
    step(pair.leah, referral, "sent")
    later = today(pair.dana, NOW + timedelta(days=20))
    assert [item.kind for item in later.items if item.kind == "thank"] == []
    assert later.step is None or later.step.kind != "thank"


def test_the_ask_of_the_week_stands_there_once_there_is_a_brief(actor):
    assert today(actor, NOW).ask is None
    save_brief(actor=actor, now=NOW, text=BriefText(whom_i_help="Couples", listen_for=("We drifted apart",)))
    found = today(actor, NOW).ask
    assert found is not None and found.look_for == ""
    ask_actions.edit_ask(actor=actor, now=NOW, lines={"look_for": "A couple with a house", "tell": "", "introduce": ""})
    assert today(actor, NOW).ask.look_for == "A couple with a house"
    assert today(actor, NOW + timedelta(days=7)).ask.look_for == ""


def test_a_webhook_that_the_house_paused_is_told(actor):
    add_endpoint(actor=actor, now=NOW, name="Ledger", address="https://hooks.example/x")
    assert today(actor, NOW).webhooks == ()
    Endpoint.objects.update(paused_at=NOW, paused_why="Nothing was taken there for a day: 500")
    assert today(actor, NOW).webhooks == ("Ledger",)
