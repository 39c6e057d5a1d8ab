"""Suggestions of partners and offers over the API."""

from __future__ import annotations

import uuid

from grapevine.domain.accounts.models import Member
from grapevine.domain.partnerships.models import NotForMe
from tests.domain.partnerships.test_suggestions import chapter, leah_lawyer, seat, seated, somebody
from tests.interfaces.api.caller import Caller, problem

__all__ = ["chapter", "leah_lawyer"]


def test_suggestions_tell_why_and_can_be_passed_over_and_wanted_again(api: Caller, leah_lawyer) -> None:
    ben = somebody(leah_lawyer, "Ben Okafor", "realtor")
    somebody(leah_lawyer, "Ellen Fisk", "dentist")
    first, second = api.get("/partners/suggestions").json()["items"]
    assert (first["name"], first["person"], first["member"]) == ("Ben Okafor", str(ben.uid), None)
    assert first["score"] == 100.0 > second["score"] and first["why_you_help_them"] and first["why_they_help_you"]
    assert (first["referrals"], first["balance"], first["known_to"]) == (0, "even", [])
    dentists = api.get("/partners/suggestions?profession=dentist").json()["items"]
    assert [one["name"] for one in dentists] == ["Ellen Fisk"]
    made = api.post("/partners/passed-over", {"person": str(ben.uid)}).json()
    assert [one["name"] for one in api.get("/partners/suggestions").json()["items"]] == ["Ellen Fisk"]
    assert [one["id"] for one in api.get("/partners/passed-over").json()["items"]] == [made["id"]]
    assert api.delete(f"/partners/passed-over/{made['id']}").status_code == 204
    problem(api.delete(f"/partners/passed-over/{made['id']}"), 404, "not-found")


def test_what_there_is_none_of_is_refused(api: Caller, leah_lawyer) -> None:
    problem(api.get("/partners/suggestions?profession=wizard"), 422, "invalid")
    problem(api.post("/partners/passed-over", {"person": str(uuid.uuid4())}), 404, "not-found")
    problem(api.post("/partners/passed-over", {}), 422, "invalid")
    problem(api.put("/partners/offer", {"latitude": 12.0}), 422, "invalid")
    problem(api.put("/partners/offer", {"seen_by": f"chapter:{uuid.uuid4()}"}), 422, "invalid")


def test_only_members_who_offered_themselves_to_leah_can_be_passed_over(api: Caller, leah_lawyer, chapter) -> None:
    hidden, open_one = seated(chapter, "Hidden", "cpa", seen_by=""), seated(chapter, "Ben", "realtor")
    seat(leah_lawyer, chapter)
    uid = {one: str(member_uid(one)) for one in (hidden, open_one)}
    problem(api.post("/partners/passed-over", {"member": uid[hidden]}), 404, "not-found")
    assert api.post("/partners/passed-over", {"member": uid[open_one]}).status_code == 201
    assert NotForMe.objects.get().member.name == "Ben Fisk"
    assert api.get("/partners/suggestions?where=organisation").json()["items"] == []


def member_uid(actor) -> uuid.UUID:
    """The public id of a member."""
    return Member.objects.get(pk=actor.member_id).uid


def test_an_offer_is_replaced_as_a_whole(api: Caller, leah_lawyer, chapter) -> None:
    seat(leah_lawyer, chapter)
    said = {"seen_by": f"chapter:{chapter.uid}", "place": "Oakland", "clients": ["movers"], "languages": ["English"]}
    assert api.put("/partners/offer", said).json()["seen_by"] == said["seen_by"]
    assert api.put("/partners/offer", {"place": "Boston"}).json()["seen_by"] == ""
    found = api.get("/partners/offer").json()
    assert (found["place"], found["clients"], found["languages"]) == ("Boston", [], [])
