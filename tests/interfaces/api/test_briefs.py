"""Briefs over the API: from the first words to the public page, and back."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education import queries
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange.briefs import sheet
from tests.interfaces.api.caller import Caller, problem

TEXT = {"headline": "I help parents separate without a war.", "listen_for": ["We wait until the kids finish school."]}


@pytest.fixture
def main(api: Caller) -> dict:
    """The main brief, begun."""
    return api.patch("/briefs/main", TEXT).json()


def test_a_brief_is_begun_changed_and_brought_back(api: Caller, main: dict) -> None:
    assert (main["is_main"], main["version"], main["text"]["name"]) == (True, 1, "Leah Marchetti")
    assert main["advice"][0]["part"] == "whom_i_help"
    place = f"/briefs/{main['id']}"
    shown = api.get(place)
    assert shown.json() == main
    changed = api.patch(place, {"story": "Once.", "note": "A story"}, if_match=shown["ETag"]).json()
    assert (changed["version"], changed["text"]["story"], changed["text"]["headline"]) == (2, "Once.", TEXT["headline"])
    problem(api.patch(place, {"story": "Twice."}, if_match=shown["ETag"]), 412, "precondition-failed")
    assert [row["note"] for row in api.get(f"{place}/versions").json()["items"]] == ["A story", ""]
    back = api.post(f"{place}/versions/1/restore").json()
    assert (back["version"], back["text"]["story"]) == (3, "")
    assert api.get("/briefs").json()["items"][0]["version"] == 3


def test_what_is_wrong_names_its_field(api: Caller, main: dict) -> None:
    place = f"/briefs/{main['id']}"
    problem(api.patch(place, {"email": "leah@"}), 422, "invalid")
    problem(api.patch(place, {"stroy": "Once."}), 422, "invalid")
    problem(api.post("/briefs", {"name": " "}), 422, "invalid")
    problem(api.get(f"{place}/qr"), 404, "not-found")
    problem(api.post(f"{place}/take-down"), 404, "not-found")
    problem(api.post(f"{place}/versions/9/restore"), 404, "not-found")


def test_a_page_is_published_moved_and_taken_down(api: Caller, main: dict) -> None:
    place = f"/briefs/{main['id']}"
    first = api.post(f"{place}/publish", {"indexed": True}).json()
    assert first["public"].startswith("http") and first["indexed"] and first["published_version"] == 1
    assert api.post(f"{place}/publish").json()["indexed"]
    assert api.get(f"{place}/qr").content.startswith(b"<svg")
    drawn = api.get(f"{place}/pdf")
    assert drawn.content.startswith(b"%PDF") if not sheet.missing() else drawn.status_code == 422
    assert api.post(f"{place}/address").json()["public"] != first["public"]
    down = api.post(f"{place}/take-down").json()
    assert down["public"] == "" and down["taken_down_at"]


def test_a_partner_has_a_brief_of_their_own(api: Caller, actor: Actor, main: dict, dana: Person) -> None:
    assert api.get(f"/people/{dana.uid}/brief").json()["id"] == main["id"]
    made = api.post("/briefs", {"name": "For banks", "people": [str(dana.uid)]})
    assert made.status_code == 201 and made.json()["people"] == [str(dana.uid)]
    place = made["Location"].removeprefix("/api/v1")
    assert api.get(f"/people/{dana.uid}/brief").json()["id"] == made.json()["id"]
    assert api.put(f"{place}/people", {"name": "For bankers", "people": []}).json()["name"] == "For bankers"
    assert api.delete(place).status_code == 204
    assert queries.brief_for(actor, dana.uid).brief.is_main


def test_nobody_reads_a_brief_that_is_not_there(api: Caller, dana: Person) -> None:
    problem(api.get(f"/people/{dana.uid}/brief"), 404, "not-found")


def test_the_last_ten_clients_are_kept_counted_and_deleted(api: Caller, main: dict, dana: Person) -> None:
    line = {"who": "J. P.", "came": "referred", "referrer": str(dana.uid), "referrer_profession": "cpa",
            "problem": "I do not know the accounts.", "moment": "divorce", "worth": True}  # fmt: skip
    kept = api.put("/recent-clients", {"items": [line, {"who": "W. D."}]}).json()
    assert kept["items"][0] == line and kept == api.get("/recent-clients").json()
    assert kept["pattern"]["told"] == 2 and kept["pattern"]["few"]
    assert kept["pattern"]["moments"] == [{"key": "divorce", "count": 1}]
    assert kept["pattern"]["proposals"]["listen_for"] == ["I do not know the accounts."]
    told = problem(api.put("/recent-clients", {"items": [line, {"moment": "no-such"}]}), 422, "invalid")
    assert [error["field"] for error in told["errors"]] == ["items.1.moment"]
    assert api.delete("/recent-clients").status_code == 204
    assert api.get("/recent-clients").json()["items"] == []
