"""`grapevine referrals links`, `requests` and `letters`."""

from __future__ import annotations

from uuid import uuid4

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.referrals.models import Incoming, Referral
from tests.cast import DANA, NOW, meet
from tests.domain.referrals.referring import noted
from tests.interfaces.cli.calling import call, refused, told


def test_a_link_is_made_seen_and_taken_back(actor: Actor) -> None:
    referral = noted(actor, meet(actor, DANA))
    assert "Send it first" in refused("referrals", "links", "make", referral.uid, "receiver")
    made = told("referrals", "links", "make", referral.uid, "prospect", "--days", "3")
    assert "/c/" in made["link"] and made["link"] in made["letter"]
    assert made["link"].split("/c/")[1] not in call("referrals", "links", "list", referral.uid).stdout
    assert [one["id"] for one in told("referrals", "links", "list", referral.uid)] == [made["id"]]
    told("referrals", "links", "revoke", made["id"])
    assert call("referrals", "links", "list", referral.uid).stdout == "No link works.\n"


def test_what_came_by_the_page_is_taken_or_dropped(actor: Actor) -> None:
    assert call("referrals", "requests", "list").stdout == "Nothing waits.\n"
    said = {"sender_name": "Tom Halloran", "sender_email": "tom@halloran.example", "need": "A will", "name": "Yuki"}
    one, other = (
        Incoming.objects.create(owner_id=actor.member_id, stamp=uuid4().hex, created_at=NOW, **said) for _ in range(2)
    )
    assert "Tom Halloran" in call("referrals", "requests", "list").stdout
    assert told("referrals", "requests", "accept", one.uid)["stage"] == "accepted"
    assert Referral.objects.get().sides.get().person.name == "Tom Halloran"
    told("referrals", "requests", "drop", other.uid)
    assert "taken or dropped" in refused("referrals", "requests", "drop", other.uid)


def test_letters_say_what_holds_and_change_what_is_named(actor: Actor) -> None:
    assert told("referrals", "letters") == {"moves": "never", "reminders": False, "intake": True}
    assert told("referrals", "letters", "--moves", "daily", "--remind")["reminders"]
    assert told("referrals", "letters", "--no-intake") == {"moves": "daily", "reminders": True, "intake": False}
