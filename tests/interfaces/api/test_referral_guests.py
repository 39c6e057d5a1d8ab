"""Links, requests of the public page and letters about referrals through the API."""

from __future__ import annotations

from uuid import uuid4

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Address, Incoming, Referral
from tests.cast import NOW
from tests.interfaces.api.caller import Caller, problem


def test_a_link_is_told_once_and_taken_back(api: Caller, dana: Person) -> None:
    body = {"person": str(dana.uid), "need": "Taxes", "whom": {"name": "Yuki Tanaka"}}
    there = f"/referrals/{api.post('/referrals', body).json()['id']}/links"
    problem(api.post(there, {"purpose": "receiver"}), 422, "invalid")
    problem(api.post(there, {"purpose": "anybody"}), 422, "invalid")
    problem(api.post(there, {"purpose": "prospect", "days": 500}), 422, "invalid")
    assert not Address.objects.exists()
    made = api.post(there, {"purpose": "prospect", "days": 3})
    told = made.json()
    assert made.status_code == 201 and "/c/" in told["link"] and told["link"] in told["letter"]
    listed = api.get(there).json()["items"]
    assert [one["id"] for one in listed] == [told["id"]] and "/c/" not in str(listed)
    assert api.delete(f"/referral-links/{told['id']}").status_code == 204
    problem(api.delete(f"/referral-links/{told['id']}"), 404, "not-found")
    assert api.get(there).json()["items"] == []


def request_of(member: Member, **said: object) -> Incoming:
    words = {"sender_name": "Dana Whitcomb", "sender_email": "tom@halloran.example", "need": "A will", "name": "Yuki"}
    return Incoming.objects.create(owner=member, stamp=uuid4().hex, created_at=NOW, **{**words, **said})


def test_what_came_by_the_page_is_taken_or_dropped(api: Caller, dana: Person, leah: Member) -> None:
    first, second = request_of(leah, phone="617"), request_of(leah)
    (_, one) = api.get("/referral-requests").json()["items"]
    assert one["like"] == [{"id": str(dana.uid), "name": "Dana Whitcomb"}] and one["whom"]["phone"] == "617"
    there = f"/referral-requests/{first.uid}"
    problem(api.post(f"{there}/accept", {"person": str(uuid4())}), 404, "not-found")
    made = api.post(f"{there}/accept", {"person": str(dana.uid)})
    assert made.status_code == 201 and made["Location"].endswith(str(Referral.objects.get().uid))
    assert made.json()["stage"] == "accepted"
    assert api.delete(f"/referral-requests/{second.uid}").status_code == 204
    problem(api.delete(f"/referral-requests/{second.uid}"), 404, "not-found")
    assert api.get("/referral-requests").json()["items"] == []


def test_letters_are_a_choice_and_begin_with_none(api: Caller) -> None:
    assert api.get("/referral-letters").json() == {"moves": "never", "reminders": False, "intake": True}
    assert api.patch("/referral-letters", {"moves": "weekly"}).json()["moves"] == "weekly"
    kept = api.patch("/referral-letters", {"reminders": True, "intake": False}).json()
    assert kept == {"moves": "weekly", "reminders": True, "intake": False}
    problem(api.patch("/referral-letters", {"moves": "hourly"}), 422, "invalid")
