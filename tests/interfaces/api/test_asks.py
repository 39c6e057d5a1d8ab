"""The weekly ask over the API."""

from __future__ import annotations

import pytest

from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.rules.brief import BriefText
from grapevine.kit import clock
from tests.interfaces.api.caller import problem


@pytest.fixture
def brief(actor):
    text = BriefText(name="Leah", listen_for=("He moved out.", "We can’t agree on Christmas."), first_question="May I?")
    return save_brief(actor=actor, now=clock.now(), text=text)


def test_an_ask_is_seen_changed_skipped_heard_and_listed(api, stranger, brief, dana):
    first = api.get("/asks/current").json()
    assert (first["id"], first["tell"], len(first["others"])) == (None, "May I?", 1)
    problem(stranger.get("/asks/current"), 404, "not-found")
    heard = api.post("/asks/current/heard", {"people": [str(dana.uid)], "meeting": True}).json()
    assert [each["name"] for each in heard["heard"]] == ["Dana Whitcomb", None]
    assert api.post("/asks/current/words", {"tell": "Call her"}).json()["edited"] is True
    chosen = api.post("/asks/current/words", {"key": first["others"][0]["key"]}).json()
    assert (chosen["key"], chosen["edited"]) == (first["others"][0]["key"], False)
    assert api.post("/asks/current/skip").json()["key"] == first["key"]
    (kept,) = api.get("/asks").json()["items"]
    assert kept["skipped_at"] and kept["id"] == heard["id"]
    assert api.post(f"/asks/{kept['id']}/came", {"came_of": "A call."}).status_code == 204
    assert api.get("/asks").json()["items"][0]["came_of"] == "A call."
    problem(stranger.post(f"/asks/{kept['id']}/came", {"came_of": "x"}), 404, "not-found")
    assert api.post("/asks/current/heard", {"people": []}).status_code == 422
