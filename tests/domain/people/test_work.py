"""What people and members work as: recognised when written, chosen by the member, never turned round by an import."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.people import actions, queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, NOW, meet, member


def work(person: Person) -> tuple[str, float | None, bool]:
    person.refresh_from_db()
    return person.profession_key, person.profession_sure, person.profession_said


def test_whoever_comes_into_the_book_is_recognised(actor):
    dana, ben = meet(actor, DANA), meet(actor, BEN)

    assert work(dana) == ("cpa", 1.0, False)
    assert work(ben) == ("realtor", 1.0, False)
    assert list(queries.by_profession(actor, ["realtor", "plumber", ""])) == [ben]


def test_a_new_title_is_read_again_and_an_unknown_one_says_nothing(actor):
    ben = meet(actor, BEN)
    actions.edit_person(actor=actor, now=NOW, person_uid=ben.uid, card=replace(BEN, title="Astronomer"))

    assert work(ben) == ("", 0.0, False)


def test_what_the_member_chose_stays_whatever_is_written_later(actor):
    ben = meet(actor, BEN)
    actions.choose_profession(actor=actor, now=NOW, person_uid=ben.uid, key="commercial-realtor")
    actions.change_people(actor=actor, now=NOW, changes=[(queries.person(actor, ben.uid), replace(BEN, title="CPA"))])

    assert work(ben) == ("commercial-realtor", 1.0, True)
    assert Entry.objects.filter(thing_id=ben.uid).latest("pk").detail == {"fields": ["profession_key"]}


def test_none_of_these_is_a_choice_and_nothing_chosen_leaves_it_to_us(actor):
    ben = meet(actor, BEN)
    actions.choose_profession(actor=actor, now=NOW, person_uid=ben.uid, key="none")
    assert work(ben) == ("", 1.0, True)

    actions.choose_profession(actor=actor, now=NOW, person_uid=ben.uid, key="")
    assert work(ben) == ("realtor", 1.0, False)


def test_a_choice_that_changes_nothing_writes_nothing(actor):
    ben = meet(actor, BEN)
    before = Entry.objects.count()
    actions.choose_profession(actor=actor, now=NOW, person_uid=ben.uid, key="")

    assert Entry.objects.count() == before


def test_a_stranger_and_an_unknown_profession_are_turned_away(actor, stranger):
    ben = meet(actor, BEN)

    with pytest.raises(NotFound):
        actions.choose_profession(actor=stranger, now=NOW, person_uid=ben.uid, key="cpa")
    with pytest.raises(Refused, match="no profession “alchemist”"):
        actions.choose_profession(actor=actor, now=NOW, person_uid=ben.uid, key="alchemist")
    assert list(queries.by_profession(stranger, ["realtor"])) == []


def test_people_from_before_are_read_a_batch_at_a_time(actor):
    ben, dana, priya = meet(actor, BEN), meet(actor, DANA), meet(actor, Card(name="Priya Raman"))
    actions.choose_profession(actor=actor, now=NOW, person_uid=dana.uid, key="bookkeeper")
    Person.objects.update(profession_sure=None)
    Person.objects.filter(pk=ben.pk).update(profession_key="")

    assert [actions.read_unread_work(limit=2), actions.read_unread_work(limit=2), actions.read_unread_work()] == [
        2,
        1,
        0,
    ]
    assert (work(ben), work(dana)) == (("realtor", 1.0, False), ("bookkeeper", 1.0, True))
    assert work(priya) == ("", 0.0, False)


def test_a_merge_keeps_the_choice_of_either_and_an_unmerge_gives_it_back(actor):
    ben, other = meet(actor, BEN), meet(actor, replace(BEN, name="Benjamin Okafor"))
    actions.choose_profession(actor=actor, now=NOW, person_uid=other.uid, key="property-investor")

    merge = merge_people(actor=actor, now=NOW, keep_uid=ben.uid, other_uid=other.uid)
    assert work(ben) == ("property-investor", 1.0, True)

    unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    assert work(ben) == ("realtor", 1.0, False)
    assert work(queries.person(actor, other.uid)) == ("property-investor", 1.0, True)


def test_a_member_is_recognised_and_may_choose(actor):
    leah = member(email="lea@marchetti.example")
    assert (leah.profession_key, leah.profession_said) == ("family-law-attorney", False)


def test_a_member_s_own_choice_outlives_what_they_write(leah, actor):
    accounts.edit_member(actor=actor, now=NOW, profession_key="mediator")
    leah = accounts.edit_member(actor=actor, now=NOW, profession="Divorce lawyer")
    assert (leah.profession_key, leah.profession_said) == ("mediator", True)

    leah = accounts.edit_member(actor=actor, now=NOW, profession_key="")
    leah.refresh_from_db()
    assert (leah.profession_key, leah.profession_said) == ("family-law-attorney", False)
    with pytest.raises(Refused, match="alchemist"):
        accounts.edit_member(actor=actor, now=NOW, profession_key="alchemist")
