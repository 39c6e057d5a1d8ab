"""Referrals made quickly in tests: Leah sends Yuki Tanaka to Dana; and both books compared with the rows."""

from __future__ import annotations

from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.models import Give
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.consenting import note_consent
from grapevine.domain.referrals.actions.giving import What, Whom, give_referral
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.models import Move, Referral, Side, Thanks
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import GIVEN, OPEN, OUTCOMES, By, Stage
from tests.cast import NOW

YUKI = Whom("Yuki Tanaka", "yuki@tanaka.example", "+1 617 555 0111", "Sells her share of a practice")
TAXES = What("Somebody to look at the taxes of a sale")


def noted(actor: Actor, person: Person, **more: Any) -> Referral:
    """Leah notes it."""
    return give_referral(**{"actor": actor, "now": NOW, "person_uid": person.uid, "whom": YUKI, "what": TAXES, **more})


def agreed(actor: Actor, referral: Referral) -> Referral:
    """They said yes, on the phone."""
    return note_consent(actor=actor, now=NOW, referral_uid=referral.uid, how="said", words="On the phone")


def sent(actor: Actor, person: Person, **more: Any) -> Referral:
    """Noted, agreed to and sent."""
    referral = noted(actor, person, **more)
    agreed(actor, referral)
    return step(actor, referral, "sent")


def step(actor: Actor, referral: Referral, to: str, **more: Any) -> Referral:
    """One move."""
    return move_referral(**{"actor": actor, "now": NOW, "referral_uid": referral.uid, "to": to, **more})


def check_whole() -> None:
    """Nothing was lost or doubled: moves hang together, both sides say the same, each ledger holds what follows."""
    expected: dict[int, set[tuple[str, str, int]]] = {}
    for referral in Referral.objects.select_related("prospect").prefetch_related("sides", "moves"):
        thanks = Thanks.objects.filter(referral=referral).first()
        _moves_hang_together(referral, sorted(referral.moves.all(), key=lambda move: move.number))
        if referral.stage in OPEN and referral.stage != Stage.NOTED:
            assert referral.prospect.consent == Consent.GIVEN
        if referral.stage in OUTCOMES:
            assert referral.prospect.consent in (Consent.GIVEN, Consent.WITHDRAWN)
        assert (referral.sent_at is not None) or referral.stage not in GIVEN
        for side in referral.sides.all():
            assert (side.stage, side.moved_at, side.thanked) == (referral.stage, referral.moved_at, thanks is not None)
            ways = ("given", "received") if side.role == By.GIVER else ("received", "given")
            wanted = expected.setdefault(side.owner_id, set())
            if referral.stage in GIVEN:
                wanted.add((f"referral:{referral.uid}:referral", ways[0], side.person_id))
            if thanks and referral.stage != Stage.VOID:
                wanted.add((f"referral:{referral.uid}:thanks", ways[1], side.person_id))
    for owner in {*expected, *Give.objects.values_list("owner_id", flat=True)}:
        kept = Give.objects.filter(owner=owner, source="referral").values_list("source_key", "direction", "person_id")
        assert sorted(kept) == sorted(expected.get(owner, set()))
    assert not Referral.objects.filter(sides=None).exists()
    assert Side.objects.filter(give=None, stage__in=GIVEN).count() == 0


def _moves_hang_together(referral: Referral, moves: list[Move]) -> None:
    assert [move.number for move in moves] == list(range(1, referral.version + 1))
    for one, other in zip(moves, moves[1:], strict=False):
        assert other.from_stage == one.to_stage and other.at >= one.at
    assert (moves[-1].to_stage, moves[-1].at, moves[-1].by) == (referral.stage, referral.moved_at, referral.moved_by)
