"""`grapevine contacts`, as somebody at a terminal calls it."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from tests.interfaces.cli.calling import call, refused, told
from tests.interfaces.exchange.carddav_peer import PASSWORD, Peer
from tests.interfaces.exchange.carddav_steps import edit


@pytest.mark.django_db
def test_an_account_from_the_terminal(leah: Member, actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", "TITLE:Realtor")
    connect = ("contacts", "connect", peer.url, "--user", phone.user)
    assert "No account yet" in call("contacts", "list").stdout
    assert "refused the name" in refused(*connect, stdin="guess\n")
    made = told(*connect, stdin=f"{PASSWORD}\n")
    assert (made["state"], made["cards"]["people"], made["last"]["came"]) == ("in step", 1, 1)
    here = made["id"]
    assert "in step; only read; people: 1" in call("contacts", "list").stdout

    edit(actor, "Ben Okafor", title="Broker")
    assert told("contacts", "sends", here) == {"change": 1, "create": 0, "delete": 0, "cards": 1}
    assert told("contacts", "sends", here, "--on", "--creates")["creates"] is True
    phone.edit(path, "TITLE:Realtor", "TITLE:Retired")
    assert told("contacts", "sync", here)["last"]["clashes"] == 1
    (clash,) = told("contacts", "clashes", here)
    assert told("contacts", "settle", here, clash["person"], "title", "here")["cards"]["clashes"] == 0
    assert "changed there: 1" in call("contacts", "sync", here).stdout
    assert "TITLE:Broker" in phone.text(path)

    assert told("contacts", "pause", here)["state"] == "paused"
    assert "paused" in refused("contacts", "sync", here)
    assert told("contacts", "resume", here)["state"] == "in step"
    assert "Nothing waits" in refused("contacts", "allow", here)
    assert told("contacts", "password", here, stdin=f"{PASSWORD}\n")["state"] == "in step"
    assert told("contacts", "books", here, made["books"][0]["id"])["books"][0]["chosen"] is True
    assert told("contacts", "disconnect", here, "--take-back")["undone"] == 1
    assert [person.name for person in Person.objects.all()] == ["Ben Okafor"]  # edited here, so he stays
