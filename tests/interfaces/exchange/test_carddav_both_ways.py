"""An account that changes are sent to, against a real server: edits, clashes, deletions, cards kept whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions import contact_accounts
from grapevine.domain.imports.models import ServerCard
from grapevine.domain.imports.queries import contacts, contacts_unsent
from grapevine.domain.imports.queries.contacts_unsent import Preview
from grapevine.domain.people import actions as people
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.interfaces.exchange.carddav import server
from tests.cast import DANA, NOW, PRIYA, meet
from tests.interfaces.exchange.carddav_peer import Peer
from tests.interfaces.exchange.carddav_steps import card, connected, edit, known, looked, names, switched

pytestmark = pytest.mark.django_db
BEN = (
    "TITLE:Realtor", "TEL;TYPE=CELL:+1 617 555 0173", "item1.EMAIL;type=INTERNET:ben@okafor.example",
    "item1.X-ABLabel:Desk", "item2.URL:https://okafor.example", "item2.X-ABLabel:_$!<HomePage>!$_",
    "PHOTO;ENCODING=b;TYPE=JPEG:aGVsbG8gd29ybGQ=", "X-CUSTOM;X-P=1:kept as it is", "CATEGORIES:golf",
)  # fmt: skip


def test_an_edit_here_changes_its_line_there_and_no_other(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", *BEN)
    account = connected(actor, phone, sends=True)
    looked(actor, account)
    before = set(phone.text(path).splitlines())
    edit(actor, "Ben Okafor", title="Broker, Owner", note="Private.", segment="friend",
         phones=(Labelled("+1 617 555 0173", "mobile"), Labelled("+1 617 555 0199", "after six")))  # fmt: skip

    assert looked(actor, account) == {"changed_there": 1}

    now = set(phone.text(path).splitlines())
    assert before - now == {"TITLE:Realtor"}
    assert now - before == {"TITLE:Broker\\, Owner", "item3.TEL:+1 617 555 0199", "item3.X-ABLABEL:after six"}
    assert looked(actor, account) == {}


def test_without_the_switch_nothing_is_sent_and_with_it_what_waited_goes(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", *BEN)
    account = connected(actor, phone)
    looked(actor, account)
    before = phone.text(path)
    edit(actor, "Ben Okafor", title="Broker")
    meet(actor, DANA)
    looked(actor, account)
    assert phone.text(path) == before and contacts_unsent.preview(actor, account) == Preview(1, 1, 0, 1)

    switched(actor, account, sends=True)
    looked(actor, account)

    assert "TITLE:Broker" in phone.text(path) and phone.names() == ["Ben Okafor"]
    assert contacts_unsent.preview(actor, account) == Preview(0, 1, 0, 1)


def test_different_fields_changed_on_both_sides_end_equal(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", *BEN)
    account = connected(actor, phone, sends=True)
    looked(actor, account)
    edit(actor, "Ben Okafor", firm="Okafor Homes", emails=())
    phone.edit(path, "TITLE:Realtor", "TITLE:Broker")

    assert looked(actor, account) == {"changed_there": 1, "changed_here": 1}

    text = phone.text(path)
    assert "ORG:Okafor Homes" in text and "TITLE:Broker" in text and "EMAIL" not in text and "Desk" not in text
    assert (card(actor, "Ben Okafor").title, card(actor, "Ben Okafor").emails) == ("Broker", ())
    assert looked(actor, account) == {}


def test_the_same_field_changed_twice_waits_for_the_member_and_nothing_is_lost(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", *BEN)
    account = connected(actor, phone, sends=True)
    looked(actor, account)
    edit(actor, "Ben Okafor", title="Broker", firm="Harbor")
    phone.edit(path, "TITLE:Realtor", "TITLE:Retired")

    assert looked(actor, account) == {"changed_there": 1, "clashes": 1}
    assert card(actor, "Ben Okafor").title == "Broker" and "TITLE:Retired" in phone.text(path)
    assert "ORG:Harbor" in phone.text(path)
    looked(actor, account)
    (asked,) = contacts.clashes(actor, account)
    contact_accounts.answer_clash(
        actor=actor, now=NOW, account_uid=account.uid, person_uid=asked.person.uid, field="title", word="here"
    )
    looked(actor, account)

    assert "TITLE:Broker" in phone.text(path) and contacts.clashes(actor, account) == []


def test_people_who_are_only_here_are_added_there_once(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    meet(actor, DANA)
    meet(actor, PRIYA)
    meet(actor, Card(name="Ada Lane", dates=(Labelled("--05-01", "birthday"),), note="Private."))
    account = connected(actor, phone, sends=True, creates=True)

    assert looked(actor, account) == {"made_there": 3}

    assert phone.names() == ["Ada Lane", "Dana Whitcomb", "Priya Raman"]
    assert not any("Private" in phone.text(path) or "SEGMENT" in phone.text(path) for path in phone.paths())
    assert looked(actor, account) == {} and Person.objects.count() == 3
    dana = known(actor, "Dana Whitcomb")
    phone.edit(f"{phone.book}{dana.uid}.vcf", "TITLE:CPA", "TITLE:Partner")
    looked(actor, account)
    assert card(actor, "Dana Whitcomb").title == "Partner"


def test_deletions_go_over_when_asked_for_and_an_edit_beats_them(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    paths = {name: phone.person(name, f"{name} Okafor") for name in ("Ben", "Tom", "Ada", "Eve", "Kim")}
    account = connected(actor, phone, sends=True)
    looked(actor, account)
    people.archive_person(actor=actor, now=NOW, person_uid=known(actor, "Ben Okafor").uid)
    people.erase_person(actor=actor, now=NOW, person_uid=known(actor, "Tom Okafor").uid)
    people.archive_person(actor=actor, now=NOW, person_uid=known(actor, "Ada Okafor").uid)
    phone.edit(paths["Ada"], "END:VCARD", "TITLE:Editor\r\nEND:VCARD")
    phone.delete(paths["Eve"])
    edit(actor, "Kim Okafor", title="Cook")
    phone.delete(paths["Kim"])
    switched(actor, account, sends=True, deletes=True)

    counts = looked(actor, account)

    assert counts == {"put_aside": 1, "made_there": 1, "changed_here": 1, "deleted_there": 2}
    assert phone.names() == ["Ada Okafor", "Kim Okafor"] and names(actor) == ["Kim Okafor"]
    assert known(actor, "Eve Okafor").archived_at is not None and card(actor, "Ada Okafor").title == "Editor"
    assert looked(actor, account) == {}


def test_a_card_deleted_in_one_address_book_stays_deleted_though_another_still_has_them(
    actor: Actor, peer: Peer
) -> None:
    home, work = peer.phone(), peer.phone()
    for phone in (home, work):
        phone.person("ben", "Ben Okafor", "TITLE:Realtor")
    accounts = [connected(actor, phone, sends=True) for phone in (home, work)]
    for account in accounts:
        looked(actor, account)
    work.delete(f"{work.book}ben.vcf")

    assert looked(actor, accounts[1]) == {} and looked(actor, accounts[1]) == {}

    assert work.paths() == [] and home.names() == ["Ben Okafor"] == names(actor)
    home.delete(f"{home.book}ben.vcf")
    assert looked(actor, accounts[0]) == {"put_aside": 1} and looked(actor, accounts[1]) == {}
    assert names(actor) == work.paths() == home.paths() == []


def test_whoever_is_restored_here_gets_the_whole_card_back_there(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", *BEN)
    account = connected(actor, phone, sends=True, deletes=True)
    looked(actor, account)
    ben = known(actor, "Ben Okafor")
    people.archive_person(actor=actor, now=NOW, person_uid=ben.uid)
    looked(actor, account)
    assert phone.paths() == []
    people.restore_person(actor=actor, now=NOW, person_uid=ben.uid)
    edit(actor, "Ben Okafor", title="Broker")

    looked(actor, account)

    text = phone.text(path)
    assert "TITLE:Broker" in text and "aGVsbG8gd29ybGQ=" in text and "X-CUSTOM" in text
    assert looked(actor, account) == {} and phone.paths() == [path]


def test_many_deletions_there_are_asked_about_first(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    for number in range(12):
        phone.person(f"p{number}", f"Person Number{number}")
    account = connected(actor, phone, sends=True, deletes=True)
    looked(actor, account)
    for person in Person.objects.all()[:7]:
        people.archive_person(actor=actor, now=NOW, person_uid=person.uid)

    assert looked(actor, account) == {} and len(phone.paths()) == 12
    account.refresh_from_db()
    assert (account.phase, account.asked) == ("asking", {"there": 7})
    contact_accounts.allow(actor=actor, now=NOW, account_uid=account.uid)
    assert looked(actor, account) == {"deleted_there": 7} and len(phone.paths()) == 5


def test_a_card_that_changes_under_our_hands_is_read_again_first(
    actor: Actor, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", *BEN)
    account = connected(actor, phone, sends=True)
    looked(actor, account)
    edit(actor, "Ben Okafor", title="Broker")
    put: Callable[..., str] = server.put
    meddled = []

    def meddling(*args: str) -> str:
        if not meddled:
            meddled.append(True)
            phone.edit(path, "END:VCARD", "ORG:Harbor\r\nEND:VCARD")
        return put(*args)

    monkeypatch.setattr(server, "put", meddling)

    assert looked(actor, account) == {"changed_there": 1, "changed_here": 1}
    assert "TITLE:Broker" in phone.text(path) and "ORG:Harbor" in phone.text(path)
    assert card(actor, "Ben Okafor").firm == "Harbor"


def test_a_server_that_refuses_a_change_is_left_alone_and_says_so(
    actor: Actor, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = peer.phone()
    phone.person("ben", "Ben Okafor", *BEN)
    account = connected(actor, phone, sends=True)
    looked(actor, account)
    edit(actor, "Ben Okafor", title="Broker")
    tries = []

    def refusing(*args: str) -> str:
        tries.append(args)
        raise server.NotTaken("PUT 403")

    monkeypatch.setattr(server, "put", refusing)

    assert looked(actor, account) == {"refused": 1}
    assert looked(actor, account) == {} and len(tries) == 1
    assert ServerCard.objects.get().reason == "The server did not take our change of this card."
    assert card(actor, "Ben Okafor").title == "Broker"


def test_what_the_server_cannot_keep_of_a_card_is_not_lost_here(
    actor: Actor, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", *BEN)
    account = connected(actor, phone, sends=True)
    looked(actor, account)
    edit(actor, "Ben Okafor", title="Broker", links=(Labelled("https://okafor.example/a,b;c", "blog"),))
    put: Callable[..., str] = server.put
    monkeypatch.setattr(server, "put", lambda *args: put(*args[:3], args[3].replace("TITLE:Broker\r\n", ""), args[4]))

    looked(actor, account)
    monkeypatch.undo()
    phone.edit(path, "END:VCARD", "ORG:Harbor\r\nEND:VCARD")
    looked(actor, account)

    assert "TITLE" not in phone.text(path)
    assert (card(actor, "Ben Okafor").title, card(actor, "Ben Okafor").firm) == ("Broker", "Harbor")
    assert card(actor, "Ben Okafor").links == (Labelled("https://okafor.example/a,b;c", "blog"),)


def test_a_card_of_an_old_form_is_read_and_not_touched(
    actor: Actor, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", "TITLE:Realtor")
    account = connected(actor, phone, sends=True)
    read = server.cards
    old = "VERSION:3.0", "VERSION:2.1"
    monkeypatch.setattr(server, "cards", lambda *args: ((p, v, text.replace(*old)) for p, v, text in read(*args)))
    looked(actor, account)
    edit(actor, "Ben Okafor", title="Broker")

    assert looked(actor, account) == {"refused": 1}
    assert "TITLE:Realtor" in phone.text(path) and "old form" in ServerCard.objects.get().reason
