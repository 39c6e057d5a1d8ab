"""The pages of an account of contacts: connected, chosen, sent to, asked, paused, disconnected."""

from __future__ import annotations

import re

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import AddressBook, ContactAccount
from grapevine.domain.people import actions as people
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange.carddav.look import look
from tests.cast import NOW
from tests.interfaces.exchange.carddav_peer import PASSWORD, Peer
from tests.interfaces.exchange.carddav_steps import card, edit


def text(answer) -> str:
    """What a page says."""
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def test_an_account_is_connected_chosen_from_and_its_people_come(web, actor: Actor, peer: Peer) -> None:
    phone = peer.phone("Work", "Family")
    phone.person("ben", "Ben Okafor")
    assert "No address book yet" in text(web.get("/sources"))
    login = {"address": peer.url, "user": phone.user, "password": "guess"}
    wrong = web.post("/sources/contacts/new", login)
    assert wrong.status_code == 422 and "refused the name or the password" in text(wrong)
    assert "guess" not in wrong.content.decode()

    page = web.post("/sources/contacts/new", {**login, "password": PASSWORD}, follow=True)
    assert "Choose which address books to keep in step." in text(page)
    account = ContactAccount.objects.get()
    here = f"/sources/contacts/{account.uid}"
    assert "Choose at least one" in text(web.post(f"{here}/books", {}, follow=True))
    work = AddressBook.objects.get(name="Work")
    assert "Chosen. We are looking now." in text(web.post(f"{here}/books", {"books": [str(work.uid)]}, follow=True))
    assert "not looked at yet" in text(web.get("/sources"))
    look(account.pk)

    assert "1 person in step" in text(web.get("/sources"))
    assert "1 person came here" in text(web.get(here)) and PASSWORD not in web.get(here).content.decode()
    assert Person.objects.get().name == "Ben Okafor"


def test_sending_is_switched_on_with_a_preview_and_a_clash_is_settled(web, actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", "TITLE:Realtor")
    web.post("/sources/contacts/new", {"address": peer.url, "user": phone.user, "password": PASSWORD})
    account = ContactAccount.objects.get()
    here = f"/sources/contacts/{account.uid}"
    look(account.pk)
    edit(actor, "Ben Okafor", title="Broker")
    page = text(web.get(here))
    assert "Only read" in page and "now 1 of 1 cards would change" in page and "never sent" in page
    assert "Changes go both ways now." in text(web.post(f"{here}/sends", {"sends": "on"}, follow=True))
    phone.edit(path, "TITLE:Realtor", "TITLE:Retired")
    look(account.pk)

    page = web.get(here)
    assert "Two words for one thing" in text(page) and "Keep “Broker”" in text(page) and "Take “Retired”" in text(page)
    said = {"person": str(Person.objects.get().uid), "field": "title", "word": "there"}
    web.post(f"{here}/clash", said)
    look(account.pk)
    assert card(actor, "Ben Okafor").title == "Retired" and "Two words" not in text(web.get(here))


def test_many_deletions_are_asked_about_and_an_account_is_paused_and_disconnected(
    web, actor: Actor, peer: Peer
) -> None:
    phone = peer.phone()
    paths = [phone.person(f"p{n}", f"Person Number{n}") for n in range(8)]
    web.post("/sources/contacts/new", {"address": peer.url, "user": phone.user, "password": PASSWORD})
    account = ContactAccount.objects.get()
    here = f"/sources/contacts/{account.uid}"
    look(account.pk)
    people.erase_person(actor=actor, now=NOW, person_uid=Person.objects.get(name="Person Number7").uid)
    for path in paths[:6]:
        phone.delete(path)
    look(account.pk)

    page = text(web.get(here))
    assert "6 cards were deleted there." in page and "1 card stays there of people you erased here" in page
    web.post(f"{here}/allow")
    look(account.pk)
    assert Person.objects.filter(archived_at=None).count() == 1
    assert "Paused." in text(web.post(f"{here}/pause", {"what": "pause"}, follow=True))
    assert "This account is paused" in text(web.post(f"{here}/look", follow=True))
    assert "It goes on." in text(web.post(f"{here}/pause", {"what": "resume"}, follow=True))
    assert web.post(f"{here}/password", {"password": "guess"}).status_code == 422
    assert "The new password works." in text(web.post(f"{here}/password", {"password": PASSWORD}, follow=True))
    assert "What becomes of the people" in text(web.get(f"{here}/disconnect"))
    assert "Disconnected" in text(web.post(f"{here}/disconnect", {"what": "keep"}, follow=True))
    assert ContactAccount.objects.count() == 0 and Person.objects.count() == 7
