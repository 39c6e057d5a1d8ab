"""Many people at once through the API: changed by name or by filter, taken back; whoever is not sorted yet."""

from __future__ import annotations

from io import BytesIO

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import queries
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.exchange.imports import begin_import, finish
from grapevine.kit import clock
from tests.cast import BEN, DANA, ELLEN, PRIYA, TOM, meet
from tests.interfaces.api.caller import Caller, problem

CAST = (DANA, BEN, PRIYA, TOM, ELLEN)
CARDS = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rosa Marchetti\r\nN:Marchetti;Rosa;;;\r\nUID:rosa\r\nEND:VCARD\r\n"


def segments(api: Caller) -> dict[str, str]:
    return {row["name"].split()[0]: row["segment"] for row in api.get("/people").json()["items"]}


def test_those_named_are_changed_and_given_back_what_each_had(api: Caller, actor: Actor) -> None:
    people = [str(meet(actor, card).uid) for card in CAST]
    before = segments(api)
    done = api.post("/people/bulk", {"do": "segment", "value": "client", "people": people[:4]})

    assert done.status_code == 200
    assert done.json() == {
        "id": done.json()["id"], "people": 3, "same": 1,
        "told": "Clients: 3 people. For 1 more there was nothing to change.",
    }  # fmt: skip
    assert segments(api) == {**dict.fromkeys(before, "client"), "Ellen": "school"}
    api.patch(f"/people/{people[0]}", {"segment": "friend"})
    back = api.post(f"/people/changes/{done.json()['id']}/undo")
    assert {name: back.json()[name] for name in ("people", "left", "gone")} == {"people": 2, "left": 1, "gone": 0}
    assert segments(api) == {**before, "Dana": "friend"}
    problem(api.post(f"/people/changes/{done.json()['id']}/undo"), 422, "invalid")


def test_everybody_a_filter_finds_is_changed(api: Caller, actor: Actor) -> None:
    for card in CAST:
        meet(actor, card)
    done = api.post("/people/bulk", {"do": "tag", "value": "fair", "filter": {"segment": "professional"}}).json()
    assert done["people"] == 2
    assert {row["name"] for row in api.get("/people?tag=fair").json()["items"]} == {"Dana Whitcomb", "Ben Okafor"}
    assert api.post("/people/bulk", {"do": "archive", "filter": {"q": "choir"}}).json()["people"] == 1
    assert api.post("/people/bulk", {"do": "restore", "filter": {"archived": True}}).json()["people"] == 1
    assert api.post("/people/bulk", {"do": "restore", "filter": {}}).json() == {
        "id": None, "people": 0, "same": 5, "told": "Nobody was changed: everything was so already.",
    }  # fmt: skip

    listed = api.get("/people/changes?limit=2").json()
    assert [(one["do"], one["people"], one["undone_at"]) for one in listed["items"]] == [
        ("restore", 1, None), ("archive", 1, None),
    ]  # fmt: skip
    rest = api.get(f"/people/changes?cursor={listed['next']}").json()
    assert [(one["do"], one["value"]) for one in rest["items"]] == [("tag", "fair")]


def test_what_makes_no_sense_is_refused_and_changes_nobody(api: Caller, actor: Actor) -> None:
    dana = str(meet(actor, DANA).uid)
    for body in (
        {"do": "explode", "people": [dana]},
        {"do": "segment", "value": "enemies", "people": [dana]},
        {"do": "tag", "people": [dana]},
        {"do": "archive"},
        {"do": "archive", "people": []},
        {"do": "archive", "people": [dana], "filter": {}},
        {"do": "archive", "filter": {"segment": "enemies"}},
        {"do": "archive", "filter": {"sort": "name"}},
    ):
        problem(api.post("/people/bulk", body), 422, "invalid")
    assert queries.person(actor, dana).revision == 1


def test_a_stranger_changes_and_undoes_nothing(api: Caller, stranger: Caller, actor: Actor) -> None:
    dana = str(meet(actor, DANA).uid)
    problem(stranger.post("/people/bulk", {"do": "archive", "people": [dana]}), 404, "not-found")
    assert stranger.post("/people/bulk", {"do": "archive", "filter": {}}).json()["people"] == 0
    done = api.post("/people/bulk", {"do": "archive", "people": [dana]}).json()
    problem(stranger.post(f"/people/changes/{done['id']}/undo"), 404, "not-found")
    assert stranger.get("/people/changes").json()["items"] == []


def test_the_unsorted_come_page_by_page_with_what_helps_to_decide(api: Caller, actor: Actor) -> None:
    for name in ("Ada Zorn", "Cleo Abel", "Eva Moss"):
        meet(actor, Card(name=name, tags=("Friends",)))
    meet(actor, DANA)
    first = api.get("/people/unsorted?limit=2").json()
    assert [one["name"] for one in first["items"]] == ["Cleo Abel", "Eva Moss"]
    assert (first["left"], first["put_off"]) == (3, 0)
    assert first["items"][0]["suggestion"] == {"segment": "friend", "why": "your label “Friends”"}
    second = api.get(f"/people/unsorted?limit=2&cursor={first['next']}").json()
    assert ([one["name"] for one in second["items"]], second["next"]) == (["Ada Zorn"], None)

    api.post("/people/bulk", {"do": "later", "people": [first["items"][0]["id"]]})
    again = api.get("/people/unsorted").json()
    assert [(one["name"], one["put_off"]) for one in again["items"]] == [
        ("Eva Moss", False), ("Ada Zorn", False), ("Cleo Abel", True),
    ]  # fmt: skip
    assert again["put_off"] == 1


def test_the_unsorted_of_one_import_are_those_it_brought(api: Caller, stranger: Caller, actor: Actor) -> None:
    meet(actor, Card(name="Ada Zorn"))
    batch = begin_import(
        actor=actor, now=clock.now(), uploads=[("cards.vcf", BytesIO(CARDS))], direct=True, queue=False
    )
    finish(actor, batch.uid)
    found = api.get(f"/imports/{batch.uid}/unsorted").json()
    assert ([one["name"] for one in found["items"]], found["left"]) == (["Rosa Marchetti"], 1)
    assert api.get("/people/unsorted").json()["left"] == 2
    problem(stranger.get(f"/imports/{batch.uid}/unsorted"), 404, "not-found")
