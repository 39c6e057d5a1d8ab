"""Warm introductions in one's own book: wishes, who knows whom, the ways, and a request step by step."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.depth.actions import rate_person
from grapevine.domain.gives.models import Give
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.network.actions import introductions, wishes
from grapevine.domain.network.models import Acquaintance, Introduction, Standing, Step, Wish
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.queries.asking import verdicts
from grapevine.domain.network.queries.relationship import evidence_of, readiness, relation
from grapevine.domain.network.queries.ways import target_of, ways_to
from grapevine.domain.people import actions as people
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.actions import log_touch
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, NOW, PRIYA, meet

CARLA = {"name": "Carla Ortiz", "firm": "County Court", "title": "Judge", "email": "carla@court.example"}


@pytest.fixture
def dana(actor: Actor) -> Person:
    """A friend of many dinners."""
    return friend(actor, DANA)


@pytest.fixture
def carla(actor: Actor) -> Wish:
    """Somebody Leah wants to meet, who is not in her book."""
    return wishes.add_wish(actor=actor, now=NOW, why="She writes on mediation", **CARLA)


def friend(actor: Actor, card: Card) -> Person:
    """Somebody Leah knows well."""
    person = meet(actor, card)
    for week in range(1, 13):
        log_touch(actor=actor, now=NOW, person_uid=person.uid, at=NOW - timedelta(weeks=week), kind="meal", minutes=90)
    rate_person(actor=actor, now=NOW, person_uid=person.uid, value=4)
    return person


def knows(
    actor: Actor, one: Person, wish: Wish | None = None, other: Person | None = None, **said: str
) -> Acquaintance:
    return wishes.add_acquaintance(
        actor=actor, now=NOW, one_uid=one.uid, wish_uid=wish and wish.uid, other_uid=other and other.uid, **said
    )


def ways(actor: Actor, wish: Wish) -> list:
    return ways_to(actor, target_of(actor, wish=queries.wish(actor, wish.uid)), NOW)


def state_of(actor: Actor, wish: Wish) -> str:
    return queries.standing_of(actor, [wish])[wish.pk].state


def test_whom_one_knows_who_knows_them_is_a_way(actor, dana, carla):
    knows(actor, dana, carla, how_well="close")
    [way] = ways(actor, carla)
    assert [one.person for one in way.go_betweens] == [dana]
    depth = relation(actor, dana, NOW).depth
    assert way.value == pytest.approx((0.05 + 0.75 * depth / 100) * 0.575)
    assert way.lines[1] == "Dana Whitcomb and Carla Ortiz are close (one of them told me)."
    assert way.said == "warm"


def test_two_between_and_a_colleague_are_found_too(actor, dana, carla):
    ben = meet(actor, BEN)
    knows(actor, dana, other=ben, how_well="close")
    knows(actor, ben, carla, how_well="close")
    clerk = friend(actor, Card(name="Ellen Fisk", firm="The County Court, Inc."))
    chains = [[one.person for one in way.go_betweens] for way in ways(actor, carla)]
    assert chains == [[dana, ben], [clerk]]


def test_a_person_of_the_book_can_be_wished_for_and_the_wish_is_kept_once(actor, dana):
    priya = meet(actor, PRIYA)
    wish = wishes.add_wish(actor=actor, now=NOW, person_uid=priya.uid)
    assert wishes.add_wish(actor=actor, now=NOW, person_uid=priya.uid) == wish
    knows(actor, dana, other=priya)
    [way] = ways(actor, wish)
    assert way.go_betweens[0].person == dana
    assert ways_to(actor, target_of(actor, person=priya), NOW) == [way]


def test_who_is_hidden_is_in_no_way_neither_between_nor_at_the_end(actor, dana, carla):
    knows(actor, dana, carla)
    priya = meet(actor, PRIYA)
    wish = wishes.add_wish(actor=actor, now=NOW, person_uid=priya.uid)
    knows(actor, dana, other=priya)
    wishes.set_standing(actor=actor, now=NOW, person_uid=priya.uid, standing="hidden")
    assert ways(actor, wish) == [] != ways(actor, carla)
    wishes.set_standing(actor=actor, now=NOW, person_uid=dana.uid, standing="hidden")
    assert ways(actor, carla) == []
    with pytest.raises(Refused, match="hidden"):
        introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid)
    wishes.set_standing(actor=actor, now=NOW, person_uid=dana.uid, standing="")
    assert len(ways(actor, carla)) == 1


def test_who_is_archived_is_nobody_to_ask(actor, dana, carla):
    knows(actor, dana, carla)
    people.archive_person(actor=actor, now=NOW, person_uid=dana.uid)
    assert ways(actor, carla) == []


def test_a_request_goes_its_way_and_both_ledgers_and_the_wish_follow(actor, dana, carla):
    knows(actor, dana, carla)
    row = introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid)
    assert introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid) == row
    assert "I believe you know each other." in row.letter
    assert "She writes on mediation" in row.letter
    assert state_of(actor, carla) == "looking"
    introductions.edit_letter(actor=actor, now=NOW, introduction_uid=row.uid, letter="Dear Dana, ...")
    for days, state in enumerate(("asked", "agreed", "introduced", "met"), 1):
        introductions.take_step(actor=actor, now=NOW + timedelta(days=days), introduction_uid=row.uid, state=state)
    assert state_of(actor, carla) == "met"
    assert [step.state for step in row.steps.order_by("pk")] == ["drafted", "asked", "agreed", "introduced", "met"]
    ask = Touch.objects.get(about="ask")
    assert (ask.person, ask.began_by, ask.note) == (dana, "me", "Asked for an introduction to Carla Ortiz")
    give = Give.objects.get()
    assert (give.person, give.kind, give.direction) == (dana, "introduction", "received")
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"wish.added", "acquaintance.noted", "introduction.drafted", "introduction.stepped"} <= verbs


def test_once_asked_the_letter_stays_and_steps_that_cannot_follow_are_refused(actor, dana, carla):
    row = introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid)
    with pytest.raises(Refused, match="cannot follow"):
        introductions.take_step(actor=actor, now=NOW, introduction_uid=row.uid, state="met")
    introductions.take_step(actor=actor, now=NOW, introduction_uid=row.uid, state="asked")
    with pytest.raises(Refused, match="stays as it was"):
        introductions.edit_letter(actor=actor, now=NOW, introduction_uid=row.uid, letter="Other words")
    introductions.take_step(actor=actor, now=NOW, introduction_uid=row.uid, state="declined", note="No time")
    assert state_of(actor, carla) == "looking"
    assert introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid) != row


def test_an_ask_makes_ready_to_ask_wait_and_several_are_judged_as_one_is(actor, dana, carla):
    row = introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid)
    introductions.take_step(actor=actor, now=NOW, introduction_uid=row.uid, state="asked")
    ben = meet(actor, BEN)
    found = verdicts(actor, [dana.pk, ben.pk], NOW)
    for person in (dana, ben):
        one = readiness(actor, relation(actor, person, NOW), evidence_of(actor, person, NOW), NOW)
        assert found[person.pk] == one
    assert evidence_of(actor, dana, NOW).asking.asked_at is not None


def test_a_wish_is_changed_given_up_taken_up_and_deleted(actor, carla):
    wishes.edit_wish(actor=actor, now=NOW, wish_uid=carla.uid, why="New", firm="Appeals Court")
    assert (queries.wish(actor, carla.uid).why, queries.wish(actor, carla.uid).firm) == ("New", "Appeals Court")
    with pytest.raises(Refused, match="Give a name"):
        wishes.edit_wish(actor=actor, now=NOW, wish_uid=carla.uid, name=" ")
    wishes.give_up_wish(actor=actor, now=NOW, wish_uid=carla.uid)
    assert state_of(actor, queries.wish(actor, carla.uid)) == "given_up"
    wishes.give_up_wish(actor=actor, now=NOW, wish_uid=carla.uid, again=True)
    assert state_of(actor, queries.wish(actor, carla.uid)) == "looking"
    wishes.delete_wish(actor=actor, now=NOW, wish_uid=carla.uid)
    assert not Wish.objects.exists()


@pytest.mark.parametrize(("said", "field"), [({"name": " "}, "name"), ({"name": "Carla", "email": "court"}, "email")])
def test_a_wish_needs_a_name_and_a_mail_that_is_one(actor, said, field):
    with pytest.raises(Refused) as refused:
        wishes.add_wish(actor=actor, now=NOW, **said)
    assert refused.value.field == field


def test_who_was_wished_for_can_be_taken_into_the_book_with_what_was_noted(actor, dana, carla):
    knows(actor, dana, carla)
    person = wishes.take_into_book(actor=actor, now=NOW, wish_uid=carla.uid)
    assert (person.name, person.firm, person.title) == ("Carla Ortiz", "County Court", "Judge")
    assert [row.one for row in queries.known_to(actor, person.pk)] == [dana]
    assert len(ways(actor, carla)) == 1
    with pytest.raises(Refused, match="already"):
        wishes.take_into_book(actor=actor, now=NOW, wish_uid=carla.uid)


def test_who_knows_whom_is_noted_once_renewed_and_struck_out(actor, dana):
    ben = meet(actor, BEN)
    first = knows(actor, dana, other=ben, how_well="met")
    again = knows(actor, ben, other=dana, how_well="close")
    assert again == first
    assert queries.known_to(actor, ben.pk)[0].how_well == "close"
    for wrong in ({"how_well": "madly"}, {"how_sure": "stars"}):
        with pytest.raises(Refused):
            knows(actor, dana, other=ben, **wrong)
    with pytest.raises(Refused, match="same person"):
        knows(actor, dana, other=dana)
    wishes.delete_acquaintance(actor=actor, now=NOW, acquaintance_uid=first.uid)
    assert queries.known_to(actor, dana.pk) == []


def test_to_a_stranger_nothing_of_it_is_there(actor, stranger, dana, carla):
    note = knows(actor, dana, carla)
    row = introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid)
    common = {"actor": stranger, "now": NOW}
    for attempt in (
        lambda: queries.wish(stranger, carla.uid),
        lambda: queries.introduction(stranger, row.uid),
        lambda: wishes.edit_wish(**common, wish_uid=carla.uid, why="x"),
        lambda: wishes.delete_wish(**common, wish_uid=carla.uid),
        lambda: wishes.delete_acquaintance(**common, acquaintance_uid=note.uid),
        lambda: wishes.set_standing(**common, person_uid=dana.uid, standing="hidden"),
        lambda: introductions.draft_introduction(**common, wish_uid=carla.uid, person_uid=dana.uid),
        lambda: introductions.edit_letter(**common, introduction_uid=row.uid, letter="x"),
        lambda: introductions.take_step(**common, introduction_uid=row.uid, state="asked"),
        lambda: wishes.add_wish(**common, person_uid=dana.uid),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_an_erased_person_leaves_nothing_behind(actor, dana, carla):
    knows(actor, dana, carla)
    introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid)
    wishes.set_standing(actor=actor, now=NOW, person_uid=dana.uid, standing="open")
    people.erase_person(actor=actor, now=NOW, person_uid=dana.uid)
    assert [model.objects.count() for model in (Acquaintance, Introduction, Step, Standing, Wish)] == [0, 0, 0, 0, 1]


def test_a_merge_hands_everything_over_and_gives_it_back(actor, dana, carla):
    ben, double = meet(actor, BEN), meet(actor, Card(name="D. Whitcomb"))
    knows(actor, double, carla)
    knows(actor, ben, other=double)
    knows(actor, dana, other=double)
    wishes.set_standing(actor=actor, now=NOW, person_uid=double.uid, standing="hidden")
    wish = wishes.add_wish(actor=actor, now=NOW, person_uid=double.uid)
    row = introductions.draft_introduction(actor=actor, now=NOW, wish_uid=wish.uid, person_uid=ben.uid)
    merge = merge_people(actor=actor, now=NOW, keep_uid=dana.uid, other_uid=double.uid)
    assert Wish.objects.get(pk=wish.pk).person == dana
    assert queries.standing(actor, dana.pk) == "hidden"
    assert {one.other or one.wish for one in queries.known_to(actor, dana.pk)} == {dana, carla}
    assert ways(actor, wish) == []
    unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    assert Wish.objects.get(pk=wish.pk).person == double
    assert len(queries.known_to(actor, double.pk)) == 3
    assert queries.standing(actor, dana.pk) == ""
    assert Introduction.objects.get(pk=row.pk).wish.person == double
