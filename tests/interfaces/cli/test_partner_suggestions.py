"""`grapevine partners suggest`, `pass-over`, `passed-over` and `offer`."""

from __future__ import annotations

from tests.domain.partnerships.test_suggestions import chapter, leah_lawyer, seat, seated, somebody
from tests.interfaces.cli.calling import call, refused, told

__all__ = ["chapter", "leah_lawyer"]


def test_ben_is_suggested_passed_over_and_wanted_again(leah_lawyer):
    ben = somebody(leah_lawyer, "Ben Okafor", "realtor")
    somebody(leah_lawyer, "Ellen Fisk", "dentist")
    assert [one["name"] for one in told("partners", "suggest")] == ["Ben Okafor", "Ellen Fisk"]
    assert [one["name"] for one in told("partners", "suggest", "--profession", "dentist")] == ["Ellen Fisk"]
    assert "you to them: Your clients need Ben" in call("partners", "suggest", "--top", 1).stdout
    assert "wizard" in refused("partners", "suggest", "--profession", "wizard")
    note = told("partners", "pass-over", ben.uid)
    assert [one["name"] for one in told("partners", "suggest")] == ["Ellen Fisk"]
    assert [one["id"] for one in told("partners", "passed-over")] == [note["id"]]
    told("partners", "passed-over", "--again", note["id"])
    assert told("partners", "passed-over") == []
    assert "no such note" in refused("partners", "passed-over", "--again", note["id"])


def test_what_is_said_of_oneself_stays_unless_it_is_named(leah_lawyer, chapter):
    seat(leah_lawyer, chapter)
    seated(chapter, "Ben", "realtor", seen_by=f"chapter:{chapter.uid}")
    assert told("partners", "suggest", "--where", "organisation") == []
    assert [one["name"] for one in told("partners", "suggest", "--where", "chapter")] == ["Ben Fisk"]
    told("partners", "offer", "--seen-by", f"chapter:{chapter.uid}", "--place", "Oakland", "--clients", "movers")
    found = told("partners", "offer", "--full")
    assert (found["place"], found["clients"], found["full"]) == ("Oakland", ["movers"], True)
    assert told("partners", "offer", "--seen-by", "nobody")["seen_by"] == ""
    assert "latitude" in refused("partners", "offer", "--latitude", 12.0)
