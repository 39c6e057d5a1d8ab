"""Lessons, teach-backs and refreshers through the API."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.models import IdempotencyKey
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.actions.teach_backs import answer_by_link
from grapevine.domain.people.models import Person
from grapevine.kit import clock
from tests.cast import NOW
from tests.domain.education.test_lessons import BRIEF
from tests.interfaces.api.caller import Caller


@pytest.fixture
def taught(actor, dana: Person) -> Person:
    """Dana, and a brief to teach her."""
    save_brief(actor=actor, now=NOW, text=BRIEF)
    return dana


def test_told_asked_answered_and_due_again(api: Caller, taught: Person) -> None:
    told = api.post("/lessons", {"person": str(taught.uid), "parts": ["listen_for", "not_a_fit"]})
    assert told.status_code == 201 and [one["version"] for one in told.json()["items"]] == [1, 1]
    assert len(api.get("/lessons?limit=1").json()["items"]) == 1 and api.get("/lessons?limit=1").json()["next"]
    made = api.post("/teach-backs", {"person": str(taught.uid)}, idempotency_key="k1")
    secret = made.json()["link"].rsplit("/", 1)[1]
    assert made.status_code == 201 and len(made.json()["questions"]) == 2
    again = api.post("/teach-backs", {"person": str(taught.uid)}, idempotency_key="k1")
    assert (again.json()["id"], again.json()["link"]) == (made.json()["id"], "")
    assert secret not in IdempotencyKey.objects.get(key="k1").body
    answer_by_link(now=clock.now(), secret=secret, number=0, chosen=0)
    (row,) = api.get("/teach-backs").json()["items"]
    assert row["state"] == "begun" and row["answers"][0]["part"] == "listen_for"
    assert api.post(f"/teach-backs/{row['id']}/revoke").json()["state"] == "revoked"
    (known,) = api.get("/refreshers").json()["items"]
    assert (known["points"], known["is_due"], known["refreshers"]) == (5, False, "ask")
    assert known["strengths"]["listen_for"] == 1.0 and known["strengths"]["not_a_fit"] is None
    assert api.get(f"/people/{taught.uid}/depth").json()["theirs"]["educated"]["measured"] is True
    assert api.delete(f"/teach-backs/{row['id']}").status_code == 204
    assert api.delete(f"/teach-backs/{row['id']}").status_code == 404
    assert api.delete(f"/lessons/{told.json()['items'][0]['id']}").status_code == 204


def test_face_to_face_a_referral_and_a_choice(api: Caller, taught: Person) -> None:
    said = api.post("/teach-backs/in-person", {"person": str(taught.uid), "shares": {"moments": 0.5}})
    assert said.status_code == 201 and said.json()["answers"][0]["rating"] == "hard"
    sent = api.post("/teach-backs/referral", {"person": str(taught.uid), "fits": True})
    assert [one["part"] for one in sent.json()["answers"]] == ["whom_i_help", "listen_for"]
    assert api.put(f"/people/{taught.uid}/refreshers", {"refreshers": "off"}).json() == {"refreshers": "off"}
    assert api.get("/refreshers").json()["items"][0]["refreshers"] == "off"
    for path, body in (
        ("/lessons", {"person": str(taught.uid), "parts": ["story"]}),
        ("/teach-backs", {"person": str(taught.uid), "parts": ["story"]}),
        ("/teach-backs", {"person": str(taught.uid), "parts": ["listen_for", "no-such"]}),
        ("/teach-backs/in-person", {"person": str(taught.uid), "shares": {"moments": 2}}),
    ):
        assert api.post(path, body).status_code in (400, 422)
