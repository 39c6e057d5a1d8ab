"""A made-up organisation in the tables is as if its members had written everything down themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import Count, Q

from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.depth.models import LinkEnd, Relationship
from grapevine.domain.gives.models import Give
from grapevine.domain.merging.actions.ledgers import recount
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.people.models import SEARCH, Book, Detail, Person
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.referrals.models import Move, Prospect, Referral, Side, Thanks
from grapevine.domain.referrals.queries.board import board
from grapevine.domain.referrals.queries.detail import detail
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.simulation.actions import fill_chapter, make_organisation
from grapevine.domain.simulation.rules.world import World
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import Refused
from tests.cast import NOW

pytestmark = pytest.mark.django_db
#: Everything that a relationship keeps of the ledgers.
KEPT = ("mine_fast", "mine_slow", "theirs_fast", "theirs_slow", "at", "rank_key", "peak", "touches", "begun_by_me",
        "begun_by_them", "given", "received", "last_touch_at", "reach")  # fmt: skip


@pytest.fixture
def made():
    return make_organisation(now=NOW, world=World(34, 14, 3))


def tables():
    """Names of the indexes and keys of the large tables."""
    with connection.cursor() as cursor:
        names = [model._meta.db_table for model in (Member, Referral, Side, Person, Thanks, Prospect)]
        return {name: sorted(connection.introspection.get_constraints(cursor, name)) for name in names}


def kept(rows):
    return {row.pop("person_id"): row for row in rows.values("person_id", *KEPT)}


def test_what_is_kept_of_relationships_is_what_the_ledgers_come_to(made):
    for member in Member.objects.order_by("pk")[3::20]:
        own = Relationship.objects.filter(owner=member)
        before = kept(own)
        assert len(before) > 10
        recount(actor_of(member), before)
        after = kept(own)
        for person, row in before.items():
            for column, value in row.items():
                close = pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value
                assert after[person][column] == close, column
    without = Person.objects.exclude(pk__in=Relationship.objects.values("person"))
    assert not Touch.objects.filter(person__in=without).exists()
    assert not Give.objects.filter(person__in=without).exists()


def test_each_referral_stands_in_two_books_and_four_ledgers_with_its_moves_and_thanks(made):
    assert made.referrals == Referral.objects.count() > 150
    assert {row["n"] for row in Referral.objects.annotate(n=Count("sides")).values("n")} == {2}
    sides = Side.objects.select_related("referral", "person")
    for side in sides:
        assert (side.stage, side.moved_at) == (side.referral.stage, side.referral.moved_at)
        assert side.person.owner_id == side.owner_id
    moves = {row["referral"]: row["n"] for row in Move.objects.values("referral").annotate(n=Count("pk"))}
    last = {move.referral_id: move for move in Move.objects.order_by("number")}
    for referral in Referral.objects.all():
        assert referral.version == moves[referral.pk]
        move = last[referral.pk]
        assert (move.to_stage, move.at, move.by) == (referral.stage, referral.moved_at, referral.moved_by)
        assert move.from_stage == referral.before
    ended = Referral.objects.filter(stage__in=("won", "lost"))
    assert ended.count() > 30 and not ended.filter(Q(ended_at=None) | Q(told_at=None)).exists()
    assert Give.objects.filter(kind="referral").count() == 2 * made.referrals
    assert Give.objects.filter(kind="thanks").count() == 2 * Thanks.objects.count() > 20
    for thanks in Thanks.objects.select_related("referral"):
        assert thanks.at > thanks.referral.ended_at
        assert (thanks.share == "value") is (thanks.amount is not None)
        assert (thanks.share == "band") is (thanks.band is not None)
    side = Side.objects.filter(role="giver", thanked=True).select_related("give", "thanks_give").first()
    assert (side.give.direction, side.thanks_give.direction) == ("given", "received")
    assert (side.give.person_id, side.give.owner_id) == (side.person_id, side.owner_id)
    regulated = [key for key, one in PROFESSIONS.items() if one.regulated]
    told = Side.objects.filter(referral__thanks__share__in=("value", "band"))
    assert not told.filter(owner__profession_key__in=regulated).exists()
    for model, column in ((Touch, "at"), (Give, "at"), (Move, "at"), (Thanks, "at"), (Referral, "moved_at")):
        assert not model.objects.filter(**{f"{column}__gte": NOW}).exists()
    for referral in Referral.objects.exclude(accepted_at=None):
        assert referral.sent_at <= referral.accepted_at <= (referral.ended_at or NOW)


def test_books_are_linked_both_ways_and_read_as_any_others(made):
    assert LinkEnd.objects.count() == Person.objects.count() == Detail.objects.count()
    for person in Person.objects.select_related("linked_member")[::97]:
        assert person.name == person.linked_member.name
        assert SEARCH.matching(Person.objects.all(), person.owner_id, person.name).filter(pk=person.pk).exists()
        assert Person.objects.filter(owner=person.linked_member, linked_member=person.owner).count() == 1
    book = Book.objects.order_by("pk").first()
    assert book.people == Person.objects.filter(owner=book.owner).count() > 15
    agreed = Partnership.objects.all()
    assert agreed.count() == 2
    free = agreed.filter(regulated=False).values("person")
    assert not Relationship.objects.filter(person__in=free, agreed="").exists()
    assert Member.objects.count() == 34 and Chapter.objects.count() == 2
    assert set(Member.objects.values_list("profession_key", flat=True)) <= set(PROFESSIONS)
    assert not any(member.has_usable_password() for member in Member.objects.all())
    seats = Seat.objects.filter(member=made.organiser).values_list("role", flat=True)
    assert sorted(seats) == ["officer", "organiser"]
    actor = actor_of(made.organiser)
    shown = board(actor, By.RECEIVER, NOW)
    card = next(card for lane in shown.lanes for card in lane.cards)
    assert detail(actor, card.uid, NOW) is not None


def test_the_light_form_holds_referrals_sides_thanks_and_one_person_a_book():
    before = tables()
    light = make_organisation(now=NOW, world=World(34, 14, 3), light=True)
    assert tables() == before, "indexes and keys are back"
    (region,) = World(34, 14, 3).regions()
    assert Referral.objects.count() == light.referrals == len(region.referrals.at)
    assert Side.objects.count() == 2 * light.referrals
    assert 10 < Thanks.objects.count() < light.referrals
    assert Prospect.objects.count() == light.referrals
    assert Person.objects.count() == Book.objects.count() == 34
    for model in (Touch, Give, Move, Relationship, LinkEnd, Partnership, Detail):
        assert not model.objects.exists()
    assert Prospect.objects.exclude(name="").count() == 0
    for side in Side.objects.select_related("person")[::50]:
        assert side.person.owner_id == side.owner_id
    assert board(actor_of(light.organiser), By.GIVER, NOW).lanes


def test_the_same_seed_twice_is_refused_and_another_stands_beside_it(made):
    with pytest.raises(Refused, match="is here already"):
        make_organisation(now=datetime(2026, 4, 1, tzinfo=UTC), world=World(10, 2, 3))
    other = make_organisation(now=NOW, world=World(10, 6, 4))
    assert Organisation.objects.count() == 2
    assert Member.objects.filter(email__endswith="@made-up-4.example").count() == 10
    assert Referral.objects.filter(organisation=other.organisation).count() == other.referrals
    assert set(Referral.objects.values_list("stage", flat=True)) >= {Stage.WON, Stage.LOST, Stage.SENT}


def test_a_chapter_is_filled_from_a_world_of_as_many_members(leah):
    world = World(2, 3, 1)
    organisation = Organisation.objects.create(name="Alone", created_at=NOW)
    chapter = Chapter.objects.create(organisation=organisation, name="Small", created_at=NOW)
    with pytest.raises(ValueError, match="with as many members"):
        fill_chapter(now=NOW, world=world, region=next(world.regions()), chapter=chapter, members=[leah])
