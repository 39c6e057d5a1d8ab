"""An account that is only read, against a real server: what comes, what stays, what is asked."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import actions, queries
from grapevine.domain.imports.actions import contact_accounts
from grapevine.domain.imports.models import Agreement, Batch, ContactAccount, ServerCard
from grapevine.domain.imports.queries import contacts
from grapevine.domain.people import actions as people
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Labelled
from grapevine.interfaces.exchange import imports
from grapevine.interfaces.exchange.carddav import jobs
from grapevine.kit.errors import NotFound, Refused
from tests.cast import DANA, ELLEN, NOW, meet
from tests.interfaces.exchange.carddav_peer import PASSWORD, Peer
from tests.interfaces.exchange.carddav_steps import card, connected, edit, known, looked, names, switched

pytestmark = pytest.mark.django_db


def test_people_come_with_what_their_cards_say_and_the_same_again_changes_nothing(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    phone.person("ben", "Ben Okafor", "TITLE:Realtor", "TEL;TYPE=CELL:+1 617 555 0173", "NOTE:Likes rye.")
    phone.put("team", "FN:The team", "N:;;;;", "X-ADDRESSBOOKSERVER-KIND:group")
    account = connected(actor, phone)

    assert looked(actor, account) == {"came": 1}
    assert card(actor, "Ben Okafor").phones == (Labelled("+1 617 555 0173", "mobile"),)
    assert (card(actor, "Ben Okafor").title, card(actor, "Ben Okafor").note) == ("Realtor", "Likes rye.")
    revision = known(actor, "Ben Okafor").revision
    assert looked(actor, account) == {} and known(actor, "Ben Okafor").revision == revision
    assert contacts.tally(account)["passed"] == 1


def test_edits_there_come_here_and_the_hand_is_respected(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    ben = phone.person("ben", "Ben Okafor", "TITLE:Realtor", "ORG:Okafor Homes")
    account = connected(actor, phone)
    looked(actor, account)
    edit(actor, "Ben Okafor", title="Broker")
    phone.edit(ben, "TITLE:Realtor", "TITLE:Retired")
    phone.edit(ben, "ORG:Okafor Homes", "ORG:Harbor Homes")

    looked(actor, account)

    assert (card(actor, "Ben Okafor").title, card(actor, "Ben Okafor").firm) == ("Broker", "Harbor Homes")
    (asked,) = contacts.clashes(actor, account)
    assert asked.clashes == [{"field": "title", "here": "Broker", "there": "Retired"}]
    contact_accounts.answer_clash(
        actor=actor, now=NOW, account_uid=account.uid, person_uid=asked.person.uid, field="title", word="there"
    )
    looked(actor, account)
    assert card(actor, "Ben Okafor").title == "Retired" and contacts.clashes(actor, account) == []


def test_a_card_deleted_there_puts_the_person_aside_but_not_one_that_was_edited_here(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    paths = [phone.person("ben", "Ben Okafor"), phone.person("tom", "Tom Halloran")]
    phone.person("dana", "Dana Whitcomb")
    account = connected(actor, phone)
    looked(actor, account)
    edit(actor, "Tom Halloran", title="Plumber")
    for path in paths:
        phone.delete(path)

    assert looked(actor, account) == {"put_aside": 1}

    assert names(actor) == ["Dana Whitcomb", "Tom Halloran"]
    assert known(actor, "Ben Okafor").archived_at is not None
    assert "kept here" in ServerCard.objects.get(path=paths[1]).reason
    assert looked(actor, account) == {}


def test_a_card_that_comes_back_brings_its_person_back(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor")
    account = connected(actor, phone)
    looked(actor, account)
    phone.delete(path)
    looked(actor, account)
    phone.person("ben", "Ben Okafor", "TITLE:Realtor")

    looked(actor, account)

    assert names(actor) == ["Ben Okafor"] and card(actor, "Ben Okafor").title == "Realtor"
    assert Person.objects.count() == 1


def test_many_deletions_at_once_are_asked_about_first(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    paths = [phone.person(f"p{n}", f"Person Number{n}") for n in range(12)]
    account = connected(actor, phone)
    looked(actor, account)
    for path in paths[:8]:
        phone.delete(path)

    assert looked(actor, account) == {} and len(names(actor)) == 12
    account.refresh_from_db()
    assert (account.phase, account.asked) == ("asking", {"here": 8})
    contact_accounts.allow(actor=actor, now=NOW, account_uid=account.uid)
    assert looked(actor, account) == {"put_aside": 8} and len(names(actor)) == 4


def test_somebody_known_is_recognised_and_a_namesake_is_asked_about(actor: Actor, peer: Peer) -> None:
    meet(actor, DANA)
    meet(actor, ELLEN)
    phone = peer.phone()
    phone.person("dana", "Dana Whitcomb", "EMAIL:dana@whitcomb.example", "TEL;TYPE=HOME:+1 617 555 0100")
    ellen = phone.person("ellen", "Ellen Fisk", "TITLE:Editor")
    account = connected(actor, phone)

    looked(actor, account)

    assert Person.objects.count() == 2
    assert Labelled("+1 617 555 0100", "home") in card(actor, "Dana Whitcomb").phones
    assert contacts.tally(account)["waiting"] == 1
    (question,) = queries.open_questions(actor)
    phone.edit(ellen, "TITLE:Editor", "TITLE:Publisher")
    looked(actor, account)
    assert Person.objects.count() == 2
    actions.answer(actor=actor, now=NOW, question_uid=question.uid, person_uid=known(actor, "Ellen Fisk").uid)
    looked(actor, account)
    assert Person.objects.count() == 2 and contacts.tally(account)["waiting"] == 0
    assert card(actor, "Ellen Fisk").title == "Publisher"


def test_whoever_is_erased_here_is_not_brought_back_and_nothing_is_kept_of_them(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", "TITLE:Realtor")
    account = connected(actor, phone)
    looked(actor, account)
    people.erase_person(actor=actor, now=NOW, person_uid=known(actor, "Ben Okafor").uid)
    assert Agreement.objects.count() == 0
    looked(actor, account)
    phone.edit(path, "Realtor", "Broker")

    looked(actor, account)

    assert names(actor) == [] and phone.names() == ["Ben Okafor"]
    assert ServerCard.objects.values_list("path", "origin_key", "state").get() == ("", "", "left")
    assert contacts.tally(account)["left"] == 1


def test_several_address_books_are_chosen_from(actor: Actor, peer: Peer) -> None:
    phone = peer.phone("Work", "Family")
    phone.person("ben", "Ben Okafor")
    phone.put(f"/{phone.user}/family/mum.vcf", "FN:Ada Marchetti", "N:Marchetti;Ada;;;")
    account = connected(actor, phone)

    assert account.phase == "choosing"
    with pytest.raises(Refused, match="Choose the address books"):
        jobs.look_now(actor=actor, now=NOW, account_uid=account.uid, queue=False)
    work, family = sorted(contacts.books(account), key=lambda book: book.name, reverse=True)
    contact_accounts.choose(actor=actor, now=NOW, account_uid=account.uid, book_uids=[work.uid])
    looked(actor, account)
    assert names(actor) == ["Ben Okafor"]
    contact_accounts.choose(actor=actor, now=NOW, account_uid=account.uid, book_uids=[work.uid, family.uid])
    looked(actor, account)
    assert names(actor) == ["Ada Marchetti", "Ben Okafor"]


def test_disconnected_and_connected_again_nobody_is_doubled(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    phone.person("ben", "Ben Okafor")
    phone.person("tom", "Tom Halloran", "TITLE:Plumber")
    account = connected(actor, phone)
    looked(actor, account)
    assert jobs.disconnect(actor=actor, now=NOW, account_uid=account.uid) == []
    assert names(actor) == ["Ben Okafor", "Tom Halloran"] and ContactAccount.objects.count() == 0

    again = connected(actor, phone)
    looked(actor, again)

    assert Person.objects.count() == 2 and contacts.tally(again)["people"] == 2
    with pytest.raises(Refused, match="already"):
        connected(actor, phone)


def test_disconnected_with_taking_back_who_was_not_used_goes_and_the_others_stay(actor: Actor, peer: Peer) -> None:
    meet(actor, DANA)
    phone = peer.phone()
    ben = phone.person("ben", "Ben Okafor")
    phone.person("tom", "Tom Halloran")
    phone.person("dana", "Dana Whitcomb", "EMAIL:dana@whitcomb.example", "TEL:+1 617 555 0100")
    account = connected(actor, phone)
    looked(actor, account)
    phone.edit(ben, "FN:Ben Okafor", "FN:Ben Okafor\r\nTITLE:Realtor")
    looked(actor, account)
    edit(actor, "Tom Halloran", title="Plumber")

    batches = jobs.disconnect(actor=actor, now=NOW, account_uid=account.uid, take_back=True, queue=False)
    for batch in batches:
        imports.finish(actor, batch.uid)

    assert names(actor) == ["Dana Whitcomb", "Tom Halloran"]
    assert card(actor, "Dana Whitcomb").phones == DANA.phones
    assert [batch.state for batch in Batch.objects.all()] == ["undone"]


def test_two_people_made_one_here_stay_one_and_their_cards_stay_two(actor: Actor, peer: Peer) -> None:
    from grapevine.domain.merging import actions as merging

    phone = peer.phone()
    phone.person("ben", "Ben Okafor", "TITLE:Realtor")
    second = phone.person("benny", "Benny Okafor", "TEL:+1 617 555 0173")
    account = connected(actor, phone)
    looked(actor, account)
    ben, benny = known(actor, "Ben Okafor"), known(actor, "Benny Okafor")
    switched(actor, account, sends=True)
    merging.merge_people(actor=actor, now=NOW, keep_uid=ben.uid, other_uid=benny.uid)

    looked(actor, account)
    phone.edit(second, "+1 617 555 0173", "+1 617 555 0174")
    looked(actor, account)
    looked(actor, account)

    assert names(actor) == ["Ben Okafor"] and phone.names() == ["Ben Okafor", "Benny Okafor"]
    assert {one.value for one in card(actor, "Ben Okafor").phones} == {"+1 617 555 0173", "+1 617 555 0174"}


def test_wrong_passwords_stop_the_account_until_a_new_one_comes(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    phone.person("ben", "Ben Okafor")
    with pytest.raises(Refused, match="refused the name or the password"):
        jobs.connect(actor=actor, now=NOW, address=peer.url, user=phone.user, password="guess", queue=False)
    account = connected(actor, phone)
    peer.users.write_text(peer.users.read_text().replace(f"{phone.user}:{PASSWORD}", f"{phone.user}:another one"))

    for _ in range(2):  # the first time the server may only be in trouble
        jobs.look_now(actor=actor, now=NOW, account_uid=account.uid, queue=False)

    account.refresh_from_db()
    assert account.phase == "locked" and "password" in account.message and account.pk not in contacts.due(NOW)
    with pytest.raises(Refused, match="Enter it again"):
        jobs.look_now(actor=actor, now=NOW, account_uid=account.uid, queue=False)
    with pytest.raises(Refused, match="refused"):
        jobs.new_password(actor=actor, now=NOW, account_uid=account.uid, password="guess", queue=False)
    jobs.new_password(actor=actor, now=NOW, account_uid=account.uid, password="another one", queue=False)
    assert looked(actor, account) == {"came": 1}


def test_a_host_inside_is_refused(actor: Actor, peer: Peer, settings) -> None:
    settings.TRUSTED_HOSTS = []

    with pytest.raises(Refused, match="https://"):
        jobs.connect(actor=actor, now=NOW, address=peer.url, user="leah", password=PASSWORD)
    with pytest.raises(Refused, match="public"):
        jobs.connect(actor=actor, now=NOW, address=f"https://{peer.host}/", user="leah", password=PASSWORD)


def test_the_card_of_nobody_is_left_out_and_becomes_somebody_once_named(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    path = phone.put("blank", "FN:", "N:;;;;")
    account = connected(actor, phone)
    looked(actor, account)
    assert contacts.tally(account)["passed"] == 1
    phone.put(path, "FN:Priya Raman", "N:Raman;Priya;;;")

    looked(actor, account)

    assert names(actor) == ["Priya Raman"] and contacts.tally(account)["passed"] == 0


def test_strangers_see_nothing_of_it(actor: Actor, stranger: Actor, peer: Peer) -> None:
    account = connected(actor, peer.phone())

    assert list(contacts.accounts(stranger)) == []
    with pytest.raises(NotFound, match="no such account"):
        contact_accounts.pause(actor=stranger, now=NOW, account_uid=account.uid)
