"""Whatever two linked members, a prospect and a partner without account do: no illegal state, nothing lost or doubled.

A hypothesis state machine over the actions. After every step the rows hang together; at the end the ledgers and both
relationships are those that a recomputation from nothing gives, each program was told every move once, and the
agreement of the two stands as the referrals do. GRAPEVINE_REFERRAL_SEQUENCES sets how many histories there are,
GRAPEVINE_REFERRAL_SEED from which on, for others than the usual.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from grapevine.domain.depth.actions.links import end_link
from grapevine.domain.depth.models import Link, Relationship
from grapevine.domain.gives.models import Give
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.referrals.actions import consenting, giving, links, thanking
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.models import Move, Referral, Side, Thanks
from grapevine.domain.referrals.queries.one import fact_of
from grapevine.domain.referrals.rules.moves import By, Stage, refusal
from grapevine.domain.referrals.rules.turn import turn
from grapevine.kit.errors import NotDone
from tests.cast import BEN, NOW, meet
from tests.domain.ledgers.linked_books import Two, check_stored, two
from tests.domain.referrals.referring import TAXES, YUKI, check_whole
from tests.domain.referrals.told_and_agreed import check_agreed, check_told, listen_and_agree

#: So many beside all other tests (scripts/test asks for 500 by themselves), and in the nightly run; in lumps, which
#: parts share between processes.
SEQUENCES = int(os.environ.get("GRAPEVINE_REFERRAL_SEQUENCES", "40"))
FIRST = int(os.environ.get("GRAPEVINE_REFERRAL_SEED", "0"))
NIGHTLY = 10_000
LUMP, PARTS = 20, 4
WORLD: list[Any] = []
WHICH, WHO = st.integers(0, 3), st.sampled_from((0, 0, 1))


class AnyHistory(RuleBasedStateMachine):
    """Leah (who also knows Ben, without account) and Dana, linked or not for a while; up to four referrals."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.pair: Two = WORLD[0]
        self.ben: Person = WORLD[1]
        self.secrets: list[tuple[str, str]] = []
        self.changed = False
        self.parted = False

    def teardown(self) -> None:
        """Compare both relationships with a recomputation, then leave no trace."""
        try:
            check_stored(self.pair)
            check_told()
            check_agreed(self.pair)
            rows = Relationship.objects.all()
            assert {row.pk: (row.given, row.received) for row in rows if row.given or row.received} == _counted()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, act: Callable[..., Any], **what: Any) -> Any:
        """Do it, or be told why not."""
        try:
            done = act(now=NOW, **what)
        except NotDone as told:
            assert told.reason
            return None
        self.changed = True
        return done

    def one(self, which: int) -> Referral | None:
        """One of those there are."""
        found = list(Referral.objects.order_by("pk"))
        return found[which % len(found)] if found else None

    def actor(self, who: int) -> Any:
        return (self.pair.leah, self.pair.dana)[who]

    @initialize()
    def the_first(self) -> None:
        self.note(0, True)

    @rule(who=WHO, linked=st.booleans())
    def note(self, who: int, linked: bool) -> None:
        if Referral.objects.count() < 4:
            person = self.pair.sides()[who][1] if linked or who else self.ben
            self.attempt(giving.give_referral, actor=self.actor(who), person_uid=person.uid, whom=YUKI, what=TAXES)

    @rule(who=WHO)
    def it_came(self, who: int) -> None:
        if Referral.objects.count() < 4:
            person = self.pair.sides()[who][1]
            self.attempt(giving.note_received, actor=self.actor(who), person_uid=person.uid, whom=YUKI, what=TAXES)

    @rule(which=WHICH, who=WHO, how=st.sampled_from(("said", "introduced")))
    def they_agreed(self, which: int, who: int, how: str) -> None:
        if referral := self.one(which):
            self.attempt(
                consenting.note_consent, actor=self.actor(who), referral_uid=referral.uid, how=how, words="On the phone"
            )

    @rule(which=WHICH, who=WHO, receiver=st.booleans())
    def a_link(self, which: int, who: int, receiver: bool) -> None:
        if referral := self.one(which):
            make = links.make_receiver_link if receiver else consenting.ask_consent
            made = self.attempt(make, actor=self.actor(who), referral_uid=referral.uid)
            if made:
                self.secrets.append((made[0].purpose, made[1]))

    @rule(which=st.integers(0, 9), yes=st.booleans(), to=st.sampled_from(Stage))
    def through_a_link(self, which: int, yes: bool, to: str) -> None:
        if self.secrets:
            purpose, secret = self.secrets[which % len(self.secrets)]
            if purpose == "prospect":
                self.attempt(consenting.answer_by_link, secret=secret, yes=yes)
            else:
                self.attempt(links.move_by_link, secret=secret, to=to, note="Because")

    @rule(which=WHICH, who=WHO, to=st.sampled_from(Stage), correcting=st.booleans(), fresh=st.booleans())
    def move(self, which: int, who: int, to: Stage, correcting: bool, fresh: bool) -> None:
        referral = self.one(which)
        if referral is None or (to is Stage.VOID and which):
            return
        side = Side.objects.filter(referral=referral, owner_id=self.actor(who).member_id).first()
        version = referral.version if fresh else None
        moved = self.attempt(
            move_referral, actor=self.actor(who), referral_uid=referral.uid, to=to, correcting=correcting,
            note="Because", version=version,
        )  # fmt: skip
        if moved and moved.version > referral.version:
            assert side is not None and moved.version == referral.version + 1
            fact = fact_of(referral, referral.prospect, thanked=Thanks.objects.filter(referral=referral).exists())
            by = By(Move.objects.get(referral=referral, number=moved.version).by)
            assert refusal(fact, to, by, correcting=correcting, reason="Because") == ""

    @rule(which=WHICH, steps=st.integers(1, 4))
    def some_steps_on(self, which: int, steps: int) -> None:
        """Whoever has the turn does what is next, so that long ways are walked as well."""
        for _ in range(steps):
            if referral := self.one(which):
                self.a_step_on(referral)

    def a_step_on(self, referral: Referral) -> None:
        """What is next, by whoever may."""
        who = turn(Stage(referral.stage), referral.moved_at, NOW).who
        side = referral.sides.filter(role=who or "").first() or referral.sides.first()
        actor = self.actor(int(side.owner_id == self.pair.dana.member_id)) if side else None
        following = {"noted": "consented", "consented": "sent", "sent": "accepted", "accepted": "met", "met": "won"}
        if referral.stage == "noted":
            self.attempt(consenting.note_consent, actor=actor, referral_uid=referral.uid, how="introduced")
        elif referral.stage in following:
            self.attempt(move_referral, actor=actor, referral_uid=referral.uid, to=following[referral.stage])
        else:
            self.attempt(thanking.thank_giver, actor=actor, referral_uid=referral.uid)

    @precondition(lambda self: Thanks.objects.exists())
    @rule(who=WHO, which=WHICH)
    def a_mistake(self, who: int, which: int) -> None:
        """What was thanked for already was a mistake altogether."""
        thanked = list(Thanks.objects.values_list("referral__uid", flat=True))
        uid = thanked[which % len(thanked)]
        self.attempt(move_referral, actor=self.actor(who), referral_uid=uid, to=Stage.VOID, note="Because")

    @rule(which=WHICH, who=WHO, back=st.booleans())
    def thank(self, which: int, who: int, back: bool) -> None:
        if referral := self.one(which):
            act = thanking.take_back_thanks if back else thanking.thank_giver
            self.attempt(act, actor=self.actor(who), referral_uid=referral.uid)

    @precondition(lambda self: not self.parted)
    @rule()
    def link_or_part(self) -> None:
        """Once in a history: it folds whole ledgers, and takes as long as ten moves."""
        self.parted = True
        living = Link.objects.filter(accepted_at__isnull=False, ended_at=None).first()
        if living:
            end_link(actor=self.pair.dana, now=NOW, link_uid=living.uid)
        else:
            self.pair.link()
        self.pair = self.pair.renewed()

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        if self.changed:
            check_whole()
        self.changed = False


def _counted() -> dict[int, tuple[int, int]]:
    """What the ledgers hold: person -> (given, received)."""
    found: dict[int, list[int]] = {}
    for person, direction in Give.objects.values_list("person_id", "direction"):
        found.setdefault(person, [0, 0])[direction == "received"] += 1
    return {person: (given, received) for person, (given, received) in found.items()}


def run(lumps: range) -> None:
    """So many times LUMP random histories of the same two, who are made once; each lump from its own seed.

    In one long run hypothesis mutates what it has seen into ever longer histories: a lump starts afresh.
    """
    pair = two()
    pair.link()
    pair = listen_and_agree(pair)
    WORLD[:] = [pair, meet(pair.leah, BEN)]
    for lump in lumps:
        run_state_machine_as_test(
            seed(FIRST + lump)(type(f"Lump{lump}", (AnyHistory,), {})),
            settings=settings(
                max_examples=LUMP, stateful_step_count=20, deadline=None, phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck), derandomize=False, database=None,
            ),
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_any_history_leaves_both_sides_the_ledgers_and_depth_as_they_should_be(part: int) -> None:
    run(range(part, -(-SEQUENCES // LUMP), PARTS))


@pytest.mark.nightly
@pytest.mark.timeout(0)
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_histories(part: int) -> None:
    run(range(part, NIGHTLY // LUMP, PARTS))


@pytest.mark.django_db
def test_a_merge_takes_the_referrals_along_and_gives_them_back() -> None:
    pair = two()
    pair.link()
    referral = giving.give_referral(actor=pair.leah, now=NOW, person_uid=pair.dana_of_leah.uid, whom=YUKI, what=TAXES)
    consenting.note_consent(actor=pair.leah, now=NOW, referral_uid=referral.uid, how="introduced")
    move_referral(actor=pair.leah, now=NOW, referral_uid=referral.uid, to="sent")
    double = meet(pair.leah, Card(name="Dana W."))
    merge = merge_people(actor=pair.leah, now=NOW, keep_uid=double.uid, other_uid=pair.dana_of_leah.uid)
    assert Side.objects.get(owner=pair.leah.member_id).person_id == double.pk
    move_referral(actor=pair.dana, now=NOW, referral_uid=referral.uid, to="accepted")
    check_whole()
    unmerge(actor=pair.leah, now=NOW, merge_uid=merge.uid)
    assert Side.objects.get(owner=pair.leah.member_id).person_id == pair.dana_of_leah.pk
    assert Person.objects.filter(pk=double.pk).exists()
    check_whole()
    check_stored(pair)
