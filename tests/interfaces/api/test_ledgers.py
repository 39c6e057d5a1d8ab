"""The two ledgers through the API: touches and gives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives import actions as give_actions
from grapevine.domain.gives.models import Give
from grapevine.domain.people import actions as people_actions
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches import actions as touch_actions
from grapevine.domain.touches.models import Touch
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller, problem

LEDGERS = ("touches", "gives")
KIND = {"touches": "meal", "gives": "idea"}


def body(ledger: str, person: Person, **more: Any) -> dict[str, Any]:
    """The least that an entry of this ledger needs."""
    least = {"person": str(person.uid), "kind": KIND[ledger]}
    return {**least, **({"direction": "given"} if ledger == "gives" else {}), **more}


def log_many(actor: Actor, ledger: str, person: Person, count: int) -> None:
    """So many entries, two of them at each moment."""
    now = clock.now()
    at = [now - timedelta(days=number // 2 + 1) for number in range(count)]
    if ledger == "touches":
        touches = [touch_actions.Draft(person.pk, one, "meal") for one in at]
        touch_actions.log_touches(actor=actor, now=now, drafts=touches)
    else:
        gives = [give_actions.Draft(person.pk, one, "idea", "given") for one in at]
        give_actions.log_gives(actor=actor, now=now, drafts=gives)


@pytest.fixture(params=LEDGERS)
def ledger(request: pytest.FixtureRequest) -> str:
    """What must hold of both."""
    return request.param


def test_a_touch_comes_back_as_it_was_sent(api: Caller, dana: Person, yesterday: datetime) -> None:
    sent = {"person": str(dana.uid), "at": yesterday.isoformat(), "kind": "one_to_one", "minutes": 45,
            "began_by": "me", "about": "relationship", "note": "Coffee at the pier"}  # fmt: skip

    made = api.post("/touches", sent)

    assert made.status_code == 201
    assert made.json() == {"id": made.json()["id"], **sent, "source": ""}
    shown = api.get(made.headers["Location"])
    assert (shown.json(), shown.headers["ETag"]) == (made.json(), made.headers["ETag"])


def test_a_give_comes_back_as_it_was_sent(api: Caller, dana: Person, yesterday: datetime) -> None:
    sent = {"person": str(dana.uid), "at": yesterday.isoformat(), "kind": "introduction", "direction": "received",
            "sphere": "personal", "minutes": 20, "note": "To a tutor for Sam"}  # fmt: skip

    made = api.post("/gives", sent)

    assert made.status_code == 201
    assert made.json() == {"id": made.json()["id"], **sent, "source": ""}
    shown = api.get(made.headers["Location"])
    assert (shown.json(), shown.headers["ETag"]) == (made.json(), made.headers["ETag"])


def test_the_same_moment_in_another_zone_is_told_in_utc(api: Caller, dana: Person, ledger: str) -> None:
    made = api.post(f"/{ledger}", body(ledger, dana, at="2026-03-01T23:30:00-08:00")).json()
    assert made["at"] == "2026-03-02T07:30:00+00:00"
    assert api.get(f"/{ledger}/{made['id']}").json() == made


def test_what_is_logged_without_a_time_was_now(api: Caller, dana: Person, ledger: str) -> None:
    before = clock.now()
    made = api.post(f"/{ledger}", body(ledger, dana)).json()
    assert before <= datetime.fromisoformat(made["at"]) <= clock.now()


def test_a_touch_makes_a_relationship_deeper_and_deleting_it_undoes_that(api: Caller, dana: Person) -> None:
    made = api.post("/touches", body("touches", dana)).json()
    assert api.get("/people").json()["items"][0]["depth"] > 0

    assert api.delete(f"/touches/{made['id']}").status_code == 204

    assert api.get("/people").json()["items"][0]["depth"] is None
    problem(api.get(f"/touches/{made['id']}"), 404, "not-found")


def test_a_change_touches_only_what_is_sent(api: Caller, dana: Person, ledger: str) -> None:
    made = api.post(f"/{ledger}", body(ledger, dana, minutes=30, note="Lunch")).json()

    changed = api.patch(f"/{ledger}/{made['id']}", {"minutes": None}).json()

    assert changed == {**made, "minutes": None}
    assert api.get(f"/{ledger}/{made['id']}").json() == changed


def test_only_the_entries_with_one_person_can_be_asked_for(
    api: Caller, actor: Actor, dana: Person, ledger: str
) -> None:
    tom = people_actions.add_person(actor=actor, now=clock.now(), card=Card(name="Tom Halloran"))
    log_many(actor, ledger, dana, 2)
    log_many(actor, ledger, tom, 1)

    assert len(api.get(f"/{ledger}").json()["items"]) == 3
    (one,) = api.get(f"/{ledger}?person={tom.uid}").json()["items"]
    assert one["person"] == str(tom.uid)


def test_pages_of_a_ledger_are_the_whole_ledger_once(api: Caller, actor: Actor, dana: Person, ledger: str) -> None:
    log_many(actor, ledger, dana, 9)
    whole = [item["id"] for item in api.get(f"/{ledger}").json()["items"]]

    found, page = [], api.get(f"/{ledger}?limit=4").json()
    while page["next"]:
        found += [item["id"] for item in page["items"]]
        page = api.get(f"/{ledger}?limit=4&cursor={page['next']}").json()
    found += [item["id"] for item in page["items"]]

    assert (found, len(whole)) == (whole, 9)


def test_a_cursor_of_the_other_ledger_is_refused(api: Caller, actor: Actor, dana: Person) -> None:
    log_many(actor, "touches", dana, 2)
    cursor = api.get("/touches?limit=1").json()["next"]
    told = problem(api.get(f"/gives?cursor={cursor}"), 422, "invalid")
    assert told["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "telepathy"}, "kind"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 100_000}, "minutes"),
        ({"at": "2026-03-01T10:00:00"}, "at"),
        ({"at": "soon"}, "at"),
        ({"at": "1801-01-01T00:00:00Z"}, "at"),
        ({"at": "0001-01-01T00:00:00+23:59"}, "at"),
        ({"at": "9999-12-31T23:59:59-23:59"}, "at"),
        ({"person": "Dana"}, "person"),
        ({"mood": "good"}, "mood"),
        ({"note": "x" * 5001}, "note"),
    ],
)
def test_an_entry_that_cannot_be_names_the_field(
    api: Caller, dana: Person, ledger: str, wrong: dict[str, Any], field: str
) -> None:
    told = problem(api.post(f"/{ledger}", {**body(ledger, dana), **wrong}), 422, "invalid")
    assert [error["field"] for error in told["errors"]] == [field]
    assert not (Touch if ledger == "touches" else Give).objects.exists()


@pytest.mark.parametrize(
    ("ledger_", "wrong", "field"),
    [("touches", {"began_by": "fate"}, "began_by"), ("touches", {"about": "gossip"}, "about"),
     ("gives", {"direction": "sideways"}, "direction"), ("gives", {"sphere": "astral"}, "sphere")],
)  # fmt: skip
def test_each_ledger_keeps_its_own_lists(
    api: Caller, dana: Person, ledger_: str, wrong: dict[str, str], field: str
) -> None:
    told = problem(api.post(f"/{ledger_}", body(ledger_, dana, **wrong)), 422, "invalid")
    assert [error["field"] for error in told["errors"]] == [field]


def test_a_touch_with_somebody_of_another_book_is_not_logged(stranger: Caller, dana: Person, ledger: str) -> None:
    problem(stranger.post(f"/{ledger}", body(ledger, dana)), 404, "not-found")
    problem(stranger.get(f"/{ledger}?person={dana.uid}"), 404, "not-found")


def test_a_time_to_come_is_refused_in_plain_words(api: Caller, dana: Person) -> None:
    later = (datetime.now(UTC) + timedelta(days=9)).isoformat()
    told = problem(api.post("/touches", body("touches", dana, at=later)), 422, "invalid")
    assert "past" in told["detail"]


@pytest.mark.parametrize("count", [2, 40])
def test_a_ledger_costs_the_same_number_of_queries_for_few_and_many(
    api: Caller, actor: Actor, dana: Person, ledger: str, count: int, django_assert_max_num_queries: Any
) -> None:
    log_many(actor, ledger, dana, count)
    api.get("/me")
    with django_assert_max_num_queries(4):
        assert len(api.get(f"/{ledger}?person={dana.uid}").json()["items"]) == count
