"""The five questions, corrections and links through the API."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.models import IdempotencyKey
from grapevine.domain.depth.actions.questions import answer_by_link
from grapevine.domain.depth.models import LinkEnd
from grapevine.domain.people.models import Person
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller

FIVE = {"know": 4, "like": 5, "trust": 3, "committed": 2, "educated": 1}


def test_somebody_is_asked_and_the_secret_is_told_once(api: Caller, dana: Person) -> None:
    made = api.post(f"/people/{dana.uid}/questions", {"days": 7}, idempotency_key="k1")
    secret = made.json()["link"].rsplit("/", 1)[1]
    assert made.status_code == 201 and made.json()["letter"].count(secret) == 1
    again = api.post(f"/people/{dana.uid}/questions", {"days": 7}, idempotency_key="k1")
    assert (again.json()["id"], again.json()["link"], again.json()["letter"]) == (made.json()["id"], "", "")
    assert secret not in IdempotencyKey.objects.get().body

    answer_by_link(now=clock.now(), secret=secret, values=FIVE)
    (row,) = api.get(f"/people/{dana.uid}/questions").json()["items"]
    assert (row["state"], row["answers"]) == ("answered", FIVE) and row["again_on"]
    assert api.get(f"/people/{dana.uid}/depth").json()["theirs"]["like"]["rated"] == 5
    assert api.delete(f"/questions/{row['id']}").status_code == 204
    assert api.delete(f"/questions/{row['id']}").status_code == 404


def test_one_s_own_answers_and_a_part_set_right(api: Caller, dana: Person) -> None:
    assert api.post(f"/people/{dana.uid}/answers", FIVE).json()["value"] == 3
    assert api.post(f"/people/{dana.uid}/answers", {**FIVE, "know": 6}).status_code == 422
    word = {"side": "theirs", "part": "educated", "value": 5, "reason": "she taught it"}
    made = api.post(f"/people/{dana.uid}/corrections", word).json()
    part = api.get(f"/people/{dana.uid}/depth").json()["theirs"]["educated"]
    assert (part["measured"], part["value"], part["corrected"]) == (False, None, 1.0)
    assert api.get(f"/people/{dana.uid}/corrections").json()["items"] == [made]
    assert api.delete(f"/corrections/{made['id']}").status_code == 204
    assert api.get(f"/people/{dana.uid}/corrections").json()["items"] == []


@pytest.mark.parametrize("by_code", [True, False])
def test_two_members_link_and_part(api: Caller, stranger: Caller, dana: Person, by_code: bool) -> None:
    hers = stranger
    made = api.post(f"/people/{dana.uid}/link").json()
    assert hers.post(f"/links/{made['id']}/accept", {}).status_code == 404, "it was not brought to a stranger"
    if by_code:
        linked = hers.post("/links/accept", {"code": made["link"]})
        assert (linked.status_code, linked.json()["state"], linked.json()["name"]) == (200, "linked", "Leah Marchetti")
        assert hers.delete(f"/links/{made['id']}").status_code == 204
    assert hers.post("/links/accept", {"code": "guess"}).status_code == 404
    assert api.post("/links/accept", {"code": made["link"]}).status_code in (404, 422)
    assert not LinkEnd.objects.exists()
