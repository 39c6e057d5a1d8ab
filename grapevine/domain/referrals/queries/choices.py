"""Where several referrals may be moved now, in one read however many they are: the buttons of a board."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.referrals.models import Side
from grapevine.domain.referrals.queries.one import sides
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import By, Fact, Stage, choices, speakers


def choices_of(actor: Actor, uids: Collection[UUID]) -> dict[UUID, list[Stage]]:
    """Public id -> the next stages, of the actor's own referrals among these; theirs, and of whom they speak for."""
    own = dict(sides(actor).filter(referral__uid__in=uids).values_list("referral_id", "role"))
    facts: dict[UUID, Fact] = {}
    roles: dict[UUID, set[By]] = {}
    mine: dict[UUID, By] = {}
    rows = Side.objects.filter(referral__in=own).values_list(
        "referral_id", "referral__uid", "role", "stage", "thanked", "referral__prospect__consent"
    )
    for pk, uid, role, stage, thanked, consent in rows:
        facts[uid] = Fact(Stage(stage), consented=consent == Consent.GIVEN, thanked=thanked)
        roles.setdefault(uid, set()).add(By(role))
        mine[uid] = By(own[pk])
    return {uid: _choices(fact, mine[uid], roles[uid]) for uid, fact in facts.items()}


def _choices(fact: Fact, own: By, roles: set[By]) -> list[Stage]:
    found = [to for by in speakers(own, roles) for to in choices(fact, by)]
    return list(dict.fromkeys(found))
