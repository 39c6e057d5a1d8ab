"""What whoever holds a link sees: who wrote, what for, no more of anybody than they may. Looking changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.accounts.models import Member
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Address, Move, Referral, Side, Thanks
from grapevine.domain.referrals.queries.detail import worth_told
from grapevine.domain.referrals.queries.one import fact_of, regulated, seen_of
from grapevine.domain.referrals.rules import addresses, moves
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.kit import tokens

REVOKED, EXPIRED, VOID = "revoked", "expired", "void"
#: So many of what a partner sent stand on their page.
SHOWN = 12
_WHO = {addresses.PROSPECT: By.PROSPECT, addresses.RECEIVER: By.RECEIVER}


@dataclass(frozen=True, slots=True)
class Guest:
    """The page behind a link. ``owner``: the member who made it; ``person``: whom they refer to.

    ``whom``: the prospect's fields, empty where this guest may not see them. ``over``: why the link opens nothing any
    more (revoked, expired, void), else empty; then no more than the member's name is for the page.
    """

    address: Address
    owner: Member
    person: Person
    referral: Referral
    over: str
    whom: dict[str, str]
    consent: Consent
    choices: tuple[Stage, ...]
    corrections: tuple[Stage, ...]
    thanks: Thanks | None
    no_figures: bool

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return Stage(self.referral.stage)


def guest(secret: str, purpose: str, now: datetime) -> Guest | None:
    """The page behind a link of this purpose; None for one that never was, or is for another purpose."""
    found = Address.objects.filter(digest=tokens.digest(secret), purpose=purpose, owner__is_active=True)
    address = found.select_related("owner").first()
    near = Side.objects.select_related("referral", "referral__prospect", "referral__thanks", "person")
    side = address and near.filter(referral=address.referral_id, owner=address.owner_id).first()
    if not address or not side:
        return None
    referral, who = side.referral, _WHO[purpose]
    thanks = getattr(referral, "thanks", None)
    fact = fact_of(referral, referral.prospect, thanked=thanks is not None)
    return Guest(
        address=address, owner=address.owner, person=side.person, referral=referral, over=_over(address, referral, now),
        whom=seen_of(referral.prospect, who, By.GIVER), consent=Consent(referral.prospect.consent),
        choices=moves.choices(fact, who), corrections=moves.corrections(fact, who), thanks=thanks,
        no_figures=regulated((side.person.profession_key, address.owner.profession_key)),
    )  # fmt: skip


def _over(address: Address, referral: Referral, now: datetime) -> str:
    if referral.stage == Stage.VOID:
        return VOID
    if addresses.works(address.expires_at, address.revoked_at is not None, now):
        return ""
    return REVOKED if address.revoked_at is not None else EXPIRED


def moves_of(guest: Guest) -> tuple[list[Move], str]:
    """What happened so far, for the receiver: since it was sent to them; and the word with which somebody agreed."""
    rows = list(guest.referral.moves.order_by("number"))
    first = next((at for at, row in enumerate(rows) if row.to_stage == Stage.SENT), len(rows))
    said = [row.note for row in rows if row.by == By.PROSPECT and row.to_stage == Stage.CONSENTED]
    return rows[first:], said[-1] if said and guest.whom["name"] else ""


@dataclass(frozen=True, slots=True)
class SentByPartner:
    """What a partner without an account sent by their page, as they see it; ``worth``: what they were told of it."""

    who: str
    need: str
    stage: Stage
    moved_at: datetime
    words: str
    worth: str


def sent_by_partner(partnership: Partnership) -> list[SentByPartner]:
    """Where it stands with what they sent by their own page, the last moved first; nothing else of that book."""
    rows = Side.objects.filter(
        owner=partnership.owner_id, person=partnership.person_id, role=By.RECEIVER, referral__noted_by=By.GIVER
    ).exclude(stage=Stage.VOID)
    found = rows.select_related("referral__prospect", "referral__thanks").order_by("-moved_at", "-pk")[:SHOWN]
    return [_of_partner(side) for side in found]


def _of_partner(side: Side) -> SentByPartner:
    referral = side.referral
    whom = seen_of(referral.prospect, By.GIVER, referral.noted_by)
    thanks = getattr(referral, "thanks", None)
    return SentByPartner(
        whom["name"] or whom["label"], referral.need, Stage(side.stage), side.moved_at,
        thanks.words if thanks else "", worth_told(thanks),
    )  # fmt: skip
