"""Two linked members: both ledgers speak, the same coffee counts once, and an end takes away exactly what was added."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from grapevine.domain.accounts.actions import erase_member
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import rate_person
from grapevine.domain.depth.actions.links import end_link
from grapevine.domain.depth.models import Link, LinkEnd, Relationship
from grapevine.domain.gives import actions as gives
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.models import Give
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.merging.models import Merge
from grapevine.domain.network.actions import change_tempo
from grapevine.domain.network.queries.relationship import evidence_of
from grapevine.domain.people.actions import erase_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches import actions as touches
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import Refused
from tests.cast import BEN, NOW, meet
from tests.domain.ledgers.linked_books import Two, check_stored, theirs_fast, two
from tests.interfaces.exchange.bringing import bring, undo

VERBS = ["touch"] * 4 + ["give"] * 3 + ["edit", "delete", "edit give", "delete give", "rate", "tempo", "link", "end",
         "merge", "unmerge", "import", "undo"]  # fmt: skip
#: Few days, so that both write of the same one; some of them long ago.
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 1), st.sampled_from([0, 5, 25, 30, 2000]), st.integers(0, 40)),
    min_size=4, max_size=16,
)  # fmt: skip
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:coffee\r\nDTSTART:20260301T100000Z\r\n"
    "DTEND:20260301T110000Z\r\nSUMMARY:Coffee\r\nORGANIZER:mailto:{me}\r\n"
    "ATTENDEE;CN=Them;PARTSTAT=ACCEPTED:mailto:{them}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def act(pair: Two, step: tuple[str, int, int, int]) -> Two:
    """One write of one of the two."""
    verb, who, hours, choice = step
    actor, person = pair.sides()[who]
    at = NOW - timedelta(hours=hours)
    own = {"actor": actor, "now": NOW}
    kind, began = touch_rules.KINDS[choice % 7], touch_rules.BEGAN_BY[choice % 3]
    give_kind, way = give_rules.KINDS[choice % 2], give_rules.DIRECTIONS[choice // 2 % 2]
    mine = {"owner_id": actor.member_id}
    touch = Touch.objects.filter(**mine).order_by("pk").first()
    give = Give.objects.filter(**mine).order_by("-pk").first()
    if verb == "touch":
        touches.log_touch(**own, person_uid=person.uid, at=at, kind=kind, began_by=began, minutes=choice * 3)
    elif verb == "give":
        gives.log_give(**own, person_uid=person.uid, at=at, kind=give_kind, direction=way)
    elif verb == "edit" and touch:
        touches.edit_touch(**own, touch_uid=touch.uid, at=at, kind=kind)
    elif verb == "delete" and touch:
        touches.delete_touch(**own, touch_uid=touch.uid)
    elif verb == "edit give" and give:
        gives.edit_give(**own, give_uid=give.uid, at=at, kind=give_kind, direction=way)
    elif verb == "delete give" and give:
        gives.delete_give(**own, give_uid=give.uid)
    elif verb == "rate":
        rate_person(actor=actor, now=at + timedelta(seconds=choice), person_uid=person.uid, value=choice % 5 + 1)
    elif verb == "tempo":
        change_tempo(**own, tempo=("standard", "slow", "chat")[choice % 3])
    else:
        of_the_pair(pair, verb, actor, person)
    return pair.renewed()


def of_the_pair(pair: Two, verb: str, actor: Actor, person: Person) -> None:
    """Steps that concern the link, a double of one of the two, or a calendar brought in."""
    living = Link.objects.filter(accepted_at__isnull=False, ended_at=None).first()
    merge = Merge.objects.filter(owner_id=actor.member_id).order_by("-pk").first()
    if verb == "link" and not living:
        pair.link()
    elif verb == "end" and living:
        end_link(actor=actor, now=NOW, link_uid=living.uid)
    elif verb == "merge":
        double = meet(actor, Card(name=f"{person.name} again"))
        touches.log_touch(actor=actor, now=NOW, person_uid=double.uid, at=NOW, kind="meal")
        merge_people(actor=actor, now=NOW, keep_uid=person.uid, other_uid=double.uid)
    elif verb == "unmerge" and merge:
        unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    elif verb in ("import", "undo"):
        batch = bring(actor, ("coffee.ics", ICS.format(me=actor.email, them="dana@whitcomb.example")))
        if verb == "undo":
            undo(actor, batch)


@pytest.mark.django_db
class TestAnyHistoryOfTwo(TestCase):
    """One example a transaction of its own."""

    @given(STEPS)
    @settings(max_examples=20, phases=[Phase.explicit, Phase.generate])
    def test_the_sums_are_those_of_both_ledgers(self, steps: list[tuple[str, int, int, int]]) -> None:
        pair = two()
        pair.link()
        for step in steps:
            pair = act(pair, step)
        check_stored(pair)
        for living in Link.objects.filter(accepted_at__isnull=False, ended_at=None):
            end_link(actor=pair.dana, now=NOW, link_uid=living.uid)
        assert not LinkEnd.objects.exists() and not Person.objects.filter(linked_member__isnull=False).exists()
        check_stored(pair)


@pytest.fixture
def pair(db: None) -> Two:
    """Leah and Dana."""
    return two()


def coffee(actor: Actor, person: Person, kind: str = "meal", hours: int = 1) -> Touch:
    """An hour together on one day."""
    return touches.log_touch(
        actor=actor, now=NOW, person_uid=person.uid, at=NOW - timedelta(hours=hours), kind=kind, minutes=60
    )


def test_a_coffee_that_both_write_down_counts_once(pair: Two) -> None:
    coffee(pair.leah, pair.dana_of_leah)
    alone = theirs_fast(pair.dana_of_leah)
    coffee(pair.dana, pair.leah_of_dana, hours=2)
    pair.link()
    assert theirs_fast(pair.dana_of_leah) == pytest.approx(alone) == pytest.approx(theirs_fast(pair.leah_of_dana))


def test_what_only_the_other_writes_down_feeds_their_side_alone(pair: Two) -> None:
    pair.link()
    coffee(pair.dana, pair.leah_of_dana)
    row = Relationship.objects.get(person=pair.dana_of_leah)
    assert (row.mine_fast, row.theirs_fast) == (0.0, pytest.approx(3.0))
    assert (row.touches, row.last_touch_at) == (0, None), "no line of hers is counted or dated here"
    assert "their own ledger" in evidence_of(pair.leah, Person.objects.get(pk=row.pk), NOW).sentence


def test_a_stronger_account_of_their_day_counts_in_its_place(pair: Two) -> None:
    pair.link()
    coffee(pair.leah, pair.dana_of_leah, kind="event")
    coffee(pair.dana, pair.leah_of_dana, kind="visit")
    row = Relationship.objects.get(person=pair.dana_of_leah)
    assert (row.mine_fast, row.theirs_fast) == (pytest.approx(1.0), pytest.approx(3.0))


def test_a_give_that_both_write_down_counts_once_and_a_second_one_adds(pair: Two) -> None:
    pair.link()

    def gave(actor: Actor, person: Person, direction: str) -> None:
        gives.log_give(actor=actor, now=NOW, person_uid=person.uid, at=NOW, kind="idea", direction=direction)

    gave(pair.leah, pair.dana_of_leah, "received")
    gave(pair.dana, pair.leah_of_dana, "given")
    once = Relationship.objects.get(person=pair.dana_of_leah)
    gave(pair.dana, pair.leah_of_dana, "given")
    twice = Relationship.objects.get(person=pair.dana_of_leah)
    assert once.theirs_fast == pytest.approx(1.5)
    assert twice.theirs_fast == pytest.approx(3.0, rel=0.01)
    assert (twice.received, twice.mine_fast) == (1, 0.0)


def test_the_end_takes_away_exactly_what_came_from_the_other(pair: Two) -> None:
    coffee(pair.leah, pair.dana_of_leah)
    before = Relationship.objects.get(person=pair.dana_of_leah)
    link = pair.link()
    coffee(pair.dana, pair.leah_of_dana, hours=300)
    assert theirs_fast(pair.dana_of_leah) > before.theirs_fast
    end_link(actor=pair.dana, now=NOW, link_uid=link.uid)
    after = Relationship.objects.get(person=pair.dana_of_leah)
    assert after.theirs_fast == pytest.approx(before.theirs_fast, abs=1e-9)
    assert after.rank_key == pytest.approx(before.rank_key, abs=1e-9)


def test_a_linked_write_asks_the_database_the_same_however_long_the_ledgers_are(
    pair: Two, django_assert_max_num_queries
) -> None:
    coffee(pair.leah, pair.dana_of_leah)
    with django_assert_max_num_queries(14):
        coffee(pair.leah, pair.dana_of_leah)
    pair.link()
    for day in range(12):
        coffee(pair.dana, pair.leah_of_dana, hours=24 * day)
    with django_assert_max_num_queries(21):
        coffee(pair.leah, pair.dana_of_leah, kind="visit")


@pytest.mark.parametrize("who", ["the person", "the whole member"])
def test_erasing_one_end_takes_it_out_of_the_others_book(pair: Two, who: str) -> None:
    pair.link()
    coffee(pair.dana, pair.leah_of_dana)
    assert theirs_fast(pair.dana_of_leah) > 0
    if who == "the person":
        erase_person(actor=pair.dana, now=NOW, person_uid=pair.leah_of_dana.uid)
    else:
        erase_member(now=NOW, member=Member.objects.get(pk=pair.dana.member_id))
    assert theirs_fast(pair.dana_of_leah) == 0
    assert not LinkEnd.objects.exists() and not Link.objects.exists()
    assert Person.objects.get(pk=pair.dana_of_leah.pk).linked_member_id is None


def test_two_who_are_both_linked_are_not_made_one(pair: Two) -> None:
    pair.link()
    ben = meet(pair.leah, BEN)
    Person.objects.filter(pk=ben.pk).update(linked_member=pair.dana.member_id)
    with pytest.raises(Refused, match="linked"):
        merge_people(actor=pair.leah, now=NOW, keep_uid=pair.dana_of_leah.uid, other_uid=ben.uid)
