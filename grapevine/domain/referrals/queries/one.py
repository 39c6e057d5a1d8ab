"""One referral through the book of whoever asks, and what of it they may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.referrals.models import Prospect, Referral, Side, Times
from grapevine.domain.referrals.rules.consent import SAID_NO, Consent, How, Standing, seen_by
from grapevine.domain.referrals.rules.moves import By, Fact, Stage
from grapevine.domain.referrals.rules.turn import DAYS
from grapevine.kit import ids
from grapevine.kit.errors import NotFound

MISSING = "There is no such referral in your book."


def sides(actor: Actor) -> QuerySet[Side]:
    """The actor's own side of every referral they have part in."""
    require(actor, Permission.REFERRALS_READ)
    return Side.objects.filter(owner_id=actor.member_id)


def side(actor: Actor, referral_uid: object) -> Side:
    """The actor's side of one referral, with what is shared of it. Raises NotFound."""
    uid = ids.parse(referral_uid)
    near = sides(actor).select_related("referral", "referral__prospect", "referral__thanks", "person", "about")
    found = near.filter(referral__uid=uid).first() if uid else None
    if found is None:
        raise NotFound(MISSING)
    return found


def fact_of(referral: Referral, prospect: Prospect, *, thanked: bool) -> Fact:
    """What the rule of moves needs of a referral."""
    return Fact(
        stage=Stage(referral.stage),
        before=Stage(referral.before) if referral.before else None,
        moved_by=By(referral.moved_by),
        consented=prospect.consent == Consent.GIVEN,
        thanked=thanked,
        said_no=prospect.consent in SAID_NO,
    )


def standing_of(prospect: Prospect) -> Standing:
    """How the prospect's consent stands."""
    return Standing(Consent(prospect.consent), How(prospect.how) if prospect.how else None)


def seen_of(prospect: Prospect, who: By, noted_by: str) -> dict[str, str]:
    """What they may see of the prospect: field -> text, empty where they may not."""
    seen = seen_by(who, standing_of(prospect), noted_by=By(noted_by))
    return {
        name: getattr(prospect, name) if name in seen else "" for name in ("label", "name", "email", "phone", "about")
    }


def regulated(keys: Iterable[str]) -> bool:
    """Is one of these professions (catalogue keys) one in which no money may hang on a referral?"""
    return any(PROFESSIONS[key].regulated for key in keys if key in PROFESSIONS)


def times_of(actor: Actor) -> Mapping[Stage, int]:
    """The actor's days a stage, the defaults among them."""
    require(actor, Permission.REFERRALS_READ)
    own = Times.objects.filter(owner_id=actor.member_id).values_list("days", flat=True).first() or {}
    return {**DAYS, **{Stage(stage): days for stage, days in own.items()}}
