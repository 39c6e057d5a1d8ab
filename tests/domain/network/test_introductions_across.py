"""Warm introductions through members: only who let themselves be asked, only about whom they opened, nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.accounts import queries as members
from grapevine.domain.accounts.models import Member, Seat
from grapevine.domain.accounts.rules.access import Actor, Role
from grapevine.domain.gives.models import Give
from grapevine.domain.network.actions import introductions, wishes
from grapevine.domain.network.models import Introduction, Wish
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.queries.ways import Found, target_of, ways_to
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.touches.actions import log_touch
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotFound, Refused
from tests.cast import NOW, meet, member

MAIL = "carla@court.example"
CARLA = Card(name="Judge Ortiz", segment="professional", emails=(Labelled(MAIL),), note="Owes me a favour")


@pytest.fixture
def chapter(leah: Member) -> list[Actor]:
    """Leah, Tom and Ellen of one chapter, in this order."""
    found = [
        leah,
        member(email="tom@example.com", name="Tom Halloran"),
        member(email="ellen@example.com", name="Ellen Fisk"),
    ]
    return seated("Elm Street", found)


def seated(name: str, found: list[Member]) -> list[Actor]:
    """These members in a chapter of its own organisation."""
    organisation = accounts.add_organisation(now=NOW, name=name, organiser=found[0])
    organiser = members.actor_of(found[0])
    chapter = accounts.add_chapter(actor=organiser, now=NOW, organisation=organisation, name=name)
    for one in found:
        accounts.give_seat(actor=organiser, now=NOW, member=one, chapter=chapter, role=Role.MEMBER, since=NOW.date())
    return [members.actor_of(one) for one in found]


def friends(actor: Actor, card: Card = CARLA) -> Person:
    """Somebody this member knows well."""
    person = meet(actor, card)
    for week in range(1, 13):
        log_touch(actor=actor, now=NOW, person_uid=person.uid, at=NOW - timedelta(weeks=week), kind="meal", minutes=90)
    return person


def opens(actor: Actor, askable_by: str = "chapter", about: str = "all") -> None:
    wishes.choose_askable(actor=actor, now=NOW, askable_by=askable_by, opens=about)


def wish(actor: Actor, email: str = MAIL) -> Wish:
    return wishes.add_wish(actor=actor, now=NOW, name="Carla Ortiz", email=email, why="She writes on mediation")


def ways(actor: Actor, wanted: Wish) -> list[Found]:
    return ways_to(actor, target_of(actor, wish=queries.wish(actor, wanted.uid)), NOW)


def test_a_member_who_opened_their_book_to_the_chapter_may_be_a_way(chapter):
    leah, tom, _ = chapter
    friends(tom)
    carla = wish(leah)
    assert ways(leah, carla) == []
    opens(tom)
    [way] = ways(leah, carla)
    assert [one.name for one in way.go_betweens] == ["Tom Halloran"]
    assert (way.value, way.said) == (None, "possible")
    assert way.lines == (
        "You and Tom Halloran are in the same chapter.",
        "Tom Halloran may be able to introduce you to Carla Ortiz. You ask; Tom Halloran decides.",
    )
    told = repr(way)
    assert "favour" not in told
    assert "Judge Ortiz" not in told


@pytest.mark.parametrize("askable_by", ["nobody", "deep"])
def test_a_choice_is_taken_at_its_word(chapter, askable_by):
    leah, tom, _ = chapter
    friends(tom)
    opens(tom, askable_by)
    assert ways(leah, wish(leah)) == []


def test_a_deep_contact_is_who_is_deep_in_the_members_own_book(chapter):
    leah, tom, ellen = chapter
    friends(tom)
    friends(tom, Card(name="Leah", emails=(Labelled(leah.email),)))
    opens(tom, "deep")
    assert len(ways(leah, wish(leah))) == 1
    assert ways(ellen, wish(ellen)) == []


def test_of_a_book_only_who_was_opened_and_never_who_is_hidden(chapter):
    leah, tom, _ = chapter
    ortiz = friends(tom)
    carla = wish(leah)
    opens(tom, about="chosen")
    assert ways(leah, carla) == []
    wishes.set_standing(actor=tom, now=NOW, person_uid=ortiz.uid, standing="open")
    assert len(ways(leah, carla)) == 1
    opens(tom, about="all")
    wishes.set_standing(actor=tom, now=NOW, person_uid=ortiz.uid, standing="hidden")
    assert ways(leah, carla) == []


def test_family_and_friends_are_left_out_of_an_open_book(chapter):
    leah, tom, _ = chapter
    friends(tom, Card(name="Carla", segment="friend", emails=(Labelled(MAIL),)))
    opens(tom)
    assert ways(leah, wish(leah)) == []


def test_another_organisation_never_appears(chapter):
    leah, *_ = chapter
    [outsider] = seated("Oak Street", [member(email="priya@example.com", name="Priya Raman")])
    friends(outsider)
    friends(leah, Card(name="Priya Raman", emails=(Labelled("priya@example.com"),)))
    Person.objects.filter(owner_id=leah.member_id).update(linked_member=outsider.member_id)
    opens(outsider, "anyone")
    assert ways(leah, wish(leah)) == []


def test_a_member_who_left_the_chapter_or_was_erased_is_in_no_way_at_once(chapter):
    leah, tom, ellen = chapter
    for one in (tom, ellen):
        friends(one)
        opens(one)
    carla = wish(leah)
    assert len(ways(leah, carla)) == 2
    Seat.objects.filter(member=ellen.member_id).update(until=NOW.date())
    assert [way.go_betweens[0].name for way in ways(leah, carla)] == ["Tom Halloran"]
    row = introductions.draft_introduction(
        actor=leah, now=NOW, wish_uid=carla.uid, member_uid=Member.objects.get(pk=tom.member_id).uid
    )
    accounts.erase_member(now=NOW, member=Member.objects.get(pk=tom.member_id))
    assert ways(leah, carla) == []
    assert not Introduction.objects.filter(pk=row.pk).exists()


def test_through_two_members_only_the_first_is_named(chapter):
    leah, tom, _ = chapter
    third = member(email="ben@example.com", name="Ben Okafor")
    organisation = Seat.objects.filter(member=tom.member_id).first().organisation
    organiser = members.actor_of(Member.objects.get(pk=leah.member_id))
    other = accounts.add_chapter(actor=organiser, now=NOW, organisation=organisation, name="Oak Street")
    for one in (Member.objects.get(pk=tom.member_id), third):
        accounts.give_seat(actor=organiser, now=NOW, member=one, chapter=other, role=Role.MEMBER, since=NOW.date())
    tom, ben = (members.actor_of(Member.objects.get(email=mail)) for mail in ("tom@example.com", "ben@example.com"))
    friends(ben)
    friends(tom, Card(name="Ben Okafor", emails=(Labelled("ben@example.com"),)))
    friends(leah, Card(name="Tom Halloran", emails=(Labelled("tom@example.com"),)))
    carla = wish(leah)
    opens(ben)
    assert ways(leah, carla) == []
    opens(tom)
    [way] = ways(leah, carla)
    assert [one.name for one in way.go_betweens] == ["Tom Halloran", "one more member"]
    assert "Ben" not in repr(way.lines)
    assert way.value is None


def test_a_member_asked_answers_asks_the_other_first_and_introduces(chapter):
    leah, tom, ellen = chapter
    friends(tom)
    friends(leah, Card(name="Tom Halloran", emails=(Labelled(tom.email),)))
    meet(tom, Card(name="Leah M", emails=(Labelled(leah.email),)))
    opens(tom)
    carla = wish(leah)
    [way] = ways(leah, carla)
    row = introductions.draft_introduction(
        actor=leah, now=NOW, wish_uid=carla.uid, person_uid=way.go_betweens[0].person.uid
    )
    assert row.member_id == tom.member_id
    assert list(queries.asked_of_me(tom)) == []
    with pytest.raises(NotFound):
        queries.introduction(tom, row.uid)

    def step(actor: Actor, state: str, note: str = "") -> None:
        introductions.take_step(actor=actor, now=NOW, introduction_uid=row.uid, state=state, note=note)

    step(leah, "asked")
    assert list(queries.asked_of_me(tom)) == [row]
    assert list(queries.asked_of_me(ellen)) == []
    with pytest.raises(NotFound):
        step(ellen, "agreed")
    with pytest.raises(Refused):
        step(leah, "agreed")
    step(tom, "agreed", "Gladly")
    with pytest.raises(Refused):
        step(tom, "introduced")
    step(tom, "consented")
    step(tom, "introduced")
    assert {(give.owner_id, give.person.name, give.direction) for give in Give.objects.all()} == {
        (leah.member_id, "Tom Halloran", "received"), (tom.member_id, "Leah M", "given"),
    }  # fmt: skip
    assert Touch.objects.filter(about="ask", owner=leah.member_id).count() == 1
    step(leah, "met")
    assert [(one.state, one.by) for one in row.steps.order_by("pk")][2] == ("agreed", "go_between")


def test_who_closed_their_book_since_the_draft_is_not_asked(chapter):
    leah, tom, _ = chapter
    friends(tom)
    opens(tom)
    uid = Member.objects.get(pk=tom.member_id).uid
    row = introductions.draft_introduction(actor=leah, now=NOW, wish_uid=wish(leah).uid, member_uid=uid)
    assert "If you two do not know each other" in row.letter
    opens(tom, "nobody")
    with pytest.raises(Refused, match="not to be asked"):
        introductions.take_step(actor=leah, now=NOW, introduction_uid=row.uid, state="asked")
    with pytest.raises(NotFound):
        introductions.draft_introduction(actor=leah, now=NOW, wish_uid=wish(leah).uid, member_uid=uid)


def test_choices_have_names(chapter):
    for wrong in ({"askable_by": "everyone"}, {"about": "half"}):
        with pytest.raises(Refused):
            opens(chapter[0], **wrong)
    assert queries.choice(chapter[0]).askable_by == "nobody"


def test_looking_for_ways_takes_few_queries(chapter, django_assert_max_num_queries):
    leah, tom, ellen = chapter
    for one in (tom, ellen):
        friends(one)
        opens(one)
    carla = wish(leah)
    target = target_of(leah, wish=queries.wish(leah, carla.uid))
    with django_assert_max_num_queries(13):
        assert len(ways_to(leah, target, NOW)) == 2
