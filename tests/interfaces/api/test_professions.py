"""The catalogue over the API, and what a person works as."""

from __future__ import annotations

from grapevine.domain.people.models import Person
from tests.interfaces.api.caller import Caller, problem


def test_words_find_professions_and_moments(api: Caller) -> None:
    [first, *_] = api.get("/professions?q=divorce lawyer").json()["items"]
    assert (first["key"], first["regulated"], first["soc"]) == ("family-law-attorney", True, ["23-1011.00"])
    [found] = api.get("/moments?q=stove").json()["items"]
    assert (found["key"], found["whom"], found["serves"][0]) == ("ageing-parent", "household", "home-care-agency")
    assert len(api.get("/professions").json()["items"]) >= 200


def test_an_entry_names_partners_and_whom_one_knows(api: Caller, dana: Person) -> None:
    shown = api.get("/professions/cpa").json()
    assert [one["id"] for one in shown["people"]] == [str(dana.uid)]
    assert shown["partners"][0]["score"] >= shown["partners"][-1]["score"] > 0.5
    assert shown["partners"][0]["moments"]

    shown = api.get("/moments/divorce").json()
    assert [(one["name"], one["profession_key"]) for one in shown["people"]] == [(dana.name, "cpa")]
    problem(api.get("/professions/alchemist"), 404, "not-found")
    problem(api.get("/moments/doomsday"), 404, "not-found")


def test_what_a_person_works_as_is_shown_and_set(api: Caller, dana: Person) -> None:
    def work(card: dict) -> tuple:
        return card["profession_key"], card["profession_sure"], card["profession_said"]

    path = f"/people/{dana.uid}"
    assert work(api.get(path).json()) == ("cpa", 1.0, False)
    assert work(api.put(f"{path}/profession", {"profession_key": "bookkeeper"}).json()) == ("bookkeeper", 1.0, True)
    assert work(api.patch(path, {"title": "Realtor"}).json()) == ("bookkeeper", 1.0, True)
    assert work(api.put(f"{path}/profession", {"profession_key": ""}).json())[0] == "cpa"
    problem(api.put(f"{path}/profession", {"profession_key": "alchemist"}), 422, "invalid")
    assert api.get("/me").json()["profession_key"] == "family-law-attorney"
