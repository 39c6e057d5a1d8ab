"""People through the API: the list with depth, one person, adding, changing, putting aside, erasing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import actions as people_actions
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches import actions as touch_actions
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller, problem

PRIYA = {
    "name": "Priya Raman",
    "firm": "Raman Realty",
    "profession": "realtor",
    "segment": "professional",
    "note": "Met at the harbour.\nLikes sailing.",
    "emails": [{"value": "priya@raman.example", "label": "work", "primary": True}],
    "phones": [{"value": "+1 415 555 0144", "label": "cell"}],
    "addresses": [{"label": "work", "street": "12 Quay St", "city": "Oakland", "country": "US"}],
    "links": [{"value": "https://raman.example/priya"}],
    "dates": [{"value": "--04-02", "label": "birthday"}],
    "tags": ["sailing"],
    "facts": [{"value": "Arun", "label": "spouse"}],
}
ROW = ["id", "name", "firm", "title", "profession", "segment", "emails", "phones", "depth", "i_know", "they_know",
       "stage", "missing", "last_touch_at"]  # fmt: skip


def book_of(actor: Actor, *names: str) -> list[Person]:
    """These people, put into the book."""
    return people_actions.add_people(actor=actor, now=clock.now(), cards=[Card(name=name) for name in names])


def met(actor: Actor, person: Person, days_ago: int = 3, **more: Any) -> None:
    """A one-to-one with the person some days ago."""
    now = clock.now()
    touch_actions.log_touch(
        actor=actor, now=now, person_uid=person.uid, at=now - timedelta(days=days_ago), kind="one_to_one", **more
    )


def names(told: dict[str, Any]) -> list[str]:
    return [item["name"] for item in told["items"]]


def test_a_person_comes_back_as_it_was_sent(api: Caller) -> None:
    made = api.post("/people", PRIYA)

    assert made.status_code == 201
    assert made.headers["Location"] == f"/api/v1/people/{made.json()['id']}"
    shown = api.get(made.headers["Location"]).json()
    assert shown == made.json()
    for name in ("name", "firm", "profession", "segment", "note", "emails", "tags"):
        assert shown[name] == PRIYA[name]
    assert shown["phones"] == [{"value": "+1 415 555 0144", "label": "cell", "primary": False}]
    assert shown["addresses"][0]["city"] == "Oakland"
    assert shown["dates"][0]["value"] == "--04-02"
    assert shown["archived_at"] is None
    assert shown["revision"] == 1


def test_the_list_has_exactly_the_fields_of_the_command_line(api: Caller, dana: Person) -> None:
    (row,) = api.get("/people").json()["items"]

    assert list(row) == ROW
    assert row["id"] == str(dana.uid)
    assert row["emails"] == ["dana@whitcomb.example"]
    assert row["phones"] == ["+1 617 555 0142"]


def test_who_was_never_measured_has_null_and_never_zero(api: Caller, dana: Person) -> None:
    (row,) = api.get("/people").json()["items"]
    assert (row["depth"], row["i_know"], row["they_know"], row["last_touch_at"]) == (None, None, None, None)


def test_the_deepest_come_first_and_the_unmeasured_last(api: Caller, actor: Actor) -> None:
    tom, ellen, priya = book_of(actor, "Tom Halloran", "Ellen Fisk", "Priya Raman")
    met(actor, ellen)
    met(actor, ellen, 10)
    met(actor, tom, 40)

    told = api.get("/people").json()

    assert names(told) == ["Ellen Fisk", "Tom Halloran", "Priya Raman"]
    assert told["items"][0]["depth"] > told["items"][1]["depth"] > 0


def test_pages_together_are_the_whole_list_once(api: Caller, actor: Actor) -> None:
    people = book_of(actor, *(f"Person {number:02}" for number in range(7)))
    for person in people[:3]:
        met(actor, person, person.pk % 5 + 1)
    for sort in ("depth", "name", "last", "cooling", "firm", "added"):
        whole = names(api.get(f"/people?sort={sort}").json())
        page, found = api.get(f"/people?sort={sort}&limit=2").json(), []
        while True:
            found += names(page)
            if page["next"] is None:
                break
            page = api.get(f"/people?sort={sort}&limit=2&cursor={page['next']}").json()
        assert found == whole
        assert len(found) == 7


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=whit", ["Dana Whitcomb"]),
        ("q=lowe+dana", ["Dana Whitcomb"]),
        ("q=nobody", []),
        ("segment=professional", ["Dana Whitcomb"]),
        ("segment=none", ["Tom Halloran"]),
        ("tag=Golf", ["Dana Whitcomb"]),
        ("reach=none&sort=name", ["Tom Halloran", "Dana Whitcomb"]),
        ("archived=true", []),
        ("sort=name&limit=1", ["Tom Halloran"]),
    ],
)
def test_the_list_is_searched_and_filtered(
    api: Caller, actor: Actor, dana: Person, query: str, found: list[str]
) -> None:
    book_of(actor, "Tom Halloran")
    assert names(api.get(f"/people?{query}").json()) == found


@pytest.mark.parametrize(
    ("query", "field"),
    [("limit=0", "limit"), ("limit=201", "limit"), ("limit=many", "limit"), ("sort=luck", "sort"),
     ("segment=enemies", "segment"), ("reach=far", "reach"), ("quiet_days=-1", "quiet_days"), ("q=%00", "q"),
     ("cursor=broken", "cursor"), ("cursor=WyJkZXB0aCIsMCwxLDFd", "cursor")],
)  # fmt: skip
def test_a_list_that_cannot_be_asked_for_names_the_field(api: Caller, dana: Person, query: str, field: str) -> None:
    told = problem(api.get(f"/people?{query}"), 422, "invalid")
    assert [error["field"] for error in told["errors"]] == [field]


def test_a_cursor_of_another_order_is_refused(api: Caller, actor: Actor) -> None:
    book_of(actor, "Tom Halloran", "Ellen Fisk")
    cursor = api.get("/people?sort=name&limit=1").json()["next"]
    problem(api.get(f"/people?sort=firm&cursor={cursor}"), 422, "invalid")


def test_nobody_sees_the_people_of_another_book(stranger: Caller, dana: Person) -> None:
    assert stranger.get("/people").json() == {"items": [], "next": None}


def test_a_patch_changes_what_is_sent_and_nothing_else(api: Caller, dana: Person) -> None:
    changed = api.patch(f"/people/{dana.uid}", {"title": "Partner", "tags": ["golf", "tax"]}).json()

    assert changed["title"] == "Partner"
    assert changed["tags"] == ["golf", "tax"]
    assert changed["emails"][0]["value"] == "dana@whitcomb.example"
    assert changed["revision"] == 2


def test_an_empty_patch_changes_nothing(api: Caller, dana: Person) -> None:
    assert api.patch(f"/people/{dana.uid}", {}).json()["revision"] == 1


def test_a_put_replaces_everything(api: Caller, dana: Person) -> None:
    changed = api.put(f"/people/{dana.uid}", {"name": "Dana Lowe"}).json()

    assert (changed["name"], changed["firm"], changed["emails"], changed["tags"]) == ("Dana Lowe", "", [], [])


def test_a_person_is_put_aside_and_brought_back(api: Caller, dana: Person) -> None:
    assert api.post(f"/people/{dana.uid}/archive").json()["archived_at"] is not None
    assert names(api.get("/people").json()) == []
    assert names(api.get("/people?archived=true").json()) == ["Dana Whitcomb"]

    assert api.post(f"/people/{dana.uid}/restore").json()["archived_at"] is None
    assert names(api.get("/people").json()) == ["Dana Whitcomb"]


def test_erasing_is_for_good(api: Caller, dana: Person) -> None:
    gone = api.delete(f"/people/{dana.uid}")

    assert (gone.status_code, gone.content) == (204, b"")
    problem(api.get(f"/people/{dana.uid}"), 404, "not-found")
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": "Tom", "segment": "enemies"}, "segment"),
        ({"name": "Tom", "nickname": 7}, "nickname"),
        ({"name": "T" * 301}, "name"),
        ({"name": "Tom", "shoe_size": 44}, "shoe_size"),
        ({"name": "Tom", "emails": [{"label": "work"}]}, "emails.0.value"),
        ({"name": "Tom", "emails": "tom@example.com"}, "emails"),
        ({"name": "Tom", "tags": ["x"] * 101}, "tags"),
    ],
)
def test_a_card_that_cannot_be_names_the_field(api: Caller, body: dict[str, Any], field: str) -> None:
    told = problem(api.post("/people", body), 422, "invalid")
    assert [error["field"] for error in told["errors"]] == [field]
    assert not Person.objects.exists()


def test_markup_in_a_name_is_text(api: Caller) -> None:
    made = api.post("/people", {"name": "<script>alert(1)</script>", "note": "a\x00b"})
    assert made.json()["name"] == "<script>alert(1)</script>"
    assert made.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("count", [2, 30])
def test_the_list_costs_the_same_number_of_queries_for_few_and_many(
    api: Caller, actor: Actor, count: int, django_assert_max_num_queries: Any
) -> None:
    for person in book_of(actor, *(f"Person {number}" for number in range(count)))[::2]:
        met(actor, person)
    api.get("/me")  # the token notes the day of its first use
    with django_assert_max_num_queries(6):
        assert len(api.get("/people").json()["items"]) == count


@pytest.mark.parametrize("link", ["http://[", "//[::1", "https://exa mple/ü", "javascript:alert(1)", "["])
def test_a_link_that_is_no_address_is_kept_as_text(api: Caller, link: str) -> None:
    made = api.post("/people", {"name": "Tom Halloran", "links": [{"value": link}]})
    assert made.json()["links"][0]["value"] == link
