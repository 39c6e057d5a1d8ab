"""Whatever is written, in whatever order: the stored sums are those of the ledgers, and undoing restores them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.depth import queries as depth
from grapevine.domain.depth.actions import rate_person
from grapevine.domain.depth.models import Rating, Relationship
from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import brought_to, days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import actions as gives
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.models import Give
from grapevine.domain.network.actions import change_tempo
from grapevine.domain.network.queries.relationship import refolded, relation
from grapevine.domain.people.models import Person
from grapevine.domain.touches import actions as touches
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotAllowed, NotFound, Refused
from tests.book_dump import dump
from tests.cast import BEN, DANA, NOW, PRIYA, meet, member

TWO_YEARS_OF_HOURS = st.integers(-23, 24 * 700)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["touch"] * 3 + ["give", "rate", "edit", "delete", "edit give", "delete give", "tempo"]),
        st.integers(0, 2), TWO_YEARS_OF_HOURS, st.integers(0, 40),
    ),
    max_size=14,
)  # fmt: skip


def act(actor: Actor, people: list[Person], step: tuple[str, int, int, int]) -> Actor:
    """One write of the hand."""
    verb, who, hours, choice = step
    person, at = people[who], NOW - timedelta(hours=hours)
    touch = Touch.objects.order_by("pk")[choice % (Touch.objects.count() or 1) :].first()
    give = Give.objects.order_by("pk")[choice % (Give.objects.count() or 1) :].first()
    kind, began = touch_rules.KINDS[choice % 7], touch_rules.BEGAN_BY[choice % 3]
    give_kind, direction = give_rules.KINDS[choice % 10], give_rules.DIRECTIONS[choice % 2]
    own = {"actor": actor, "now": NOW}
    if verb == "touch":
        touches.log_touch(**own, person_uid=person.uid, at=at, kind=kind, began_by=began, minutes=choice * 3)
    elif verb == "give":
        gives.log_give(**own, person_uid=person.uid, at=at, kind=give_kind, direction=direction)
    elif verb == "rate":
        rate_person(actor=actor, now=at - timedelta(days=2), person_uid=person.uid, value=choice % 5 + 1,
                    side=("mine", "theirs")[choice % 2]) if not _rated(person, at) else None  # fmt: skip
    elif verb == "edit" and touch:
        touches.edit_touch(**own, touch_uid=touch.uid, at=at, kind=kind, began_by=began)
    elif verb == "delete" and touch:
        touches.delete_touch(**own, touch_uid=touch.uid)
    elif verb == "edit give" and give:
        gives.edit_give(**own, give_uid=give.uid, at=at, direction=direction)
    elif verb == "delete give" and give:
        gives.delete_give(**own, give_uid=give.uid)
    elif verb == "tempo":
        change_tempo(**own, tempo=list(TEMPOS)[choice % 3])
        return accounts.actor_of(accounts.member(actor))
    return actor


def _rated(person: Person, at: object) -> bool:
    return Rating.objects.filter(person=person, at=at - timedelta(days=2)).exists()  # type: ignore[operator]


def check(actor: Actor, people: list[Person]) -> None:
    """The stored sums against the ledgers; the order by key against the order by depth, today and far ahead."""
    tempo = TEMPOS[actor.tempo]
    kept = depth.relationships_of(actor, [person.pk for person in people])
    found = refolded(actor, [person.pk for person in people], tempo)
    for pk, sums, *_ in found:
        if pk not in kept:
            assert sums.at is None
            continue
        row = depth.sums_of(kept[pk])
        when = max(row.at or 0.0, sums.at or 0.0)
        one, other = brought_to(row, when, tempo), brought_to(sums, when, tempo)
        for side in ("mine", "theirs"):
            for speed in ("fast", "slow"):
                assert getattr(getattr(one, side), speed) == pytest.approx(
                    getattr(getattr(other, side), speed), abs=1e-9, rel=1e-9
                )
        assert kept[pk].touches == Touch.objects.filter(person=pk).count()
        newest = Touch.objects.filter(person=pk).order_by("-at").first()
        assert kept[pk].last_touch_at == (newest.at if newest else None)
    rows = sorted((row for row in kept.values() if row.rank_key is not None), key=lambda row: row.rank_key)
    for ahead in (2, 400):
        at = days(NOW) + ahead
        order = [score.depth(depth.sums_of(row), at, tempo) for row in rows]
        assert all(a <= b + 1e-9 for a, b in zip(order, order[1:], strict=False))


@pytest.mark.django_db
class TestAnyHistory(TestCase):
    """One example a transaction of its own."""

    @given(STEPS)
    @settings(max_examples=40)
    def test_the_sums_are_those_of_the_ledgers(self, steps: list[tuple[str, int, int, int]]) -> None:
        actor = accounts.actor_of(member())
        people = [meet(actor, card) for card in (DANA, BEN, PRIYA)]
        for step in steps:
            before = Entry.objects.count()
            actor = act(actor, people, step)
            assert Entry.objects.count() <= before + 1
        check(actor, people)


def test_a_day_counts_once_at_its_strongest_touch(actor: Actor) -> None:
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    at = NOW.replace(hour=8)
    for n in range(5):
        touches.log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=at + timedelta(minutes=n), kind="message",
                          began_by="me")  # fmt: skip
    touches.log_touch(actor=actor, now=NOW, person_uid=ben.uid, at=at, kind="message", began_by="me")
    one, other = Relationship.objects.get(person=dana), Relationship.objects.get(person=ben)
    assert (one.mine_fast, one.mine_slow) == (other.mine_fast, other.mine_slow)
    assert (one.touches, other.touches) == (5, 1)


def test_undoing_restores(actor: Actor) -> None:
    dana = meet(actor, DANA)
    touches.log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=NOW - timedelta(days=300), kind="meal")
    before = dump(actor)["depth"]["Dana Whitcomb #0"]
    touch = touches.log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=NOW - timedelta(days=1), kind="visit")
    give = gives.log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="idea", direction="given")
    gives.delete_give(actor=actor, now=NOW, give_uid=give.uid)
    touches.delete_touch(actor=actor, now=NOW, touch_uid=touch.uid)
    after = dump(actor)["depth"]["Dana Whitcomb #0"]
    assert after["last"] == before["last"] and after["reach"] == before["reach"]
    assert (relation(actor, dana, NOW).depth or 0) > 0
    assert Relationship.objects.get(person=dana).rank_key == pytest.approx(before["sums"][4].expected, abs=1e-6)


def test_a_touch_of_tomorrow_survives_a_change_of_tempo(actor: Actor) -> None:
    dana = meet(actor, DANA)
    touches.log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=NOW + timedelta(hours=20), kind="meal")
    change_tempo(actor=actor, now=NOW, tempo="slow")
    assert Relationship.objects.get(person=dana).mine_fast == pytest.approx(3.0)


WRONG_TOUCHES = [("kind", "gossip"), ("minutes", -1), ("minutes", 9999), ("began_by", "us"), ("about", "love"),
                 ("at", NOW + timedelta(days=2)), ("at", NOW.replace(tzinfo=None)),
                 ("at", NOW.replace(year=1901))]  # fmt: skip
WRONG_GIVES = [("kind", "gossip"), ("direction", "up"), ("sphere", "secret"), ("minutes", -1),
               ("at", NOW + timedelta(days=2)), ("at", NOW.replace(tzinfo=None))]  # fmt: skip


@pytest.mark.parametrize("field, value", WRONG_TOUCHES, ids=str)
def test_an_impossible_touch_is_refused_by_its_field_and_nothing_is_written(
    actor: Actor, field: str, value: object
) -> None:
    dana = meet(actor, DANA)
    with pytest.raises(Refused) as refused:
        good = {"actor": actor, "now": NOW, "person_uid": dana.uid, "at": NOW, "kind": "call"}
        touches.log_touch(**{**good, field: value})
    assert refused.value.field == field
    assert not Touch.objects.exists() and not Relationship.objects.exists()


@pytest.mark.parametrize("field, value", WRONG_GIVES, ids=str)
def test_an_impossible_give_is_refused_by_its_field(actor: Actor, field: str, value: object) -> None:
    dana = meet(actor, DANA)
    good = {"actor": actor, "now": NOW, "person_uid": dana.uid, "at": NOW, "kind": "idea", "direction": "given"}
    with pytest.raises(Refused) as refused:
        gives.log_give(**{**good, field: value})
    assert refused.value.field == field and not Give.objects.exists()


@pytest.mark.parametrize("value", [0, 6])
def test_a_rating_outside_one_to_five_is_refused(actor: Actor, value: int) -> None:
    with pytest.raises(Refused):
        rate_person(actor=actor, now=NOW, person_uid=meet(actor, DANA).uid, value=value)


def test_a_stranger_finds_nothing_to_write_on(actor: Actor, stranger: Actor) -> None:
    dana = meet(actor, DANA)
    touch = touches.log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="call")
    give = gives.log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="idea", direction="given")
    before, who = dump(actor), {"actor": stranger, "now": NOW}
    for attempt in (
        lambda: touches.log_touch(**who, person_uid=dana.uid, at=NOW, kind="call"),
        lambda: touches.log_touches(**who, drafts=[touches.Draft(dana.pk, NOW, "call")]),
        lambda: touches.edit_touch(**who, touch_uid=touch.uid, kind="meal"),
        lambda: touches.delete_touch(**who, touch_uid=touch.uid),
        lambda: touches.delete_touch(**who, touch_uid="nonsense"),
        lambda: gives.log_give(**who, person_uid=dana.uid, at=NOW, kind="idea", direction="given"),
        lambda: gives.edit_give(**who, give_uid=give.uid, kind="help"),
        lambda: gives.delete_give(**who, give_uid=give.uid),
        lambda: rate_person(**who, person_uid=dana.uid, value=5),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert dump(actor) == before


def test_a_token_without_the_scope_may_not(leah: object, actor: Actor) -> None:
    dana = meet(actor, DANA)
    token = accounts.actor_of(leah, frozenset({"people:read", "touches:read"}))  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        touches.log_touches(actor=token, now=NOW, drafts=[touches.Draft(dana.pk, NOW, "call")])
    with pytest.raises(NotAllowed):
        rate_person(actor=token, now=NOW, person_uid=dana.uid, value=5)
    with pytest.raises(NotAllowed):
        change_tempo(actor=token, now=NOW, tempo="slow")


def test_an_error_in_the_middle_leaves_nothing_behind(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    dana = meet(actor, DANA)
    before, entries = dump(actor), Entry.objects.count()

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("grapevine.domain.audit_log.actions.record", broken)
    for attempt in (
        lambda: touches.log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="call"),
        lambda: gives.log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="idea", direction="given"),
        lambda: rate_person(actor=actor, now=NOW, person_uid=dana.uid, value=5),
        lambda: meet(actor, BEN),
    ):
        with pytest.raises(RuntimeError), transaction.atomic():
            attempt()
    assert dump(actor) == before and Entry.objects.count() == entries
