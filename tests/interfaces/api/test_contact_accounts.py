"""The API of accounts of contacts."""

from __future__ import annotations

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange.carddav.look import look
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.exchange.carddav_peer import PASSWORD, Peer
from tests.interfaces.exchange.carddav_steps import card, edit


def test_an_account_from_connecting_to_disconnecting(api: Caller, actor: Actor, peer: Peer) -> None:
    phone = peer.phone("Work", "Family")
    path = phone.person("ben", "Ben Okafor", "TITLE:Realtor")
    login = {"address": peer.url, "user": phone.user, "password": PASSWORD}
    problem(api.post("/sources/contacts", {**login, "password": "guess"}), 422, "invalid")
    made = api.post("/sources/contacts", login)
    assert made.status_code == 201 and made.json()["state"] == "choosing" and PASSWORD not in made.content.decode()
    here = made.headers["Location"]
    problem(api.post(f"{here}/look"), 422, "invalid")
    work = next(book for book in made.json()["books"] if book["name"] == "Work")
    problem(api.patch(here, {"books": [work["id"]]}, if_match='"other"'), 412, "precondition-failed")
    assert api.patch(here, {"books": [work["id"]]}).json()["state"] == "new"
    account = ContactAccount.objects.get()
    look(account.pk)
    shown = api.get(here).json()
    assert (shown["state"], shown["cards"]["people"], shown["last"]["came"]) == ("in step", 1, 1)
    assert api.get("/sources/contacts").json()["items"] == [shown]

    edit(actor, "Ben Okafor", title="Broker")
    assert api.get(f"{here}/preview").json() == {"change": 1, "create": 0, "delete": 0, "cards": 1}
    assert api.patch(here, {"sends": True}).json()["sends"] is True
    phone.edit(path, "TITLE:Realtor", "TITLE:Retired")
    look(account.pk)
    (clash,) = api.get(f"{here}/clashes").json()["items"]
    assert (clash["name"], clash["field"], clash["here"], clash["there"]) == (
        "Ben Okafor", "title", "Broker", "Retired",
    )  # fmt: skip
    answered = api.post(f"{here}/clashes", {"person": clash["person"], "field": "title", "word": "there"})
    assert answered.json()["cards"]["clashes"] == 0
    assert api.post(f"{here}/look").status_code == 202
    look(account.pk)
    assert card(actor, "Ben Okafor").title == "Retired"

    assert api.post(f"{here}/pause").json()["state"] == "paused"
    assert api.post(f"{here}/resume").json()["state"] == "in step"
    problem(api.post(f"{here}/allow"), 422, "invalid")
    assert api.patch(here, {"password": PASSWORD}).status_code == 200
    assert api.delete(here).status_code == 204
    assert ContactAccount.objects.count() == 0 and Person.objects.count() == 1
